/** A better scan as it is proposed for a page: what is known of it, until it is taken. */
import type { PageScan, VersionRow } from '../../catalogue/version.ts'
import type { Registered } from '../../imaging/register.ts'
import type { StoredScan } from '../import/tasks.ts'

export interface ProposedScan {
  /** The catalogue's folder. */
  catalogue: string
  pageId: number
  /** The scan that the page showed when this was laid over it. */
  replaces: number
  path: string
  fileName: string
  mediaType: string
  image: Omit<PageScan, 'scanId' | 'rotation'>
  registration: Registered | null
  source:
    | { kind: 'file'; storage: 'copied' | 'linked'; read: StoredScan }
    | { kind: 'version'; version: VersionRow }
}
