/** The review of the item that is shown: what is withheld of it, what is in the way, and what is done next. */
import type { Blind } from '../../../src-main/shared/contract/blind.ts'
import type { Client } from '../../../src-main/shared/contract/index.ts'
import type { DescriptionId, PageId, RedactionId, TextId } from '../../../src-main/shared/contract/ids.ts'
import type {
  CitedExemption,
  Place,
  PlaceInput,
  Redaction,
  RedactionProposal,
  Unresolved,
} from '../../../src-main/shared/contract/redaction.ts'
import type { ReleasePreview } from '../../../src-main/shared/contract/release.ts'
import type { Review } from '../../../src-main/shared/contract/review.ts'
import type { Text } from '../../../src-main/shared/contract/text.ts'
import type { Point } from '../../../src-main/shared/domain/page-view.ts'
import type { Exemptions } from '../exemptions.svelte.ts'
import type { Pages } from '../pages.svelte.ts'
import { problemOf } from '../problem.ts'
import type { Problem } from '../problem.ts'
import { Resource } from '../resource.svelte.ts'
import { Citing } from './citing.svelte.ts'
import { Looking } from './looking.svelte.ts'
import { Marking } from './marking.svelte.ts'
import type { Marked } from './marking.svelte.ts'
import { spanOf } from './passages.ts'
import type { Passage, TextPlace } from './passages.ts'
import { holds, wholeOf } from './shapes.ts'
import { Finding } from './finding.svelte.ts'
import type { Whole as Searched } from './finding.svelte.ts'
import { formsOf, isTaken, leavesNothing } from './forms.ts'
import type { FormName } from './forms.ts'
import { inText } from './in-text.ts'
import { onPage, wholePage } from './on-page.ts'
import type { PageMark } from './on-page.ts'

const AUDITED = 200

/** A text as it is shown; it can be told where to look. */
export interface Shown {
  reveal(from: TextPlace): void
}

interface Parts {
  readonly texts: Resource<DescriptionId, Text[]>
  readonly pages: Pages
  readonly exemptions: Exemptions
  readonly settle: () => Promise<void>
  /** Whether the catalogue and the item can be written. */
  readonly writable: () => boolean
  /** Whether it is known who works. */
  readonly named: () => boolean
  /** The redactions are shown, wherever the person was. */
  readonly uncover: () => void
  readonly language: () => 'en' | 'ja'
  readonly ask: (pane: 'page' | 'texts' | 'redactions' | 'checklist') => void
}

export class Reviewing implements Marked, Searched {
  #client: Client
  #parts: Parts
  #shown = new Map<TextId, Shown>()
  readonly review: Resource<DescriptionId, Review>
  readonly blind: Resource<DescriptionId, Blind>
  readonly list: Resource<DescriptionId, Redaction[]>
  readonly withIt: Resource<RedactionId, RedactionProposal[]>
  /** What would leave. */
  readonly preview: Resource<DescriptionId, ReleasePreview>
  readonly audit: Resource<DescriptionId, Awaited<ReturnType<Client['review']['audit']>>>
  readonly looking: Looking
  readonly citing: Citing
  readonly marking: Marking
  readonly finding: Finding
  /** The redaction whose details are shown. */
  chosen = $state<RedactionId | null>(null)
  form = $state<FormName | null>(null)
  auditing = $state(false)
  /** What is shown is what would leave. */
  released = $state(false)
  /** What would leave is shown beside what is marked. */
  beside = $state(false)
  acting = $state(false)
  problem = $state.raw<Problem | null>(null)

  redactions = $derived.by(() => this.list.value ?? [])
  texts = $derived.by(() => this.#parts.texts.value ?? [])
  current = $derived.by(() => this.redactions.find(({ id }) => id === this.chosen) ?? null)
  /** What is in the way, of the item and of each redaction. */
  unresolved = $derived.by(() => this.review.value?.unresolved ?? [])

  /** What can be done now, as the states say. */
  forms = $derived.by(() => formsOf(this.review.value))
  takes = $derived.by(() => isTaken(this.review.value))

  /** Passages of a text that are withheld, or would be. */
  passagesOf = (textId: TextId): Passage[] => {
    const { redactions, chosen, marking, finding } = this
    return inText(textId, { redactions, chosen, marking, found: finding.hit?.place ?? null })
  }

  /** The decision is that nothing of the item leaves. */
  leavesNothing = $derived.by(() => leavesNothing(this.review.value))

  /** What stands on the page that is shown, or is black there once it is released. */
  marksOn(released: boolean): PageMark[] {
    const page = this.#parts.pages.current
    if (page?.width == null || page.height == null) return []
    const whole = wholeOf({ width: page.width, height: page.height })
    const { redactions, chosen, marking } = this
    if (released && this.leavesNothing) return [wholePage(whole)]
    const coding = this.looking.codingOf(page)
    return onPage(page.id, whole, { redactions, chosen, marking, released, coding })
  }

  marks = $derived.by(() => this.marksOn(this.released))

  constructor(client: Client, parts: Parts) {
    this.#client = client
    this.#parts = parts
    this.review = new Resource((descriptionId) => client.review.state({ descriptionId }))
    this.blind = new Resource((descriptionId) => client.blind.state({ descriptionId }))
    this.list = new Resource((descriptionId) => client.redaction.list({ descriptionId }))
    this.withIt = new Resource((id) => client.redaction.proposals({ id }))
    this.preview = new Resource((descriptionId) =>
      client.release.preview({ descriptionId, language: parts.language() }),
    )
    this.audit = new Resource((descriptionId) => client.review.audit({ descriptionId, limit: AUDITED }))
    this.looking = new Looking(client, this, parts.named)
    this.citing = new Citing(client, parts.exemptions)
    this.marking = new Marking(client, this, { pages: parts.pages, citing: this.citing })
    this.finding = new Finding(client, this)
  }

  get descriptionId(): DescriptionId | null {
    return this.review.key
  }

  get batch(): string | null {
    return this.review.value?.batch ?? null
  }

  get lately(): readonly CitedExemption[] {
    const { last } = this.citing
    return last === null ? [] : [last]
  }

  get writable(): boolean {
    return this.#parts.writable() && !this.released
  }

  async open(id: DescriptionId | null): Promise<void> {
    // What was changed while another view was open shows when one comes back.
    if (id === this.review.key) {
      await this.refresh()
      return
    }
    this.marking.giveUp(false)
    this.marking.selected = null
    // What is found in other items is gone through from one to the other.
    if (id === null) this.finding.clear()
    this.chosen = null
    this.form = null
    this.auditing = false
    this.problem = null
    this.looking.clear()
    void this.withIt.open(null)
    void this.audit.open(null)
    await Promise.all([this.review.open(id), this.list.open(id), this.blind.open(id), this.#openPreview(id)])
  }

  /** What the core says now, after any change. */
  async refresh(): Promise<void> {
    const shown = [this.review, this.list, this.blind, this.audit, this.withIt, this.preview]
    await Promise.all(shown.map((one) => one.reload()))
  }

  choose(id: RedactionId | null): void {
    this.chosen = id
    void this.withIt.open(null)
  }

  /** The redaction at a point of the page that is shown. */
  chooseAt(point: Point): void {
    const found = this.marks.find(({ shape, redactionId }) => redactionId !== null && holds(shape, point))
    if (found) this.choose(found.redactionId)
  }

  failed(error: unknown): void {
    this.problem = problemOf(error)
  }

  give(textId: TextId, shown: Shown | null): void {
    if (shown) this.#shown.set(textId, shown)
    else this.#shown.delete(textId)
  }

  async show(place: Place | PlaceInput): Promise<void> {
    const span = spanOf(place)
    if (span) this.#shown.get(span.textId)?.reveal(span.from)
    else if (place.kind === 'region' || place.kind === 'page') await this.#goToPage(place.pageId)
  }

  async #goToPage(pageId: PageId | null): Promise<void> {
    const { pages } = this.#parts
    const index = pages.all.findIndex(({ id }) => id === pageId)
    if (index !== -1) await pages.go(index)
  }

  /** Leads to what is in the way: its page, its redaction and the place of it, or the form that says it. */
  async goTo({ code, redactionId, anchorId, pageId }: Unresolved): Promise<void> {
    if (code === 'decisionMissing' || code === 'decisionDiffers' || code === 'originalChanged')
      this.form = 'decide'
    else if (code === 'referralOpen') this.form = 'answer'
    else if (code === 'redactionGone') this.form = 'open'
    else if (code === 'checkOpen') this.toChecklist()
    if (pageId !== null) await this.#goToPage(pageId)
    const redaction = this.redactions.find(({ id }) => id === redactionId)
    if (!redaction) return
    this.choose(redaction.id)
    this.#parts.ask('redactions')
    const anchor = redaction.anchors.find(({ id }) => id === anchorId) ?? redaction.anchors[0]
    if (anchor) await this.show(anchor.place)
  }

  toChecklist(): void {
    this.form = null
    this.#parts.uncover()
    this.#parts.ask('checklist')
  }

  /** Goes through what is in the way, one after the other. */
  #last = -1
  async nextUnresolved(): Promise<void> {
    this.#last = (this.#last + 1) % Math.max(1, this.unresolved.length)
    const next = this.unresolved[this.#last]
    if (next) await this.goTo(next)
  }

  uncover(): void {
    this.#parts.uncover()
  }

  /** Looks for all occurrences of what is selected, or of the first words of the redaction that is chosen. */
  async find(): Promise<void> {
    const { descriptionId, current, marking } = this
    if (descriptionId === null) return
    marking.giveUp(false)
    const quoted = current?.anchors.flatMap(({ place }) =>
      'quotation' in place ? [place.quotation.exact] : [],
    )
    this.finding.begin(marking.selected?.words ?? quoted?.[0] ?? '')
    await this.citing.open(descriptionId)
  }

  async marked(descriptionId: DescriptionId): Promise<void> {
    if (descriptionId === this.descriptionId) await this.refresh()
  }

  backTo(pane: 'page' | 'texts' | 'redactions'): void {
    this.#parts.ask(pane)
  }

  async kept({ id }: Redaction): Promise<void> {
    await this.refresh()
    this.choose(id)
  }

  remove = (id: RedactionId, why = ''): Promise<boolean> =>
    this.act(async () => {
      await this.#client.redaction.remove({ id, why })
      if (this.chosen === id) this.choose(null)
    })

  async begin(form: FormName): Promise<void> {
    await this.#parts.settle()
    // What was typed a moment ago counts.
    await this.refresh()
    if (!this.forms.includes(form)) return
    this.problem = null
    this.form = form
    this.#parts.uncover()
  }

  openAudit(): void {
    this.#parts.uncover()
    this.auditing = !this.auditing
    void this.audit.open(this.auditing ? this.descriptionId : null)
  }

  /** The review is left for another view. */
  leave(): void {
    this.marking.giveUp(false)
    this.finding.clear()
    this.released = false
    void this.preview.open(null)
  }

  toggleReleased(): void {
    this.marking.giveUp(false)
    this.finding.clear()
    this.form = null
    this.released = !this.released
    void this.#openPreview()
  }

  toggleBeside(): void {
    this.beside = !this.beside
    void this.#openPreview()
  }

  #openPreview(id = this.descriptionId): Promise<unknown> {
    return this.preview.open(this.released || this.beside ? id : null)
  }

  /** Does something and asks for all of it again; whether it was done. */
  async act(act: () => Promise<unknown>): Promise<boolean> {
    this.acting = true
    try {
      await this.#parts.settle()
      await act()
      this.problem = null
      return true
    } catch (error) {
      this.problem = problemOf(error)
      return false
    } finally {
      this.acting = false
      await this.refresh()
    }
  }
}
