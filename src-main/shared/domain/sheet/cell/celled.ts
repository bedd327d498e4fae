/** What cells are made from. */
import type {
  AccessPoint,
  Agent,
  DateValue,
  Extent,
  Identifier,
  LanguageValue,
  Relation,
  TextValue,
} from '../../../contract/description.ts'
import type { InContainer } from '../../container.ts'
import type { TextField } from '../../field.ts'
import type { Level } from '../../level.ts'

/** A description, or the released form of one. */
export type Celled = {
  readonly uid: string
  readonly referenceCode: string | null
  readonly level: Level
  readonly otherLevel: string | null
  readonly recordType?: string
  readonly status: string
  /** Never in the released form. */
  readonly assignee?: string | null
  readonly identifiers: readonly Identifier[]
  readonly dates: readonly DateValue[]
  readonly extents: readonly Extent[]
  readonly agents: readonly Pick<Agent, 'name' | 'role'>[]
  readonly languages: readonly LanguageValue[]
  readonly accessPoints: readonly Omit<AccessPoint, 'termId'>[]
  readonly relations: readonly Omit<Relation, 'scope' | 'targetId'>[]
  readonly containers: readonly InContainer[]
  /** Numbers of the accessions with which it came. For staff alone. */
  readonly accessions?: readonly string[]
} & { readonly [F in TextField]?: readonly TextValue[] }
/** A unit of which nothing is said yet. */
export const BLANK: Celled = {
  uid: '',
  referenceCode: null,
  level: 'item',
  otherLevel: null,
  recordType: 'general',
  status: 'draft',
  identifiers: [],
  dates: [],
  extents: [],
  agents: [],
  languages: [],
  accessPoints: [],
  relations: [],
  containers: [],
}
