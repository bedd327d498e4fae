/** One page, deep: OpenSeadragon over the tiles of the core, with the keys and buttons left to the desk. */
import OpenSeadragon from 'openseadragon'
import type { Attachment } from 'svelte/attachments'
import { cornersOf, shownRegion, turnOf } from '../../src-main/shared/domain/page-view.ts'
import type { Point, Viewed } from '../../src-main/shared/domain/page-view.ts'

import { keepStylesOut, PageTiles } from './page-tiles.ts'
import type { TileShape } from './page-tiles.ts'
import { fittingZoom, isAnother, isElsewhere, isFitted, pointAt, sharesOf } from './where.ts'
import type { Where } from './where.ts'

export type { TileShape } from './page-tiles.ts'
export type { Point } from '../../src-main/shared/domain/page-view.ts'

/** Lets two pages move and zoom together. Returns what ends it. */
export function link(one: PageView, other: PageView): () => void {
  one.onmove = (where) => other.follow(where)
  other.onmove = (where) => one.follow(where)
  const where = one.where()
  if (where) other.follow(where)
  return () => {
    one.onmove = other.onmove = null
  }
}

/** Milliseconds that a tile may take: as long as the decoder may work on a pyramid. */
const LONGEST_WAIT = 600_000

const still = () => window.matchMedia('(prefers-reduced-motion: reduce)').matches

export class PageView {
  #viewer: OpenSeadragon.Viewer | null = null
  #shown: TileShape | null = null
  #look: Viewed | null = null
  /** The whole page is shown, and stays so when the pane changes its size. */
  #fitted = true
  /** Pixels of the screen for one of the image. */
  zoom = $state(0)
  failed = $state(false)
  /** Details of what is in sight are still coming in. */
  coming = $state(false)
  /** Counts every move of the page, so that what lies over it follows. */
  moves = $state(0)
  ready = $state(false)
  /** A point of the image was clicked. */
  onclick: (point: Point) => void = () => undefined
  /** Called when the person moves the page, but not when another page leads it. */
  onmove: ((where: Where) => void) | null = null
  #led = false
  /** Where the pointer was last, in pixels of the pane. */
  pointer: Point | null = null

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
      // A detail may wait for the pyramid of a very large scan; the server says when that has failed.
      timeout: LONGEST_WAIT,
      preserveImageSizeOnResize: true,
      tabIndex: -1,
    })
    viewer.addHandler('canvas-key', (event) => {
      event.preventDefaultAction = true
    })
    viewer.addHandler('update-viewport', () => {
      this.moves += 1
    })
    viewer.addHandler('zoom', () => {
      this.#measure()
      this.#tell()
    })
    viewer.addHandler('pan', () => this.#tell())
    viewer.addHandler('after-resize', () => {
      // The viewer goes on to keep the size of the image as soon as this is over.
      queueMicrotask(() => {
        if (this.#viewer !== viewer) return
        if (this.#fitted) this.#fit(true)
        this.#measure()
      })
    })
    for (const moved of ['canvas-drag', 'canvas-scroll', 'canvas-pinch', 'canvas-double-click'] as const) {
      viewer.addHandler(moved, () => {
        this.#fitted = false
      })
    }
    viewer.addHandler('open', () => {
      this.ready = true
      this.#turn()
      this.#fit(true)
      this.#measure()
      const image = viewer.world.getItemAt(0)
      this.coming = !image.getFullyLoaded()
      image.addHandler('fully-loaded-change', (event) => {
        this.coming = !event.fullyLoaded
      })
    })
    viewer.addHandler('canvas-click', ({ quick, position }) => {
      if (quick && this.ready) this.onclick(this.toImage(position.x, position.y))
    })
    viewer.addHandler('tile-load-failed', () => {
      this.failed = true
    })
    const follow = (event: PointerEvent) => {
      const box = element.getBoundingClientRect()
      this.pointer = { x: event.clientX - box.left, y: event.clientY - box.top }
    }
    element.addEventListener('pointermove', follow)
    this.#viewer = viewer
    return () => {
      element.removeEventListener('pointermove', follow)
      this.#viewer = null
      this.#shown = null
      viewer.destroy()
    }
  }

  show(source: TileShape | null, look: Viewed): void {
    const viewer = this.#viewer
    if (!viewer) return
    const before = this.#look
    this.#look = look
    if (source !== this.#shown) {
      this.#shown = source
      this.failed = false
      this.ready = false
      this.coming = false
      this.#fitted = true
      if (source === null) viewer.close()
      else viewer.open({ tileSource: new PageTiles(source) })
    } else if (before === null || isElsewhere(before, look)) {
      // Another rectangle, or another side up, is looked at as a whole.
      this.#fitted ||= before === null || isAnother(before, look)
      this.#turn()
      if (this.#fitted) this.#fit(true)
      this.#measure()
    }
  }

  fit(): void {
    this.#fitted = true
    this.#fit(still())
  }

  /** Turns the image, and leaves of it what is shown. */
  #turn(): void {
    const viewer = this.#viewer
    const look = this.#look
    if (!viewer || !look || !this.ready) return
    viewer.viewport.setRotation(turnOf(look), true)
    const image = viewer.world.getItemAt(0)
    if (look.part === null && look.adjustments.crop === null) image.resetCroppingPolygons()
    else image.setCroppingPolygons([cornersOf(look).map(({ x, y }) => new OpenSeadragon.Point(x, y))])
    viewer.forceRedraw()
  }

  #fit(immediately: boolean): void {
    const viewport = this.#viewer?.viewport
    const look = this.#look
    const [corner] = look ? cornersOf(look) : []
    if (!viewport || !look || !corner || !this.ready) return
    const { width, height } = shownRegion(look)
    const {
      x,
      y,
      width: across,
      height: down,
    } = viewport.imageToViewportRectangle(corner.x, corner.y, width, height)
    const tilt = look.adjustments.crop === null ? 0 : -look.adjustments.straightening
    viewport.fitBounds(new OpenSeadragon.Rect(x, y, across, down, tilt), immediately)
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

  #tell(): void {
    const where = this.#led ? null : this.where()
    if (where) this.onmove?.(where)
  }

  where(): Where | null {
    const viewport = this.#viewer?.viewport
    const look = this.#look
    if (!viewport || !look || !this.ready) return null
    const centre = viewport.viewportToImageCoordinates(viewport.getCenter(false))
    const zoom = viewport.getZoom(false) / fittingZoom(look, viewport.getAspectRatio())
    return { ...sharesOf(look, centre), zoom }
  }

  /** Shows what another page shows, each in its own size. */
  follow(where: Where): void {
    const viewport = this.#viewer?.viewport
    const look = this.#look
    if (!viewport || !look || !this.ready) return
    const { x, y } = pointAt(look, where)
    this.#led = true
    this.#fitted = isFitted(where)
    viewport.zoomTo(where.zoom * fittingZoom(look, viewport.getAspectRatio()), undefined, true)
    viewport.panTo(viewport.imageToViewportCoordinates(x, y), true)
    this.#led = false
  }

  /** Brings a point of the image to the middle; `zoom` in pixels of the screen for one of the image. */
  lookAt({ x, y }: Point, zoom: number): void {
    const viewport = this.#viewer?.viewport
    if (!viewport || !this.ready) return
    this.#fitted = false
    viewport.zoomTo(viewport.imageToViewportZoom(zoom / window.devicePixelRatio), undefined, true)
    viewport.panTo(viewport.imageToViewportCoordinates(x, y), true)
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
