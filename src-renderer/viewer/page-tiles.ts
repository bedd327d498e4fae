/** The tiles of a page as OpenSeadragon asks for them. */
import OpenSeadragon from 'openseadragon'

export interface TileShape {
  readonly pageId: number
  readonly width: number
  readonly height: number
  readonly tileSize: number
  readonly minLevel: number
  readonly maxLevel: number
  /** Which scan they are of: what a browser has kept of another one is not shown for this one. */
  readonly scan: string
}

export class PageTiles extends OpenSeadragon.TileSource {
  readonly #pageId: number
  readonly #scan: string

  constructor({ pageId, scan, ...shape }: TileShape) {
    super(shape)
    this.#pageId = pageId
    this.#scan = scan
  }

  override getTileUrl(level: number, x: number, y: number): string {
    return `/tiles/${[this.#pageId, level, x, y].map(String).join('/')}?scan=${this.#scan}`
  }
}

/** OpenSeadragon adds a style element unless one is there; this one is of no namespace that a browser styles. */
export function keepStylesOut(): void {
  if (document.querySelector('style[data-openseadragon-mobile-css]')) return
  const mark = document.createElementNS('urn:none', 'style')
  mark.setAttribute('data-openseadragon-mobile-css', 'true')
  document.head.append(mark)
}
