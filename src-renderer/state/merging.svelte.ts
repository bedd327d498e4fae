/** Names becoming one: what each says, field by field, and which of it is picked. */
import type { Authority, AuthorityPatch } from '../../src-main/shared/contract/authority.ts'
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { AuthorityId } from '../../src-main/shared/contract/ids.ts'
import { AUTHORITY_TEXT_NAMES } from '../../src-main/shared/domain/authority.ts'
import { problemOf } from './problem.ts'
import type { Problem } from './problem.ts'

export const MERGED_FIELDS = ['name', 'type', 'dates', ...AUTHORITY_TEXT_NAMES] as const
export type MergedField = (typeof MERGED_FIELDS)[number]
/** The record whose value is taken, or the values of all of them. */
export type Pick = AuthorityId | 'all'

/** As many as one call makes into one, and as columns still say something side by side. */
const MOST = 12

export class Merging {
  #client: Client
  #settle: () => Promise<void>
  /** The first is the one that is kept. */
  records = $state.raw<readonly Authority[]>([])
  #picks = $state.raw<Partial<Record<MergedField, Pick>>>({})
  busy = $state(false)
  problem = $state.raw<Problem | null>(null)

  kept = $derived<Authority | undefined>(this.records[0])
  others = $derived(this.records.slice(1))
  full = $derived(this.records.length === MOST)
  /** Fields in which they do not all say the same. */
  differing = $derived(
    MERGED_FIELDS.filter((field) => new Set(this.records.map((record) => said(record, field))).size > 1),
  )
  /** Links of descriptions that lead elsewhere afterwards. */
  links = $derived(this.others.reduce((sum, { uses }) => sum + uses, 0))
  /** Forms that are the authorized one no longer. */
  variants = $derived(
    this.records
      .filter(({ id }) => id !== this.pickOf('name'))
      .map((record) => said(record, 'name'))
      .filter((form) => form !== ''),
  )

  constructor(client: Client, settle: () => Promise<void>) {
    this.#client = client
    this.#settle = settle
  }

  async begin(ids: readonly AuthorityId[]): Promise<void> {
    if (ids[0] === this.kept?.id) return
    this.#forget()
    await this.#settle()
    for (const id of ids) await this.add(id)
  }

  async add(id: AuthorityId): Promise<void> {
    if (!this.#takes(id)) return
    try {
      const record = await this.#client.authority.get({ id })
      // Another may have come meanwhile, or the same a second time.
      if (this.#takes(id)) this.records = [...this.records, record]
      this.problem = null
    } catch (error) {
      this.problem = problemOf(error)
    }
  }

  #takes(id: AuthorityId): boolean {
    return !this.full && this.records.every((record) => record.id !== id)
  }

  leaveOut(id: AuthorityId): void {
    this.records = this.records.filter((record) => record.id !== id)
    this.#picks = Object.fromEntries(Object.entries(this.#picks).filter(([, pick]) => pick !== id))
  }

  /** What is picked: of texts what all say, until the person says otherwise. */
  pickOf(field: MergedField): Pick {
    const picked = this.#picks[field]
    if (picked !== undefined) return picked
    const saying = this.records.filter((record) => said(record, field) !== '')
    const [first] = saying.length === 0 ? this.records : saying
    const takesOne = field === 'name' || field === 'type'
    return first !== undefined && (takesOne || saying.length < 2) ? first.id : 'all'
  }

  pick(field: MergedField, pick: Pick): void {
    this.#picks = { ...this.#picks, [field]: pick }
  }

  /** Gives the id of the name that is left, when it was done. */
  async run(): Promise<AuthorityId | null> {
    const { kept, others } = this
    const [first, ...rest] = others.map(({ id }) => id)
    if (!kept || first === undefined || this.busy) return null
    this.busy = true
    try {
      await this.#client.authority.merge({
        keepId: kept.id,
        mergeIds: [first, ...rest],
        patch: this.#patch(kept),
      })
      this.#forget()
      return kept.id
    } catch (error) {
      this.problem = problemOf(error)
      return null
    } finally {
      this.busy = false
    }
  }

  #patch(kept: Authority): AuthorityPatch {
    const patch: AuthorityPatch = {}
    const picked = (field: MergedField) => this.records.find(({ id }) => id === this.pickOf(field))
    const named = picked('name')
    if (named && named !== kept) {
      patch.names = [
        ...named.names.filter(({ kind }) => kind === 'authorized'),
        ...kept.names.map((form) =>
          form.kind === 'authorized' ? { ...form, kind: 'variant' as const } : form,
        ),
      ]
    }
    const typed = picked('type')
    if (typed && typed !== kept) patch.type = typed.type
    for (const field of this.differing) {
      if (field === 'name' || field === 'type' || picked(field) === kept) continue
      Object.assign(patch, { [field]: picked(field)?.[field] ?? valuesOf(this.records, field) })
    }
    return patch
  }

  #forget(): void {
    this.records = []
    this.#picks = {}
    this.problem = null
  }
}

/** What all say in a field, each thing once. */
function valuesOf(records: readonly Authority[], field: Exclude<MergedField, 'name' | 'type'>) {
  const values = new Map<string, unknown>()
  for (const value of records.flatMap((record): unknown[] => record[field]))
    values.set(JSON.stringify(value), value)
  return [...values.values()]
}

/** What a record says in a field, as one reads it. */
export function said(record: Authority, field: MergedField): string {
  if (field === 'type') return record.type
  if (field === 'name') return record.names.find(({ kind }) => kind === 'authorized')?.value ?? ''
  if (field === 'dates') return record.dates.map(({ expression }) => expression).join('\n')
  return record[field].map(({ value }) => value).join('\n')
}
