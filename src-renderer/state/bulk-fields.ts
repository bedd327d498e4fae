/** The fields of a bulk edit: what can be done to each, and how what is typed becomes its value. */
import type { BulkChanges } from '../../src-main/shared/contract/bulk.ts'
import { readInstance } from '../../src-main/shared/domain/container.ts'
import { readDate } from '../../src-main/shared/domain/date/index.ts'
import { STATUSES, TEXT_FIELD_NAMES } from '../../src-main/shared/domain/field.ts'
import type { TextField } from '../../src-main/shared/domain/field.ts'
import { LEVELS } from '../../src-main/shared/domain/level.ts'
import { guessLanguage } from '../language-tag.ts'
import type { LanguageMark } from '../language-tag.ts'

export type Doing = 'leave' | 'set' | 'add' | 'remove' | 'clear'
/** What is typed: the value itself, and what kind it is of. */
export interface Parts {
  readonly value: string
  readonly kind: string
  readonly second: string
}

/** Fields of which one of a few codes is chosen; the types of record are those of the catalogue. */
export const CHOICES = { status: STATUSES, recordType: [], level: LEVELS } as const
const LISTS = [
  'identifiers',
  'dates',
  'extents',
  'agents',
  'languages',
  'accessPoints',
  'containers',
] as const

export const BULK_FIELDS = [
  'status',
  'recordType',
  'level',
  'assignee',
  'referenceCode',
  'otherLevel',
  ...LISTS,
  ...TEXT_FIELD_NAMES,
] as const
export type BulkField = (typeof BULK_FIELDS)[number]

export const doingsOf = (field: BulkField): readonly Doing[] =>
  field in CHOICES
    ? ['leave', 'set']
    : field === 'referenceCode'
      ? ['leave', 'clear']
      : field === 'otherLevel' || field === 'assignee'
        ? ['leave', 'set', 'clear']
        : ['leave', 'set', 'add', 'remove', 'clear']

export const isText = (field: BulkField): field is TextField =>
  (TEXT_FIELD_NAMES as readonly string[]).includes(field)

/** Whether what is typed makes a value. */
export const isWhole = (field: BulkField, doing: Doing, { value, second }: Parts): boolean =>
  doing === 'clear' ||
  (value.trim() !== '' &&
    (field !== 'extents' || (/^\d+(\.\d+)?$/.test(value) && second.trim() !== '')) &&
    (field !== 'containers' || readInstance(value) !== null))

function valueOf(field: BulkField, parts: Parts, usual: LanguageMark | null): unknown {
  const { value, kind, second } = parts
  switch (field) {
    case 'identifiers':
      return { type: kind || 'other', value }
    case 'dates': {
      const read = readDate(value, { latest: new Date().toISOString().slice(0, 10) })
      const language = guessLanguage(value, usual)?.language ?? null
      const reading = read.ok
        ? { edtf: read.edtf, calendar: read.calendar, era: read.era, certainty: read.certainty }
        : {}
      return { kind: kind || 'creation', expression: value, language, ...reading }
    }
    case 'extents':
      return { quantity: value, unit: second }
    case 'agents':
      return {
        name: value,
        role: kind || 'creator',
        type: second || 'person',
        ...guessLanguage(value, usual),
      }
    case 'languages':
      return { language: value }
    case 'containers':
      return readInstance(value)
    case 'accessPoints':
      return { type: kind || 'subject', value, language: guessLanguage(value, usual)?.language ?? null }
    default:
      return isText(field) ? { value, ...(guessLanguage(value, usual) ?? {}) } : value
  }
}

/** What is typed, as the contract takes it. What makes no value yet is left out. */
export function changesOf(
  doings: ReadonlyMap<BulkField, { doing: Doing; parts: Parts }>,
  usual: LanguageMark | null,
): BulkChanges {
  const changes: Record<'set' | 'add' | 'remove', Record<string, unknown>> = { set: {}, add: {}, remove: {} }
  const clear: BulkField[] = []
  for (const [field, { doing, parts }] of doings) {
    if (!isWhole(field, doing, parts)) continue
    if (doing === 'clear') clear.push(field)
    else if (doing !== 'leave') {
      const value = valueOf(field, parts, usual)
      const isList = isText(field) || (LISTS as readonly string[]).includes(field)
      changes[doing][field] = isList ? [value] : value
    }
  }
  return { ...changes, clear }
}
