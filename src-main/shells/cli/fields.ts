/**
 * `FIELD=VALUE` of `shoko set`. A field is one of the contract's names; a text field may name a language
 * (`title@jpn=…`, `title@jpn-Jpan=…`), and a structured one a kind (`dates.despatch=…`, `agents.sender=…`).
 * `title.reading@jpn=…` is how a title is read. A value that begins with `[` is the whole field as JSON.
 */
import { DescriptionFields, DescriptionPatch } from '../../shared/contract/description.ts'
import type { Description, TextValue } from '../../shared/contract/description.ts'
import { refusal } from '../../shared/contract/errors.ts'
import { TEXT_FIELDS } from '../../shared/domain/field.ts'
import type { TextField } from '../../shared/domain/field.ts'
import { readInstance } from '../../shared/domain/container.ts'
import { splitValues } from '../../shared/domain/sheet/values.ts'
import { carried } from '../../shared/domain/markup.ts'
import { readDate } from '../../shared/domain/date/index.ts'

/** Names that people know from the standard, beside those of the contract. */
const ALIASES: Record<string, string> = {
  date: 'dates',
  dateExpression: 'dates',
  extent: 'extents',
  box: 'containers',
  container: 'containers',
  creator: 'agents.creator',
  language: 'languages',
  subject: 'accessPoints.subject',
  place: 'accessPoints.place',
  genre: 'accessPoints.genre',
  otherNumbers: 'identifiers',
  adminBiogHistory: 'administrativeHistory',
  reproduction: 'reproductionConditions',
  originals: 'locationOfOriginals',
  copies: 'locationOfCopies',
  citation: 'preferredCitation',
}

const SINGLE = ['referenceCode', 'level', 'otherLevel', 'recordType', 'status', 'assignee'] as const

interface Assignment {
  field: string
  kind: string | undefined
  language: string | undefined
  script: string | undefined
  value: string
}

/** @throws fieldUnknown, valueNotAllowed */
export function patchOf(assignments: readonly string[], description: Description): DescriptionPatch {
  let patch: Record<string, unknown> = {}
  for (const text of assignments) {
    const assignment = parse(text)
    const current = { ...description, ...patch }
    patch = { ...patch, [assignment.field]: valueOf(assignment, current) }
  }
  const checked = DescriptionPatch.safeParse(patch)
  if (checked.success) return checked.data
  const [field] = checked.error.issues[0]?.path ?? []
  throw refusal('valueNotAllowed', { field: String(field), allowed: allowedFor(String(field)) })
}

function parse(text: string): Assignment {
  const match = /^([A-Za-z]+)(?:\.([A-Za-z]+))?(?:@([a-z]{3})(?:-([A-Z][a-z]{3}))?)?=([\s\S]*)$/.exec(text)
  if (!match) throw refusal('fieldUnknown', { field: text.split('=')[0] ?? text })
  const [, name = '', kind, language, script, value = ''] = match
  const [field = name, impliedKind] = (ALIASES[name] ?? name).split('.')
  if (!(field in DescriptionFields.shape)) throw refusal('fieldUnknown', { field: name })
  return { field, kind: kind ?? impliedKind, language, script, value }
}

function valueOf(assignment: Assignment, description: Description): unknown {
  const { field, value } = assignment
  if (SINGLE.some((name) => name === field)) {
    return field === 'referenceCode' || field === 'otherLevel' || field === 'assignee' ? value || null : value
  }
  if (value.startsWith('[')) {
    try {
      return JSON.parse(value)
    } catch {
      // A text may begin with a bracket: [Letter to the Minister].
    }
  }
  if (field in TEXT_FIELDS) return textValues(assignment, description[field as TextField])
  return structuredValues(assignment, description)
}

/** Replaces the value in the language named, or without one the first value; an empty value takes it away. */
function textValues(
  { field, kind, language, script, value }: Assignment,
  values: readonly TextValue[],
): TextValue[] {
  const at = language === undefined ? 0 : values.findIndex((one) => one.language === language)
  const old = at === -1 ? undefined : values[at]
  const fresh: TextValue = {
    value,
    language: language ?? old?.language ?? null,
    script: script ?? old?.script ?? null,
    type: kind ?? old?.type ?? null,
    code: old?.code ?? null,
    ...(old?.reading !== undefined && { reading: old.reading }),
    ...(old?.name !== undefined && { name: old.name }),
    ...(old?.date !== undefined && { date: old.date }),
    ...(old?.pageId !== undefined && { pageId: old.pageId, region: old.region }),
    markup: carried(old?.markup ?? [], old?.value ?? '', value),
  }
  if (field === 'title' && kind === 'reading') {
    if (old === undefined) throw refusal('valueNotAllowed', { field, allowed: '' })
    return values.with(at, { ...old, reading: value })
  }
  const kept = value === '' ? [] : [fresh]
  return old === undefined ? [...values, ...kept] : values.toSpliced(at, 1, ...kept)
}

/** Values of one kind are replaced by the one given; an empty value takes them away. */
function structuredValues(
  { field, kind, language, script, value }: Assignment,
  description: Description,
): unknown {
  const text = value.trim()
  switch (field) {
    case 'dates': {
      const fresh = text === '' ? [] : [dateOf(text, kind ?? 'creation', language ?? null)]
      return [...description.dates.filter((date) => date.kind !== (kind ?? 'creation')), ...fresh]
    }
    case 'extents': {
      if (text === '') return []
      const [, approximate, quantity, unit] =
        /^(~|c\. ?|約)?\s*(\d+(?:\.\d+)?)\s*(\S.*)$/.exec(text.normalize('NFKC')) ?? []
      if (quantity === undefined) throw refusal('valueNotAllowed', { field, allowed: allowedFor(field) })
      return [{ quantity, unit, approximate: approximate !== undefined }]
    }
    case 'agents': {
      const role = kind ?? 'creator'
      const fresh = text === '' ? [] : [{ name: text, role, language: language ?? null }]
      return [...description.agents.filter((agent) => agent.role !== role), ...fresh]
    }
    case 'languages':
      return text
        .split(/[\s,]+/)
        .filter((code) => code !== '')
        .map((code) => {
          const [tag, own] = code.split('-')
          return { language: tag, script: own ?? script ?? null }
        })
    case 'accessPoints': {
      const type = kind ?? 'subject'
      const fresh = text === '' ? [] : [{ type, value: text, language: language ?? null }]
      return [...description.accessPoints.filter((point) => point.type !== type), ...fresh]
    }
    case 'containers': {
      const read = text === '' ? [] : splitValues(text).map((one) => readInstance(one))
      if (read.includes(null)) throw refusal('valueNotAllowed', { field, allowed: allowedFor(field) })
      return read
    }
    case 'identifiers': {
      const type = kind ?? 'other'
      const fresh = text === '' ? [] : [{ type, value: text }]
      return [...description.identifiers.filter((identifier) => identifier.type !== type), ...fresh]
    }
    default: {
      const type = kind ?? 'isAssociatedWith'
      const fresh = text === '' ? [] : [{ type, target: text }]
      return [...description.relations.filter((relation) => relation.type !== type), ...fresh]
    }
  }
}

/** What a field takes, in short. */
function allowedFor(field: string): string {
  const schema = (DescriptionFields.shape as Record<string, { options?: readonly string[] }>)[field]
  if (schema?.options) return schema.options.join(', ')
  if (field === 'extents') return '3 pages, 約3枚'
  if (field === 'languages') return 'jpn, jpn-Jpan'
  if (field === 'containers') return 'box 12, box 12 / 3, 箱12 / 3 / 7'
  return 'JSON: shoko contract'
}

/** What is typed, verbatim, with what can be read from it for certain. */
function dateOf(expression: string, kind: string, language: string | null): unknown {
  const reading = readDate(expression)
  if (!reading.ok) return { kind, expression, language }
  const { edtf, calendar, era, timeOfDay, timeZone, certainty } = reading
  return { kind, expression, language, edtf, calendar, era, timeOfDay, timeZone, certainty }
}
