/** All occurrences of a passage, looked for and gone through one by one; nothing is marked but by the person. */
import { SvelteMap } from 'svelte/reactivity'
import type { Client } from '../../../src-main/shared/contract/index.ts'
import type { AuthorityId, DescriptionId, RedactionId } from '../../../src-main/shared/contract/ids.ts'
import type {
  AnchorInput,
  CitedExemption,
  Occurrence,
  PlaceInput,
  Redaction,
  Sought,
} from '../../../src-main/shared/contract/redaction.ts'
import { problemOf } from '../problem.ts'
import type { Problem } from '../problem.ts'

/** What the search asks of the whole. */
export interface Whole {
  readonly descriptionId: DescriptionId | null
  readonly writable: boolean
  readonly current: Redaction | null
  readonly batch: string | null
  /** Codes that were cited last. */
  readonly lately: readonly CitedExemption[]
  show(place: PlaceInput): Promise<void>
  marked(descriptionId: DescriptionId): Promise<void>
  uncover(): void
  backTo(pane: 'redactions'): void
}

export type Where = 'item' | 'batch' | 'branch' | 'catalogue'
type Done = 'marked' | 'skipped'

export class Finding {
  #client: Client
  #whole: Whole
  #stop: AbortController | null = null
  open = $state(false)
  kind = $state<Sought['what']['kind']>('words')
  find = $state('')
  wholeWord = $state(false)
  name = $state.raw<{ id: AuthorityId; name: string } | null>(null)
  where = $state<Where>('item')
  /** Places of a text are marked with the boxes of their lines. */
  withLines = $state(false)
  busy = $state(false)
  problem = $state.raw<Problem | null>(null)
  hits = $state.raw<readonly Occurrence[] | null>(null)
  at = $state(0)
  readonly done = new SvelteMap<number, Done>()
  /** The redaction that gets the hits of an item. */
  #into = new Map<DescriptionId, RedactionId>()
  #codes: readonly CitedExemption[] = []

  hit = $derived.by(() => this.hits?.[this.at] ?? null)
  /** How far it is: each hit is marked, skipped, or to be looked at. */
  counts = $derived.by(() => {
    const all = this.hits ?? []
    const of = (what: Done) => [...this.done.values()].filter((one) => one === what).length
    const [marked, skipped] = [of('marked'), of('skipped')]
    return { all: all.length, marked, skipped, left: all.length - marked - skipped }
  })
  isReady = $derived(this.kind === 'name' ? this.name !== null : this.find !== '')

  constructor(client: Client, whole: Whole) {
    this.#client = client
    this.#whole = whole
  }

  /** Begins with what is selected, or with the words of the redaction that is chosen. */
  begin(words: string): void {
    const { writable, descriptionId } = this.#whole
    if (!writable || descriptionId === null) return
    this.clear()
    if (words !== '') [this.find, this.kind] = [words, 'words']
    this.open = true
    this.#whole.uncover()
  }

  clear(): void {
    this.#stop?.abort()
    this.open = false
    this.hits = null
    this.problem = null
    this.at = 0
    this.done.clear()
    this.#into.clear()
  }

  close(): void {
    this.clear()
    this.#whole.backTo('redactions')
  }

  /** Back to what is looked for. */
  askAnew(): void {
    this.hits = null
    this.done.clear()
    this.problem = null
  }

  async look(): Promise<void> {
    const sought = this.#sought()
    if (sought === null || this.busy) return
    this.busy = true
    this.problem = null
    const stop = new AbortController()
    this.#stop = stop
    const { current, lately } = this.#whole
    try {
      const hits = await this.#client.redaction.occurrences(sought, { signal: stop.signal })
      if (stop.signal.aborted) return
      this.#into.clear()
      if (current) this.#into.set(current.descriptionId, current.id)
      this.#codes =
        current?.exemptions.map(({ vocabulary, code, said }) => ({ vocabulary, code, said })) ?? lately
      this.done.clear()
      hits.forEach(({ marked }, at) => marked && this.done.set(at, 'marked'))
      this.hits = hits
      this.at = Math.max(
        0,
        hits.findIndex(({ marked }) => !marked),
      )
      this.#show()
    } catch (error) {
      if (!stop.signal.aborted) this.problem = problemOf(error)
    } finally {
      this.busy = false
    }
  }

  #sought(): Sought | null {
    const { descriptionId, batch } = this.#whole
    if (!this.isReady || descriptionId === null) return null
    const { kind, find, wholeWord, name } = this
    const plain = { find, wholeWord, matchCase: false, matchWidth: false }
    const what: Sought['what'] =
      kind === 'name' ? { kind, authorityId: name?.id ?? (0 as AuthorityId) } : { kind, ...plain }
    switch (this.where) {
      case 'item':
        return { what, where: { kind: 'units', ids: [descriptionId] } }
      case 'batch':
        return batch === null ? null : { what, where: { kind: 'batch', batch } }
      case 'branch':
        return { what, where: { kind: 'branch', id: descriptionId } }
      case 'catalogue':
        return { what, where: { kind: 'branch', id: null } }
    }
  }

  #show(): void {
    const { hit } = this
    if (hit && hit.descriptionId === this.#whole.descriptionId) void this.#whole.show(hit.place)
  }

  go(by: 1 | -1): void {
    const last = (this.hits?.length ?? 0) - 1
    this.at = Math.min(Math.max(this.at + by, 0), Math.max(last, 0))
    this.#show()
  }

  skip(): void {
    if (this.hit && this.done.get(this.at) !== 'marked') this.done.set(this.at, 'skipped')
    this.go(1)
  }

  /** Whether a hit goes to a redaction that is there, so that a new one is something else. */
  goesOn = $derived.by(() => {
    void this.done.size
    return this.hit !== null && this.#into.has(this.hit.descriptionId)
  })

  /** Marks the hit: for the redaction it was looked for, or as a new one with the same codes. */
  async mark(anew = false): Promise<void> {
    const { hit, at, busy } = this
    if (hit === null || busy || this.done.get(at) === 'marked') return
    this.busy = true
    this.problem = null
    const { descriptionId, place } = hit
    try {
      const anchors = [{ place }, ...(await this.#linesOf(hit))]
      const into = anew ? undefined : this.#into.get(descriptionId)
      const kept =
        into === undefined
          ? await this.#client.redaction.mark({ descriptionId, anchors, exemptions: [...this.#codes] })
          : await this.#client.redaction.addAnchor({ id: into, anchors })
      this.#into.set(descriptionId, kept.id)
      this.done.set(at, 'marked')
      await this.#whole.marked(descriptionId)
      this.go(1)
    } catch (error) {
      this.problem = problemOf(error)
    } finally {
      this.busy = false
    }
  }

  async #linesOf({ descriptionId, place }: Occurrence): Promise<AnchorInput[]> {
    if (!this.withLines || place.kind !== 'span') return []
    const found = await this.#client.redaction.counterparts({ descriptionId, places: [place] })
    return found.flatMap((one) =>
      one.place.kind === 'region' ? [{ place: one.place, lines: one.lines }] : [],
    )
  }
}
