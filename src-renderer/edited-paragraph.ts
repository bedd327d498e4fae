/** A paragraph on its way between the editor and the core. */
import type { WrittenParagraph } from '../src-main/shared/contract/text.ts'

export interface EditedParagraph extends WrittenParagraph {
  /** Names it for as long as it has no id. */
  readonly key: string
}
