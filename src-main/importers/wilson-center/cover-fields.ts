/** Fields from the cover: everything that its sections and its citation say. */
import { languageNamed } from '../../shared/domain/language-name.ts'
import type { NamedLanguage } from '../../shared/domain/language-name.ts'
import { readDate } from '../../shared/domain/date/index.ts'
import type { Citation } from './citation.ts'
import { readCitation } from './citation.ts'
import type { Cover, Section, SectionName } from './cover.ts'
import { isContentsEntry } from './cover.ts'
import type { Draft } from './draft.ts'
import { agent, dateValue, ENGLISH, identifier, textValue } from './draft.ts'
import { typeOfName } from './english-name.ts'
import type { Line, Source } from './source.ts'
import { blocksOf, joinLines } from './source.ts'

export interface CoverFacts {
  readonly citation: Citation | null
  readonly languages: readonly NamedLanguage[]
  readonly contents: readonly string[]
  readonly date: { readonly expression: string; readonly edtf: string } | null
  readonly title: string | null
}

export function addCover(draft: Draft, source: Source, cover: Cover): CoverFacts {
  const sections = new Map<SectionName, Section>()
  for (const section of cover.sections) {
    if (section.name === null) continue
    sections.set(section.name, section)
  }
  const text = (name: SectionName) => sectionText(sections.get(name))
  const cited = text('citation')
  const citation = cited === '' ? null : readCitation(cited.replaceAll('\n', ' '))
  const citationLine = sections.get('citation')?.content[0] ?? sections.get('citation')?.label

  const title = addTitle(draft, source, cover, sections.get('title'), citation, citationLine)
  const date = addDate(draft, source, cover, sections.get('date'), citation, citationLine)
  const languages: NamedLanguage[] = []
  const contents: string[] = []
  for (const section of sections.values())
    if (section.name !== 'title' && section.name !== 'date')
      takeSection(draft, source, section, { languages, contents })
  if (citation) addCitation(draft, citation, citationLine)
  return { citation, languages, contents, date, title }
}

/** Paragraphs of a section, parted by empty lines. */
function sectionText(section: Section | undefined): string {
  if (!section) return ''
  return [section.inline, ...blocksOf(withGaps(section.content)).map((block) => joinLines(block))]
    .filter((part) => part !== '')
    .join('\n\n')
}

/** Lines of a section with the gaps between its paragraphs, which the section does not keep. */
function withGaps(lines: readonly Line[]): Line[] {
  return lines.flatMap((line, index) => {
    const previous = lines[index - 1]
    const gap = previous !== undefined && line.number > previous.number + 1
    return gap ? [{ ...line, text: '' }, line] : [line]
  })
}

function addTitle(
  draft: Draft,
  source: Source,
  cover: Cover,
  section: Section | undefined,
  citation: Citation | null,
  citationLine: Line | undefined,
): string | null {
  const labelled = sectionText(section).replace(/\s*\n\s*/g, ' ')
  const shown = joinLines(cover.title, 'joined').replaceAll('\n', ' ') || labelled
  const title = shown || citation?.title || ''
  if (title !== '' && draft.addText('title', title, ENGLISH)) source.take('field', cover.title)
  if (section && (labelled === shown || cover.title.length === 0)) takeWhole(source, section)
  const cited = citation?.title ?? null
  if (cited !== null && citationLine && sameWords(cited) !== sameWords(title))
    draft.propose('title', textValue(cited, ENGLISH), citationLine, 'citationDiffers')
  return title === '' ? null : title
}

const sameWords = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')

function addDate(
  draft: Draft,
  source: Source,
  cover: Cover,
  section: Section | undefined,
  citation: Citation | null,
  citationLine: Line | undefined,
): CoverFacts['date'] {
  const labelled = sectionText(section)
  const expression = joinLines(cover.date, 'joined') || labelled || citation?.date || ''
  if (expression === '') return null
  const filled = creation(expression)
  if (draft.add('dates', filled)) source.take('field', cover.date)
  if (section && (labelled === expression || cover.date.length === 0)) takeWhole(source, section)
  if (citation?.date && citationLine && creation(citation.date).edtf !== filled.edtf)
    draft.propose('dates', creation(citation.date), citationLine, 'citationDiffers')
  return filled.edtf === null ? null : { expression, edtf: filled.edtf }
}

function creation(expression: string) {
  const reading = readDate(expression)
  return dateValue('creation', expression, {
    language: 'eng',
    ...(reading.ok && {
      edtf: reading.edtf,
      certainty: reading.certainty,
      calendar: reading.calendar,
      era: reading.era,
      timeOfDay: reading.timeOfDay,
      timeZone: reading.timeZone,
    }),
  })
}

const takeWhole = (source: Source, { label, inline, content }: Section): void => {
  source.take(inline === '' ? 'carrier' : 'field', [label])
  source.take('field', content)
}

interface Lists {
  readonly languages: NamedLanguage[]
  readonly contents: string[]
}

/** Sections whose words go into one field as they are. */
const PLAIN = {
  citation: 'preferredCitation',
  summary: 'abstract',
  credits: 'credits',
  source: 'locationOfOriginals',
  rights: 'reproductionConditions',
  note: 'note',
} as const

function takeSection(draft: Draft, source: Source, section: Section, lists: Lists): void {
  const value = sectionText(section)
  const items = value
    .split(/\n+|[;；]\s*/)
    .map((item) => item.trim())
    .filter((item) => item !== '')
  const taken = ((): boolean => {
    switch (section.name) {
      case 'citation':
      case 'summary':
      case 'credits':
      case 'source':
      case 'rights':
      case 'note':
        return draft.addText(
          PLAIN[section.name],
          section.name === 'citation' ? value.replaceAll('\n', ' ') : value,
          ENGLISH,
        )
      case 'originalLanguage':
        return addLanguages(draft, value, lists.languages)
      case 'contents':
        return addContents(draft, section, lists.contents)
      case 'subjects':
        return items.every((item) =>
          draft.addPlace({ type: 'subject', value: item, source: 'local', language: 'eng', termId: null }),
        )
      case 'places':
        return items.every((item) =>
          draft.addPlace({ type: 'place', value: item, source: 'local', language: 'eng', termId: null }),
        )
      case 'url':
        return value !== '' && draft.add('identifiers', identifier('url', value))
      case 'recordId':
        return value !== '' && draft.add('identifiers', identifier('documentNumber', value))
      default:
        return false
    }
  })()
  if (taken || value === '') takeWhole(source, section)
}

function addLanguages(draft: Draft, value: string, languages: NamedLanguage[]): boolean {
  const names = value
    .split(/[,;/\n]|\s+and\s+/)
    .map((name) => name.trim())
    .filter((name) => name !== '')
  const found = names.map((name) => languageNamed(name))
  if (names.length === 0 || found.includes(null)) return false
  for (const named of found)
    if (named) {
      languages.push(named)
      draft.add('languages', { ...named })
    }
  return true
}

function addContents(draft: Draft, { inline, content }: Section, contents: string[]): boolean {
  const entries = [...inline.split(/[;,]\s*/), ...content.map(({ text }) => text)]
    .map((entry) => entry.replace(/^[-*•+]\s+/, '').trim())
    .filter((entry) => entry !== '')
  if (!entries.every(isContentsEntry)) return false
  contents.push(...entries)
  return entries.every((entry) => draft.addText('note', entry, { ...ENGLISH, type: 'contents' }))
}

function addCitation(draft: Draft, citation: Citation, line: Line | undefined): void {
  const { url, documentNumber, requestNumber, mandate, repository } = citation
  const has = (type: string, value: string) =>
    (draft.fields.identifiers ?? []).some((known) => known.type === type && known.value === value)
  if (documentNumber !== null && !has('documentNumber', documentNumber))
    draft.add('identifiers', identifier('documentNumber', documentNumber, null, repository))
  if (requestNumber !== null)
    draft.add('identifiers', identifier('requestNumber', requestNumber, null, mandate))
  if (url !== null && !has('url', url)) draft.add('identifiers', identifier('url', url))
  const code = requestNumber !== null && documentNumber !== null ? `${requestNumber}/${documentNumber}` : null
  draft.fields.referenceCode = code ?? documentNumber ?? requestNumber
  if (mandate !== null) draft.addText('legalStatus', mandate, ENGLISH)
  if (citation.source !== null) draft.addText('locationOfOriginals', citation.source, ENGLISH)
  if (citation.originals !== null) draft.addText('locationOfOriginals', citation.originals, ENGLISH)
  if (citation.acquisition !== null) draft.addText('acquisition', citation.acquisition, ENGLISH)
  for (const name of citation.translators) draft.add('agents', agent(name, 'person', 'translator', 'eng'))
  for (const name of citation.obtainedBy)
    if (line)
      draft.propose('agents', agent(name, typeOfName(name), 'collector', 'eng'), line, 'roleNotStated')
}
