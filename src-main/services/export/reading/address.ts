/** Where the program shows the image of a page as it is shown. */
import { createHash } from 'node:crypto'
import type { Page } from '../../../shared/contract/scan.ts'

/** Another look is another address: a picture that a browser has kept is not shown for it. */
export function shownPath({ id, rotation, part, adjustments, scan }: Page): string {
  const look = JSON.stringify([scan?.sha256, rotation, part, adjustments])
  return `/shown/${String(id)}?look=${createHash('sha256').update(look).digest('hex').slice(0, 12)}`
}
