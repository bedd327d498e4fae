/** The office's work on its types of record: one type at a time, saved as it is changed. */
import { asNewCell, valueOfCell } from './type-values.ts'
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { RecordType, RecordTypeField } from '../../src-main/shared/contract/record-type.ts'
import { tabOfField } from '../../src-main/shared/domain/field.ts'
import type { FieldName } from '../../src-main/shared/domain/field.ts'
import { keyOfEntry, movedEntry, unusedFields } from '../../src-main/shared/domain/record-type.ts'
import type { Words } from '../i18n.svelte.ts'
import type { Composition } from './composition.svelte.ts'
import { problemOf, UNREACHABLE } from './problem.ts'
import type { Problem } from './problem.ts'
import type { RecordTypes } from './record-types.svelte.ts'
import { SaveQueue } from './save-queue.ts'

interface Change {
  readonly type: RecordType
  readonly visit: string
}

export class TypeEditor {
  #client: Client
  #types: RecordTypes
  #words: Words
  #queue: SaveQueue<Change>
  #visits = 0
  #visit = ''

  #code = $state<string | null>(null)
  /** What is changed and not yet taken. */
  #draft = $state.raw<RecordType | null>(null)
  problem = $state.raw<Problem | null>(null)
  /** Names of the types that a file brought; empty when none did. */
  taken = $state.raw<readonly string[]>([])

  listed = $derived.by(
    () => this.#types.all.find(({ type }) => type.code === this.#code) ?? this.#types.all[0] ?? null,
  )
  type = $derived.by(() => this.#draft ?? this.listed?.type ?? null)
  /** Fields that the type says nothing about. */
  unused = $derived(this.type === null ? [] : unusedFields(this.type))

  constructor(
    client: Client,
    parting: Client,
    { types, words, composition }: { types: RecordTypes; words: Words; composition: Composition },
  ) {
    this.#client = client
    this.#types = types
    this.#words = words
    this.#queue = new SaveQueue<Change>({
      // What is typed in two fields is two steps, however quickly.
      key: ({ visit }) => visit,
      send: (change) => this.#send(change),
      part: (change) => void parting.recordType.put(change).catch(() => undefined),
      held: () => {
        if (composition.active) composition.whenEnded(() => this.#queue.release())
        return composition.active
      },
      worthRetrying: (error) => problemOf(error).code === UNREACHABLE.code,
      settle: 350,
      longest: 800,
      retryAfter: 2000,
    })
  }

  async choose(code: string): Promise<void> {
    await this.settle()
    this.#code = code
    this.#draft = null
    this.problem = null
    this.taken = []
  }

  /** Saves what waits: before undo, and before another type is shown. */
  settle = (): Promise<void> => this.#queue.flush().then(() => this.enter())

  part = (): void => this.#queue.part()

  /** A visit to a field begins: what is typed in it is one step. */
  enter(): void {
    this.#visits += 1
    this.#visit = `type-${String(Date.now())}-${String(this.#visits)}`
  }

  /** What is typed goes out when the typing rests. */
  typed(change: Partial<RecordType>): void {
    if (this.type === null) return
    this.#draft = { ...this.type, ...change }
    const { label } = this.#draft
    if (label.en.trim() !== '' && label.ja.trim() !== '')
      this.#queue.put({ type: this.#draft, visit: this.#visit })
  }

  /** What is chosen goes out at once, as a step of its own. */
  async chosen(change: Partial<RecordType>): Promise<void> {
    await this.settle()
    this.typed(change)
    await this.settle()
  }

  /** The fields with one of them changed. */
  with = (entry: RecordTypeField, change: Partial<RecordTypeField>): Partial<RecordType> => ({
    fields: (this.type?.fields ?? []).map((one) =>
      keyOfEntry(one) === keyOfEntry(entry) ? { ...one, ...change } : one,
    ),
  })

  /** Puts a field directly before another of its tab; null: last in it. */
  move = (entry: RecordTypeField, before: RecordTypeField | null): Promise<void> =>
    this.chosen({ fields: movedEntry(this.type?.fields ?? [], entry, before) })

  add = (field: FieldName): Promise<void> =>
    this.chosen({
      fields: [
        ...(this.type?.fields ?? []),
        {
          field,
          role: null,
          tab: tabOfField(field),
          group: null,
          shown: true,
          required: false,
          hint: null,
          value: null,
          constant: false,
          vocabulary: null,
        },
      ],
    })

  /** What a new record begins with, as the words of a cell. Returns why it cannot, or null. */
  typeValue(entry: RecordTypeField, text: string, usual: Parameters<typeof asNewCell>[2]): Problem | null {
    const made = asNewCell(entry, text, usual)
    if ('problem' in made) return made.problem
    this.typed(this.with(entry, { value: made.value, ...(made.value === null ? { constant: false } : {}) }))
    return null
  }

  valueText = valueOfCell

  /** A new type with the fields of the one that is shown, or of the general one. */
  async make(from: RecordType | null): Promise<void> {
    await this.settle()
    const base = from ?? this.#types.of('general')
    if (base === null) return
    const { newLabel, copied } = this.#words.m.recordType
    const label = from === null ? newLabel : { en: copied.en(from.label.en), ja: copied.ja(from.label.ja) }
    const code = this.#freeCode(from?.code ?? 'own')
    await this.#try(() => this.#client.recordType.put({ type: { ...base, code, label } }))
    await this.#types.refresh()
    await this.choose(code)
  }

  /** Makes a shipped type what it was, takes one of the office's own away. */
  async reset(): Promise<void> {
    await this.settle()
    const { listed } = this
    if (listed === null) return
    await this.#try(() => this.#client.recordType.reset({ code: listed.type.code }))
    this.#draft = null
    await this.#types.refresh()
  }

  /** The file of a type, or of all that the office made or changed. */
  async file(codes: readonly string[]): Promise<{ fileName: string; text: string } | null> {
    await this.settle()
    return this.#try(() => this.#client.recordType.export({ codes: [...codes] as [string, ...string[]] }))
  }

  async take(text: string): Promise<void> {
    await this.settle()
    const taken = await this.#try(() => this.#client.recordType.import({ text }))
    await this.#types.refresh()
    const [first] = taken?.codes ?? []
    if (taken === null || first === undefined) return
    await this.choose(first)
    const names = this.#types.labels()
    this.taken = taken.codes.map((code) => names[code] ?? code)
  }

  #freeCode(from: string): string {
    const stem = from.replace(/-\d+$/, '').slice(0, 34)
    const taken = new Set(this.#types.all.map(({ type }) => type.code))
    let number = from === 'own' ? 1 : 2
    while (taken.has(`${stem}-${String(number)}`)) number += 1
    return `${stem}-${String(number)}`
  }

  async #try<T>(call: () => Promise<T>): Promise<T | null> {
    try {
      this.problem = null
      this.taken = []
      return await call()
    } catch (error) {
      this.problem = problemOf(error)
      return null
    }
  }

  async #send(change: Change): Promise<void> {
    try {
      await this.#client.recordType.put(change)
      await this.#types.refresh()
      this.problem = null
      if (this.#draft === change.type) this.#draft = null
    } catch (error) {
      this.problem = problemOf(error)
      throw error
    }
  }
}
