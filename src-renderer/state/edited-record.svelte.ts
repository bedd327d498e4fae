/**
 * A record of the catalogue as it is edited. What the person types is a draft of its field; it goes to the core within a
 * second, and stands over what the core says for as long as the person is in the field.
 */
import { SvelteMap } from 'svelte/reactivity'
import type { Composition } from './composition.svelte.ts'
import { UNREACHABLE, problemOf } from './problem.ts'
import type { Problem } from './problem.ts'
import { SaveQueue } from './save-queue.ts'

/** What keeps a change from being saved and is over after a while. */
const PASSING: ReadonlySet<string> = new Set([UNREACHABLE.code, 'writingHeld'])

export interface Draft<Id, Field> {
  readonly id: Id
  readonly field: Field
  readonly value: unknown
  readonly state: 'typing' | 'saving' | 'saved' | 'refused' | 'waiting'
  readonly problem: Problem | null
}

interface Change<Id, Field> {
  readonly id: Id
  readonly field: Field
  readonly value: unknown
  readonly visit: string
}

/** How the records of one noun are read and written. */
export interface Editing<Id, Fields, Whole> {
  get: (id: Id) => Promise<Whole>
  edit: (change: { id: Id; patch: Partial<Fields>; visit: string }) => Promise<Whole>
  /** The same in a request that outlives the page. */
  part: (change: { id: Id; patch: Partial<Fields>; visit: string }) => Promise<unknown>
  /** The part of a field's value to send: rows that are still empty stay with the person. */
  whole: <F extends keyof Fields>(field: F, value: Fields[F]) => unknown
}

export class EditedRecord<Id extends number, Fields extends object, Whole extends Fields & { id: Id }> {
  #editing: Editing<Id, Fields, Whole>
  #queue: SaveQueue<Change<Id, keyof Fields>>
  #drafts = new SvelteMap<string, Draft<Id, keyof Fields>>()
  #visit: { id: Id; field: keyof Fields; name: string } | null = null
  #visits = 0
  /** Answers are applied in the order in which they were asked for. */
  #asked = 0
  #applied = 0

  id = $state<Id | null>(null)
  base = $state.raw<Whole | null>(null)
  problem = $state.raw<Problem | null>(null)
  savedAt = $state.raw<Date | null>(null)

  saving = $derived([...this.#drafts.values()].some(({ state }) => state === 'saving'))
  typing = $derived([...this.#drafts.values()].some(({ state }) => state === 'typing'))
  /** Changes that the core has not taken, wherever they are. */
  unsaved = $derived(
    [...this.#drafts.values()].filter(({ state }) => state === 'refused' || state === 'waiting'),
  )

  constructor(editing: Editing<Id, Fields, Whole>, composition: Composition) {
    this.#editing = editing
    this.#queue = new SaveQueue<Change<Id, keyof Fields>>({
      key: keyOf,
      send: (change) => this.#send(change),
      part: (change) => void editing.part(asCall(change)).catch(() => undefined),
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

  async open(id: Id | null): Promise<void> {
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
      this.#apply(ticket, await this.#editing.get(id))
    } catch (error) {
      if (id === this.id) this.refused(problemOf(error))
    }
  }

  /** What was there stays in view: the list knows what to show instead. */
  protected refused(problem: Problem): void {
    if (this.base === null) this.problem = problem
  }

  value<F extends keyof Fields>(field: F): Fields[F] | undefined {
    const draft = this.draft(field)
    return (draft === undefined ? this.base?.[field] : draft.value) as Fields[F] | undefined
  }

  problemOf(field: keyof Fields): Problem | null {
    return this.draft(field)?.problem ?? null
  }

  set<F extends keyof Fields>(field: F, value: Fields[F]): void {
    const { id } = this
    if (id === null) return
    this.#drafts.set(keyOf({ id, field }), { id, field, value, state: 'typing', problem: null })
    this.#queue.put({
      id,
      field,
      value: this.#editing.whole(field, value),
      visit: this.#visitName(id, field),
    })
  }

  enter(field: keyof Fields): void {
    const { id } = this
    if (id === null || (this.#visit?.id === id && this.#visit.field === field)) return
    this.#visit = { id, field, name: this.#newName(field) }
  }

  leave(field: keyof Fields): void {
    if (this.#visit?.field === field) this.#visit = null
    void this.flush()
  }

  /** What was done in the field so far is one step, what comes next another. */
  step(field: keyof Fields): void {
    void this.#queue.flush()
    if (this.#visit?.field !== field) return
    this.#visit = null
    this.enter(field)
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

  protected draft(field: keyof Fields): Draft<Id, keyof Fields> | undefined {
    return this.id === null ? undefined : this.#drafts.get(keyOf({ id: this.id, field }))
  }

  /** Whether a draft that is saved as far as it can be holds more than that. */
  protected keeps(_draft: Draft<Id, keyof Fields>): boolean {
    return false
  }

  #visitName(id: Id, field: keyof Fields): string {
    return this.#visit?.id === id && this.#visit.field === field ? this.#visit.name : this.#newName(field)
  }

  #newName(field: keyof Fields): string {
    this.#visits += 1
    return `${String(field)}-${String(Date.now())}-${String(this.#visits)}`
  }

  async #send(change: Change<Id, keyof Fields>): Promise<void> {
    const key = keyOf(change)
    this.#mark(key, 'saving', null)
    const ticket = ++this.#asked
    try {
      const answer = await this.#editing.edit(asCall(change))
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

  #mark(key: string, state: Draft<Id, keyof Fields>['state'], problem: Problem | null): void {
    const draft = this.#drafts.get(key)
    if (draft) this.#drafts.set(key, { ...draft, state, problem })
  }

  #dropSaved(): void {
    for (const [key, draft] of this.#drafts)
      if (draft.state === 'saved' && !this.keeps(draft)) this.#drafts.delete(key)
  }

  #apply(ticket: number, answer: Whole): void {
    if (answer.id !== this.id || ticket < this.#applied) return
    this.#applied = ticket
    this.base = answer
    this.problem = null
  }
}

const keyOf = ({ id, field }: { id: number; field: PropertyKey }) => `${String(id)}:${String(field)}`

const asCall = <Id, Fields>({ id, field, value, visit }: Change<Id, keyof Fields>) => ({
  id,
  patch: { [field]: value } as Partial<Fields>,
  visit,
})
