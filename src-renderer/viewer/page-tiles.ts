/** The tiles of a page as OpenSeadragon asks for them. */
import OpenSeadragon from 'openseadragon'

export interface TileShape {
  readonly pageId: number
  readonly width: number
  readonly height: number
  readonly tileSize: number
  readonly minLevel: number
  readonly maxLevel: number
}

export class PageTiles extends OpenSeadragon.TileSource {
  readonly #pageId: number

  constructor({ pageId, ...shape }: TileShape) {
    super(shape)
    this.#pageId = pageId
  }

  override getTileUrl(level: number, x: number, y: number): string {
    return `/tiles/${[this.#pageId, level, x, y].map(String).join('/')}`
  }
}

/** OpenSeadragon adds a style element unless one is there; this one is of no namespace that a browser styles. */
export function keepStylesOut(): void {
  if (document.querySelector('style[data-openseadragon-mobile-css]')) return
  const mark = document.createElementNS('urn:none', 'style')
  mark.setAttribute('data-openseadragon-mobile-css', 'true')
  document.head.append(mark)
}
