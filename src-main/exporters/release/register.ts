/** The withdrawal register: a row for each place, with its codes and its lines; as a table, and to be read. */
import { stringify } from 'csv-stringify/sync'
import { element } from '../../xml/element.ts'
import { harmless } from '../../shared/domain/sheet/formula.ts'
import { messages } from '../../shared/i18n/index.ts'
import { htmlText } from '../reading/html-text.ts'
import type { ReleaseCopy, ReleaseItem } from './copy.ts'
import type { ManifestItem } from './manifest.ts'

type Extent = keyof (typeof messages)['en']['release']['register']['extents']

interface Row {
  file: string
  document: string
  page: string
  region: string
  extent: Extent
  codes: string
  lines: string
  place: string
}

const KEYS = ['file', 'document', 'page', 'region', 'extent', 'codes', 'lines', 'place'] as const

function rowsOf(items: readonly ManifestItem[]): Row[] {
  return items.flatMap(({ name, documentId, decision, pages, withheldWords }) => [
    ...pages.flatMap(({ image, number, withheld, regions }) =>
      regions.map(({ id, codes, lines, boxes }): Row => ({
        file: image,
        document: documentId,
        page: String(number),
        region: id,
        extent: !withheld ? 'part' : decision === 'withheld' ? 'item' : 'page',
        codes: codes.join(' · '),
        lines: lines === null ? '' : String(lines),
        place: boxes.map(({ x, y, width, height }) => [x, y, width, height].join(',')).join(' '),
      })),
    ),
    ...withheldWords.map(({ id, of, codes, lines }): Row => ({
      file: name,
      document: documentId,
      page: '',
      region: id,
      extent: of === 'field' ? 'field' : 'text',
      codes: codes.join(' · '),
      lines: lines === null ? '' : String(lines),
      place: '',
    })),
  ])
}

export function registerCsv({ language }: ReleaseCopy, items: readonly ManifestItem[]): string {
  const m = messages[language].release.register
  const rows = rowsOf(items).map((row) =>
    KEYS.map((key) => harmless(key === 'extent' ? m.extents[row.extent] : row[key])),
  )
  return `\uFEFF${stringify([KEYS.map((key) => m[key]), ...rows], { record_delimiter: '\r\n', quoted_match: /^'|\r/ })}`
}

const POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'"

export function registerHtml(
  { language, institution, id, releasedAt }: ReleaseCopy,
  items: readonly ManifestItem[],
  released: readonly ReleaseItem[],
): string {
  const m = messages[language].release
  const rows = rowsOf(items)
  const title = `${m.register.title} · ${id}`
  const body = element(
    'body',
    {},
    element('h1', {}, title),
    element('p', {}, [institution, releasedAt].join(' · ')),
    element(
      'ul',
      {},
      released.map(({ name, documentId, title, decision }) =>
        element('li', {}, [name, documentId, title, m.decisions[decision]].join(' · ')),
      ),
    ),
    rows.length === 0
      ? element('p', {}, m.register.nothing)
      : element(
          'table',
          { border: '1' },
          element(
            'thead',
            {},
            element(
              'tr',
              {},
              KEYS.map((key) => element('th', { scope: 'col' }, m.register[key])),
            ),
          ),
          element(
            'tbody',
            {},
            rows.map((row) =>
              element(
                'tr',
                {},
                KEYS.map((key) =>
                  element('td', {}, key === 'extent' ? m.register.extents[row.extent] : row[key]),
                ),
              ),
            ),
          ),
        ),
  )
  const heads = [
    element('meta', { charset: 'utf-8' }),
    element('meta', { 'http-equiv': 'content-security-policy', content: POLICY }),
    element('title', {}, title),
  ]
  return `<!DOCTYPE html>\n<html lang="${language}"><head>${heads.map(htmlText).join('')}</head>${htmlText(body)}</html>\n`
}
