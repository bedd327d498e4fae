/** What goes out: a walk of the tree through the released view, a few hundred descriptions at a time. */
import { accessionNumbersOf } from '../../catalogue/accession/read.ts'
import { isMarked, naming } from '../../catalogue/authority/source.ts'
import type { ReadDatabase } from '../../catalogue/database.ts'
import { readDescriptions, standing, walk } from '../../catalogue/description/read.ts'
import type { WalkedUnit } from '../../catalogue/description/read.ts'
import { releaseSources } from '../../catalogue/release-source.ts'
import type { WantedBeside } from '../../catalogue/release-source.ts'
import { gatesOf } from '../../catalogue/review/gate.ts'
import type { GateOf } from '../../catalogue/review/gate.ts'
import type { Exporter, ReleasedNode } from '../../exporters/exporter.ts'
import type { Audience } from '../../shared/contract/export.ts'
import { withoutWithheld } from '../../shared/domain/redaction/withheld-fields.ts'
import { releasedView } from '../../shared/domain/released-view.ts'
import type { ReleasePolicy } from '../../shared/domain/released-view.ts'

const BATCH = 200
/** Texts are long. */
const BATCH_WITH_TEXTS = 20
const batchSize = ({ texts }: WantedBeside) => (texts ? BATCH_WITH_TEXTS : BATCH)

/** What is read beside the descriptions for a format. */
export const wantedFor = ({ carries }: Pick<Exporter, 'carries'>): WantedBeside => ({
  texts: carries.includes('texts'),
  files: carries.includes('files'),
  authorities: carries.includes('authorities'),
})

/** Staff have what is under review, too. */
const gatesFor = (db: ReadDatabase, audience: Audience): GateOf =>
  audience === 'staff' ? () => undefined : gatesOf(db)

/** The released descriptions of one branch, parents first; what is below a unit that is not released is not visited. */
export function* releasedNodes(
  db: ReadDatabase,
  rootId: number,
  policy: ReleasePolicy,
  wanted: WantedBeside = {},
): Generator<ReleasedNode> {
  const gateOf = gatesFor(db, policy.audience)
  const mayEnter = (unit: WalkedUnit) =>
    policy.audience === 'staff' || (unit.status === 'published' && gateOf(unit.id)?.isReleased !== false)
  let batch: WalkedUnit[] = []
  for (const unit of walk(db, rootId, mayEnter)) {
    batch.push(unit)
    if (batch.length < batchSize(wanted)) continue
    yield* released(db, batch, policy, gateOf, wanted)
    batch = []
  }
  yield* released(db, batch, policy, gateOf, wanted)
}

/** The released descriptions named, whatever is above them. */
export const releasedRecords = (
  db: ReadDatabase,
  ids: readonly number[],
  policy: ReleasePolicy,
): Generator<ReleasedNode> =>
  released(
    db,
    ids.map((id) => ({ id, depth: 0 })),
    policy,
    gatesFor(db, policy.audience),
  )

function* released(
  db: ReadDatabase,
  units: readonly Pick<WalkedUnit, 'id' | 'depth'>[],
  policy: ReleasePolicy,
  gateOf: GateOf,
  wanted: WantedBeside = {},
): Generator<ReleasedNode> {
  const depths = new Map(units.map(({ id, depth }) => [id, depth]))
  const ids = units.map(({ id }) => id)
  for (const { id, source } of releaseSources(db, ids, gateOf, wanted)) {
    const description = releasedView(source, policy)
    if (description) yield { depth: depths.get(id) ?? 0, description }
  }
}

/** The released descriptions among those named, as records of a list, each with the unit above it. */
export function* releasedList(
  db: ReadDatabase,
  ids: readonly number[],
  policy: ReleasePolicy,
  wanted: WantedBeside = {},
): Generator<ReleasedNode> {
  const gateOf = gatesFor(db, policy.audience)
  const open = openUnits(db, policy.audience, gateOf)
  const size = batchSize(wanted)
  const isKnown = knownTo(db, policy.audience, gateOf, open)
  for (let from = 0; from < ids.length; from += size) {
    const batch = ids.slice(from, from + size).filter(open)
    const numbers = accessionNumbersOf(db, batch)
    const parents = new Map(batch.map((id) => [id, standing(db, id)?.parentId ?? null]))
    const above = releasedParents(db, [...new Set(parents.values())], policy, gateOf)
    for (const { id, source } of releaseSources(db, batch, gateOf, wanted, isKnown)) {
      const description = releasedView({ ...source, accessions: numbers.get(id) ?? [] }, policy)
      if (description) yield { depth: 0, description, parent: above.get(parents.get(id) ?? 0) ?? null }
    }
  }
}

/** Of whom an audience knows: staff of all, the public of those whom a record names that it may have. */
function knownTo(
  db: ReadDatabase,
  audience: Audience,
  gateOf: GateOf,
  open: (id: number) => boolean,
): (authorityId: number) => boolean {
  if (audience === 'staff') return () => true
  const known = new Map<number, boolean>()
  const isNamed = (authorityId: number) =>
    !isMarked(db, authorityId) &&
    naming(db, authorityId).some((id) => {
      if (!open(id)) return false
      const [description] = readDescriptions(db, [id])
      const left = description && withoutWithheld(description, gateOf(id)?.withheld ?? [])
      return left?.agents.some((agent) => agent.authorityId === authorityId) === true
    })
  return (authorityId) => {
    const answer = known.get(authorityId) ?? isNamed(authorityId)
    known.set(authorityId, answer)
    return answer
  }
}

/** The units above, as they themselves would leave: what is withheld of one is in no row of those below it either. */
function releasedParents(
  db: ReadDatabase,
  ids: readonly (number | null)[],
  policy: ReleasePolicy,
  gateOf: GateOf,
): ReadonlyMap<number, NonNullable<ReleasedNode['parent']>> {
  const found = new Map<number, NonNullable<ReleasedNode['parent']>>()
  const named = ids.filter((id) => id !== null)
  for (const description of readDescriptions(db, named)) {
    const source = { description, pages: [], authorities: NONE, containers: NONE }
    const view = releasedView({ ...source, review: gateOf(description.id) }, policy)
    if (view)
      found.set(description.id, {
        uid: view.uid,
        referenceCode: view.referenceCode,
        titles: view.texts.title ?? [],
      })
  }
  return found
}
const NONE = new Map<number, never>()

/** Whether an audience may have a unit: for the public it and every unit above it are published, and released where they are reviewed. */
export function openUnits(
  db: ReadDatabase,
  audience: Audience,
  gateOf = gatesFor(db, audience),
): (id: number) => boolean {
  const known = new Map<number, boolean>()
  const open = (id: number): boolean => {
    const found = known.get(id)
    if (found !== undefined) return found
    const unit = standing(db, id)
    const itself =
      unit?.binnedAt === null &&
      (audience === 'staff' || (unit.status === 'published' && gateOf(id)?.isReleased !== false))
    const answer = itself && (unit.parentId === null || open(unit.parentId))
    known.set(id, answer)
    return answer
  }
  return open
}
