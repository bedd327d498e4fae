/** Texts against their pages: sentences that a page breaks, lines that every page repeats, and how many pages there are. */
import type { Text } from '../../contract/text.ts'
import { continuationsOf } from '../alignment/continuation.ts'
import { at } from './finding.ts'
import type { CheckedRecord, Found } from './finding.ts'

/** A sentence that runs on in the next paragraph, where nobody has said that the two are one. */
export function* sentenceBroken({ texts }: CheckedRecord): Generator<Found> {
  for (const text of texts) {
    for (const { from, index } of continuationsOf(text)) {
      const [before, after] = [text.paragraphs[from], text.paragraphs[index]]
      if (!before || !after || after.continues) continue
      const end = before.value.trimEnd().length
      const place = { field: 'texts' as const, textId: text.id }
      yield {
        code: 'sentenceBroken',
        place: { ...place, index: from, span: { start: Math.max(0, end - 12), end } },
        other: { ...place, index, span: null },
        about: [before.value.trimEnd().slice(-12), after.value.slice(0, 12)],
        fixes: [
          {
            code: 'joinSentence',
            value: after.value.slice(0, 12),
            change: { kind: 'paragraphs', textId: text.id, paragraphs: [{ index, continues: true }] },
          },
        ],
      }
    }
  }
}

const LONGEST_LINE = 80

/** The same short line on several pages belongs to the form, and should be marked as such. */
export function* lineRepeated({ texts }: CheckedRecord): Generator<Found> {
  for (const text of texts) {
    for (const [line, places] of repeated(text)) {
      yield {
        code: 'lineRepeated',
        place: { field: 'texts', index: places[0] ?? 0, textId: text.id, span: null },
        about: [line, String(places.length)],
        fixes: [
          {
            code: 'markBoilerplate',
            value: line,
            change: {
              kind: 'paragraphs',
              textId: text.id,
              paragraphs: places.map((index) => ({ index, as: 'boilerplate' as const })),
            },
          },
        ],
      }
    }
  }
}

function repeated({ paragraphs }: Text): [string, number[]][] {
  const lines = new Map<string, { line: string; places: number[]; pages: Set<number> }>()
  for (const [index, { kind, value, pageNumber }] of paragraphs.entries()) {
    if (kind !== 'body' || pageNumber === null || value.length > LONGEST_LINE) continue
    const folded = value.normalize('NFKC').replace(/\s+/g, '').replace(/\d+/g, '0').toLowerCase()
    if (folded === '') continue
    const line = lines.get(folded) ?? { line: value.trim(), places: [], pages: new Set() }
    line.places.push(index)
    line.pages.add(pageNumber)
    lines.set(folded, line)
  }
  return [...lines.values()]
    .filter(({ pages }) => pages.size > 1)
    .map(({ line, places }): [string, number[]] => [line, places])
}

const PAGES = /^(?:pages?|pp?\.?|頁|ページ|面|images?|コマ|カット)$/i
/** A leaf has two sides, and either may be scanned alone. */
const LEAVES = /^(?:枚|丁|葉|leaf|leaves|sheets?|folios?)$/i

export function* extentDiffers({ description }: CheckedRecord): Generator<Found> {
  const { pageCount, extents } = description
  if (pageCount === 0 || description.childCount > 0) return
  for (const [index, { quantity, unit, approximate }] of extents.entries()) {
    const [count, name] = [Number(quantity), unit.normalize('NFKC').trim()]
    const least = LEAVES.test(name) ? Math.ceil(pageCount / 2) : pageCount
    if ((!PAGES.test(name) && !LEAVES.test(name)) || approximate) continue
    if (count >= least && count <= pageCount) continue
    yield {
      code: 'extentDiffers',
      place: at('extents', index),
      about: [`${quantity} ${unit}`, String(pageCount)],
      fixes: [
        {
          code: 'setQuantity',
          value: `${String(pageCount)} ${unit}`,
          change: {
            kind: 'fields',
            patch: {
              extents: extents.map((extent, position) =>
                position === index ? { ...extent, quantity: String(pageCount) } : extent,
              ),
            },
          },
        },
      ],
    }
  }
}
