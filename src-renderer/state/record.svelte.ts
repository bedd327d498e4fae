/**
 * The record of one description as it is edited. What the person types is a draft of its field; it goes to the core
 * within a second, and stands over what the core says for as long as the person is in the field.
 */
import { SvelteMap } from 'svelte/reactivity'
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { Description, DescriptionFields } from '../../src-main/shared/contract/description.ts'
import type { DescriptionId } from '../../src-main/shared/contract/ids.ts'
import { halfFilled, whole } from './completeness.ts'
import type { Composition } from './composition.svelte.ts'
import { UNREACHABLE, problemOf } from './problem.ts'
import type { Problem } from './problem.ts'
import { SaveQueue } from './save-queue.ts'

type Field = keyof DescriptionFields

/** What keeps a change from being saved and is over after a while. */
const PASSING: ReadonlySet<string> = new Set([UNREACHABLE.code, 'writingHeld'])

interface Draft {
  readonly id: DescriptionId
  readonly field: Field
  readonly value: unknown
  readonly state: 'typing' | 'saving' | 'saved' | 'refused' | 'waiting'
  readonly problem: Problem | null
}

interface Change {
  readonly id: DescriptionId
  readonly field: Field
  readonly value: unknown
  readonly visit: string
}

const keyOf = ({ id, field }: { id: DescriptionId; field: Field }) => `${String(id)}:${field}`

export class RecordState {
  #client: Client
  #queue: SaveQueue<Change>
  #drafts = new SvelteMap<string, Draft>()
  #visit: { id: DescriptionId; field: Field; name: string } | null = null
  #visits = 0
  /** Answers are applied in the order in which they were asked for. */
  #asked = 0
  #applied = 0

  id = $state<DescriptionId | null>(null)
  base = $state.raw<Description | null>(null)
  problem = $state.raw<Problem | null>(null)
  savedAt = $state.raw<Date | null>(null)

  saving = $derived([...this.#drafts.values()].some(({ state }) => state === 'saving'))
  typing = $derived([...this.#drafts.values()].some(({ state }) => state === 'typing'))
  /** Changes that the core has not taken, wherever they are. */
  unsaved = $derived(
    [...this.#drafts.values()].filter(({ state }) => state === 'refused' || state === 'waiting'),
  )

  constructor(client: Client, parting: Client, composition: Composition) {
    this.#client = client
    this.#queue = new SaveQueue<Change>({
      key: keyOf,
      send: (change) => this.#send(change),
      part: ({ id, field, value, visit }) => {
        void parting.description.edit({ id, patch: { [field]: value }, visit }).catch(() => undefined)
      },
      held: () => {
        if (composition.active) composition.whenEnded(() => this.#queue.release())
        return composition.active
      },
      worthRetrying: (error) => PASSING.has(problemOf(error).code),
      settle: 350,
      longest: 800,
      retryAfter: 2000,
    })
  }

  async open(id: DescriptionId | null): Promise<void> {
    if (id === this.id) return
    void this.#queue.flush()
    this.#visit = null
    this.#dropSaved()
    this.id = id
    this.base = null
    this.problem = null
    await this.refresh()
  }

  /** Asks again; drafts stay over the answer. */
  async refresh(): Promise<void> {
    const { id } = this
    if (id === null) return
    const ticket = ++this.#asked
    try {
      this.#apply(ticket, await this.#client.description.get({ id }))
    } catch (error) {
      if (id === this.id && this.base === null) this.problem = problemOf(error)
    }
  }

  value<F extends Field>(field: F): DescriptionFields[F] | undefined {
    const draft = this.id === null ? undefined : this.#drafts.get(keyOf({ id: this.id, field }))
    return (draft === undefined ? this.base?.[field] : draft.value) as DescriptionFields[F] | undefined
  }

  problemOf(field: Field): Problem | null {
    return this.id === null ? null : (this.#drafts.get(keyOf({ id: this.id, field }))?.problem ?? null)
  }

  /** Half filled in: kept here until it is whole. */
  isHalf<F extends Field>(field: F): boolean {
    const draft = this.id === null ? undefined : this.#drafts.get(keyOf({ id: this.id, field }))
    return (
      draft !== undefined && draft.state === 'saved' && halfFilled(field, draft.value as DescriptionFields[F])
    )
  }

  set<F extends Field>(field: F, value: DescriptionFields[F]): void {
    const { id } = this
    if (id === null) return
    this.#drafts.set(keyOf({ id, field }), { id, field, value, state: 'typing', problem: null })
    this.#queue.put({ id, field, value: whole(field, value), visit: this.#visitName(id, field) })
  }

  enter(field: Field): void {
    const { id } = this
    if (id === null || (this.#visit?.id === id && this.#visit.field === field)) return
    this.#visits += 1
    this.#visit = { id, field, name: `${field}-${String(Date.now())}-${String(this.#visits)}` }
  }

  leave(field: Field): void {
    if (this.#visit?.field === field) this.#visit = null
    void this.flush()
  }

  /** Saves what is typed; resolves when it is answered. */
  async flush(): Promise<void> {
    await this.#queue.flush()
    if (this.#visit === null) this.#dropSaved()
  }

  /** Before undo and redo: everything saved, and the next keystroke begins another visit. */
  async settle(): Promise<void> {
    await this.#queue.flush()
    const visit = this.#visit
    this.#visit = null
    this.#dropSaved()
    if (visit) this.enter(visit.field)
  }

  /** The page is going away. */
  part(): void {
    this.#queue.part()
  }

  #visitName(id: DescriptionId, field: Field): string {
    if (this.#visit?.id === id && this.#visit.field === field) return this.#visit.name
    this.#visits += 1
    return `${field}-${String(Date.now())}-${String(this.#visits)}`
  }

  async #send(change: Change): Promise<void> {
    const key = keyOf(change)
    const { id, field, value, visit } = change
    this.#mark(key, 'saving', null)
    const ticket = ++this.#asked
    try {
      const answer = await this.#client.description.edit({ id, patch: { [field]: value }, visit })
      this.savedAt = new Date()
      if (this.#drafts.get(key)?.state === 'saving') this.#mark(key, 'saved', null)
      this.#apply(ticket, answer)
    } catch (error) {
      const problem = problemOf(error)
      // What was typed since goes out next and may well be taken.
      if (this.#drafts.get(key)?.state === 'saving')
        this.#mark(key, PASSING.has(problem.code) ? 'waiting' : 'refused', problem)
      throw error
    }
  }

  #mark(key: string, state: Draft['state'], problem: Problem | null): void {
    const draft = this.#drafts.get(key)
    if (draft) this.#drafts.set(key, { ...draft, state, problem })
  }

  #dropSaved(): void {
    for (const [key, draft] of this.#drafts) {
      const half = halfFilled(draft.field, draft.value as DescriptionFields[Field])
      if (draft.state === 'saved' && !half) this.#drafts.delete(key)
    }
  }

  #apply(ticket: number, answer: Description): void {
    if (answer.id !== this.id || ticket < this.#applied) return
    this.#applied = ticket
    this.base = answer
    this.problem = null
  }
}
