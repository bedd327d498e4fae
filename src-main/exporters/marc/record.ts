/** One unit as a MARC 21 record under archival control; the fields are those of the Library of Congress's mapping of EAD. */
import type { ReleasedDescription } from '../../shared/domain/released-view.ts'
import { element } from '../../xml/element.ts'
import type { Element } from '../../xml/element.ts'
import { addressOf, statedAddress } from '../address.ts'
import type { ExportContext, ParentUnit, ReleasedNode } from '../exporter.ts'
import { containerLines, dateWords, isBlank, line, mainTitle, oneLine, spoken, voiceOf } from '../plain.ts'
import type { Voice } from '../plain.ts'
import { field, fieldElement, Linkage } from './field.ts'
import type { Field } from './field.ts'
import { controlFields, leader } from './fixed.ts'
import type { MarcOptions } from './index.ts'
import { addedEntries, mainEntry, subjectNames } from './names.ts'
import { notes } from './notes.ts'
import { subjects } from './subjects.ts'

type Context = ExportContext<MarcOptions>

export function record({ description, parent = null }: ReleasedNode, context: Context): Element {
  const { institution } = context
  const voice = voiceOf(institution.language)
  const linkage = new Linkage()
  const { agents } = description
  const entry = mainEntry(agents, linkage, voice)
  const fields = [
    ...numbers(description, institution),
    entry,
    ...titles(description, linkage, entry !== null, context, voice),
    ...published(description),
    ...physical(description),
    ...notes(description, context, voice),
    ...subjectNames(agents, linkage, voice),
    ...subjects(description),
    ...addedEntries(agents, linkage, voice),
    parent && host(parent, institution),
    ...related(description, voice),
    ...kept(description, institution, voice),
    where(description, context),
  ].flatMap((one) => one ?? [])
  return element(
    'record',
    { type: 'Bibliographic' },
    element('leader', {}, leader(description, parent !== null)),
    controlFields(description, institution).map(([tag, value]) => element('controlfield', { tag }, value)),
    [...fields, ...linkage.fields].map(fieldElement),
  )
}

type Institution = Context['institution']
const agencyOf = ({ isil, name }: Institution): string => isil ?? line(name)

function numbers(description: ReleasedDescription, institution: Institution): (Field | null)[] {
  const { identifiers, languages, referenceCode } = description
  const agency = agencyOf(institution)
  return [
    ...identifiers.map(({ type, label, value, scope }) =>
      field('024', '8 ', ['a', line(value)], ['q', !isBlank(value) && qualified(label, type, scope)]),
    ),
    field('040', '  ', ['a', agency], ['b', institution.language], ['c', agency]),
    field(
      '041',
      '  ',
      ...[...new Set(languages.map(({ language }) => language))].map((code) => ['a', code] as const),
    ),
    field('099', '  ', ['a', line(referenceCode)]),
  ]
}

const qualified = (label: string | null, type: string, scope: string | null): string =>
  [line(label) || line(type), line(scope)].filter((one) => one !== '').join(' ; ')

/** 245 with its dates and form, and 246 for each other title; the reading of a title stands in a field 880, as in JAPAN/MARC. */
function titles(
  { texts, dates, accessPoints }: ReleasedDescription,
  linkage: Linkage,
  isEntered: boolean,
  { institution }: Context,
  { words }: Voice,
): Field[] {
  const main = mainTitle(texts.title, institution.language)
  const created = dates.filter(({ kind }) => kind === 'creation').map(dateWords)
  const form = accessPoints.find(({ type, value }) => type === 'genre' && !isBlank(value))
  const statement = field(
    '245',
    `${isEntered ? '1' : '0'}0`,
    ['a', line(main?.value) || words.untitled],
    ...created.map((date) => ['f', date] as const),
    ['k', line(form?.value)],
  )
  const read = (tag: string, indicators: string, reading: string | undefined) => {
    const other = field(tag, indicators, ['a', line(reading)])
    return other === null ? [] : [{ script: 'Hrkt', field: other }]
  }
  const others = spoken(texts.title).filter((title) => title !== main)
  return [
    ...(statement ? [linkage.link(statement, read('245', statement.indicators, main?.reading))] : []),
    ...others.flatMap(({ value, type, reading }) => {
      const indicators = type === 'parallel' ? '31' : '3 '
      const varying = field('246', indicators, ['a', line(value)])
      return varying ? [linkage.link(varying, read('246', indicators, reading))] : []
    }),
  ]
}

const published = ({ dates }: ReleasedDescription): (Field | null)[] =>
  dates.flatMap((date) => {
    const second = date.kind === 'publication' ? '1' : date.kind === 'copyright' ? '4' : null
    return second === null
      ? []
      : [field('264', ` ${second}`, ['a', line(date.place)], ['c', dateWords(date)])]
  })

/** 300: the number in `$a`, its unit in `$f`; facet and dimensions stand with the first. */
function physical({ extents, texts }: ReleasedDescription): (Field | null)[] {
  const beside = [
    ...spoken(texts.physicalFacet).map(({ value }) => ['b', oneLine(value)] as const),
    ...spoken(texts.dimensions).map(({ value }) => ['c', oneLine(value)] as const),
  ]
  const counted = extents.filter(({ unit }) => !isBlank(unit))
  if (counted.length === 0) return [field('300', '  ', ...beside)]
  return counted.map(({ quantity, unit, approximate }, index) =>
    field(
      '300',
      '  ',
      ['a', approximate ? `approximately ${quantity}` : quantity],
      ['f', line(unit)],
      ...(index === 0 ? beside : []),
    ),
  )
}

const controlNumber = (uid: string, { isil }: Institution): string =>
  isil === null ? line(uid) : `(${isil})${line(uid)}`

const host = ({ uid, referenceCode, titles }: ParentUnit, institution: Institution): Field | null =>
  field(
    '773',
    '0 ',
    ['t', line(mainTitle(titles, institution.language)?.value)],
    ['o', line(referenceCode)],
    ['w', controlNumber(uid, institution)],
  )

const related = ({ relations }: ReleasedDescription, { words }: Voice): (Field | null)[] =>
  relations.map(({ type, target, part, scope }) => {
    const number = [line(target), line(part)].filter((one) => one !== '').join(' ')
    if (number === '') return null
    return field('787', '08', ['i', `${words.relations[type]}:`], ['o', number], ['n', line(scope)])
  })

function kept(description: ReleasedDescription, institution: Institution, voice: Voice): (Field | null)[] {
  const places = containerLines(description, voice)
  return (places.length === 0 ? [''] : places).map((place) =>
    field('852', '  ', ['a', agencyOf(institution)], ['c', place]),
  )
}

const where = (description: ReleasedDescription, { options }: Context): Field | null =>
  field('856', '42', ['u', addressOf(options.recordAddress, description) ?? statedAddress(description)])
