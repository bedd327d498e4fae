/**
 * What of an authority record (ISAAR(CPF)) goes out with the records that name it. Every field is allowed by name. Forms by
 * which somebody is only looked for, notes on relations, and others of whom nothing that is public speaks are not in the value.
 */
import type { Authority, AuthorityRelation, PositionHolder } from '../contract/authority.ts'
import { AUTHORITY_TEXTS, PUBLISHED_SOURCES } from './authority.ts'
import type { AuthorityText } from './authority.ts'
import type { AgentType } from './field.ts'

/** Of its texts the public has the history alone: that anything else may leave nobody has decided. */
const PUBLIC_TEXTS: readonly AuthorityText[] = ['history']
const STAFF_TEXTS = (Object.keys(AUTHORITY_TEXTS) as AuthorityText[]).filter((field) => field !== 'staffNote')

/** What somebody is to another one: the relation, from which side it is said, or an office that the one held. */
export type AuthorityLink = Pick<AuthorityRelation, 'expression' | 'edtf'> & {
  readonly is: AuthorityRelation['type'] | 'held' | 'heldBy'
  /** The relation is said of the other one. */
  readonly isInverse: boolean
  readonly uid: string
  readonly type: AgentType
  readonly name: string
}

/** By what rules a form was made, and when it was in use, stays. */
export type ReleasedName = Omit<Authority['names'][number], 'rules' | 'usage'>

export interface ReleasedAuthority {
  readonly uid: string
  readonly type: AgentType
  readonly names: readonly ReleasedName[]
  readonly dates: Authority['dates']
  readonly identifiers: Authority['identifiers']
  readonly texts: Readonly<Partial<Record<AuthorityText, Authority[AuthorityText]>>>
  readonly links: readonly AuthorityLink[]
}

export interface SourceAuthority {
  readonly record: Omit<Authority, 'id' | 'binnedAt' | 'uses' | 'fileName'>
  /** A field of it is withheld somewhere: then it is in no public copy. */
  readonly isMarked: boolean
  /** Those to whom it has a relation, by their ids, as far as the audience may know of them. */
  readonly others: ReadonlyMap<number, { readonly uid: string; readonly type: AgentType }>
}

export function releasedAuthority(
  { record, isMarked, others }: SourceAuthority,
  staff: boolean,
): ReleasedAuthority | null {
  if (isMarked && !staff) return null
  const fields = staff ? STAFF_TEXTS : PUBLIC_TEXTS
  return {
    uid: record.uid,
    type: record.type,
    names: record.names
      .filter(({ kind }) => staff || kind !== 'variant')
      .map((name) => ({
        kind: name.kind,
        value: name.value,
        language: name.language,
        script: name.script,
        reading: name.reading,
        romanisation: name.romanisation,
        surname: name.surname,
        given: name.given,
        nameOrder: name.nameOrder,
      })),
    // When somebody was active is for staff.
    dates: record.dates
      .filter(({ kind }) => staff || kind === 'existence')
      .map(({ kind, expression, language, edtf }) => ({ kind, expression, language, edtf })),
    identifiers: record.identifiers
      .filter(({ source }) => staff || PUBLISHED_SOURCES.includes(source))
      .map(({ source, value }) => ({ source, value })),
    texts: Object.fromEntries(
      fields
        .filter((field) => record[field].length > 0)
        .map((field) => [
          field,
          record[field].map(({ value, language, script }) => ({ value, language, script })),
        ]),
    ),
    links: [
      ...record.relations.flatMap((one) => linked(one, one.otherId, one.type, false, others)),
      ...record.relatedFrom.flatMap((one) => linked(one, one.otherId, one.type, true, others)),
      ...record.positions.flatMap((one) => linked(one, one.holderId, 'held', false, others)),
      ...record.holders.flatMap((one) => linked(one, one.holderId, 'heldBy', false, others)),
    ],
  }
}

function linked(
  { name, expression, edtf }: AuthorityRelation | PositionHolder,
  id: number,
  is: AuthorityLink['is'],
  isInverse: boolean,
  others: SourceAuthority['others'],
): AuthorityLink[] {
  const other = others.get(id)
  return other ? [{ is, isInverse, uid: other.uid, type: other.type, name, expression, edtf }] : []
}
