/** What passages of a text are marked as, in words: `Emphasis “urgent”`. */
import type { MarkupRange } from '../src-main/shared/domain/markup.ts'
import type { Messages } from '../src-main/shared/i18n/index.ts'

/** Of a long passage, as much as tells it from others. */
const SHOWN = 40

export const marksInWords = (m: Messages, text: string, marks: readonly MarkupRange[]): string[] =>
  marks.map(({ tag, start, end }) => {
    const passage = text.slice(start, end)
    return m.markup.marked(
      m.markup.tags[tag],
      passage.length > SHOWN ? `${passage.slice(0, SHOWN)}…` : passage,
    )
  })
