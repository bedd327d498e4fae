/** Which paragraphs have a place in an alignment: not those of the form, nor stamps, nor the foot of the sheet. */
import type { Paragraph } from '../../contract/text.ts'
import type { TextMarkKind } from '../text-mark.ts'

const OF_FORM: ReadonlySet<Paragraph['kind']> = new Set(['boilerplate', 'stamp', 'distribution', 'footer'])
const MARKS_OF_FORM: ReadonlySet<TextMarkKind> = new Set(['boilerplate', 'stamp'])

export const isOfForm = ({ kind }: Pick<Paragraph, 'kind'>): boolean => OF_FORM.has(kind)

export function isAligned({ kind, value, marks }: Pick<Paragraph, 'kind' | 'value' | 'marks'>): boolean {
  if (isOfForm({ kind }) || value.trim() === '') return false
  const start = value.length - value.trimStart().length
  const end = value.trimEnd().length
  return !marks.some((mark) => MARKS_OF_FORM.has(mark.kind) && mark.start <= start && mark.end >= end)
}
