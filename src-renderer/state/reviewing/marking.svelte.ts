/** A passage on its way to be withheld: marked on one side, looked for on the others, given its code, and kept. */
import type { Client } from '../../../src-main/shared/contract/index.ts'
import type { DescriptionId, PageId, RedactionId } from '../../../src-main/shared/contract/ids.ts'
import type {
  AnchorInput,
  CitedExemption,
  PlaceInput,
  Redaction,
  Shape,
} from '../../../src-main/shared/contract/redaction.ts'
import { onAllPages } from '../../../src-main/shared/domain/redaction/same-place.ts'
import type { Need } from '../../../src-main/shared/domain/exemption.ts'
import type { Region } from '../../../src-main/shared/domain/region.ts'
import type { Pages } from '../pages.svelte.ts'
import { problemOf } from '../problem.ts'
import type { Problem } from '../problem.ts'
import type { Citing } from './citing.svelte.ts'
import { missingNeeds } from './citing.svelte.ts'
import type { Drawn, Making } from './drawn.ts'
import type { Passage } from './passages.ts'

type Offered = Awaited<ReturnType<Client['redaction']['counterparts']>>[number]
export type Offer = Offered & { readonly taken: boolean }

export interface Selected extends Pick<Passage, 'textId' | 'from' | 'to'> {
  readonly words: string
}

interface Mark {
  readonly descriptionId: DescriptionId
  /** The redaction that gets another place; null for a new one. */
  readonly to: RedactionId | null
  readonly step: 'drawing' | 'asking' | 'counterparts' | 'code'
  readonly drawn: readonly Drawn[]
  readonly making: Making
  readonly anchors: readonly AnchorInput[]
  /** Ink that crosses it, too large to be writing. */
  readonly crossing: readonly (Drawn & { readonly shape: Region })[]
  /** On these pages nobody could look for ink. */
  readonly unseen: readonly PageId[]
  readonly from: 'page' | 'texts'
}

/** What the marking asks of the whole. */
export interface Marked {
  readonly descriptionId: DescriptionId | null
  readonly writable: boolean
  show(place: PlaceInput): Promise<void>
  kept(redaction: Redaction): Promise<void>
  /** What is asked about the mark can be seen. */
  uncover(): void
  /** The focus goes back to where the mark was begun. */
  backTo(pane: 'page' | 'texts'): void
}

const anchorOf = (place: PlaceInput, lines: number | null = null): AnchorInput => ({ place, lines })
const NOTHING = { anchors: [], crossing: [], unseen: [] } as const

export class Marking {
  #client: Client
  #whole: Marked
  #pages: Pages
  #citing: Citing
  /** What is selected in one of the texts. */
  selected = $state.raw<Selected | null>(null)
  current = $state.raw<Mark | null>(null)
  offers = $state.raw<readonly Offer[]>([])
  /** The offer that is looked at. */
  at = $state(0)
  cited = $state.raw<readonly CitedExemption[]>([])
  problem = $state.raw<Problem | null>(null)
  step = $derived.by(() => this.current?.step ?? null)
  /** What was drawn can be made into another mark; what is still asked for is given up for it. */
  isDrawn = $derived.by(
    () => this.current !== null && this.current.drawn.length > 0 && this.current.step !== 'drawing',
  )
  missing = $derived.by(() => missingNeeds(this.cited, (code) => this.#citing.codeOf(code)))

  constructor(client: Client, whole: Marked, parts: { pages: Pages; citing: Citing }) {
    this.#client = client
    this.#whole = whole
    this.#pages = parts.pages
    this.#citing = parts.citing
  }

  /** Takes what is selected in a text, else begins to draw on the page. */
  async begin(to: RedactionId | null = null, onPage = false): Promise<void> {
    const { descriptionId, writable } = this.#whole
    if (descriptionId === null || !writable) return
    this.giveUp(false)
    const { selected } = this
    if (selected !== null && !onPage) {
      const { textId, from, to: end } = selected
      this.#start(descriptionId, to, 'texts')
      await this.#ask([anchorOf({ kind: 'span', textId, from, to: end })])
    } else if (this.#pages.current?.scan) this.#start(descriptionId, to, 'page')
  }

  #start(descriptionId: DescriptionId, to: RedactionId | null, from: Mark['from']): void {
    this.#whole.uncover()
    this.current = { descriptionId, to, step: 'drawing', drawn: [], making: 'lines', from, ...NOTHING }
  }

  async take(shape: Shape): Promise<void> {
    const { current } = this
    const pageId = this.#pages.current?.id
    if (pageId === undefined || current?.step !== 'drawing') return
    await this.#make({ ...current, drawn: [...current.drawn, { pageId, shape }] }, current.making)
  }

  /** Makes another mark of what was drawn. */
  async make(making: Making): Promise<void> {
    if (this.current !== null && this.isDrawn) await this.#make(this.current, making)
  }

  /** The same place on every page that has an image. */
  async everywhere(): Promise<void> {
    const { current } = this
    if (current === null || !this.isDrawn) return
    await this.#make({ ...current, drawn: onAllPages(current.drawn, this.#pages.all) }, current.making)
  }

  /** One more place is drawn for the same mark. */
  drawAnother(): void {
    const { current } = this
    if (current === null || !this.isDrawn) return
    this.offers = []
    this.current = { ...current, step: 'drawing', ...NOTHING }
  }

  async #make(mark: Mark, making: Making): Promise<void> {
    const { descriptionId, drawn } = mark
    const asking: Mark = { ...mark, step: 'asking', making, ...NOTHING }
    this.current = asking
    this.offers = []
    this.problem = null
    const regions = [...drawn]
    const plain = (): Mark['anchors'] =>
      making === 'page'
        ? [...new Set(drawn.map(({ pageId }) => pageId))].map((pageId) => anchorOf({ kind: 'page', pageId }))
        : drawn.map(({ pageId, shape }) => anchorOf({ kind: 'region', pageId, shape }))
    if (making === 'drawn' || making === 'page') {
      await this.#ask(plain())
      return
    }
    try {
      const found = await this.#client.redaction.snap({ descriptionId, regions, to: making })
      if (this.current !== asking) return
      this.current = {
        ...asking,
        crossing: found.flatMap(({ pageId, crossing }) => crossing.map((shape) => ({ pageId, shape }))),
        unseen: [...new Set(found.flatMap(({ pageId, seen }) => (seen ? [] : [pageId])))],
      }
      await this.#ask(
        found.map(({ pageId, shape, lines }) => anchorOf({ kind: 'region', pageId, shape }, lines)),
      )
    } catch (error) {
      if (this.current !== asking) return
      // What cannot be made of it leaves it as it was drawn.
      this.current = { ...asking, making: 'drawn' }
      await this.#ask(plain())
      this.problem = problemOf(error)
    }
  }

  /** A place that needs no drawing: a whole page, or a field. */
  async mark(place: PlaceInput): Promise<void> {
    const { descriptionId, writable } = this.#whole
    if (descriptionId === null || !writable) return
    this.giveUp(false)
    this.#start(descriptionId, null, 'page')
    await this.#ask([anchorOf(place)])
  }

  giveUp(back = true): void {
    const { current } = this
    this.current = null
    this.offers = []
    this.cited = []
    this.problem = null
    this.at = 0
    if (current && back) this.#whole.backTo(current.from)
  }

  async #ask(anchors: readonly AnchorInput[]): Promise<void> {
    const begun = this.current
    if (begun === null) return
    const asking: Mark = { ...begun, step: 'asking', anchors }
    this.current = asking
    void this.#citing.open(begun.descriptionId)
    try {
      const offers = await this.#client.redaction.counterparts({
        descriptionId: begun.descriptionId,
        places: anchors.map(({ place }) => place),
      })
      if (this.current !== asking) return
      this.offers = offers.map((offer) => ({ ...offer, taken: true }))
      if (offers.length > 0) {
        this.current = { ...asking, step: 'counterparts' }
        this.look(0)
      } else await this.#toCode(asking)
    } catch (error) {
      if (this.current !== asking) return
      this.problem = problemOf(error)
      await this.#toCode(asking)
    }
  }

  look(index: number): void {
    const offer = this.offers[index]
    if (!offer) return
    this.at = index
    void this.#whole.show(offer.place)
  }

  toggle(index: number): void {
    this.offers = this.offers.map((offer, at) => (at === index ? { ...offer, taken: !offer.taken } : offer))
  }

  async accept(): Promise<void> {
    const { current } = this
    if (current?.step !== 'counterparts') return
    const taken = this.offers.filter((offer) => offer.taken)
    const also = taken.map(({ place, lines }): AnchorInput => ({ place, lines }))
    // The mark itself withholds as many lines as its counterparts say, unless its own are known.
    const lines = taken.find((offer) => offer.lines !== null)?.lines ?? null
    const own = current.anchors.map((anchor, at) =>
      at === 0 && current.anchors.length === 1 ? { ...anchor, lines: anchor.lines ?? lines } : anchor,
    )
    await this.#toCode({ ...current, anchors: [...own, ...also] })
  }

  async #toCode(mark: Mark): Promise<void> {
    this.current = { ...mark, step: 'code' }
    this.offers = []
    if (mark.to !== null) await this.save()
  }

  cite(code: Pick<CitedExemption, 'vocabulary' | 'code'>, said: CitedExemption['said'] = {}): void {
    const has = this.cited.some((one) => one.vocabulary === code.vocabulary && one.code === code.code)
    if (!has) this.cited = [...this.cited, { vocabulary: code.vocabulary, code: code.code, said }]
  }

  uncite(index: number): void {
    this.cited = this.cited.filter((_, at) => at !== index)
  }

  say(index: number, need: Need, words: string): void {
    this.cited = this.cited.map((one, at) =>
      at === index ? { ...one, said: { ...one.said, [need]: words } } : one,
    )
  }

  /**
   * Keeps the mark; the next one can begin at once. Without a code it is kept, too: it cannot be proposed then, and says so.
   */
  async save(): Promise<void> {
    const { current, cited } = this
    if (current === null) return
    const { descriptionId, to } = current
    const [anchors, exemptions] = [[...current.anchors], [...cited]]
    this.selected = null
    this.giveUp()
    try {
      const kept =
        to === null
          ? await this.#client.redaction.mark({ descriptionId, anchors, exemptions })
          : await this.#client.redaction.addAnchor({ id: to, anchors })
      if (exemptions.length > 0) this.#citing.remember(exemptions)
      await this.#whole.kept(kept)
    } catch (error) {
      // What was refused is there to be put right, unless another mark was begun.
      if (this.current === null) {
        this.current = { ...current, step: 'code' }
        this.cited = cited
      }
      this.problem = problemOf(error)
    }
  }
}
