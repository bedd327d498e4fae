/** ISAD(G) 3.2 to 3.7: what is said about a unit after its `did`, in the order in which it is read. */
import { citationOf } from '../../shared/domain/citation/index.ts'
import type { TextField } from '../../shared/domain/field.ts'
import { textFieldRule } from '../../shared/domain/field.ts'
import type {
  ReleasedDescription,
  ReleasedRestriction,
  ReleasedText,
} from '../../shared/domain/released-view.ts'
import { element, elementOrNull } from '../../xml/element.ts'
import type { Child, Element } from '../../xml/element.ts'
import type { EadContext } from './context.ts'
import { dateInferences, transmission } from './dates.ts'
import { namesInControlAccess, translators } from './names.ts'
import { attribute, blocks, isBlank, line, markedLines, paragraphs, spoken } from './prose.ts'
import { relationScope, relationText } from './relations.ts'

export function body(description: ReleasedDescription, context: EadContext, highest: boolean): Child[] {
  const { texts, relations } = description
  const plain = (field: TextField, name: string) =>
    spoken(texts[field]).map((value) => prose(field, name, value, context))
  return [
    plain('accessConditions', 'accessrestrict'),
    description.restrictions.map((one) => restriction(one, context)),
    handlingMark('classification', texts.classification, context.words.classification, context),
    handlingMark('declassification', texts.declassification, context.words.declassification, context),
    context.dialect.legalStatus(spoken(texts.legalStatus)),
    plain('reproductionConditions', 'userestrict'),
    plain('administrativeHistory', 'bioghist'),
    plain('archivalHistory', 'custodhist'),
    plain('acquisition', 'acqinfo'),
    plain('scopeAndContent', 'scopecontent'),
    plain('appraisal', 'appraisal'),
    plain('accruals', 'accruals'),
    plain('arrangement', 'arrangement'),
    plain('physicalCharacteristics', 'phystech'),
    plain('findingAids', 'otherfindaid'),
    plain('locationOfOriginals', 'originalsloc'),
    plain('locationOfCopies', 'altformavail'),
    plain('relatedUnits', 'relatedmaterial'),
    relatedReferences(relations, context),
    plain('separatedUnits', 'separatedmaterial'),
    plain('publicationNote', 'bibliography'),
    plain('preferredCitation', 'prefercite'),
    spoken(texts.preferredCitation).length === 0 && computedCitation(description, context),
    plain('archivistNote', 'processinfo'),
    // Those of the highest unit are the sources of the finding aid, in its control section.
    !highest &&
      spoken(texts.sources).map((value) => prose('sources', 'processinfo', value, context, 'sources')),
    translation(description, context),
    transmission(description.dates, context),
    dateInferences(description.dates, context),
    context.audience === 'staff' && status(description, context),
    precedence(spoken(texts.precedence), context),
    spoken(texts.handling).map((value) => odd('handling', value, context, onSheet(value, context))),
    distributionLists(spoken(texts.distribution), context),
    spoken(texts.stamp).map((value) => odd('stamp', value, context, onSheet(value, context))),
    spoken(texts.note).map((value) => prose('note', 'odd', value, context, 'note')),
    spoken(texts.credits).map((value) => odd('credits', value, context)),
    context.audience === 'staff' &&
      spoken(texts.staffNote).map((value) =>
        element(
          'odd',
          { audience: 'internal', ...context.dialect.said('odd', value, 'staffNote') },
          blocks(value, context.dialect),
        ),
      ),
    controlAccess(description, context),
    context.dialect.relations(relations),
  ]
}

/** The citation that the institution's template makes, where none was supplied. */
function computedCitation(
  { texts, ...description }: ReleasedDescription,
  { dialect, institution, citationTemplate }: EadContext,
): Element | null {
  if (citationTemplate == null) return null
  const { title = [], legalStatus = [], locationOfOriginals = [], acquisition = [] } = texts
  const citation = citationOf(citationTemplate, {
    description: { ...description, title, legalStatus, locationOfOriginals, acquisition },
    repository: institution.name,
    language: institution.language,
  })
  return citation === ''
    ? null
    : element(
        'prefercite',
        dialect.said('prefercite', { language: institution.language }, 'computed'),
        paragraphs(citation),
      )
}

/** 3.4.1 Why the unit is closed and from which day it is open, in words; EAD has no machine slot for the day. */
function restriction(
  { type, basis, event, note, opensOn }: ReleasedRestriction,
  { dialect, words, institution }: EadContext,
): Element {
  const terms = [
    words.restrictions[type],
    line(basis),
    line(event),
    opensOn === null ? '' : words.openFrom(opensOn),
  ].filter((part) => part !== '')
  return element(
    'accessrestrict',
    {
      ...dialect.said('accessrestrict', { language: institution.language }, 'restriction'),
      encodinganalog: '3.4.1',
    },
    element('p', {}, terms.join(words.semicolon)),
    note === null ? null : paragraphs(note),
  )
}

/** A field of paragraphs whose element differs in nothing but its name. */
const prose = (
  field: TextField,
  name: string,
  value: ReleasedText,
  { dialect }: EadContext,
  kind: string | null = null,
): Element =>
  element(
    name,
    {
      ...dialect.said(name, value, attribute(value.type) ?? kind),
      encodinganalog: textFieldRule(field).isad,
    },
    blocks(value, dialect),
  )

/** What ISAD(G) has no place for: found by the name of its field, with the office's own kind inside. */
function odd(
  field: TextField,
  value: ReleasedText,
  { dialect }: EadContext,
  content: Child = blocks(value, dialect),
): Element {
  const kind = attribute(value.type)
  return element(
    'odd',
    dialect.said('odd', value, field),
    kind === null ? content : element('odd', dialect.said('odd', {}, kind), content),
  )
}

/** 3.4.1 What a mark on the record says, word for word, and beside it the code it stands for: neither replaces the other. */
function handlingMark(
  field: TextField,
  values: readonly ReleasedText[] | undefined,
  head: string,
  context: EadContext,
): Element | null {
  const { dialect } = context
  const marks = spoken(values)
  if (marks.length === 0) return null
  return element(
    'accessrestrict',
    { ...dialect.said('accessrestrict', {}, field), encodinganalog: textFieldRule(field).isad },
    element('head', {}, head),
    marks.flatMap((mark) => [...paragraphs(mark.value, dialect.said('p', mark)), beside(mark, context)]),
    codeParagraphs(marks, context),
  )
}

/** The same in two languages is one precedence, with one code. */
function precedence(values: readonly ReleasedText[], context: EadContext): Element | null {
  const { dialect } = context
  if (values.length === 0) return null
  return element(
    'odd',
    dialect.said('odd', {}, 'precedence'),
    values.flatMap((value) => [...paragraphs(value.value, dialect.said('p', value)), beside(value, context)]),
    codeParagraphs(values, context),
  )
}

const codeParagraphs = (values: readonly ReleasedText[], { dialect, words }: EadContext): Element[] =>
  [...new Set(values.map(({ code }) => line(code)))]
    .filter((code) => code !== '')
    .map((code) => element('p', {}, `${words.code}${words.colon}`, dialect.code(code)))

/** What stands on the sheet, and below it whose it is, its date and its page. */
const onSheet = (value: ReleasedText, context: EadContext): Child => [
  blocks(value, context.dialect),
  beside(value, context),
]

function beside({ name, date, pageNumber }: ReleasedText, { words }: EadContext): Element | null {
  const said = [
    line(name ?? null),
    line(date ?? null),
    pageNumber === undefined ? '' : words.page(pageNumber),
  ]
  const text = said.filter((part) => part !== '').join(words.semicolon)
  return text === '' ? null : element('p', {}, text)
}

/** Offices that are values of their own are the rows of one list, each with its full name. */
function distributionLists(values: readonly ReleasedText[], context: EadContext): Element[] {
  const { dialect } = context
  const [first, ...others] = values
  const isRow = (value: ReleasedText) =>
    markedLines(value, dialect).length === 1 &&
    value.language === first?.language &&
    value.type === first.type
  if (!first || others.length === 0 || !values.every(isRow))
    return values.map((value) => distribution(value, context))
  const rows = values.map((value) => {
    const name = line(value.name ?? null)
    return element('item', {}, markedLines(value, dialect), name === '' ? null : ` (${name})`)
  })
  return [odd('distribution', first, context, element('list', dialect.list('plain'), rows))]
}

/** A distribution list that is one value has an office in each line. */
function distribution(value: ReleasedText, context: EadContext): Element {
  const { dialect } = context
  const offices = markedLines(value, dialect)
  if (offices.length < 2) return odd('distribution', value, context, onSheet(value, context))
  const list = element(
    'list',
    dialect.list('plain'),
    offices.map((office) => element('item', {}, office)),
  )
  return odd('distribution', value, context, [list, beside(value, context)])
}

function translation({ agents }: ReleasedDescription, { dialect, words }: EadContext): Element[] {
  return translators(agents, dialect).map((name) =>
    element(
      'processinfo',
      dialect.said('processinfo', {}, 'translation'),
      element('p', {}, `${words.translatedBy}${words.colon}`, name),
    ),
  )
}

/** Only in a staff copy: a public one holds nothing that is not published. */
const status = (description: ReleasedDescription, { dialect, words }: EadContext): Element | null =>
  description.status === 'published'
    ? null
    : element(
        'processinfo',
        { audience: 'internal', ...dialect.said('processinfo', {}, 'status') },
        element('p', {}, words.status[description.status]),
      )

/** 3.5.3 Related units, for a reader. */
function relatedReferences(
  relations: ReleasedDescription['relations'],
  { dialect, words }: EadContext,
): Element | null {
  return elementOrNull(
    'relatedmaterial',
    { encodinganalog: '3.5.3' },
    relations
      .filter((relation) => relationText(relation) !== '')
      .map((relation) =>
        element(
          'archref',
          dialect.related(relation.type),
          `${words.relations[relation.type]}${words.colon}${relationText(relation)}${relationScope(relation)}`,
        ),
      ),
  )
}

const ACCESS_POINTS: Record<ReleasedDescription['accessPoints'][number]['type'], string> = {
  subject: 'subject',
  place: 'geogname',
  genre: 'genreform',
  function: 'function',
  occupation: 'occupation',
}

/** Access points, and names that did not make the records. */
const controlAccess = (
  { agents, accessPoints }: ReleasedDescription,
  { dialect }: EadContext,
): Element | null =>
  elementOrNull(
    'controlaccess',
    {},
    namesInControlAccess(agents, dialect),
    accessPoints
      .filter(({ value }) => !isBlank(value))
      .map(({ type, value, source, language, identifier }) =>
        element(
          ACCESS_POINTS[type],
          {
            ...dialect.said(ACCESS_POINTS[type], { language }),
            ...dialect.known({ source: attribute(source), identifier: attribute(identifier ?? null) }),
          },
          dialect.named(line(value)),
        ),
      ),
  )
