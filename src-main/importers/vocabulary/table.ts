/**
 * Concepts of a table: the columns `code`, `uid`, `source`, `type`, `label@ja`, `reading@ja`, `alt@ja`, `altReading@ja`, `broader`,
 * `related` and `note`. Several values of a cell have a bar between them; `reading` alone is that of the Japanese label.
 */
import { ACCESS_POINT_TYPES } from '../../shared/domain/field.ts'
import { languageOfTag } from '../../shared/domain/language-tag.ts'
import { splitValues } from '../../shared/domain/sheet/values.ts'
import { NO_READING, UID_URN } from '../../shared/domain/term.ts'
import type { SheetLine } from '../sheet/source.ts'
import { settledLabels } from './concept.ts'
import type { FileConcept, FileLabel, FileRefusal } from './concept.ts'

/** A column by its head, such as `alt@ja-Hira`. */
interface Column {
  name: string
  tag: string
}

const columnOf = (head: string): Column => {
  const [name = '', tag = ''] = head.trim().split('@')
  return { name: name.toLowerCase(), tag: tag.toLowerCase() }
}

const SOURCE = /^\S{1,80}$/

export async function tableConcepts(
  lines: AsyncIterable<SheetLine>,
): Promise<{ concepts: FileConcept[]; refused: FileRefusal[] }> {
  const concepts: FileConcept[] = []
  const refused: FileRefusal[] = []
  let columns: Column[] | null = null
  for await (const { row, cells } of lines) {
    if (cells.every((cell) => cell.trim() === '')) continue
    if (columns === null) {
      columns = cells.map(columnOf)
      continue
    }
    const concept = conceptOf(columns, cells, String(row))
    if ('reason' in concept) refused.push(concept)
    else concepts.push(concept)
  }
  return { concepts, refused }
}

function conceptOf(
  columns: readonly Column[],
  cells: readonly string[],
  at: string,
): FileConcept | FileRefusal {
  const cell = (name: string, tag: string | null = null): string =>
    cells[
      columns.findIndex((column) => column.name === name && (tag === null || column.tag === tag))
    ]?.trim() ?? ''
  const labels: FileLabel[] = []
  for (const [index, { name, tag }] of columns.entries()) {
    const text = cells[index]?.trim() ?? ''
    if (text === '' || (name !== 'label' && name !== 'alt')) continue
    const said = tag === '' ? { language: null, script: null } : languageOfTag(tag)
    if (name === 'label') {
      const reading = cell('reading', tag) || (said.language === 'jpn' ? cell('reading', '') : '')
      labels.push({ kind: 'preferred', value: text, ...said, reading: reading || null })
      continue
    }
    const readings = splitValues(cell('altreading', tag))
    for (const [place, value] of splitValues(text).entries()) {
      const reading = readings[place] ?? NO_READING
      labels.push({ kind: 'alternative', value, ...said, reading: reading === NO_READING ? null : reading })
    }
  }
  const source = cell('source') || null
  if (source !== null && !SOURCE.test(source)) return { at, reason: 'sourceUnknown' }
  const typed = cell('type').toLowerCase()
  const type = ACCESS_POINT_TYPES.find((known) => known === typed) ?? null
  if (typed !== '' && type === null) return { at, reason: 'typeUnknown' }
  const code = cell('code') || null
  const uid = cell('uid') || null
  return {
    at,
    keys: [code, uid === null ? null : `${UID_URN}${uid}`].filter((key) => key !== null),
    source,
    code,
    uid,
    type,
    labels: settledLabels(labels),
    broader: splitValues(cell('broader')),
    related: splitValues(cell('related')),
    note: cell('note') || null,
  }
}
