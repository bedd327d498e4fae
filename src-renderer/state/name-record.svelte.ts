/** The record of one authority as it is edited: what is typed is a draft of its field and goes to the core within a second. */
import { SvelteMap } from 'svelte/reactivity'
import type { Authority, AuthorityFields } from '../../src-main/shared/contract/authority.ts'
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { AuthorityId } from '../../src-main/shared/contract/ids.ts'
import type { Composition } from './composition.svelte.ts'
import { UNREACHABLE, problemOf } from './problem.ts'
import type { Problem } from './problem.ts'
import { Resource } from './resource.svelte.ts'
import { SaveQueue } from './save-queue.ts'

export type NameField = keyof AuthorityFields

interface Draft {
  readonly id: AuthorityId
  readonly field: NameField
  readonly value: unknown
  readonly state: 'typing' | 'saving' | 'saved' | 'refused' | 'waiting'
  readonly problem: Problem | null
}
type Change = Pick<Draft, 'id' | 'field' | 'value'> & { readonly visit: string }

const keyOf = ({ id, field }: { id: AuthorityId; field: NameField }) => `${String(id)}:${field}`

/** Rows that are still empty stay with the person. */
const WHOLE: { [F in NameField]?: (rows: AuthorityFields[F]) => AuthorityFields[F] } = {
  names: (rows) => rows.filter(({ kind, value }) => kind === 'authorized' || value.trim() !== ''),
  dates: (rows) => rows.filter(({ expression }) => expression.trim() !== ''),
  identifiers: (rows) => rows.filter(({ value }) => value.trim() !== ''),
  relations: (rows) => rows.filter(({ otherId }) => otherId > 0),
  holders: (rows) => rows.filter(({ holderId }) => holderId > 0),
}
const filled = (rows: unknown): unknown =>
  Array.isArray(rows)
    ? rows.filter((row: { value?: unknown }) => typeof row.value !== 'string' || row.value.trim() !== '')
    : rows

function whole<F extends NameField>(field: F, value: AuthorityFields[F]): unknown {
  const rule = WHOLE[field] as ((value: AuthorityFields[F]) => AuthorityFields[F]) | undefined
  return rule ? rule(value) : filled(value)
}

export class NameRecord {
  #client: Client
  #queue: SaveQueue<Change>
  #drafts = new SvelteMap<string, Draft>()
  #visit: { field: NameField; name: string } | null = null
  #visits = 0
  #asked = 0
  #applied = 0

  id = $state<AuthorityId | null>(null)
  base = $state.raw<Authority | null>(null)
  problem = $state.raw<Problem | null>(null)
  savedAt = $state.raw<Date | null>(null)
  readonly uses: Resource<AuthorityId, Awaited<ReturnType<Client['authority']['uses']>>>

  saving = $derived([...this.#drafts.values()].some(({ state }) => state === 'saving'))
  typing = $derived([...this.#drafts.values()].some(({ state }) => state === 'typing'))
  unsaved = $derived(
    [...this.#drafts.values()].filter(({ state }) => state === 'refused' || state === 'waiting'),
  )

  constructor(client: Client, parting: Client, composition: Composition) {
    this.#client = client
    this.uses = new Resource((id) => client.authority.uses({ id, limit: 100 }))
    this.#queue = new SaveQueue<Change>({
      key: keyOf,
      send: (change) => this.#send(change),
      part: ({ id, field, value, visit }) => {
        void parting.authority.edit({ id, patch: { [field]: value }, visit }).catch(() => undefined)
      },
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

  async open(id: AuthorityId | null): Promise<void> {
    if (id === this.id) return
    void this.#queue.flush()
    this.#visit = null
    this.#dropSaved()
    this.id = id
    this.base = null
    this.problem = null
    await Promise.all([this.refresh(), this.uses.open(id)])
  }

  /** Asks again; drafts stay over the answer. */
  async refresh(): Promise<void> {
    const { id } = this
    if (id === null) return
    const ticket = ++this.#asked
    try {
      this.#apply(ticket, await this.#client.authority.get({ id }))
    } catch (error) {
      if (id !== this.id) return
      // It was merged, or undo took it back.
      this.base = null
      this.problem = problemOf(error)
    }
  }

  value<F extends NameField>(field: F): AuthorityFields[F] | undefined {
    const draft = this.id === null ? undefined : this.#drafts.get(keyOf({ id: this.id, field }))
    return (draft === undefined ? this.base?.[field] : draft.value) as AuthorityFields[F] | undefined
  }

  problemOf(field: NameField): Problem | null {
    return this.id === null ? null : (this.#drafts.get(keyOf({ id: this.id, field }))?.problem ?? null)
  }

  set<F extends NameField>(field: F, value: AuthorityFields[F]): void {
    const { id } = this
    if (id === null) return
    this.#drafts.set(keyOf({ id, field }), { id, field, value, state: 'typing', problem: null })
    this.#visit ??= this.#newVisit(field)
    if (this.#visit.field !== field) this.#visit = this.#newVisit(field)
    this.#queue.put({ id, field, value: whole(field, value), visit: this.#visit.name })
  }

  enter(field: NameField): void {
    if (this.#visit?.field !== field) this.#visit = this.#newVisit(field)
  }

  leave(field: NameField): void {
    if (this.#visit?.field === field) this.#visit = null
    void this.flush()
  }

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

  #newVisit(field: NameField) {
    this.#visits += 1
    return { field, name: `name-${field}-${String(Date.now())}-${String(this.#visits)}` }
  }

  async #send(change: Change): Promise<void> {
    const key = keyOf(change)
    const { id, field, value, visit } = change
    this.#mark(key, 'saving', null)
    const ticket = ++this.#asked
    try {
      const answer = await this.#client.authority.edit({ id, patch: { [field]: value }, visit })
      this.savedAt = new Date()
      if (this.#drafts.get(key)?.state === 'saving') this.#mark(key, 'saved', null)
      this.#apply(ticket, answer)
    } catch (error) {
      const problem = problemOf(error)
      if (this.#drafts.get(key)?.state === 'saving')
        this.#mark(key, problem.code === UNREACHABLE.code ? 'waiting' : 'refused', problem)
      throw error
    }
  }

  #mark(key: string, state: Draft['state'], problem: Problem | null): void {
    const draft = this.#drafts.get(key)
    if (draft) this.#drafts.set(key, { ...draft, state, problem })
  }

  #dropSaved(): void {
    for (const [key, draft] of this.#drafts) if (draft.state === 'saved') this.#drafts.delete(key)
  }

  #apply(ticket: number, answer: Authority): void {
    if (answer.id !== this.id || ticket < this.#applied) return
    this.#applied = ticket
    this.base = answer
    this.problem = null
  }
}
