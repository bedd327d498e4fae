/** What stands on the sheet, and where on the page. */
import type { Region } from '../../domain/region.ts'

export const marks = {
  /** Beside the words of a value, by field. */
  name: { distribution: 'full name', stamp: 'whose stamp' } as Record<string, string>,
  date: 'date',
  onPage: (n: number) => `page ${String(n)}`,
  pageGone: 'its page is no longer here',
  mark: 'Mark on the page',
  markAgain: 'Mark elsewhere on the page',
  show: 'Show on the page',
  clear: 'Take off the page',
  noPages: 'The record has no page with an image.',
  at: ({ x, y, width, height }: Region) =>
    `at ${String(x)}, ${String(y)}, ${String(width)} × ${String(height)}`,
  /** The rectangle while it is drawn. */
  drawing: 'Place on the page',
  how: 'Draw with the mouse, or move with the arrows and change the size with Shift and arrows. Enter takes it, Escape gives it up.',
}
