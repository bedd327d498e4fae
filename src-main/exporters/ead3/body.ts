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
import type { Ead3Context } from './context.ts'
import { dateInferences, transmission } from './dates.ts'
import { namesInControlAccess, translators } from './names.ts'
import { attribute, blocks, isBlank, languageOf, line, markedLines, paragraphs, spoken } from './prose.ts'

export function body(description: ReleasedDescription, context: Ead3Context, highest: boolean): Child[] {
  const { texts, relations } = description
  const plain = (field: TextField, name: string) =>
    spoken(texts[field]).map((value) => prose(field, name, value))
  return [
    plain('accessConditions', 'accessrestrict'),
    description.restrictions.map((one) => restriction(one, context)),
    handlingMark('classification', texts.classification, context.words.classification, context),
    handlingMark('declassification', texts.declassification, context.words.declassification, context),
    // A sibling of accessrestrict in EAD3, not a part of it as in EAD 2002.
    plain('legalStatus', 'legalstatus'),
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
    !highest && spoken(texts.sources).map((value) => prose('sources', 'processinfo', value, 'sources')),
    translation(description, context),
    transmission(description.dates, context),
    dateInferences(description.dates, context),
    context.audience === 'staff' && status(description, context),
    precedence(spoken(texts.precedence), context),
    spoken(texts.handling).map((value) => odd('handling', value, onSheet(value, context))),
    distributionLists(spoken(texts.distribution), context),
    spoken(texts.stamp).map((value) => odd('stamp', value, onSheet(value, context))),
    spoken(texts.note).map(note),
    spoken(texts.credits).map((value) => odd('credits', value)),
    context.audience === 'staff' &&
      spoken(texts.staffNote).map((value) =>
        element('odd', { ...languageOf(value), audience: 'internal', localtype: 'staffNote' }, blocks(value)),
      ),
    controlAccess(description),
    relationList(relations),
  ]
}

/** The citation that the institution's template makes, where none was supplied. */
function computedCitation(
  { texts, ...description }: ReleasedDescription,
  { institution, citationTemplate }: Ead3Context,
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
    : element('prefercite', { lang: institution.language, localtype: 'computed' }, paragraphs(citation))
}

/** 3.4.1 Why the unit is closed and from which day it is open, in words; EAD has no machine slot for the day. */
function restriction(
  { type, basis, event, note, opensOn }: ReleasedRestriction,
  { words, institution }: Ead3Context,
): Element {
  const terms = [
    words.restrictions[type],
    line(basis),
    line(event),
    opensOn === null ? '' : words.openFrom(opensOn),
  ].filter((part) => part !== '')
  return element(
    'accessrestrict',
    { lang: institution.language, localtype: 'restriction', encodinganalog: '3.4.1' },
    element('p', {}, terms.join(words.semicolon)),
    note === null ? null : paragraphs(note),
  )
}

/** A field of paragraphs whose EAD3 element differs in nothing but its name. */
const prose = (
  field: TextField,
  name: string,
  value: ReleasedText,
  localtype: string | null = null,
): Element =>
  element(
    name,
    {
      ...languageOf(value),
      localtype: attribute(value.type) ?? localtype,
      encodinganalog: textFieldRule(field).isad,
    },
    blocks(value),
  )

/** 3.6.1 A note, of the kind that the office calls it. */
const note = (value: ReleasedText): Element => prose('note', 'odd', value, 'note')

/** What ISAD(G) has no place for: found by the name of its field, with the office's own kind inside. */
function odd(field: TextField, value: ReleasedText, content: Child = blocks(value)): Element {
  const kind = attribute(value.type)
  return element(
    'odd',
    { ...languageOf(value), localtype: field },
    kind === null ? content : element('odd', { localtype: kind }, content),
  )
}

/** 3.4.1 What a mark on the record says, word for word, and beside it the code it stands for: neither replaces the other. */
function handlingMark(
  field: TextField,
  values: readonly ReleasedText[] | undefined,
  head: string,
  context: Ead3Context,
): Element | null {
  const { words } = context
  const marks = spoken(values)
  if (marks.length === 0) return null
  return element(
    'accessrestrict',
    { localtype: field, encodinganalog: textFieldRule(field).isad },
    element('head', {}, head),
    marks.flatMap((mark) => [...paragraphs(mark.value, languageOf(mark)), beside(mark, context)]),
    codeParagraphs(marks, words),
  )
}

/** The same in two languages is one precedence, with one code. */
function precedence(values: readonly ReleasedText[], context: Ead3Context): Element | null {
  const { words } = context
  if (values.length === 0) return null
  return element(
    'odd',
    { localtype: 'precedence' },
    values.flatMap((value) => [...paragraphs(value.value, languageOf(value)), beside(value, context)]),
    codeParagraphs(values, words),
  )
}

const codeParagraphs = (values: readonly ReleasedText[], words: Ead3Context['words']): Element[] =>
  [...new Set(values.map(({ code }) => line(code)))]
    .filter((code) => code !== '')
    .map((code) =>
      element('p', {}, `${words.code}${words.colon}`, element('num', { localtype: 'code' }, code)),
    )

/** What stands on the sheet, and below it whose it is, its date and its page. */
const onSheet = (value: ReleasedText, context: Ead3Context): Child => [blocks(value), beside(value, context)]

function beside({ name, date, pageNumber }: ReleasedText, { words }: Ead3Context): Element | null {
  const said = [
    line(name ?? null),
    line(date ?? null),
    pageNumber === undefined ? '' : words.page(pageNumber),
  ]
  const text = said.filter((part) => part !== '').join(words.semicolon)
  return text === '' ? null : element('p', {}, text)
}

/** Offices that are values of their own are the rows of one list, each with its full name. */
function distributionLists(values: readonly ReleasedText[], context: Ead3Context): Element[] {
  const [first, ...others] = values
  const isRow = (value: ReleasedText) =>
    markedLines(value).length === 1 && value.language === first?.language && value.type === first.type
  if (!first || others.length === 0 || !values.every(isRow))
    return values.map((value) => distribution(value, context))
  const rows = values.map((value) => {
    const name = line(value.name ?? null)
    return element('item', {}, markedLines(value), name === '' ? null : ` (${name})`)
  })
  return [odd('distribution', first, element('list', { listtype: 'unordered', mark: 'none' }, rows))]
}

/** A distribution list that is one value has an office in each line. */
function distribution(value: ReleasedText, context: Ead3Context): Element {
  const offices = markedLines(value)
  if (offices.length < 2) return odd('distribution', value, onSheet(value, context))
  const list = element(
    'list',
    { listtype: 'unordered', mark: 'none' },
    offices.map((office) => element('item', {}, office)),
  )
  return odd('distribution', value, [list, beside(value, context)])
}

function translation({ agents }: ReleasedDescription, { words }: Ead3Context): Element[] {
  return translators(agents).map((name) =>
    element(
      'processinfo',
      { localtype: 'translation' },
      element('p', {}, `${words.translatedBy}${words.colon}`, name),
    ),
  )
}

/** Only in a staff copy: a public one holds nothing that is not published. */
const status = (description: ReleasedDescription, { words }: Ead3Context): Element | null =>
  description.status === 'published'
    ? null
    : element(
        'processinfo',
        { audience: 'internal', localtype: 'status' },
        element('p', {}, words.status[description.status]),
      )

const relationText = ({ target, part }: ReleasedDescription['relations'][number]): string =>
  [line(target), line(part)].filter((text) => text !== '').join(' ')

/** What the number of the other record is unique in: a number of another post and year is another record's. */
const relationScope = ({ scope }: ReleasedDescription['relations'][number]): string =>
  isBlank(scope) ? '' : ` (${line(scope)})`

/** 3.5.3 Related units, for a reader. */
function relatedReferences(
  relations: ReleasedDescription['relations'],
  { words }: Ead3Context,
): Element | null {
  return elementOrNull(
    'relatedmaterial',
    { encodinganalog: '3.5.3' },
    relations
      .filter((relation) => relationText(relation) !== '')
      .map((relation) =>
        element(
          'archref',
          {},
          `${words.relations[relation.type]}${words.colon}${relationText(relation)}${relationScope(relation)}`,
        ),
      ),
  )
}

/** 3.5.3 Related units, for a machine. */
function relationList(relations: ReleasedDescription['relations']): Element | null {
  return elementOrNull(
    'relations',
    {},
    relations
      .filter((relation) => relationText(relation) !== '')
      .map(({ type, target, part, scope }) =>
        element(
          'relation',
          { relationtype: 'resourcerelation' },
          !isBlank(target) && element('relationentry', { localtype: type }, line(target)),
          !isBlank(part) && element('relationentry', { localtype: 'part' }, line(part)),
          !isBlank(scope) && element('relationentry', { localtype: 'scope' }, line(scope)),
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
const controlAccess = ({ agents, accessPoints }: ReleasedDescription): Element | null =>
  elementOrNull(
    'controlaccess',
    {},
    namesInControlAccess(agents),
    accessPoints
      .filter(({ value }) => !isBlank(value))
      .map(({ type, value, source, language, identifier }) =>
        element(
          ACCESS_POINTS[type],
          { lang: language, source: attribute(source), identifier: attribute(identifier ?? null) },
          element('part', {}, line(value)),
        ),
      ),
  )
