/** The vocabularies of a catalogue: the sorted list of terms, the record of one, and words that are no term yet. */
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { TermId } from '../../src-main/shared/contract/ids.ts'
import type { LooseWords, Term, TermFields, TermPatch, TermRow } from '../../src-main/shared/contract/term.ts'
import type { ACCESS_POINT_TYPES } from '../../src-main/shared/domain/field.ts'
import type { Words } from '../i18n.svelte.ts'
import type { Composition } from './composition.svelte.ts'
import { EditedRecord } from './edited-record.svelte.ts'
import { problemOf } from './problem.ts'
import type { Problem } from './problem.ts'
import { Resource } from './resource.svelte.ts'
import { SortedRecords } from './sorted-records.svelte.ts'

export type TermType = (typeof ACCESS_POINT_TYPES)[number]
export type TermField = keyof TermFields

/** Rows that are still empty stay with the person. */
function whole(field: TermField, value: unknown): unknown {
  if (field === 'labels')
    return (value as TermFields['labels']).filter(
      ({ kind, value: label }) => kind === 'preferred' || label.trim() !== '',
    )
  if (field === 'relations') return (value as TermFields['relations']).filter(({ otherId }) => otherId > 0)
  return value
}

export class TermRecord extends EditedRecord<TermId, TermFields, Term> {
  readonly uses: Resource<TermId, Awaited<ReturnType<Client['term']['uses']>>>

  constructor(client: Client, parting: Client, composition: Composition) {
    super(
      {
        get: (id) => client.term.get({ id }),
        edit: (change) => client.term.edit(change),
        part: (change) => parting.term.edit(change),
        whole,
      },
      composition,
    )
    this.uses = new Resource((id) => client.term.uses({ id, limit: 100 }))
  }

  override async open(id: TermId | null): Promise<void> {
    if (id === this.id) return
    await Promise.all([super.open(id), this.uses.open(id)])
  }

  /** It was merged, or undo took it back. */
  protected override refused(problem: Problem): void {
    this.base = null
    this.problem = problem
  }
}

/** As many loose words as are offered at once. */
export const LOOSE = 200

export class Terms {
  #client: Client
  readonly sorted: SortedRecords<TermId, TermRow, { type: TermType | null; source: string | null }>
  readonly record: TermRecord
  readonly sources: Resource<true, { source: string; terms: number }[]>
  readonly loose: Resource<true, { total: number; rows: LooseWords[] }>
  /** Whether the words that are no term yet are listed, instead of the terms. */
  gathering = $state(false)
  problem = $state.raw<Problem | null>(null)

  constructor(client: Client, parting: Client, composition: Composition, words: Words) {
    this.#client = client
    this.record = new TermRecord(client, parting, composition)
    this.sources = new Resource(() => client.term.sources())
    this.loose = new Resource(() => client.term.loose({ limit: LOOSE }))
    this.sorted = new SortedRecords<TermId, TermRow, { type: TermType | null; source: string | null }>(
      {
        list: (asked) => client.term.list(asked),
        initials: (asked) => client.term.initials(asked),
        locate: (asked) => client.term.locate(asked),
        show: (id) => void this.record.open(id),
      },
      { type: null, source: null },
      { words, composition },
    )
  }

  /** Another catalogue, or none. */
  clear(): void {
    this.problem = null
    this.gathering = false
    this.sorted.clear()
    void this.record.open(null)
    void this.sources.open(null)
    void this.loose.open(null)
  }

  /** Asks for what is seen; also after changes in the catalogue. */
  async run(): Promise<void> {
    await Promise.all([
      this.sorted.list.run(this.record.id),
      this.sources.key === null ? this.sources.open(true) : this.sources.reload(),
      this.loose.key === null ? this.loose.open(true) : this.loose.reload(),
    ])
  }

  async refresh(): Promise<void> {
    await Promise.all([this.run(), this.record.refresh(), this.record.uses.reload()])
  }

  async reveal(id: TermId): Promise<void> {
    this.gathering = false
    void this.record.open(id)
    await this.sorted.reveal(id)
  }

  async add(value: string): Promise<void> {
    const { type, source } = this.sorted.narrowed
    await this.#act(async () => {
      const { id } = await this.#client.term.create({
        fields: {
          type: type ?? 'subject',
          source: source ?? 'local',
          labels: [{ kind: 'preferred', value }],
        },
      })
      await this.reveal(id)
    })
  }

  /** A new term, made while a description is written; null when it was refused: the words stay words. */
  async make(fields: TermPatch): Promise<TermId | null> {
    try {
      return (await this.#client.term.create({ fields })).id
    } catch (error) {
      this.problem = problemOf(error)
      return null
    }
  }

  /** Makes one into another, which stays. */
  merge(id: TermId, into: TermId): Promise<boolean> {
    return this.#act(async () => {
      await this.record.settle()
      await this.#client.term.merge({ keepId: into, mergeIds: [id] })
      await this.reveal(into)
    })
  }

  /** True when it went into the bin. */
  bin(id: TermId): Promise<boolean> {
    return this.#act(async () => {
      await this.record.settle()
      await this.#client.term.bin({ ids: [id] })
      if (this.record.id === id) await this.record.open(null)
      this.sorted.list.index = -1
    })
  }

  /** Makes words into terms wherever they stand. */
  gather(words: readonly LooseWords[]): Promise<boolean> {
    return this.#act(async () => {
      await this.#client.term.gather({
        words: words.map(({ type, value, source, language }) => ({ type, value, source, language })),
      })
      await this.loose.reload()
    })
  }

  async #act(act: () => Promise<void>): Promise<boolean> {
    try {
      await act()
      this.problem = null
      return true
    } catch (error) {
      this.problem = problemOf(error)
      return false
    }
  }
}
