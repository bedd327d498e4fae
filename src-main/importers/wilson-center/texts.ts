/** Lines to paragraphs, each with what it is and the page that it stands on. */
import type { Paragraph } from '../../shared/contract/text.ts'
import type { ImportedParagraph } from '../importer.ts'
import type { FormLine } from './form.ts'
import type { Line } from './source.ts'
import { joinLines } from './source.ts'

type Kind = Paragraph['kind']

interface Open {
  readonly kind: Kind
  readonly page: number | null
  readonly alone: boolean
  readonly lines: Line[]
}

/** Kinds whose lines are things of their own, even where they follow each other. */
const LINE_BY_LINE: ReadonlySet<Kind> = new Set(['head', 'boilerplate'])
/** Kinds whose lines stay lines. */
const STACKED: ReadonlySet<Kind> = new Set(['stamp', 'distribution', 'footer'])

export function paragraphsOf(
  form: readonly FormLine[],
  parts: ReadonlyMap<number, Kind>,
): ImportedParagraph[] {
  const paragraphs: Open[] = []
  for (const { line, part, page, alone } of form) {
    const kind = part ?? parts.get(line.number) ?? 'body'
    const open = paragraphs.at(-1)
    if (open && open.kind === kind && open.page === page && !alone && runsOn(open, line))
      open.lines.push(line)
    else paragraphs.push({ kind, page, alone, lines: [line] })
  }
  return paragraphs.map(({ kind, page, lines }) => ({
    kind,
    pageNumber: page,
    value: STACKED.has(kind) ? lines.map(({ text }) => text).join('\n') : joinLines(lines),
  }))
}

/** A line in the next row of the carrier, unless it begins a paragraph or is one. */
function runsOn({ kind, alone, lines }: Open, line: Line): boolean {
  const last = lines.at(-1)
  if (last === undefined || last.number !== line.number - 1 || alone) return false
  return !LINE_BY_LINE.has(kind) && !line.item
}

/** A text without a form: nothing says where a page ends. */
export const plainForm = (lines: readonly Line[]): FormLine[] =>
  lines.filter(({ text }) => text !== '').map((line) => ({ line, part: null, page: null, alone: false }))
