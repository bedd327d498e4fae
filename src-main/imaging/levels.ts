/**
 * The levels of a deep zoom picture, as an OpenSeadragon tile source counts them: at `maxLevel` the picture has its
 * full size, and each level below halves it; at level 0 it fits into one tile. Tile (x, y) of a level begins at pixel
 * (256 x, 256 y) of the picture scaled by 1 / 2^(maxLevel - level), and tiles do not overlap.
 */

export const TILE_SIZE = 256

/** What `new OpenSeadragon.TileSource({ …, getTileUrl(level, x, y) })` takes; sizes in pixels of the upright image. */
export interface DeepZoom {
  width: number
  height: number
  tileSize: number
  minLevel: number
  maxLevel: number
}

export function deepZoom(width: number, height: number): DeepZoom {
  let maxLevel = 0
  while (Math.max(width, height) > TILE_SIZE * 2 ** maxLevel) maxLevel++
  return { width, height, tileSize: TILE_SIZE, minLevel: 0, maxLevel }
}

/** Width and height at a level, a last part of a pixel counted as one; its other part is margin. */
export function levelSize({ width, height, maxLevel }: DeepZoom, level: number) {
  const scale = 2 ** (maxLevel - level)
  return { width: Math.ceil(width / scale), height: Math.ceil(height / scale) }
}

export function hasTile(zoom: DeepZoom, level: number, x: number, y: number): boolean {
  if (![level, x, y].every((n) => Number.isInteger(n) && n >= 0) || level > zoom.maxLevel) return false
  const { width, height } = levelSize(zoom, level)
  return x < Math.ceil(width / TILE_SIZE) && y < Math.ceil(height / TILE_SIZE)
}

/** The blocks of 16 pixels in which JPEG with halved colour is coded. */
const BLOCK = 16

/**
 * The size of a level with its margin at the right and below. The margin lets every level be exactly half the one
 * above and end with a whole block, so that no level drops a row and no edge shows the colour beyond it. A pyramid
 * writer that halves until a level fits into one tile makes exactly the levels 0 to `maxLevel` of it.
 */
export function paddedSize({ width, height, maxLevel }: DeepZoom, level: number) {
  const unit = BLOCK * 2 ** maxLevel
  const scale = 2 ** (maxLevel - level)
  return {
    width: (Math.ceil(width / unit) * unit) / scale,
    height: (Math.ceil(height / unit) * unit) / scale,
  }
}
