/** Two texts of a description side by side: which paragraphs say the same, as it is said or proposed. */
import type { AlignedPair } from '../../src-main/shared/contract/alignment.ts'
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { DescriptionId, ParagraphId, TextId } from '../../src-main/shared/contract/ids.ts'
import type { Paragraph, Text } from '../../src-main/shared/contract/text.ts'
import { togetherOf } from '../../src-main/shared/domain/alignment/index.ts'
import { problemOf } from './problem.ts'
import type { Problem } from './problem.ts'
import { Resource } from './resource.svelte.ts'

type Proposed = Awaited<ReturnType<Client['alignment']['propose']>>
interface Two {
  textId: TextId
  otherId: TextId
}

/** Paragraphs that go together, or one that is alone. */
export interface AlignedRow {
  readonly key: string
  readonly first: readonly Paragraph[]
  readonly second: readonly Paragraph[]
  readonly state: 'said' | 'proposed' | 'left' | 'none'
}

export class Alignment {
  #client: Client
  #settle: () => Promise<void>
  readonly texts: Resource<DescriptionId, Text[]>
  readonly proposal: Resource<Two, Proposed>
  /** The paragraph that waits for its partner. */
  held = $state<ParagraphId | null>(null)
  /** How many pairs were taken at once. */
  taken = $state<number | null>(null)
  busy = $state(false)
  #failure = $state.raw<Problem | null>(null)

  first = $derived.by(() => this.#text(this.proposal.key?.textId))
  second = $derived.by(() => this.#text(this.proposal.key?.otherId))
  problem = $derived.by(() => this.#failure ?? this.texts.problem ?? this.proposal.problem)
  #partners = $derived.by(() => partnersIn(this.proposal.value?.pairs ?? []))
  rows = $derived.by(() => this.#rows())

  constructor(client: Client, settle: () => Promise<void>) {
    this.#client = client
    this.#settle = settle
    this.texts = new Resource((descriptionId) => client.text.list({ descriptionId }))
    this.proposal = new Resource((two) => client.alignment.propose(two))
  }

  /** The paragraphs of the other text that go with one, said or proposed. */
  partnersOf = (id: ParagraphId): readonly AlignedPair[] => this.#partners.get(id) ?? []

  async open(descriptionId: DescriptionId | null): Promise<void> {
    this.held = null
    this.taken = null
    this.#failure = null
    await Promise.all([this.proposal.open(null), this.texts.open(descriptionId)])
    if (descriptionId === null) return
    const two = (await this.#begun(descriptionId)) ?? this.#usual()
    // Another description may have been opened meanwhile.
    if (two && this.texts.key === descriptionId) await this.choose(...two)
  }

  /** Shows two texts beside each other; one that is chosen for both sides changes places with the other. */
  async choose(textId: TextId, otherId: TextId): Promise<void> {
    const { key } = this.proposal
    this.held = null
    if (textId !== otherId) return this.proposal.open({ textId, otherId })
    if (key) await this.proposal.open({ textId: key.otherId, otherId: key.textId })
  }

  async refresh(): Promise<void> {
    await Promise.all([this.texts.reload(), this.proposal.reload()])
  }

  /** Chooses a paragraph; with one of the other text that waits already, the two are paired. */
  async take(id: ParagraphId): Promise<void> {
    const { held } = this
    if (held === null || this.#isFirst(held) === this.#isFirst(id)) {
      this.held = held === id ? null : id
      return
    }
    this.held = null
    await this.#act(() => this.#client.alignment.pair({ paragraphId: held, otherId: id }))
  }

  takeAll = (): Promise<void> =>
    this.#act(async () => {
      const { key } = this.proposal
      if (key) this.taken = (await this.#client.alignment.take(key)).pairs
    })

  /** Says what is proposed in one row. */
  takeRow = ({ first }: AlignedRow): Promise<void> =>
    this.#act(async () => {
      const { key } = this.proposal
      if (key) await this.#client.alignment.take({ ...key, only: first.map(({ id }) => id) })
    })

  /** Parts all that goes together in one row, in one step. */
  part = ({ first }: AlignedRow): Promise<void> =>
    this.#act(async () => {
      const visit = `part-${String(Date.now())}`
      for (const { id } of first)
        for (const { paragraphId, otherId, said } of this.partnersOf(id))
          if (said) await this.#client.alignment.part({ paragraphId, otherId, visit })
    })

  /** Says of a row that is alone that it has no partner, or may have one again. */
  noPartner = ({ first, second }: AlignedRow, none: boolean): Promise<void> =>
    this.#act(async () => {
      const { key } = this.proposal
      if (!key) return
      const visit = `none-${String(Date.now())}`
      const textId = first.length > 0 ? key.otherId : key.textId
      for (const { id } of [...first, ...second])
        await this.#client.alignment.noPartner({ paragraphId: id, textId, none, visit })
    })

  /** Says that a paragraph is one sentence with the one before, or is not. */
  join = (paragraph: Paragraph, continues: boolean): Promise<void> =>
    this.#act(async () => {
      const text = this.#isFirst(paragraph.id) ? this.first : this.second
      if (!text) return
      const { id, kind, pageId, value, marks } = paragraph
      await this.#client.text.write({
        id: text.id,
        replaced: [id],
        paragraphs: [{ id, kind, pageId, value, marks, continues }],
      })
    })

  /** The two texts that somebody has begun to align. */
  async #begun(descriptionId: DescriptionId): Promise<[TextId, TextId] | null> {
    try {
      const [pair] = (await this.#client.alignment.list({ descriptionId })).pairs
      if (!pair) return null
      const holder = (id: ParagraphId) =>
        this.texts.value?.find(({ paragraphs }) => paragraphs.some((one) => one.id === id))?.id
      const [first, second] = [holder(pair.paragraphId), holder(pair.otherId)]
      return first !== undefined && second !== undefined ? [first, second] : null
    } catch (error) {
      this.#failure = problemOf(error)
      return null
    }
  }

  /** The transcription and the first translation. */
  #usual(): [TextId, TextId] | null {
    const texts = this.texts.value ?? []
    const first = texts.find(({ kind }) => kind === 'transcription') ?? texts[0]
    const second = texts.find(({ kind, id }) => kind === 'translation' && id !== first?.id)
    const other = second ?? texts.find(({ id }) => id !== first?.id)
    return first && other ? [first.id, other.id] : null
  }

  #text = (id: TextId | undefined): Text | null => this.texts.value?.find((text) => text.id === id) ?? null

  #isFirst = (id: ParagraphId): boolean => this.first?.paragraphs.some((one) => one.id === id) ?? false

  #rows(): AlignedRow[] {
    const { first, second } = this
    const proposal = this.proposal.value
    if (!first || !second || !proposal) return []
    const without = new Set<number>(proposal.without)
    const rows = togetherOf(first, second, proposal.pairs).map(({ a, b }): AlignedRow => {
      const [left, right] = [a.flat(), b.flat()]
      const ids = [...left, ...right].map(({ id }) => id)
      const pairs = ids.flatMap((id) => this.partnersOf(id))
      const alone = ids.some((id) => without.has(id)) ? 'none' : 'left'
      const state = pairs.length === 0 ? alone : pairs.every(({ said }) => said) ? 'said' : 'proposed'
      return { key: ids.join(' '), first: left, second: right, state }
    })
    return inPlace(rows, second)
  }

  async #act(act: () => Promise<unknown>): Promise<void> {
    this.busy = true
    this.#failure = null
    try {
      await this.#settle()
      await act()
    } catch (error) {
      this.#failure = problemOf(error)
    } finally {
      this.busy = false
    }
    await this.refresh()
  }
}

function partnersIn(pairs: readonly AlignedPair[]): Map<ParagraphId, AlignedPair[]> {
  const partners = new Map<ParagraphId, AlignedPair[]>()
  const put = (pair: AlignedPair) => {
    const known = partners.get(pair.paragraphId)
    if (known) known.push(pair)
    else partners.set(pair.paragraphId, [pair])
  }
  for (const pair of pairs) {
    put(pair)
    put({ ...pair, paragraphId: pair.otherId, otherId: pair.paragraphId })
  }
  return partners
}

/** Rows of the second text alone go behind the row that holds what stands before them. */
function inPlace(rows: readonly AlignedRow[], second: Text): AlignedRow[] {
  const order = new Map(second.paragraphs.map(({ id }, index) => [id, index]))
  const place = ({ second: all }: AlignedRow) => order.get(all[0]?.id ?? (0 as ParagraphId)) ?? -1
  const placed = rows.filter(({ first }) => first.length > 0)
  for (const row of rows.filter(({ first }) => first.length === 0)) {
    const before = placed.findLastIndex((one) => one.second.length > 0 && place(one) < place(row))
    placed.splice(before + 1, 0, row)
  }
  return placed
}
