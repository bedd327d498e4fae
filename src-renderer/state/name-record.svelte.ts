/** The record of one authority as it is edited. */
import type { Authority, AuthorityFields } from '../../src-main/shared/contract/authority.ts'
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { AuthorityId } from '../../src-main/shared/contract/ids.ts'
import type { Composition } from './composition.svelte.ts'
import { EditedRecord } from './edited-record.svelte.ts'
import type { Problem } from './problem.ts'
import { Resource } from './resource.svelte.ts'

export type NameField = keyof AuthorityFields

/** Rows that are still empty stay with the person. */
const WHOLE: { [F in NameField]?: (rows: AuthorityFields[F]) => AuthorityFields[F] } = {
  names: (rows) => rows.filter(({ kind, value }) => kind === 'authorized' || value.trim() !== ''),
  dates: (rows) => rows.filter(({ expression }) => expression.trim() !== ''),
  relations: (rows) => rows.filter(({ otherId }) => otherId > 0),
  holders: (rows) => rows.filter(({ holderId }) => holderId > 0),
}

function whole<F extends NameField>(field: F, value: AuthorityFields[F]): unknown {
  const rule = WHOLE[field] as ((value: AuthorityFields[F]) => AuthorityFields[F]) | undefined
  if (rule) return rule(value)
  return Array.isArray(value) ? value.filter((row) => !('value' in row) || row.value.trim() !== '') : value
}

export class NameRecord extends EditedRecord<AuthorityId, AuthorityFields, Authority> {
  readonly uses: Resource<AuthorityId, Awaited<ReturnType<Client['authority']['uses']>>>

  constructor(client: Client, parting: Client, composition: Composition) {
    super(
      {
        get: (id) => client.authority.get({ id }),
        edit: (change) => client.authority.edit(change),
        part: (change) => parting.authority.edit(change),
        whole,
      },
      composition,
    )
    this.uses = new Resource((id) => client.authority.uses({ id, limit: 100 }))
  }

  override async open(id: AuthorityId | null): Promise<void> {
    if (id === this.id) return
    await Promise.all([super.open(id), this.uses.open(id)])
  }

  /** It was merged, or undo took it back. */
  protected override refused(problem: Problem): void {
    this.base = null
    this.problem = problem
  }
}
