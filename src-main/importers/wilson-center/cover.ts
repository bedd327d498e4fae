/** The cover that stands before the texts: a date and a title, then labelled sections, the list of contents last. */
import { readDate } from '../../shared/domain/date/index.ts'
import type { Line } from './source.ts'
import { blocksOf } from './source.ts'

/** Names of sections, lower case. A plain line may be one of the first group; the others must be in bold type. */
const PLAIN_LABELS = {
  citation: ['citation', 'cite as', 'how to cite', 'preferred citation'],
  summary: ['summary', 'abstract'],
  credits: ['credits', 'credit'],
  originalLanguage: [
    'original language',
    'original languages',
    'language of original',
    'original language(s)',
  ],
  contents: ['contents', 'document contents'],
} as const
const BOLD_LABELS = {
  summary: ['description'],
  credits: ['donors', 'donor', 'funding', 'acknowledgements', 'acknowledgments'],
  originalLanguage: ['language', 'languages'],
  contents: ['content', 'files'],
  date: ['date', 'document date'],
  title: ['title'],
  source: ['source', 'archive', 'original archive', 'original source'],
  rights: ['rights', 'copyright', 'terms of use'],
  subjects: ['subjects', 'subject', 'keywords', 'topics', 'tags', 'subjects discussed'],
  places: ['places', 'geographic subjects', 'associated places', 'countries'],
  url: ['url', 'link', 'permalink'],
  recordId: ['record id', 'document number', 'document id'],
  note: ['note', 'notes', "editor's note", 'editors note'],
} as const

export type SectionName = keyof typeof PLAIN_LABELS | keyof typeof BOLD_LABELS

export interface Section {
  readonly name: SectionName | null
  readonly label: Line
  /** Words on the label's own line. */
  readonly inline: string
  readonly content: readonly Line[]
}

export interface Cover {
  readonly date: readonly Line[]
  readonly title: readonly Line[]
  readonly sections: readonly Section[]
  /** Number of the first line after the cover. */
  readonly end: number
}

const named = (labels: Readonly<Record<string, readonly string[]>>): Map<string, SectionName> =>
  new Map(Object.entries(labels).flatMap(([name, words]) => words.map((word) => [word, name as SectionName])))
const PLAIN = named(PLAIN_LABELS)
const BOLD = new Map([...named(BOLD_LABELS), ...PLAIN])

/** No cover is longer, and a label further down belongs to a text. */
const LONGEST_COVER = 400
/** A cover's sections follow each other; a label after so many lines of words is one of a text. */
const LONGEST_SECTION = 40

interface Label {
  readonly at: number
  readonly line: Line
  readonly name: SectionName | null
  readonly inline: string
}

/** Whether a line is a section's label, alone or with words after it. */
export function labelOf(line: Line): { name: SectionName | null; inline: string } | null {
  if (line.text.length > 20_000) return null
  const [, label = '', inline = ''] = /^([A-Za-z][A-Za-z'’() ]{2,30}?) ?[:：]\s*(.*)$/s.exec(line.text) ?? []
  const word = label.toLowerCase().replaceAll('’', "'")
  if (line.strong) {
    const known = BOLD.get(word) ?? BOLD.get(line.text.toLowerCase().trim())
    if (known) return { name: known, inline }
    return label !== '' && label.length <= 30 && inline === '' ? { name: null, inline } : null
  }
  const known = PLAIN.get(word)
  return known ? { name: known, inline } : null
}

export function readCover(lines: readonly Line[]): Cover {
  const labels = labelsOf(lines)
  const [first] = labels
  if (!first) return { date: [], title: [], sections: [], end: 0 }
  const sections: Section[] = []
  let end = 0
  labels.forEach((label, index) => {
    const next = labels[index + 1]
    const below = lines.slice(label.at + 1, next?.at ?? lines.length)
    const content = next === undefined ? lastContent(label, below) : below.filter(({ text }) => text !== '')
    sections.push({ name: label.name, label: label.line, inline: label.inline, content })
    end = Math.max(end, label.at + 1, ...content.slice(-1).map(({ number }) => number))
  })
  return { ...readTop(lines.slice(0, first.at)), sections, end }
}

function labelsOf(lines: readonly Line[]): Label[] {
  const labels: Label[] = []
  const seen = new Set<SectionName>()
  let words = 0
  for (const [at, line] of lines.slice(0, LONGEST_COVER).entries()) {
    if (line.text === '') continue
    words += 1
    const label = labelOf(line)
    if (!label || (label.name !== null && seen.has(label.name))) continue
    if (labels.length === 0 && label.name === null) continue
    if (labels.length > 0 && words > LONGEST_SECTION) break
    labels.push({ at, line, ...label })
    words = 0
    if (label.name !== null) seen.add(label.name)
    if (label.name === 'contents') break
  }
  // What only looks like a label after the last one that is known is in bold type for another reason.
  while (labels.length > 0 && labels.at(-1)?.name === null) labels.pop()
  return labels
}

/** The last section ends with its paragraph; a list of contents with its last entry. */
function lastContent(label: Label, below: readonly Line[]): readonly Line[] {
  if (label.name === 'contents') return contentsIn(below)
  if (label.inline !== '') return []
  return blocksOf(below)[0] ?? []
}

const ENTRY =
  /^(?:[-*•+] )?(?:(?:original|full|partial|english|scanned|complete)\s+)*(?:scans?|translations?|transcripts?|transcriptions?|originals?|text|document|summary|excerpts?|facsimile|image|pdf|audio|copy)(?:\s+of\s+[\w ]{1,40})?(?:\s*(?:[-–—:/,]|in|\()\s*[\p{L} ()]{2,40}\)?)?$/iu

export const isContentsEntry = (text: string): boolean => text.length <= 90 && ENTRY.test(text)

function contentsIn(below: readonly Line[]): Line[] {
  const entries: Line[] = []
  for (const line of below) {
    if (line.text === '') continue
    if (!isContentsEntry(line.text)) break
    entries.push(line)
  }
  return entries
}

/** Before the first section: one paragraph is a date, the next, or the boldest, the title. */
function readTop(lines: readonly Line[]): Pick<Cover, 'date' | 'title'> {
  const blocks = blocksOf(lines)
  const isDate = (block: readonly Line[]) => block.length === 1 && readDate(block[0]?.text ?? '').ok
  const date =
    blocks.find(isDate) ?? (blocks.length > 1 ? blocks.slice(0, 1).find(looksLikeDate) : undefined) ?? []
  const others = blocks.filter((block) => block !== date && !isDate(block))
  const title = others.find(([line]) => line?.strong) ?? others[0] ?? []
  // A date that runs into the title in one paragraph.
  if (date.length === 0 && title === blocks[0] && title.length > 1 && isDate(title.slice(0, 1)))
    return { date: title.slice(0, 1), title: title.slice(1) }
  return { date, title }
}

/** A short line with a year in it that no date reader understands: still the date, as said. */
function looksLikeDate([line, ...more]: readonly Line[]): boolean {
  const text = line?.text ?? ''
  return more.length === 0 && text.length <= 40 && /^undated\b|\b\d{4}\??$/i.test(text)
}
