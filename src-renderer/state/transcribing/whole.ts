/** What a part of the transcribing asks of the whole: where the person is, and how something is done to a text. */
import type { DescriptionId } from '../../../src-main/shared/contract/ids.ts'
import type { Paragraph, Text } from '../../../src-main/shared/contract/text.ts'
import type { EditedParagraph } from '../../edited-paragraph.ts'

/** Where the cursor is, as an editor tells it. */
export interface Cursor {
  readonly paragraph: EditedParagraph
  /** From the start of the paragraph; the same when nothing is selected. */
  readonly start: number
  readonly end: number
}

export interface Whole {
  readonly cursor: Cursor | null
  /** The text and the paragraph that the cursor is in. */
  readonly text: Text | null
  readonly paragraph: Paragraph | null
  readonly descriptionId: DescriptionId | null
  /** What was typed goes out. */
  settle(): Promise<void>
  /** Does something when what was typed is out, and asks for the texts again; what is refused is told beside them. */
  act(act: () => Promise<unknown>): Promise<unknown>
  focus(): void
}
