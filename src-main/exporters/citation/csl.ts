/** Citations as CSL-JSON (Citation Style Language 1.0.2), an array with an item in each line. */
import { z } from 'zod'
import type { ExportContext, Exporter, ReleasedNode, Validation } from '../exporter.ts'
import { isWebAddress } from '../address.ts'
import { linesOf, problemsOf } from '../read-back.ts'
import { cited, CITED_FIELDS, CitationOptions } from './cited.ts'
import type { Cited, CitedName } from './cited.ts'

export const cslJson: Exporter<CitationOptions> = {
  id: 'csl-json',
  name: 'CSL-JSON',
  version: '1.0.2',
  extension: 'json',
  mediaType: 'application/vnd.citationstyles.csl+json',
  shape: 'list',
  options: CitationOptions,
  carries: CITED_FIELDS,
  write: writeCsl,
  validate: validateCsl,
}

function* writeCsl(
  nodes: Iterable<ReleasedNode>,
  context: ExportContext<CitationOptions>,
): Generator<string> {
  let before = '[\n'
  for (const node of nodes) {
    yield before + JSON.stringify(item(cited(node, context)))
    before = ',\n'
  }
  yield before === '[\n' ? '[\n]\n' : '\n]\n'
}

/** What says nothing is left out. */
function item(record: Cited): Record<string, unknown> {
  const { numbers, kept, languages, keywords, notes, otherTitles } = record
  const names = (all: readonly CitedName[]) => (all.length === 0 ? '' : all)
  const all = {
    id: record.uid,
    type: record.isCollection ? 'collection' : 'manuscript',
    title: record.title,
    'original-title': otherTitles.join(' / '),
    author: names(record.authors),
    recipient: names(record.recipients),
    translator: names(record.translators),
    contributor: names(record.contributors),
    issued: issued(record),
    'event-place': record.place,
    genre: record.genre,
    number: numbers.join('; '),
    archive: record.repository,
    archive_collection: record.collection,
    archive_location: [record.referenceCode, ...kept].filter((part) => part !== '').join(', '),
    'call-number': record.referenceCode,
    language: languages[0] ?? '',
    abstract: record.abstract,
    keyword: keywords.join(', '),
    URL: record.address,
    note: notes.join(' '),
  }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''))
}

function issued({ normal, isApproximate, dateWords }: Cited): object | '' {
  if (normal.length === 0) return dateWords === '' ? '' : { literal: dateWords }
  const parts = normal.map((day) => {
    const [, sign = '', year = '', month, dayOfMonth] =
      /^(-?)(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(day) ?? []
    // ISO 8601 counts the year before 1 as 0; CSL has no year 0.
    const counted = sign === '' && Number(year) > 0 ? Number(year) : -Number(year) - 1
    return [counted, month, dayOfMonth].flatMap((part) => (part === undefined ? [] : Number(part)))
  })
  return { 'date-parts': parts, ...(isApproximate && { circa: true }) }
}

const text = z.string().min(1)
const Name = z.union([z.strictObject({ family: text, given: text }), z.strictObject({ literal: text })])
const DateParts = z
  .array(z.union([z.number().int(), z.string()]))
  .min(1)
  .max(3)
const Item = z.strictObject({
  id: text,
  type: z.enum(['manuscript', 'collection']),
  ...Object.fromEntries(
    ['author', 'recipient', 'translator', 'contributor'].map((name) => [
      name,
      z.array(Name).min(1).optional(),
    ]),
  ),
  issued: z
    .union([
      z.strictObject({ 'date-parts': z.array(DateParts).min(1).max(2), circa: z.boolean().optional() }),
      z.strictObject({ literal: text }),
    ])
    .optional(),
  title: text,
  URL: z.string().refine(isWebAddress).optional(),
  ...Object.fromEntries(
    [
      ...['original-title', 'event-place', 'genre', 'number', 'archive', 'archive_collection'],
      ...['archive_location', 'call-number', 'language', 'abstract', 'keyword', 'note'],
    ].map((name) => [name, text.optional()]),
  ),
})

/** An item in each line, so that no more than one is read at a time. */
function validateCsl(path: string, onProgress?: (bytes: number) => void): Promise<Validation> {
  return problemsOf('CSL-JSON 1.0.2', async (report) => {
    let state: 'start' | 'items' | 'last' | 'end' = 'start'
    const ids = new Set<string>()
    let last = 0
    for await (const { line, number } of linesOf(path, onProgress)) {
      last = number
      if (state === 'start') {
        if (line !== '[') report(number, 'notArray')
        state = 'items'
        continue
      }
      if (line === ']' && state !== 'end') {
        if (state === 'items' && ids.size > 0) report(number, 'notArray')
        state = 'end'
        continue
      }
      if (state !== 'items') report(number, 'notArray')
      state = line.endsWith(',') ? 'items' : 'last'
      const found = Item.safeParse(parsed(line.replace(/,$/, '')))
      if (!found.success) report(number, `item ${found.error.issues[0]?.path.join('.') ?? ''}`)
      else if (ids.has(found.data.id)) report(number, 'idUnique')
      else ids.add(found.data.id)
    }
    if (state !== 'end') report(last, 'notArray')
  })
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}
