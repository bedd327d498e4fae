/** Citations as BibTeX: an `@misc` for each record, with the fields of biblatex where BibTeX has none. */
import type { ExportContext, Exporter, ReleasedNode, Validation } from '../exporter.ts'
import { isWebAddress } from '../address.ts'
import { voiceOf } from '../plain.ts'
import { linesOf, problemsOf } from '../read-back.ts'
import { cited, CITED_FIELDS, CitationOptions } from './cited.ts'
import type { Cited, CitedName } from './cited.ts'

export const bibtex: Exporter<CitationOptions> = {
  id: 'bibtex',
  name: 'BibTeX',
  version: '0.99',
  extension: 'bib',
  mediaType: 'application/x-bibtex',
  shape: 'list',
  options: CitationOptions,
  carries: CITED_FIELDS,
  write: writeBibtex,
  validate: validateBibtex,
}

function* writeBibtex(
  nodes: Iterable<ReleasedNode>,
  context: ExportContext<CitationOptions>,
): Generator<string> {
  yield context.audience === 'staff'
    ? `% ${voiceOf(context.institution.language).words.staffNotice}\n\n`
    : '% UTF-8\n\n'
  for (const node of nodes) yield entry(cited(node, context))
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

function entry(record: Cited): string {
  const { normal, dateWords, numbers, kept, notes } = record
  const [from = ''] = normal
  const [, year, month] = /^(\d{4})(?:-(\d{2}))?/.exec(from) ?? []
  const place = [record.repository, record.collection, record.referenceCode, ...kept]
  const fields: [name: string, value: string][] = [
    ['author', names(record.authors)],
    ['title', braced(record.title)],
    ['titleaddon', escaped(record.otherTitles.join(' / '))],
    ['translator', names(record.translators)],
    ['year', escaped(year ?? dateWords)],
    ['date', normal.join('/')],
    ['type', escaped(record.genre)],
    ['number', escaped(numbers.join('; '))],
    ['howpublished', escaped(place.filter((part) => part !== '').join(', '))],
    ['institution', escaped(record.repository)],
    ['location', escaped(record.place)],
    ['language', escaped(record.languages.join(', '))],
    ['abstract', escaped(record.abstract)],
    ['keywords', escaped(record.keywords.join(', '))],
    ['note', escaped(notes.join(' '))],
    ['url', record.address],
  ]
  const said = fields.filter(([, value]) => value !== '').map(([name, value]) => `  ${name} = {${value}},\n`)
  const named =
    month === undefined || normal.length > 1 ? '' : `  month = ${MONTHS[Number(month) - 1] ?? 'jan'},\n`
  return `@misc{${keyOf(record)},\n${said.join('')}${named}}\n\n`
}

/** Something to type, and unique: the reference code where it has letters of ASCII, and the end of the record's own number. */
const keyOf = ({ referenceCode, uid }: Cited): string => {
  const plain = (text: string) => text.replace(/[^A-Za-z0-9]+/g, '-').replace(/^-|-$/g, '')
  return [plain(referenceCode).slice(0, 40), plain(uid).slice(-12)].filter((part) => part !== '').join('_')
}

const COMMANDS: Record<string, string> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
}

/** Text as LaTeX sets it. */
const escaped = (text: string): string =>
  text.replace(/[\\~^{}%#$_&]/g, (sign) => COMMANDS[sign] ?? `\\${sign}`)

/** In braces of its own, so that no style changes its capitals. */
const braced = (text: string): string => (text === '' ? '' : `{${escaped(text)}}`)

/** A comma in a part of a name, or the word `and`, would be read as more than that: such a name is in braces. */
const names = (all: readonly CitedName[]): string =>
  all
    .map((name) => {
      if ('literal' in name) return braced(name.literal)
      const parts = [name.family, name.given]
      return parts.some((part) => /,|\band\b/i.test(part))
        ? braced(parts.join(' '))
        : parts.map(escaped).join(', ')
    })
    .join(' and ')

const ENTRY = /^@misc\{([A-Za-z0-9_-]+),$/
const FIELD = /^ {2}([a-z]+) = (?:\{(.*)\}|([a-z]{3})),$/

/** One entry at a time: its key, its fields in a line each with braces that close, and its end. */
function validateBibtex(path: string, onProgress?: (bytes: number) => void): Promise<Validation> {
  return problemsOf('BibTeX', async (report) => {
    const keys = new Set<string>()
    let fields: Set<string> | null = null
    let last = 0
    for await (const { line, number } of linesOf(path, onProgress)) {
      last = number
      if (fields === null) {
        if (line === '' || (line.startsWith('%') && keys.size === 0)) continue
        const key = ENTRY.exec(line)?.[1]
        if (key === undefined) report(number, 'entry')
        else if (keys.has(key)) report(number, 'keyUnique')
        keys.add(key ?? '')
        fields = new Set()
      } else if (line === '}') {
        if (!fields.has('title')) report(number, 'title')
        fields = null
      } else {
        const [, name = '', value] = FIELD.exec(line) ?? []
        if (name === '' || fields.has(name)) report(number, `field ${name}`)
        fields.add(name)
        if (value !== undefined && !isBalanced(value)) report(number, `braces ${name}`)
        if (name === 'url' && !isWebAddress(value ?? '')) report(number, 'address url')
      }
    }
    if (fields !== null) report(last, 'entry')
  })
}

/** Every brace that is not escaped closes; so does BibTeX count. */
function isBalanced(value: string): boolean {
  let open = 0
  for (const [sign] of value.replace(/\\[{}]/g, '').matchAll(/[{}]/g)) {
    open += sign === '{' ? 1 : -1
    if (open < 0) return false
  }
  return open === 0
}
