/** Two names becoming one: what each says, field by field, and which of it is picked. */
import type { Authority, AuthorityPatch } from '../../src-main/shared/contract/authority.ts'
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { AuthorityId } from '../../src-main/shared/contract/ids.ts'
import { AUTHORITY_TEXT_NAMES } from '../../src-main/shared/domain/authority.ts'
import { problemOf } from './problem.ts'
import type { Problem } from './problem.ts'

export const MERGED_FIELDS = ['name', 'type', 'dates', ...AUTHORITY_TEXT_NAMES] as const
export type MergedField = (typeof MERGED_FIELDS)[number]
export type Pick = 'kept' | 'other' | 'both'

export class Merging {
  #client: Client
  #settle: () => Promise<void>
  kept = $state.raw<Authority | null>(null)
  other = $state.raw<Authority | null>(null)
  #picks = $state.raw<Partial<Record<MergedField, Pick>>>({})
  busy = $state(false)
  problem = $state.raw<Problem | null>(null)

  /** Fields in which the two do not say the same. */
  differing = $derived.by(() => {
    const { kept, other } = this
    if (!kept || !other) return []
    return MERGED_FIELDS.filter((field) => said(kept, field) !== said(other, field))
  })

  constructor(client: Client, settle: () => Promise<void>) {
    this.#client = client
    this.#settle = settle
  }

  async begin(id: AuthorityId): Promise<void> {
    if (this.kept?.id === id) return
    this.kept = this.other = null
    this.#picks = {}
    await this.#settle()
    await this.#load('kept', id)
  }

  async with(id: AuthorityId): Promise<void> {
    if (id === this.kept?.id) return
    this.#picks = {}
    await this.#load('other', id)
  }

  async #load(which: 'kept' | 'other', id: AuthorityId): Promise<void> {
    try {
      this[which] = await this.#client.authority.get({ id })
      this.problem = null
    } catch (error) {
      this.problem = problemOf(error)
    }
  }

  /** What is picked: of texts what both say, until the person says otherwise. */
  pickOf(field: MergedField): Pick {
    const picked = this.#picks[field]
    if (picked) return picked
    const { kept, other } = this
    if (kept && other && said(kept, field) === '') return 'other'
    return field === 'name' || field === 'type' || (other && said(other, field) === '') ? 'kept' : 'both'
  }

  pick(field: MergedField, pick: Pick): void {
    this.#picks = { ...this.#picks, [field]: pick }
  }

  /** Forms that are the authorized one no longer. */
  variants = $derived.by(() => {
    const { kept, other } = this
    if (!kept || !other) return []
    const loser = this.pickOf('name') === 'kept' ? other : kept
    return loser.names.filter(({ kind }) => kind === 'authorized').map(({ value }) => value)
  })

  /** Gives the id of the name that is left, when it was done. */
  async run(): Promise<AuthorityId | null> {
    const { kept, other } = this
    if (!kept || !other || this.busy) return null
    this.busy = true
    try {
      await this.#client.authority.merge({
        keepId: kept.id,
        mergeIds: [other.id],
        patch: this.#patch(kept, other),
      })
      this.kept = this.other = null
      this.problem = null
      return kept.id
    } catch (error) {
      this.problem = problemOf(error)
      return null
    } finally {
      this.busy = false
    }
  }

  #patch(kept: Authority, other: Authority): AuthorityPatch {
    const patch: AuthorityPatch = {}
    if (this.pickOf('name') === 'other') {
      patch.names = [
        ...other.names.filter(({ kind }) => kind === 'authorized'),
        ...kept.names.map((form) =>
          form.kind === 'authorized' ? { ...form, kind: 'variant' as const } : form,
        ),
      ]
    }
    if (this.pickOf('type') === 'other') patch.type = other.type
    for (const field of ['dates', ...AUTHORITY_TEXT_NAMES] as const) {
      const pick = this.pickOf(field)
      if (said(kept, field) === said(other, field) || pick === 'kept') continue
      Object.assign(patch, { [field]: pick === 'other' ? other[field] : [...kept[field], ...other[field]] })
    }
    return patch
  }
}

/** What a record says in a field, as one reads it. */
export function said(record: Authority, field: MergedField): string {
  if (field === 'type') return record.type
  if (field === 'name') return record.names.find(({ kind }) => kind === 'authorized')?.value ?? ''
  if (field === 'dates') return record.dates.map(({ expression }) => expression).join('\n')
  return record[field].map(({ value }) => value).join('\n')
}
