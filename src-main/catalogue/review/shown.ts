/** What of a page is before the eyes of whoever looks at it. */
import type { Page } from '../../shared/contract/scan.ts'
import { canonical } from '../../shared/domain/review/canonical.ts'

/** What of a page is seen: whoever has looked at another image, or another part of it, has not looked at this. */
export const shownOf = ({ scan, frame, part }: Pick<Page, 'scan' | 'frame' | 'part'>): string =>
  canonical({ sha256: scan?.sha256 ?? null, frame, part })
