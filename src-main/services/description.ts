/** Describing: every rule of the tree is checked before one write. */
import {
  binnedRows,
  childRows,
  codeTakenFromBranch,
  idOfReferenceCode,
  lineage,
  readDescription,
  readRows,
} from '../catalogue/description/read.ts'
import {
  checkLevel,
  checkLevelInPlace,
  checkLinks,
  checkReferenceCode,
  knownType,
} from '../catalogue/description/rules.ts'
import {
  binBranch,
  insertDescription,
  lastPosition,
  nextSibling,
  place,
  positionsBefore,
  setCheckedBy,
  unbinBranch,
  updateDescription,
} from '../catalogue/description/write.ts'
import type { ReadDatabase } from '../catalogue/database.ts'
import { checkMove, moveAll } from '../catalogue/description/move.ts'
import { relatedTo } from '../catalogue/description/related.ts'
import { transact } from '../catalogue/transact.ts'
import { refusal } from '../shared/contract/errors.ts'
import { DescriptionPatch } from '../shared/contract/description.ts'
import type { Description } from '../shared/contract/description.ts'
import { levelBelow } from '../shared/domain/level.ts'
import { GENERAL, valuesWhereEmpty, withValuesOf } from '../shared/domain/record-type.ts'
import type { Service } from './context.ts'

export const description: Service<'description'> = {
  children: (context, { parentId, ...window }) => childRows(context.catalogue().db, parentId, window),

  ancestors(context, { id }) {
    const { db } = context.catalogue()
    const line = lineage(db, id)
    if (line.length === 0) throw refusal('descriptionNotFound', { id })
    const rows = readRows(
      db,
      line.map((unit) => unit.id),
    )
    return rows.map((row, depth) => ({
      row,
      index: line[depth]?.index ?? 0,
      binned: line[depth]?.binned === 1,
    }))
  },

  get: (context, { id }) => present(context.catalogue().db, id),

  related(context, { id }) {
    const { db } = context.catalogue()
    present(db, id)
    return relatedTo(db, id)
  },

  find(context, { referenceCode }) {
    const { db } = context.catalogue()
    const id = idOfReferenceCode(db, referenceCode)
    if (id === null) throw refusal('descriptionNotFound', { id: referenceCode })
    return present(db, id)
  },

  create(context, { parentId, afterId, fields: given }) {
    const writing = context.writing()
    const { db } = writing
    const parent = parentId === null ? null : present(db, parentId)
    const type = knownType(db, given.recordType ?? GENERAL)
    const fields = DescriptionPatch.parse(withValuesOf(type, { ...given, recordType: type.code }))
    const level = fields.level ?? levelBelow(parent?.level ?? null)
    checkLevel(parent?.level ?? null, level)
    checkReferenceCode(db, fields.referenceCode, null)
    checkLinks(db, fields)
    const { value: id } = transact(writing, 'description.create', (db) => {
      const before = afterId == null ? null : nextSibling(db, afterId)
      const [position = lastPosition(db, parentId)] = positionsBefore(db, parentId, before, 1)
      const unit = { uid: writing.ids.uid(), parentId, position, createdAt: writing.clock.now() }
      return insertDescription(db, unit, { ...fields, level })
    })
    return present(db, id)
  },

  edit(context, { id, patch, visit }) {
    const writing = context.writing()
    const { db } = writing
    const before = present(db, id)
    if (patch.level !== undefined) checkLevelInPlace(db, before, patch.level)
    checkReferenceCode(db, patch.referenceCode, id)
    checkLinks(db, patch)
    if (patch.recordType !== undefined && patch.recordType !== before.recordType)
      knownType(db, patch.recordType)
    const fields = Object.keys(patch) as (keyof DescriptionPatch)[]
    const step = { field: fields.length === 1 ? fields[0] : undefined, visit }
    transact(
      writing,
      'description.edit',
      (db) => {
        updateDescription(db, id, { ...trimmed(patch), ...valuesOfNewType(db, before, patch) })
        if (patch.status === 'checked') setCheckedBy(db, id, writing.who(), writing.clock.now())
      },
      step,
    )
    return present(db, id)
  },

  move(context, { ids, parentId, beforeId }) {
    const writing = context.writing()
    const { db } = writing
    checkMove(db, ids, parentId)
    if (beforeId !== null) present(db, beforeId)
    const { historyId } = transact(writing, 'description.move', (db) => moveAll(db, ids, parentId, beforeId))
    return { historyId }
  },

  duplicate(context, { id, fields, copies }) {
    const writing = context.writing()
    const { db } = writing
    const original = present(db, id)
    const { level, otherLevel, recordType } = original
    const copied = { ...original, referenceCode: null, status: 'draft' } as const
    const taken =
      fields === null
        ? copied
        : {
            ...Object.fromEntries(fields.map((field) => [field, original[field]])),
            level,
            otherLevel,
            recordType,
          }
    const { value: copyIds } = transact(writing, 'description.duplicate', (db) =>
      positionsBefore(db, original.parentId, nextSibling(db, id), copies).map((position) =>
        insertDescription(
          db,
          {
            uid: writing.ids.uid(),
            parentId: original.parentId,
            position,
            createdAt: writing.clock.now(),
          },
          taken,
        ),
      ),
    )
    return present(db, copyIds[0] ?? id)
  },

  bin(context, { ids }) {
    const writing = context.writing()
    for (const id of ids) present(writing.db, id)
    const { historyId } = transact(writing, 'description.bin', (db) => {
      for (const id of ids) binBranch(db, id, writing.clock.now())
    })
    return { historyId }
  },

  binned: (context, window) => binnedRows(context.catalogue().db, window),

  restore(context, { id }) {
    const writing = context.writing()
    const { db } = writing
    const unit = readDescription(db, id)
    if (!unit || unit.binnedAt === null) throw refusal('descriptionNotFound', { id })
    const taken = codeTakenFromBranch(db, id)
    if (taken) throw refusal('referenceCodeTaken', taken)
    const parent = unit.parentId === null ? null : readDescription(db, unit.parentId)
    transact(writing, 'description.restore', (db) => {
      unbinBranch(db, id)
      // What it stood under may be in the bin itself.
      if (parent !== null && parent.binnedAt !== null) place(db, id, null, lastPosition(db, null))
    })
    return present(db, id)
  },
}

/** A description that is not in the bin. */
function present(db: ReadDatabase, id: number): Description {
  const found = readDescription(db, id)
  if (!found || found.binnedAt !== null) throw refusal('descriptionNotFound', { id })
  return found
}

/** A record that becomes of another type keeps what it has; what is empty begins as the new type says. */
function valuesOfNewType(
  db: ReadDatabase,
  before: Description,
  { recordType, ...patch }: DescriptionPatch,
): DescriptionPatch {
  if (recordType === undefined || recordType === before.recordType) return {}
  const values = valuesWhereEmpty(knownType(db, recordType), { ...before, ...patch })
  return DescriptionPatch.parse(values)
}

/** An empty reference code is none: two units without one do not share it. */
const trimmed = (patch: DescriptionPatch): DescriptionPatch =>
  patch.referenceCode === undefined ? patch : { ...patch, referenceCode: patch.referenceCode?.trim() || null }
