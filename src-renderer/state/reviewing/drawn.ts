/** What was drawn of a mark, before anything is made of it. */
import type { PageId } from '../../../src-main/shared/contract/ids.ts'
import type { Shape } from '../../../src-main/shared/contract/redaction.ts'
import type { Snap } from '../../../src-main/shared/domain/redaction/states.ts'

export interface Drawn {
  readonly pageId: PageId
  readonly shape: Shape
}

/** How it becomes a mark: put right, or as it was drawn; or all of its page. */
export type Making = Snap | 'drawn' | 'page'
