/** Citations as RIS, as Zotero, EndNote and Mendeley read it: a manuscript for an item, an unpublished work for what holds others. */
import type { ExportContext, Exporter, ReleasedNode, Validation } from '../exporter.ts'
import { isWebAddress } from '../address.ts'
import { linesOf, problemsOf } from '../read-back.ts'
import { cited, CITED_FIELDS, CitationOptions } from './cited.ts'
import type { Cited, CitedName } from './cited.ts'

export const ris: Exporter<CitationOptions> = {
  id: 'ris',
  name: 'RIS',
  version: '2011',
  extension: 'ris',
  mediaType: 'application/x-research-info-systems',
  shape: 'list',
  options: CitationOptions,
  carries: CITED_FIELDS,
  *write(nodes: Iterable<ReleasedNode>, context: ExportContext<CitationOptions>): Generator<string> {
    for (const node of nodes) yield reference(cited(node, context))
  },
  validate: validateRis,
}

function reference(record: Cited): string {
  const { normal, kept, numbers } = record
  const several = (tag: string, values: readonly string[]) => values.map((value) => [tag, value] as const)
  const names = (tag: string, all: readonly CitedName[]) =>
    several(
      tag,
      all.map((name) => ('literal' in name ? name.literal : `${name.family}, ${name.given}`)),
    )
  const fields: (readonly [tag: string, value: string])[] = [
    ['TY', record.isCollection ? 'UNPB' : 'MANSCPT'],
    ['ID', record.uid],
    ...names('AU', record.authors),
    ['TI', record.title],
    ...several('TT', record.otherTitles),
    ['T2', record.collection],
    ...names('A2', record.recipients),
    ...names('A3', record.contributors),
    ...names('A4', record.translators),
    ['PY', year(record)],
    ['DA', normal.length > 0 ? slashed(normal[0] ?? '') : record.dateWords],
    ['CY', record.place],
    ['M3', record.genre],
    ...several('M1', numbers),
    ['AN', record.referenceCode],
    ['CN', record.referenceCode],
    ...several('AV', [
      [record.repository, record.referenceCode, ...kept].filter((part) => part !== '').join(', '),
    ]),
    ['DP', record.repository],
    ['LA', record.languages.join(', ')],
    ['AB', record.abstract],
    ...several('KW', record.keywords),
    ['UR', record.address],
    ...several('N1', normal.length > 1 ? [normal.join('/')] : []),
    ...several('N1', record.notes),
  ]
  const lines = fields.filter(([, value]) => value !== '').map(([tag, value]) => `${tag}  - ${value}\r\n`)
  return `${lines.join('')}ER  - \r\n\r\n`
}

const year = ({ normal }: Cited): string => /^\d{4}/.exec(normal[0] ?? '')?.[0] ?? ''

/** `YYYY/MM/DD/`, with what is not known left empty; a year before the common era is said as it is. */
function slashed(day: string): string {
  if (day.startsWith('-')) return day
  const [year = '', month = '', dayOfMonth = ''] = day.split('-')
  return `${year}/${month}/${dayOfMonth}/`
}

const TAGS: ReadonlySet<string> = new Set(
  'TY ID AU TI TT T2 A2 A3 A4 PY DA CY M1 M3 AN CN AV DP LA AB KW UR N1 ER'.split(' '),
)

/** One reference at a time: its type first, a title, tags that RIS has, its end. */
function validateRis(path: string, onProgress?: (bytes: number) => void): Promise<Validation> {
  return problemsOf('RIS', async (report) => {
    let tags: Set<string> | null = null
    let last = 0
    for await (const { line, number } of linesOf(path, onProgress)) {
      last = number
      if (line === '' && tags === null) continue
      const [, tag = '', value = ''] = /^([A-Z][A-Z0-9]) {2}- (.*)$/.exec(line) ?? []
      if (!TAGS.has(tag)) report(number, `tag ${tag}`)
      if ((tag === 'TY') !== (tags === null)) report(number, 'type TY')
      if (tag !== 'ER' && value.trim() === '') report(number, `empty ${tag}`)
      if (tag === 'UR' && !isWebAddress(value)) report(number, 'address UR')
      if (tag === 'PY' && !/^\d{4}$/.test(value)) report(number, 'year PY')
      tags ??= new Set()
      tags.add(tag)
      if (tag !== 'ER') continue
      if (!tags.has('TI')) report(number, 'title TI')
      tags = null
    }
    if (tags !== null) report(last, 'end ER')
  })
}
