/** The value of any field in words, for history: one line for each value, codes by their names, what says nothing left out. */
import { instanceText } from '../../src-main/shared/domain/container.ts'
import type { MarkupRange } from '../../src-main/shared/domain/markup.ts'
import { PLAIN, TONES } from '../../src-main/shared/domain/page-view.ts'
import type { Region } from '../../src-main/shared/domain/region.ts'
import type { Messages } from '../../src-main/shared/i18n/index.ts'
import { marksInWords } from '../marks-in-words.ts'

export interface Teller {
  m: Messages
  /** Names of the types of record by code. */
  recordTypes: Readonly<Record<string, string>>
  languageName: (code: string) => string
}

type Values = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Parts that carry the value itself, the first of them that is there; the others stand behind it in brackets. */
const MAIN = ['value', 'expression', 'name', 'target', 'quantity', 'fileName', 'title', 'language']
/** What the machine reads beside what the person wrote, and links that have words of their own. */
const UNTOLD = /^(seq|id|.*Id|script|calendar|era|position|number|frame|width|height|pageNumber)$/
const USUAL: Values = { certainty: 'certain', approximate: false, rotation: 0, type: '' }

export function told(teller: Teller, field: string, value: unknown): string[] {
  if (value === null || value === undefined || value === '') return []
  if (Array.isArray(value)) return value.flatMap((one: unknown) => told(teller, field, one))
  if (!isObject(value)) return [word(teller, field, field, value)]
  if (field === 'place') return [placeOf(teller, value)]
  if (field === 'texts') return textOf(teller, value)
  if (field === 'containers') return [containerOf(teller, value)]
  if (field === 'pages') return [pageOf(teller, value)]
  return [composed(teller, field, value)]
}

function placeOf({ m }: Teller, { title, referenceCode, parentId }: Values): string {
  if (parentId === null) return m.desk.history.atTop
  return [referenceCode, title ?? m.untitled].filter((part) => typeof part === 'string').join(' ')
}

function containerOf({ m }: Teller, { type, indicator, folder, item }: Values): string {
  const name = (code: string) => m.containerTypes[code] ?? code
  const text = (part: unknown) => (typeof part === 'string' ? part : null)
  return instanceText(
    { type: String(type), indicator: String(indicator), folder: text(folder), item: text(item) },
    name,
  )
}

/** A page with its marks, and what differs from its image as it is. */
function pageOf(
  { m }: Teller,
  { number, label, fileName, side, state, rotation, part, ...view }: Values,
): string {
  const { panel, sides, states } = m.pageView
  const named = [label, fileName].filter((name) => typeof name === 'string')
  const tones = TONES.filter((name) => view[name] !== PLAIN[name]).map((name) =>
    name === 'inverted' ? panel.inverted : `${panel[name]} ${String(view[name])}`,
  )
  const said = [
    ...named.slice(1),
    sides[side as keyof typeof sides],
    states[state as keyof typeof states],
    part === null ? undefined : m.pageView.part(part as Region),
    rotation === 0 ? undefined : panel.degrees(String(rotation)),
    ...tones,
    view['straightening'] === 0
      ? undefined
      : `${panel.straightening} ${panel.degrees(String(view['straightening']))}`,
    view['crop'] === null ? undefined : `${panel.crop} ${m.marks.at(view['crop'] as Region)}`,
  ].filter((part) => part !== undefined)
  const first = named[0] ?? m.desk.page.number(Number(number))
  return said.length === 0 ? first : `${first} (${said.join(', ')})`
}

function textOf(teller: Teller, { kind, language, paragraphs }: Values): string[] {
  const { m, languageName } = teller
  const name = m.textKinds[kind as keyof typeof m.textKinds]
  const lines = (paragraphs as Values[]).map(({ value }) => String(value))
  return [typeof language === 'string' ? `${name} (${languageName(language)})` : name, ...lines]
}

function composed(teller: Teller, field: string, value: Values): string {
  const main = MAIN.find((key) => value[key] !== null && value[key] !== undefined)
  const behind = Object.entries(value).flatMap(([key, part]) => {
    if (key === main || UNTOLD.test(key) || part === null || part === '' || part === USUAL[key]) return []
    if (key === 'unit') return []
    if (key === 'region') return [teller.m.marks.at(part as Region)]
    if (key === 'markup') return marksInWords(teller.m, String(value['value']), part as MarkupRange[])
    return Array.isArray(part) || isObject(part)
      ? told(teller, field, part)
      : [word(teller, field, key, part)]
  })
  const first = main === undefined ? '' : word(teller, field, main, value[main])
  const whole = typeof value['unit'] === 'string' ? `${first} ${value['unit']}` : first
  return behind.length === 0 ? whole : `${whole} (${behind.join(', ')})`
}

/** One part of a value: a code by its name, anything else as it is written. */
function word({ m, recordTypes, languageName }: Teller, field: string, key: string, value: unknown): string {
  if (typeof value === 'boolean') {
    if (key === 'binned') return m.desk.history.isBinned(value)
    return key === 'approximate' ? m.desk.record.approximate : m.desk.history.yesNo(value)
  }
  if (typeof value !== 'string') return key === 'rotation' ? `${String(value)}°` : String(value)
  if (key === 'language') return languageName(value)
  const names: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    level: m.levels,
    recordType: recordTypes,
    status: m.statuses,
    role: m.agentRoles,
    certainty: m.certainties,
    kind: m.dateKinds,
    type:
      {
        title: m.titleTypes,
        identifiers: m.identifierTypes,
        extents: m.extentTypes,
        agents: m.agentTypes,
        accessPoints: m.accessPointTypes,
        relations: m.relationTypes,
      }[field] ?? {},
  }
  return names[key]?.[value] ?? value
}
