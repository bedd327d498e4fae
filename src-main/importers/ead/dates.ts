/**
 * ISAD(G) 3.1.3, dates: `unitdate` of EAD 2002 and EAD3, `unitdatestructured`. A date that is said twice, for readers and
 * for machines, is one.
 */
import type { DateValue } from '../../shared/contract/description.ts'
import { readDate } from '../../shared/domain/date/index.ts'
import { DATE_KINDS } from '../../shared/domain/field.ts'
import type { DateKind } from '../../shared/domain/field.ts'
import { attributeOf, childrenNamed, elementsOf, takeAll, takeAttribute, textsOf, wordsOf } from './node.ts'
import type { EadNode } from './node.ts'
import { lineOf } from './prose.ts'
import { languageIn, takeAnalog } from './attributes.ts'
import { doubted, edtfOfBounds, edtfOfNormal, edtfOfRange } from './standard-date.ts'
import type { Bounds } from './standard-date.ts'
import { claim, imply, note } from './unit.ts'
import type { Unit } from './unit.ts'

const KINDS: Readonly<Record<string, DateKind>> = {
  ...Object.fromEntries(DATE_KINDS.map((kind) => [kind, kind])),
  created: 'creation',
  despatched: 'despatch',
  dispatched: 'despatch',
  sent: 'despatch',
  received: 'receipt',
  published: 'publication',
}

/** What a date is of, as far as a kind of the catalogue says it. */
function kindOf(unit: Unit, node: EadNode): DateKind {
  const type = attributeOf(node, 'unitdatetype', 'type')
  if (type === 'bulk') {
    takeAttribute(node, 'unitdatetype', 'type')
    return 'bulk'
  }
  const said = attributeOf(node, 'datechar')
  const kind = said === null ? null : (KINDS[said.toLowerCase()] ?? null)
  if (kind !== null) takeAttribute(node, 'datechar')
  // Our export says of every date what it is of, but of the other ones.
  return kind ?? (said === null && !unit.facts.isOwn ? 'creation' : 'other')
}

function certaintyOf(node: EadNode): DateValue['certainty'] {
  const said = attributeOf(node, 'certainty')?.toLowerCase() ?? ''
  if (said === '') return 'certain'
  const certainty = /^(?:circa|ca\.?|c\.?|approximate(?:ly)?)$/.test(said)
    ? 'approximate'
    : /^(?:uncertain|probable|probably|questionable|inferred)$/.test(said)
      ? 'uncertain'
      : 'certain'
  if (certainty !== 'certain') takeAttribute(node, 'certainty')
  return certainty
}

/** What every date of a modern catalogue has, and what a stretch says of itself. */
function takeUsual(node: EadNode, edtf: string | null): void {
  if (attributeOf(node, 'calendar')?.toLowerCase() === 'gregorian') takeAttribute(node, 'calendar')
  if (/^(?:ce|ad)$/i.test(attributeOf(node, 'era') ?? '')) takeAttribute(node, 'era')
  const type = attributeOf(node, 'unitdatetype', 'type')
  if (type === 'inclusive' && edtf?.includes('/') === true) takeAttribute(node, 'unitdatetype', 'type')
  if (type === 'single' && edtf?.includes('/') === false) takeAttribute(node, 'unitdatetype', 'type')
  takeAnalog(node, '3.1.3')
}

const blank = (kind: DateKind, expression: string): DateValue => ({
  kind,
  expression,
  language: null,
  edtf: null,
  timeOfDay: null,
  timeZone: null,
  certainty: 'certain',
  inferredFrom: null,
  calendar: 'gregorian',
  era: null,
  place: null,
})

/** What the words of a date say beside what machines read: the calendar and era they are in. */
function withWords(unit: Unit, date: DateValue): DateValue {
  if (unit.facts.isOwn && date.edtf !== null) return date
  const read = readDate(date.expression)
  if (!read.ok) return date
  if (date.edtf === null) return { ...date, ...wordsRead(read) }
  return read.edtf === date.edtf && read.calendar === 'japanese'
    ? { ...date, calendar: read.calendar, era: read.era }
    : date
}

const wordsRead = ({
  edtf,
  calendar,
  era,
  certainty,
}: Extract<ReturnType<typeof readDate>, { ok: true }>): Partial<DateValue> => ({
  edtf,
  calendar,
  era,
  certainty,
})

/** A `unitdate`, or a `date` in its place. */
function dateOf(unit: Unit, node: EadNode): DateValue {
  const kind = kindOf(unit, node)
  const certainty = certaintyOf(node)
  const normal = attributeOf(node, 'normal')
  const remembered = attributeOf(node, 'edtf')
  const edtf = remembered ?? (normal === null ? null : edtfOfNormal(normal))
  if (remembered !== null) {
    takeAttribute(node, 'edtf')
    takeAttribute(node, 'normal')
  } else if (edtf !== null) takeAttribute(node, 'normal')
  else if (normal !== null) note(unit, 'dateNotRead', node, { text: normal.slice(0, 80) })
  takeUsual(node, edtf)
  const language = languageIn(unit, node, 'notInherited').language
  const written = lineOf(unit, node)
  // Where the document has no words for it, our own file says the date in figures.
  const isFigures = unit.facts.isOwn && edtf !== null && inFigures(edtf) === written
  const expression = isFigures ? '' : written || (edtf ?? '')
  return withWords(unit, {
    ...blank(kind, expression),
    language,
    certainty,
    edtf: remembered ?? (edtf && doubted(edtf, certainty)),
  })
}

/** A date without its doubt; digits that are not known are the span that they may be. */
const inFigures = (edtf: string): string =>
  edtf.includes('X')
    ? `${edtf.replaceAll('X', '0')}/${edtf.replaceAll('X', '9')}`
    : edtf.replace(/[?~%]/g, '')

const boundsOf = (node: EadNode): Bounds => ({
  standard: attributeOf(node, 'standarddate'),
  notBefore: attributeOf(node, 'notbefore'),
  notAfter: attributeOf(node, 'notafter'),
})

const takeBounds = (node: EadNode): void => {
  for (const name of ['standarddate', 'notbefore', 'notafter']) takeAttribute(node, name)
}

/** A point of a `unitdatestructured`; null where it cannot be read, undefined where there is none. */
function pointIn(node: EadNode | undefined): string | null | undefined {
  if (node === undefined) return undefined
  const edtf = edtfOfBounds(boundsOf(node)) ?? edtfOfNormal(wordsOf(node))
  if (edtf !== null) takeBounds(node)
  return edtf
}

/** A `daterange` or `datesingle` as EDTF. */
function partOf(node: EadNode): string | null {
  node.taken = true
  if (node.name === 'datesingle') return pointIn(node) ?? null
  if (node.name !== 'daterange') return null
  const [from] = childrenNamed(node, 'fromdate')
  const [to] = childrenNamed(node, 'todate')
  const ends = [pointIn(from), pointIn(to)] as const
  return ends[0] !== undefined && ends[0] === ends[1] ? ends[0] : edtfOfRange(...ends)
}

/** The parts of a structured date: of a set each is a date, as EDTF of the catalogue has none. */
function structuredOf(unit: Unit, node: EadNode): DateValue[] {
  node.taken = true
  const certainty = certaintyOf(node)
  const kind = kindOf(unit, node)
  const sets = childrenNamed(node, 'dateset')
  for (const set of sets) set.taken = true
  const parts = [...elementsOf(node), ...sets.flatMap(elementsOf)].filter(({ name }) => name !== 'dateset')
  const dates = parts.map((part) => {
    const edtf = partOf(part)
    const texts = [...textsOf(part)].filter(({ text }) => /[^ \t\r\n]/.test(text))
    const said = attributeOf(part, 'localtype')
    if (said !== null && said in KINDS) takeAttribute(part, 'localtype')
    for (const child of elementsOf(part)) child.taken = true
    const expression = texts.map(({ text }) => text.trim()).join('–')
    for (const text of texts) {
      // The machine's own form of it says nothing else.
      // In a file of our own the words of the document follow in a unitdate.
      if (edtf !== null && (unit.facts.isOwn || edtf.includes(text.text.trim()))) imply(text)
      else claim(unit, text)
    }
    const own = said === null ? kind : (KINDS[said] ?? kind)
    return withWords(unit, {
      ...blank(own, unit.facts.isOwn && edtf !== null ? '' : expression),
      language: languageIn(unit, part, 'notInherited').language,
      certainty,
      edtf: edtf && doubted(edtf, certainty),
    })
  })
  takeUsual(node, dates[0]?.edtf ?? null)
  return dates
}

/** The dates of a `did`, or of a title that they stand in. */
export function readDates(unit: Unit, nodes: readonly EadNode[]): void {
  let last: { date: DateValue; node: EadNode } | null = null
  for (const node of nodes) {
    if (node.name === 'unitdatestructured') {
      const found = structuredOf(unit, node)
      const [only] = found
      last = found.length === 1 && only ? { date: only, node } : null
      unit.draft.dates.push(...found)
      continue
    }
    if (last && isSame(last, node)) joined(unit, last.date, node)
    else unit.draft.dates.push(dateOf(unit, node))
    last = null
  }
}

/** Whether a `unitdate` is what the `unitdatestructured` before it says, in words. */
function isSame({ date, node: before }: { date: DateValue; node: EadNode }, node: EadNode): boolean {
  if (attributeOf(before, 'datechar') !== attributeOf(node, 'datechar')) return false
  const normal = attributeOf(node, 'normal')
  const plain = date.edtf?.replace(/[?~%]/g, '') ?? null
  if (normal !== null) return edtfOfNormal(normal) === plain || /X/.test(plain ?? '')
  if (wordsOf(node) === date.expression.trim()) return true
  const read = readDate(wordsOf(node))
  return date.edtf !== null && ((read.ok && read.edtf === date.edtf) || date.edtf.includes('..'))
}

function joined(unit: Unit, date: DateValue, node: EadNode): void {
  const isSaid = date.expression.trim() === wordsOf(node)
  if (isSaid) takeAll(node, imply)
  else date.expression = lineOf(unit, node)
  date.language ??= languageIn(unit, node, 'notInherited').language
  kindOf(unit, node)
  certaintyOf(node)
  takeAttribute(node, 'normal')
  takeUsual(node, date.edtf)
}
