/** One page, deep: OpenSeadragon over the tiles of the core, with the keys and buttons left to the desk. */
import OpenSeadragon from 'openseadragon'
import type { Attachment } from 'svelte/attachments'

export interface Point {
  readonly x: number
  readonly y: number
}

export interface TileShape {
  readonly pageId: number
  readonly width: number
  readonly height: number
  readonly tileSize: number
  readonly minLevel: number
  readonly maxLevel: number
  readonly scan: string
}

class PageTiles extends OpenSeadragon.TileSource {
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
function keepStylesOut(): void {
  if (document.querySelector('style[data-openseadragon-mobile-css]')) return
  const mark = document.createElementNS('urn:none', 'style')
  mark.setAttribute('data-openseadragon-mobile-css', 'true')
  document.head.append(mark)
}

const still = () => window.matchMedia('(prefers-reduced-motion: reduce)').matches

export class PageView {
  #viewer: OpenSeadragon.Viewer | null = null
  #shown: TileShape | null = null
  /** The whole page is shown, and stays so when the pane changes its size. */
  #fitted = true
  /** Pixels of the screen for one of the image. */
  zoom = $state(0)
  failed = $state(false)
  /** Counts every move of the page, so that what lies over it follows. */
  moves = $state(0)
  ready = $state(false)
  /** A point of the image was clicked. */
  onclick: (point: Point) => void = () => undefined

  attach: Attachment<HTMLElement> = (element) => {
    keepStylesOut()
    const viewer = new OpenSeadragon.Viewer({
      element,
      drawer: 'canvas',
      showNavigationControl: false,
      animationTime: still() ? 0 : 0.14,
      springStiffness: 10,
      visibilityRatio: 0.2,
      maxZoomPixelRatio: 4,
      minZoomImageRatio: 0.5,
      gestureSettingsMouse: { clickToZoom: false, dblClickToZoom: true },
      imageLoaderLimit: 3,
      preserveImageSizeOnResize: true,
      tabIndex: -1,
    })
    viewer.addHandler('canvas-key', (event) => {
      event.preventDefaultAction = true
    })
    viewer.addHandler('update-viewport', () => {
      this.moves += 1
    })
    viewer.addHandler('zoom', () => this.#measure())
    viewer.addHandler('resize', () => {
      if (this.#fitted) viewer.viewport.goHome(true)
      this.#measure()
    })
    for (const moved of ['canvas-drag', 'canvas-scroll', 'canvas-pinch', 'canvas-double-click'] as const) {
      viewer.addHandler(moved, () => {
        this.#fitted = false
      })
    }
    viewer.addHandler('open', () => {
      this.ready = true
      viewer.viewport.goHome(true)
      this.#measure()
    })
    viewer.addHandler('canvas-click', ({ quick, position }) => {
      if (quick && this.ready) this.onclick(this.toImage(position.x, position.y))
    })
    viewer.addHandler('tile-load-failed', () => {
      this.failed = true
    })
    this.#viewer = viewer
    return () => {
      this.#viewer = null
      this.#shown = null
      viewer.destroy()
    }
  }

  show(source: TileShape | null, rotation: number): void {
    const viewer = this.#viewer
    if (!viewer) return
    if (source !== this.#shown) {
      this.#shown = source
      this.failed = false
      this.ready = false
      this.#fitted = true
      if (source === null) {
        viewer.close()
        return
      }
      viewer.viewport.setRotation(rotation, true)
      viewer.open({ tileSource: new PageTiles(source) })
    } else if (viewer.viewport.getRotation() !== rotation) {
      viewer.viewport.setRotation(rotation, true)
      this.#fitted = true
      viewer.viewport.goHome(true)
      this.#measure()
    }
  }

  fit(): void {
    this.#fitted = true
    this.#viewer?.viewport.goHome(still())
  }

  /** One pixel of the image on one of the screen. */
  actual(): void {
    const viewport = this.#viewer?.viewport
    this.#fitted = false
    if (viewport && this.ready) viewport.zoomTo(viewport.imageToViewportZoom(1 / window.devicePixelRatio))
  }

  zoomBy(factor: number): void {
    this.#fitted = false
    const viewport = this.#viewer?.viewport
    viewport?.zoomBy(factor)
    viewport?.applyConstraints()
  }

  /** Where a point of the image is seen, in pixels of the pane. */
  toPane(x: number, y: number): Point {
    const viewport = this.#viewer?.viewport
    if (!viewport || !this.ready) return { x: 0, y: 0 }
    const { x: left, y: top } = viewport.imageToViewerElementCoordinates(new OpenSeadragon.Point(x, y))
    return { x: left, y: top }
  }

  /** Which point of the image is seen there. */
  toImage(x: number, y: number): Point {
    const viewport = this.#viewer?.viewport
    if (!viewport || !this.ready) return { x: 0, y: 0 }
    const point = viewport.viewerElementToImageCoordinates(new OpenSeadragon.Point(x, y))
    return { x: point.x, y: point.y }
  }

  /** Brings a rectangle of the image into sight, as it is seen now when it is in sight already. */
  reveal({ x, y, width, height }: { x: number; y: number; width: number; height: number }): void {
    const viewport = this.#viewer?.viewport
    if (!viewport || !this.ready) return
    const wanted = viewport.imageToViewportRectangle(x, y, width, height)
    const seen = viewport.getBounds(false)
    const within = [wanted.getTopLeft(), wanted.getBottomRight()].every((corner) =>
      seen.containsPoint(corner),
    )
    if (within) return
    this.#fitted = false
    viewport.panTo(wanted.getCenter(), still())
  }

  /** By parts of what is seen. */
  pan(x: number, y: number): void {
    const viewport = this.#viewer?.viewport
    if (!viewport) return
    this.#fitted = false
    viewport.panBy(viewport.deltaPointsFromPixels(new OpenSeadragon.Point(x, y)))
    viewport.applyConstraints()
  }

  #measure(): void {
    const viewport = this.#viewer?.viewport
    if (!viewport || !this.ready) return
    this.zoom = viewport.viewportToImageZoom(viewport.getZoom(false)) * window.devicePixelRatio
  }
}
