/**
 * Everything that a decision on an item is about, part by part: its fields, its pages with their scans and how they are
 * shown, its texts, its redactions, the vocabularies cited, the decision itself. Salted, so that a hash that should ever
 * get out says nothing of what is withheld. Compared whenever it is asked for: no way to write can go round it.
 */
import { createHash } from 'node:crypto'
import { DescriptionFields } from '../../shared/contract/description.ts'
import type { ChangedPart, DecisionFields } from '../../shared/contract/review.ts'
import { SHIPPED_EXEMPTIONS } from '../../shared/domain/exemption.ts'
import { canonical } from '../../shared/domain/review/canonical.ts'
import type { ReadDatabase } from '../database.ts'
import { checkRows } from './checklist.ts'
import { readDescription } from '../description/read.ts'
import { ownExemptions } from '../exemption.ts'
import { valuesOf } from '../redaction/field.ts'
import { redactionsOf } from '../redaction/read.ts'
import { pagesOf } from '../scan.ts'
import { textsOf } from '../text/read.ts'

/** `part which` → salted SHA-256. */
export type Covered = Readonly<Record<string, string>>

/** How far the cataloguing is, and whose turn it is, is no part of what was decided about. */
const OF_THE_WORK = new Set(['status', 'assignee'])

export function coveredBy(
  db: ReadDatabase,
  descriptionId: number,
  decision: DecisionFields | null,
  salt: string,
): Covered {
  const parts: Record<string, string> = {}
  const put = (part: ChangedPart['part'], which: string | number, value: unknown) => {
    parts[`${part} ${String(which)}`] = createHash('sha256')
      .update(`${salt}\n${canonical(value)}`)
      .digest('hex')
  }
  const record = readDescription(db, descriptionId)
  for (const field of Object.keys(DescriptionFields.shape) as (keyof DescriptionFields)[])
    if (!OF_THE_WORK.has(field)) put('field', field, record?.[field])
  for (const { id, scan, ...page } of pagesOf(db, descriptionId))
    put('page', id, { ...page, sha256: scan?.sha256 ?? null, fileName: scan?.fileName ?? null })
  for (const { id, paragraphs, kind, language, script, direction, agent } of textsOf(db, descriptionId)) {
    const words = paragraphs.map(({ kind, pageId, value, continues, marks }) => ({
      ...{ kind, pageId, value, continues, marks },
    }))
    put('text', id, { kind, language, script, direction, agent, words })
  }
  const vocabularies = new Set<string>()
  for (const { uid, anchors, exemptions, noCounterpart } of redactionsOf(db, descriptionId)) {
    // What is marked of a name or a file elsewhere is a part of this, too.
    const fields = anchors.flatMap(({ place }) => (place.kind === 'field' ? [valuesOf(db, place)] : []))
    put('redaction', uid, { anchors, exemptions, noCounterpart, fields })
    for (const { vocabulary } of exemptions) vocabularies.add(vocabulary)
  }
  for (const vocabulary of vocabularies) {
    const shipped = SHIPPED_EXEMPTIONS.find(({ id }) => id === vocabulary)
    put('vocabulary', vocabulary, shipped ?? ownExemptions(db))
  }
  for (const { what, ...looked } of checkRows(db, descriptionId)) put('check', what, looked)
  put('decision', 'decision', decision)
  return parts
}

/** One hash over all parts. */
export const digestOf = (covered: Covered): string =>
  createHash('sha256').update(canonical(covered)).digest('hex')

/** What differs between what was decided about and what is there now. */
export function changesBetween(then: Covered, now: Covered): ChangedPart[] {
  const names = [...new Set([...Object.keys(then), ...Object.keys(now)])].sort()
  return names.flatMap((name) => {
    if (then[name] === now[name]) return []
    const at = name.indexOf(' ')
    const how = then[name] === undefined ? 'added' : now[name] === undefined ? 'gone' : 'changed'
    return [{ part: name.slice(0, at) as ChangedPart['part'], which: name.slice(at + 1), how }]
  })
}
