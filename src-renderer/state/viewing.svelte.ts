/** How the page that is looked at is shown: adjusted while the person looks, and kept with the page within a second. */
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { PageId } from '../../src-main/shared/contract/ids.ts'
import type { Page } from '../../src-main/shared/contract/scan.ts'
import { foldOf, scaled, sheetOf, straighteningOf } from '../../src-main/shared/domain/page-proposal.ts'
import { halves, partOf, PLAIN, TONES } from '../../src-main/shared/domain/page-view.ts'
import type { Adjustments } from '../../src-main/shared/domain/page-view.ts'
import type { Region } from '../../src-main/shared/domain/region.ts'
import { greyOf } from './images.ts'
import type { Pages } from './pages.svelte.ts'
import { problemOf, UNREACHABLE } from './problem.ts'
import { SaveQueue } from './save-queue.ts'

interface Change {
  readonly id: PageId
  readonly adjustments: Partial<Adjustments>
  readonly visit: string
}

/** Two halves of a scan, while the line between them is looked for. */
interface Fold {
  readonly id: PageId
  /** The share of what is seen that lies to the left. */
  readonly at: number
  readonly proposed: boolean
}

export class Viewing {
  #client: Client
  #pages: Pages
  #queue: SaveQueue<Change>
  /** What is not yet known to be kept, by page. */
  #draft = $state.raw<Change | null>(null)
  #visit: { id: PageId; name: string } | null = null
  #visits = 0
  /** Which page is cropped; none, once another is looked at. */
  #cropping = $state.raw<PageId | null>(null)
  #fold = $state.raw<Fold | null>(null)
  /** The panel beside the page. */
  panel = $state<'view' | 'labels' | null>(null)
  loupe = $state(false)
  /** The right half of a split scan is read first, as in books that are bound on the right. */
  rightFirst = $state(false)
  /** Nothing could be proposed, and for what. */
  nothing = $state<'straightening' | 'crop' | null>(null)

  /** The page as it is shown now. */
  current = $derived.by<Page | null>(() => {
    const page = this.#pages.current
    return page && { ...page, adjustments: this.of(page) }
  })
  cropping = $derived.by(() => this.#cropping !== null && this.#cropping === this.#pages.current?.id)
  fold = $derived.by(() => (this.#fold?.id === this.#pages.current?.id ? this.#fold : null))

  constructor(client: Client, parting: Client, pages: Pages) {
    this.#client = client
    this.#pages = pages
    const call = ({ id, ...rest }: Change) => ({ ids: [id] as [PageId], ...rest })
    this.#queue = new SaveQueue<Change>({
      key: ({ id }) => String(id),
      send: (change) => this.#send(change),
      part: (change) => void parting.scan.adjust(call(change)).catch(() => undefined),
      held: () => false,
      worthRetrying: isPassing,
      settle: 300,
      longest: 800,
      retryAfter: 2000,
    })
  }

  /** The adjustments of a page, with what is changed this moment. */
  of(page: Page): Adjustments {
    return this.#draft?.id === page.id
      ? { ...page.adjustments, ...this.#draft.adjustments }
      : page.adjustments
  }

  settle = (): Promise<void> => this.#queue.flush()

  /** What is not sent yet goes out with the page. */
  part(): void {
    this.#queue.part()
  }

  change(adjustments: Partial<Adjustments>): void {
    const page = this.#pages.current
    if (!page) return
    this.nothing = null
    if (this.#visit?.id !== page.id) {
      this.#visits += 1
      this.#visit = { id: page.id, name: `view-${String(Date.now())}-${String(this.#visits)}` }
    }
    const before = this.#draft?.id === page.id ? this.#draft.adjustments : {}
    this.#draft = { id: page.id, adjustments: { ...before, ...adjustments }, visit: this.#visit.name }
    this.#queue.put(this.#draft)
  }

  async #send(change: Change): Promise<void> {
    const { id, adjustments, visit } = change
    try {
      await this.#client.scan.adjust({ ids: [id], adjustments, visit })
    } catch (error) {
      this.#pages.failure = problemOf(error)
      // What will be tried again stays in view.
      if (!isPassing(error) && this.#draft === change) this.#draft = null
      throw error
    }
    this.#pages.failure = null
    await this.#pages.refresh()
    if (this.#draft === change) this.#draft = null
  }

  /** What comes after is a step of undo of its own. */
  endVisit(): void {
    this.#visit = null
  }

  /** Opens a panel; once more closes it. */
  toggle(panel: 'view' | 'labels'): void {
    this.panel = this.panel === panel ? null : panel
    this.nothing = null
    this.endVisit()
  }

  reset = (): void => this.change(PLAIN)

  invert(): void {
    const { current } = this
    if (current) this.change({ inverted: !current.adjustments.inverted })
  }

  /** Gives all pages of the description what this one has: its colours, and its places where that is wanted. Returns how many. */
  async applyToAll(places: boolean): Promise<number> {
    await this.settle()
    const page = this.#pages.current
    if (!page) return 0
    const tones = Object.fromEntries(TONES.map((name) => [name, page.adjustments[name]]))
    const { straightening, crop } = page.adjustments
    const ids = this.#pages.all.filter(({ scan }) => scan !== null).map(({ id }) => id)
    await this.#pages.act(() =>
      this.#client.scan.adjust({
        ids,
        adjustments: { ...tones, ...(places && { straightening, crop }) },
        ...(places && { rotation: page.rotation }),
      }),
    )
    this.endVisit()
    return this.#pages.failure === null ? ids.length : 0
  }

  async proposeStraightening(): Promise<void> {
    const page = this.current
    if (!page) return
    const grey = await greyOf(page, partOf(page))
    const straightening = grey && straighteningOf(grey.picture)
    if (this.#pages.current?.id !== page.id) return
    if (straightening === null) this.nothing = 'straightening'
    else this.change({ straightening })
  }

  async proposeCrop(): Promise<void> {
    const page = this.current
    if (!page) return
    const part = partOf(page)
    const grey = await greyOf(page, part)
    const sheet = grey && sheetOf(grey.picture, page.adjustments.straightening)
    if (this.#pages.current?.id !== page.id) return
    if (grey === null || sheet === null) this.nothing = 'crop'
    else this.change({ crop: scaled(sheet, grey.scale, part) })
  }

  beginCrop(): void {
    this.#fold = null
    this.#cropping = this.#pages.current?.id ?? null
  }

  /** Takes a rectangle, or gives the drawing of one up. */
  endCrop(crop: Region | null): void {
    this.#cropping = null
    if (crop !== null) this.change({ crop })
  }

  /** Begins to look for the line between two pages; where it is not found, in the middle. */
  async beginSplit(): Promise<void> {
    const page = this.#pages.current
    if (!page?.scan) return
    this.#cropping = null
    this.#fold = { id: page.id, at: 0.5, proposed: false }
    const share = await foldIn(page)
    // Meanwhile the line may have been moved, given up, or begun on another page.
    const { fold } = this
    if (share !== null && fold?.id === page.id && fold.at === 0.5)
      this.#fold = { id: page.id, at: share, proposed: true }
  }

  moveFold(at: number): void {
    if (this.fold) this.#fold = { ...this.fold, at: Math.min(0.95, Math.max(0.05, at)), proposed: false }
  }

  endSplit(): void {
    this.#fold = null
  }

  /** Splits the page at the line. */
  async split(): Promise<void> {
    const page = this.#pages.current
    if (page) await this.#split([page], () => Promise.resolve(null))
  }

  /** Splits all chosen pages, each at its own fold; where none is found, where the line is now. */
  async splitChosen(): Promise<void> {
    const meant = this.#pages.meant()
    await this.#split(
      this.#pages.all.filter(({ id }) => meant.includes(id)),
      foldIn,
    )
  }

  async #split(
    splitting: readonly Page[],
    foldOfPage: (page: Page) => Promise<number | null>,
  ): Promise<void> {
    const { fold } = this
    this.#fold = null
    if (!fold) return
    await this.settle()
    const pages: { id: PageId; parts: [Region, Region] }[] = []
    // One after the other: each has a picture to be looked through.
    for (const page of splitting) {
      if (page.scan === null) continue
      const [left, right] = halves(page, (await foldOfPage(page)) ?? fold.at)
      pages.push({ id: page.id, parts: this.rightFirst ? [right, left] : [left, right] })
    }
    if (pages.length > 0) await this.#pages.act(() => this.#client.scan.split({ pages }))
    this.#pages.chosen.clear()
  }
}

/** What keeps a change from being saved and is over after a while. */
const isPassing = (error: unknown): boolean =>
  [UNREACHABLE.code, 'writingHeld'].includes(problemOf(error).code)

async function foldIn(page: Page): Promise<number | null> {
  const grey = await greyOf(page, partOf(page))
  const share = grey && foldOf(grey.picture, page.rotation % 180 === 0 ? 'x' : 'y')
  if (share === null) return null
  return page.rotation === 90 || page.rotation === 180 ? 1 - share : share
}
