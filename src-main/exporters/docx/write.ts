/** A finding aid as a document to be edited: headings that follow the tree, and under each the fields of the unit. */
import { zip } from '../../platform/zip-writer.ts'
import type { ZipEntry } from '../../platform/zip-writer.ts'
import type { Block, Run } from '../../shared/domain/markup.ts'
import type { ReleasedDescription } from '../../shared/domain/released-view.ts'
import { STAFF_MARK } from '../../shared/domain/ways-out.ts'
import { messages } from '../../shared/i18n/index.ts'
import type { Language } from '../../shared/i18n/index.ts'
import { element } from '../../xml/element.ts'
import type { Child, Element } from '../../xml/element.ts'
import { serialize } from '../../xml/serialize.ts'
import type { ReleasedNode } from '../exporter.ts'
import { citationOf, languageOf, pagesOf, plain, rowsOf, unsaidTitles, whenOf } from '../hypertext/fields.ts'
import type { PageContext, PageOfUnit } from '../hypertext/fields.ts'
import { line, voiceOf } from '../plain.ts'
import { titlesOf } from '../reading/metadata.ts'
import type { MetadataRow, Said } from '../reading/metadata.ts'
import { CONTENT_TYPES, DOCUMENT_RELATIONSHIPS, footer, HEADINGS, MAIN, OFFICE } from './parts.ts'
import { properties, RELATIONSHIPS, SECTION, STYLES, XML } from './parts.ts'

/** An ideographic space. */
const GAP = '\u3000'

export function* writeDocx(
  nodes: Iterable<ReleasedNode>,
  context: PageContext,
): Generator<Uint8Array, void, undefined> {
  yield* zip(entries(nodes, context))
}

function* entries(nodes: Iterable<ReleasedNode>, context: PageContext): Generator<ZipEntry> {
  const repository = line(context.institution.name)
  let title = ''
  yield { name: '[Content_Types].xml', pieces: [CONTENT_TYPES] }
  yield { name: '_rels/.rels', pieces: [RELATIONSHIPS] }
  yield { name: 'word/_rels/document.xml.rels', pieces: [DOCUMENT_RELATIONSHIPS] }
  yield { name: 'word/styles.xml', pieces: [STYLES] }
  yield { name: 'word/document.xml', pieces: body(nodes, context, (first) => (title = first)) }
  const foot = [context.isMarked === true ? STAFF_MARK : '', title, repository]
  yield { name: 'word/footer1.xml', pieces: [footer(foot.filter((part) => part !== '').join(' · '))] }
  yield { name: 'docProps/core.xml', pieces: [properties(title, repository)] }
}

function* body(
  nodes: Iterable<ReleasedNode>,
  context: PageContext,
  onTitle: (title: string) => void,
): Generator<string> {
  const inLanguage = languageOf(context)
  const { institution } = context
  yield `${XML}<w:document xmlns:w="${MAIN}" xmlns:r="${OFFICE}"><w:body>\n`
  let isFirst = true
  for (const { depth, description } of nodes) {
    if (isFirst) {
      const titles = titlesOf(description, messages[inLanguage], inLanguage)
      onTitle(plain(titles[0]))
      const { staffNotice } = voiceOf(inLanguage === 'ja' ? 'jpn' : 'eng').words
      if (context.audience === 'staff') yield serialize(paragraph('StaffNotice', words(staffNotice)))
      for (const [at, one] of titles.entries())
        yield serialize(paragraph(at === 0 ? 'Title' : 'Subtitle', words(plain(one), one.lang)))
      yield serialize(paragraph('Subtitle', words(line(institution.name))))
      isFirst = false
    }
    for (const part of unit(description, depth, context, inLanguage)) yield serialize(part)
  }
  yield `${SECTION}</w:body></w:document>\n`
}

function unit(
  description: ReleasedDescription,
  depth: number,
  context: PageContext,
  inLanguage: Language,
): Element[] {
  const m = messages[inLanguage]
  const { level, otherLevel, referenceCode } = description
  const [title] = titlesOf(description, m, inLanguage)
  const beside = [line(otherLevel) || m.levels[level], whenOf(description, inLanguage)]
  const rows = rowsOf(
    description,
    context,
    unsaidTitles(description, inLanguage),
    citationOf(description, context),
  )
  const pages = pagesOf(description, context)
  return [
    paragraph(
      `Heading${String(Math.min(depth + 1, HEADINGS))}`,
      line(referenceCode) !== '' && words(line(referenceCode) + GAP),
      words(plain(title), title?.lang),
      words(`${GAP}${beside.filter((part) => part !== '').join(' · ')}`, null, style('Beside')),
    ),
    ...rows.flatMap(field),
    ...(pages.length === 0
      ? []
      : [labelled(m.readingView.pages), ...pages.map((one) => paragraph('FieldMore', ...pageRuns(one)))]),
  ]
}

/** The name of the field before the first of its values. */
function field({ label, values }: MetadataRow): Element[] {
  const parts = values.flatMap(blocks)
  const [first, ...more] = parts
  if (!first) return []
  if (first.isList) return [labelled(label), ...parts.map(paragraphOf)]
  return [labelled(label, ...first.runs), ...more.map(paragraphOf)]
}

const labelled = (label: string, ...runs: Child[]): Element =>
  paragraph('Field', words(label, null, style('Label')), element('w:r', {}, element('w:tab', {})), runs)

interface Part {
  readonly isList: boolean
  readonly runs: readonly Child[]
}

const paragraphOf = ({ isList, runs }: Part): Element =>
  paragraph(isList ? 'FieldList' : 'FieldMore', ...runs)

/** Paragraphs and points of a value; what is told beside it stands after the last. */
function blocks({ blocks, lang, note }: Said): Part[] {
  const parts = blocks.flatMap((block) => partsOf(block, lang))
  const last = parts.at(-1)
  if (note === '' || !last) return parts
  return [...parts.slice(0, -1), { ...last, runs: [...last.runs, words(GAP + note, null, style('Beside'))] }]
}

function partsOf(block: Block, lang: string | null): Part[] {
  if (block.kind === 'paragraph') {
    const runs = block.lines.flatMap((one, at) => [
      at > 0 && element('w:r', {}, element('w:br', {})),
      ...one.map((run) => runOf(run, lang)),
    ])
    return [{ isList: false, runs }]
  }
  return block.items.map((item, at) => ({
    isList: true,
    runs: [
      words(block.kind === 'list' ? '• ' : `${String(at + 1)}. `),
      ...item.map((run) => runOf(run, lang)),
    ],
  }))
}

const runOf = ({ text, emphasis, naming }: Run, lang: string | null): Child =>
  words(text, lang, emphasis || naming === 'title' ? style('Emphasis') : null)

const pageRuns = ({ name, address, fileName }: PageOfUnit): Child[] => [
  address === null
    ? words(name)
    : element('w:fldSimple', { 'w:instr': ` HYPERLINK "${address}" ` }, words(name)),
  fileName !== '' && words(GAP + fileName, null, style('Beside')),
]

const paragraph = (styleId: string, ...runs: Child[]): Element =>
  element('w:p', {}, element('w:pPr', {}, element('w:pStyle', { 'w:val': styleId })), runs)

const style = (id: string): Element => element('w:rStyle', { 'w:val': id })

/** A run of words in a language (BCP 47). */
function words(text: string, lang: string | null = null, look: Child = null): Child {
  if (text === '') return null
  const language = lang !== null && element('w:lang', { 'w:val': lang, 'w:eastAsia': lang })
  return element(
    'w:r',
    {},
    (look !== null || language !== false) && element('w:rPr', {}, look, language),
    element('w:t', { 'xml:space': 'preserve' }, text),
  )
}
