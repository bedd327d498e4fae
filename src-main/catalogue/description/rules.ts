/** What is refused about a description's level, its reference code and its type, wherever they are set. */
import { refusal } from '../../shared/contract/errors.ts'
import type { Description, DescriptionPatch } from '../../shared/contract/description.ts'
import type { RecordType } from '../../shared/contract/record-type.ts'
import { mayContain } from '../../shared/domain/level.ts'
import type { Level } from '../../shared/domain/level.ts'
import { authorityExists } from '../authority/link.ts'
import { containerExists } from '../container/link.ts'
import type { ReadDatabase } from '../database.ts'
import { recordTypeOf } from '../record-type.ts'
import { termExists } from '../term/read.ts'
import { childRows, idOfReferenceCode, readDescription } from './read.ts'

export function checkLevel(parentLevel: Level | null, level: Level): void {
  if (!mayContain(parentLevel, level))
    throw refusal('levelNotAllowed', { level, parentLevel: parentLevel ?? '' })
}

/** A level must fit what is above the unit and what is below it. */
export function checkLevelInPlace(db: ReadDatabase, unit: Description, level: Level): void {
  const parent = unit.parentId === null ? null : readDescription(db, unit.parentId)
  checkLevel(parent?.level ?? null, level)
  for (let offset = 0; offset < unit.childCount; offset += 200) {
    for (const child of childRows(db, unit.id, { offset, limit: 200 }).rows) checkLevel(level, child.level)
  }
}

export function checkReferenceCode(
  db: ReadDatabase,
  referenceCode: string | null | undefined,
  ownId: number | null,
): void {
  const wanted = referenceCode?.trim()
  if (!wanted) return
  const holder = idOfReferenceCode(db, wanted)
  if (holder !== null && holder !== ownId)
    throw refusal('referenceCodeTaken', { referenceCode: wanted, id: holder })
}

/** @throws recordTypeNotFound */
export function knownType(db: ReadDatabase, code: string): RecordType {
  const type = recordTypeOf(db, code)
  if (!type) throw refusal('recordTypeNotFound', { code })
  return type
}

/** What a link names by its id is there. */
export function checkLinks(
  db: ReadDatabase,
  { agents = [], accessPoints = [], containers = [] }: DescriptionPatch,
): void {
  for (const { authorityId } of agents) {
    if (authorityId !== null && !authorityExists(db, authorityId))
      throw refusal('authorityNotFound', { id: authorityId })
  }
  for (const { containerId } of containers) {
    if (containerId !== null && !containerExists(db, containerId))
      throw refusal('containerNotFound', { id: containerId })
  }
  for (const { termId } of accessPoints) {
    if (termId !== null && !termExists(db, termId)) throw refusal('termNotFound', { id: termId })
  }
}

/** Links to what is gone become names, numbers and words again: one is then linked, or made, as if it were typed. */
export const withoutDeadLinks = (db: ReadDatabase, patch: DescriptionPatch): DescriptionPatch => ({
  ...patch,
  ...(patch.agents && {
    agents: patch.agents.map((agent) => ({
      ...agent,
      authorityId:
        agent.authorityId !== null && authorityExists(db, agent.authorityId) ? agent.authorityId : null,
    })),
  }),
  ...(patch.containers && {
    containers: patch.containers.map((one) => ({
      ...one,
      containerId: one.containerId !== null && containerExists(db, one.containerId) ? one.containerId : null,
    })),
  }),
  ...(patch.accessPoints && {
    accessPoints: patch.accessPoints.map((point) => ({
      ...point,
      termId: point.termId !== null && termExists(db, point.termId) ? point.termId : null,
    })),
  }),
})
