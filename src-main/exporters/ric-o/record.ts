/** One unit in RiC-O: a record set or a record, with its instantiations, agents, dates and subjects as nodes of their own inside it. */
import type { TextField } from '../../shared/domain/field.ts'
import type { ReleasedDescription } from '../../shared/domain/released-view.ts'
import { addressOf } from '../address.ts'
import type { ExportContext } from '../exporter.ts'
import { containerLines, extentLines, fieldName, isBlank, levelName, line, markLine } from '../plain.ts'
import { relationLines, restrictionLine, spoken, text, voiceOf } from '../plain.ts'
import type { Voice } from '../plain.ts'
import { agentLinks } from './agents.ts'
import { dateLinks } from './dates.ts'
import type { RicoOptions } from './index.ts'
import { node, words } from './node.ts'
import type { Node } from './node.ts'
import { RECORD_SET_TYPES } from './terms.ts'

type Context = ExportContext<RicoOptions>

/** Its address where one was chosen; otherwise a place in the file itself. */
export const idOf = (description: ReleasedDescription, { options }: Context): string =>
  addressOf(options.recordAddress, description) ?? `#${encodeURIComponent(description.uid.toWellFormed())}`

const isRecord = ({ level }: ReleasedDescription): boolean => level === 'item'

export function recordNode(
  description: ReleasedDescription,
  parent: ReleasedDescription | undefined,
  context: Context,
): Node | null {
  const voice = voiceOf(context.institution.language)
  const { texts, languages, accessPoints, restrictions } = description
  const of = (...fields: TextField[]) =>
    fields.flatMap((field) =>
      spoken(texts[field]).map(({ value, language, script }) => words(text(value), language, script)),
    )
  const said = isRecord(description)
  const agents = agentLinks(description, of('administrativeHistory'))
  const spokenIn = languages.map(({ language }) => node('Language', null, { name: words(language) }))
  const forms = points(accessPoints, ['genre'], 'DocumentaryFormType')
  const above = parent && { '@id': idOf(parent, context) }
  return node(said ? 'Record' : 'RecordSet', idOf(description, context), {
    isOrWasIncludedIn: parent && !isRecord(parent) && above,
    isOrWasConstituentOf: parent && isRecord(parent) && said && above,
    // A set below a record is neither a member nor a constituent of it.
    isOrWasPartOf: parent && isRecord(parent) && !said && above,
    hasRecordSetType: !said && setType(description, voice),
    title: [of('title'), spoken(texts.title).length === 0 && words(voice.words.untitled)],
    identifier: words(line(description.referenceCode)),
    hasOrHadIdentifier: identifiers(description),
    ...dateLinks(description, voice),
    recordResourceExtent: extentLines(description, voice).map((extent) => words(extent)),
    ...agents,
    hasOrHadLanguage: said && spokenIn,
    hasOrHadSomeMembersWithLanguage: !said && spokenIn,
    hasDocumentaryFormType: said && forms,
    hasOrHadSomeMembersWithDocumentaryFormType: !said && forms,
    hasOrHadSubject: [
      points(accessPoints, ['subject', 'function', 'occupation'], 'Concept'),
      points(accessPoints, ['place'], 'Place'),
      agents.hasOrHadSubject,
    ],
    generalDescription: of('abstract'),
    scopeAndContent: of('scopeAndContent'),
    history: [of('archivalHistory', 'acquisition'), agents.history],
    recordResourceStructure: of('arrangement'),
    accruals: !said && of('accruals'),
    conditionsOfAccess: [
      of('accessConditions', 'legalStatus'),
      restrictions.map((one) => words(restrictionLine(one, voice))),
    ],
    conditionsOfUse: of('reproductionConditions'),
    note: notes(description, voice),
    isRecordResourceAssociatedWithRecordResource: relationLines(description, voice).map((number) =>
      node('Record', null, { identifier: words(number) }),
    ),
    hasOrHadInstantiation: instantiation(description, context, voice),
    hasOrHadDigitalInstantiation: pages(description, context, voice),
  })
}

const SET_TYPES: Partial<Record<ReleasedDescription['level'], string>> = {
  fonds: 'Fonds',
  collection: 'Collection',
  series: 'Series',
  file: 'File',
}

const setType = (description: ReleasedDescription, voice: Voice): Node | null => {
  const known = SET_TYPES[description.level]
  return node('RecordSetType', known === undefined ? null : `${RECORD_SET_TYPES}${known}`, {
    name: words(levelName(description, voice)),
  })
}

const identifiers = ({ identifiers }: ReleasedDescription) =>
  identifiers
    .filter(({ value }) => !isBlank(value))
    .map(({ type, label, value, scope }) =>
      node('Identifier', null, {
        textualValue: words(line(value)),
        type: words(line(label) || line(type)),
        note: words(line(scope)),
      }),
    )

const points = (
  accessPoints: ReleasedDescription['accessPoints'],
  types: readonly ReleasedDescription['accessPoints'][number]['type'][],
  as: 'Concept' | 'Place' | 'DocumentaryFormType',
) =>
  accessPoints
    .filter(({ type }) => types.includes(type))
    .map(({ value, language, identifier }) => {
      const name = words(line(value), language)
      return name && node(as, null, { name, identifier: words(line(identifier)) })
    })

/** Fields for which RiC-O has no property: a note that says which it is. */
const NOTED = [
  ...(['appraisal', 'languageNote', 'findingAids', 'locationOfOriginals', 'locationOfCopies'] as const),
  ...(['relatedUnits', 'separatedUnits', 'publicationNote', 'note', 'preferredCitation', 'credits'] as const),
  ...(['archivistNote', 'sources'] as const),
]
const ON_SHEET = [
  'classification',
  'declassification',
  'precedence',
  'handling',
  'distribution',
  'stamp',
] as const

function notes(description: ReleasedDescription, voice: Voice) {
  const { texts } = description
  const named = (field: TextField, value: string, language: string | null, script: string | null) =>
    words(`${fieldName(field, voice)}${voice.words.colon}${value}`, language, script)
  // Accruals are of sets alone.
  const fields = isRecord(description) ? ([...NOTED, 'accruals'] as const) : NOTED
  return [
    fields.map((field) =>
      spoken(texts[field]).map(({ value, language, script }) => named(field, text(value), language, script)),
    ),
    ON_SHEET.map((field) =>
      spoken(texts[field]).map((value) => named(field, markLine(value, voice), value.language, value.script)),
    ),
  ]
}

/** The records as they lie in the archives. */
function instantiation(
  description: ReleasedDescription,
  { institution }: Context,
  voice: Voice,
): Node | null {
  const { texts } = description
  const of = (...fields: TextField[]) =>
    fields.flatMap((field) =>
      spoken(texts[field]).map(({ value, language, script }) => words(text(value), language, script)),
    )
  return node('Instantiation', null, {
    physicalCharacteristicsNote: of('physicalFacet', 'physicalCharacteristics'),
    carrierExtent: of('dimensions'),
    note: containerLines(description, voice).map((place) => words(place)),
    hasOrHadHolder: node('CorporateBody', null, {
      name: words(line(institution.name)),
      identifier: words(institution.isil ?? ''),
    }),
  })
}

/** Scans, each with where it can be seen. */
const pages = (description: ReleasedDescription, { options }: Context, { words: own }: Voice) =>
  description.pages
    .filter(({ mediaType }) => mediaType !== null)
    .map(({ number, label, mediaType }) =>
      node('Instantiation', addressOf(options.pageAddress, description, number), {
        title: words(line(label) || own.page(number)),
        type: words(line(mediaType)),
      }),
    )
