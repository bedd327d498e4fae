/**
 * A description as cells: what a cell says, and what typing into it makes of the record. A value whose words stay
 * keeps everything else that is said of it (language, label, scope, place), wherever it comes to stand.
 */
import type {
  AccessPoint,
  Agent,
  DateValue,
  DescriptionPatch,
  Extent,
  Identifier,
  LanguageValue,
  Relation,
  TextValue,
} from '../../contract/description.ts'
import { readDate } from '../date/index.ts'
import { AGENT_ROLES, RECORD_TYPES, STATUSES, TEXT_FIELDS, TEXT_FIELD_NAMES } from '../field.ts'
import type { AgentType, TextField } from '../field.ts'
import { guessLanguage } from '../guess-language.ts'
import type { LanguageMark } from '../guess-language.ts'
import { LEVELS } from '../level.ts'
import type { Level } from '../level.ts'
import { LONGEST_VALUE } from '../text-size.ts'
import { isCode } from '../vocabulary.ts'
import type { Column } from './column.ts'
import { BAR, joinValues, splitValues } from './values.ts'

/** What cells are made from: a description, or the released form of one. */
export type Celled = {
  readonly uid: string
  readonly referenceCode: string | null
  readonly level: Level
  readonly otherLevel: string | null
  readonly recordType?: string
  readonly status: string
  readonly identifiers: readonly Identifier[]
  readonly dates: readonly DateValue[]
  readonly extents: readonly Extent[]
  readonly agents: readonly Pick<Agent, 'name' | 'role'>[]
  readonly languages: readonly LanguageValue[]
  readonly accessPoints: readonly Omit<AccessPoint, 'termId'>[]
  readonly relations: readonly Omit<Relation, 'targetId'>[]
} & { readonly [F in TextField]?: readonly TextValue[] }

export interface CellContext {
  /** Values whose script tells nothing are of this language. */
  readonly usual: LanguageMark | null
  /** Last day (`YYYY-MM-DD`) of which records can be. */
  readonly latest: string
  readonly separator?: string
  /** The code behind a word of the interface: `item` for 件 and for Item; of types of record also that of the office's own. */
  readonly codeOf: (set: 'levels' | 'statuses' | 'recordTypes', word: string) => string | null
  /** What an agent that the record does not name yet is. */
  readonly typeOf: (name: string) => AgentType
}

export interface CellProblem {
  readonly code: 'valueNotAllowed'
  readonly data: { readonly field: string; readonly allowed: string }
}

export type CellChange = { readonly patch: DescriptionPatch } | { readonly problem: CellProblem }

const isTextField = (field: string): field is TextField =>
  (TEXT_FIELD_NAMES as readonly string[]).includes(field)

const extentText = ({ quantity, unit, approximate }: Omit<Extent, 'type'>) =>
  `${approximate ? '約' : ''}${quantity} ${unit}`
const languageText = ({ language, script }: LanguageValue) =>
  script === null ? language : `${language}-${script}`

/** The values that a column shows of a description, in order. */
export function cellValues(unit: Celled, { field, kind, language }: Column): string[] {
  if (isTextField(field)) {
    return (unit[field] ?? [])
      .filter((text) => language === null || text.language === language)
      .map(({ value }) => value)
  }
  const ofKind = (one: { type: string }) => kind === null || one.type === kind
  switch (field) {
    case 'uid':
      return [unit.uid]
    case 'referenceCode':
    case 'otherLevel':
    case 'level':
    case 'recordType':
    case 'status':
      return [unit[field] ?? ''].filter((value) => value !== '')
    case 'identifiers':
      return unit.identifiers.filter(ofKind).map(({ value }) => value)
    case 'dates':
      return datesOf(unit, kind).map(({ expression }) => expression)
    case 'edtf':
      return datesOf(unit, kind).flatMap(({ edtf }) => edtf ?? [])
    case 'extents':
      return unit.extents.map(extentText)
    case 'agents':
      return unit.agents.filter(({ role }) => kind === null || role === kind).map(({ name }) => name)
    case 'languages':
      return unit.languages.map(languageText)
    case 'accessPoints':
      return unit.accessPoints.filter(ofKind).map(({ value }) => value)
    case 'relations':
      return unit.relations.filter(ofKind).map(({ target }) => target)
    default:
      return []
  }
}

const datesOf = (unit: Celled, kind: string | null) =>
  unit.dates.filter((date) => kind === null || date.kind === kind)

const SINGLE = new Set(['uid', 'parent', 'referenceCode', 'level', 'otherLevel', 'recordType', 'status'])

/** What a cell says. */
export function cellText(unit: Celled, column: Column, separator: string = BAR): string {
  const values = cellValues(unit, column)
  return SINGLE.has(column.field) ? (values[0] ?? '') : joinValues(values, separator)
}

/** The patch that makes a cell of a description say `text`. */
export function withCell(unit: Celled, column: Column, text: string, context: CellContext): CellChange {
  const { field } = column
  if (text.length > LONGEST_VALUE) return refused(field, `≤ ${String(LONGEST_VALUE)}`)
  if (field === 'uid' || field === 'parent' || field === 'edtf') return refused(field, '')
  if (SINGLE.has(field)) return withSingle(column, text.trim(), context)
  const values = splitValues(text.replaceAll(/\r\n?/g, '\n'), context.separator)
  if (isTextField(field)) return { patch: { [field]: withTexts(unit, field, column, values, context) } }
  switch (field) {
    case 'identifiers':
      return {
        patch: {
          identifiers: aligned(
            unit.identifiers,
            ofType(column),
            values,
            ({ value }) => value,
            (value, old) => ({ type: column.kind ?? 'other', label: null, scope: null, ...old, value }),
          ),
        },
      }
    case 'dates':
      return {
        patch: {
          dates: aligned(
            unit.dates,
            (date) => column.kind === null || date.kind === column.kind,
            values,
            ({ expression }) => expression,
            (expression, old) => dateOf(expression, column, old, context),
          ),
        },
      }
    case 'agents':
      return {
        patch: {
          agents: aligned(
            unit.agents as readonly Agent[],
            ({ role }) => column.kind === null || role === column.kind,
            values,
            ({ name }) => name,
            (name, old) => agentOf(name, column, old, context),
          ),
        },
      }
    case 'accessPoints':
      return {
        patch: {
          accessPoints: aligned(
            unit.accessPoints as readonly AccessPoint[],
            ofType(column),
            values,
            ({ value }) => value,
            (value, old) => ({
              type: (column.kind ?? 'subject') as AccessPoint['type'],
              source: 'local',
              ...old,
              value,
              termId: null,
              language: guessLanguage(value, context.usual)?.language ?? null,
            }),
          ),
        },
      }
    case 'relations':
      return {
        patch: {
          relations: aligned(
            unit.relations as readonly Relation[],
            ofType(column),
            values,
            ({ target }) => target,
            (target, old) => ({
              type: (column.kind ?? 'isAssociatedWith') as Relation['type'],
              part: null,
              ...old,
              target,
              targetId: null,
            }),
          ),
        },
      }
    case 'extents':
      return withExtents(unit, values)
    default:
      return withLanguages(values)
  }
}

const refused = (field: string, allowed: string): CellChange => ({
  problem: { code: 'valueNotAllowed', data: { field, allowed } },
})

const ofType =
  ({ kind }: Column) =>
  (one: { type: string }): boolean =>
    kind === null || one.type === kind

function withSingle({ field }: Column, text: string, { codeOf }: CellContext): CellChange {
  if (field === 'referenceCode' || field === 'otherLevel')
    return { patch: { [field]: text === '' ? null : text } }
  const [set, codes] =
    field === 'level'
      ? (['levels', LEVELS] as const)
      : field === 'status'
        ? (['statuses', STATUSES] as const)
        : (['recordTypes', RECORD_TYPES] as const)
  const code = (codes as readonly string[]).includes(text) ? text : codeOf(set, text)
  return code === null ? refused(field, codes.join(', ')) : { patch: { [field]: code } }
}

/**
 * The values of a field with those that a column shows replaced by `texts`: a value with the same words is kept whole,
 * one with other words takes the place, and what else is said, of the one that stood there.
 */
function aligned<T>(
  all: readonly T[],
  shown: (value: T) => boolean,
  texts: readonly string[],
  textOf: (value: T) => string,
  make: (text: string, old: T | undefined) => T,
): T[] {
  const old = all.filter(shown)
  const kept = new Map<number, T>()
  const used = new Set<T>()
  texts.forEach((text, index) => {
    const same = old.find((value) => !used.has(value) && textOf(value) === text)
    if (same === undefined) return
    kept.set(index, same)
    used.add(same)
  })
  const fresh = texts.map((text, index) => {
    const same = kept.get(index)
    if (same !== undefined) return same
    const there = old[index]
    if (there === undefined || used.has(there)) return make(text, undefined)
    used.add(there)
    return make(text, there)
  })
  const last = all.findLastIndex(shown)
  let next = 0
  const result = all.flatMap((value, index) => {
    if (!shown(value)) return [value]
    const taken = next < fresh.length ? [fresh[next] as T] : []
    next += 1
    return index === last ? [...taken, ...fresh.slice(next)] : taken
  })
  return last === -1 ? [...result, ...fresh] : result
}

function withTexts(
  unit: Celled,
  field: TextField,
  { language }: Column,
  values: readonly string[],
  { usual }: CellContext,
): TextValue[] {
  const line = TEXT_FIELDS[field].shape === 'line'
  const texts = line ? values.map((value) => value.replaceAll(/\n+/g, ' ')) : values
  return aligned(
    unit[field] ?? [],
    (text) => language === null || text.language === language,
    texts,
    ({ value }) => value,
    (value, old) => {
      const guessed = guessLanguage(value, usual)
      const plain = { type: null, code: null, ...old, value }
      if (language !== null) {
        const script = guessed?.language === language ? guessed.script : (old?.script ?? null)
        return { ...plain, language, script }
      }
      // The script of the words goes before what was said of those that stood here.
      const stays =
        old !== undefined && (guessed === null || old.script === null || guessed.script === old.script)
      return stays && old.language !== null
        ? { ...plain, language: old.language, script: old.script }
        : { ...plain, language: guessed?.language ?? null, script: guessed?.script ?? null }
    },
  )
}

/** What is typed, verbatim, with what can be read from it for certain. */
function dateOf(
  expression: string,
  { kind }: Column,
  old: DateValue | undefined,
  { usual, latest }: CellContext,
): DateValue {
  const read = readDate(expression, { latest })
  const plain: DateValue = {
    kind: (kind ?? 'creation') as DateValue['kind'],
    timeOfDay: null,
    timeZone: null,
    inferredFrom: null,
    place: null,
    ...old,
    expression,
    language: guessLanguage(expression, usual)?.language ?? old?.language ?? null,
    edtf: null,
    certainty: 'certain',
    calendar: 'gregorian',
    era: null,
  }
  if (!read.ok) return plain
  const { edtf, certainty, calendar, era, timeOfDay, timeZone } = read
  return {
    ...plain,
    edtf,
    certainty,
    calendar,
    era,
    timeOfDay: timeOfDay ?? plain.timeOfDay,
    timeZone: timeZone ?? plain.timeZone,
  }
}

function agentOf(
  name: string,
  { kind }: Column,
  old: Agent | undefined,
  { usual, typeOf }: CellContext,
): Agent {
  const guessed = guessLanguage(name, usual)
  return {
    // Other words are another name: whose it is, the authority file tells.
    authorityId: null,
    name,
    role: (kind ?? old?.role ?? AGENT_ROLES[0]) as Agent['role'],
    type: typeOf(name),
    language: guessed?.language ?? null,
    script: guessed?.script ?? null,
    suppliedBy: null,
  }
}

/** `3 枚`, `約3枚`, `c. 3 boxes`. */
export function readExtent(text: string): Pick<Extent, 'quantity' | 'unit' | 'approximate'> | null {
  const [, approximate, quantity, unit] =
    /^(~|c\. ?|ca\. ?|約|およそ)?\s*(\d+(?:\.\d+)?)\s*(\S.*)$/su.exec(text.normalize('NFKC').trim()) ?? []
  return quantity === undefined || unit === undefined
    ? null
    : { quantity, unit, approximate: approximate !== undefined }
}

function withExtents({ extents }: Celled, values: readonly string[]): CellChange {
  if (values.some((value) => readExtent(value) === null)) return refused('extents', '3 pages, 約3枚')
  const fresh = aligned(
    extents,
    () => true,
    values.map((value) => {
      const read = readExtent(value)
      return read ? extentText(read) : value
    }),
    extentText,
    (text, old): Extent => ({
      type: 'materialtype',
      ...old,
      ...(readExtent(text) ?? { quantity: '0', unit: '', approximate: false }),
    }),
  )
  return { patch: { extents: fresh } }
}

function withLanguages(values: readonly string[]): CellChange {
  const read = values
    .flatMap((value) => value.split(/[\s,、;]+/))
    .filter((code) => code !== '')
    .map((code) => {
      const [language = '', script = null] = code.split('-')
      return { language, script }
    })
  const known = read.every(
    ({ language, script }) => isCode('language', language) && (script === null || isCode('script', script)),
  )
  return known ? { patch: { languages: read } } : refused('languages', 'jpn, jpn-Jpan')
}
