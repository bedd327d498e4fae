/** The sheet with a recovery key, to be printed and locked away: one page, large letters, room for nothing else. */
import type { PrintedItem, PrintedPage } from '../../shared/domain/print.ts'
import { messages } from '../../shared/i18n/index.ts'
import type { SheetInput } from './tasks.ts'

const A4 = { width: 595, height: 842 }
const LEFT = 72

export function recoveryPage({
  catalogue,
  slot,
  key,
  day,
  language,
}: Omit<SheetInput, 'path' | 'generator'>): PrintedPage {
  const m = messages[language].encryption.sheet
  const groups = key.split('-')
  const rows = [groups.slice(0, 4), groups.slice(4)]
  const words = (text: string, y: number, size: number, bold = false): PrintedItem => ({
    kind: 'words',
    text,
    x: LEFT,
    width: A4.width - 2 * LEFT,
    y,
    size,
    bold,
  })
  return {
    ...A4,
    items: [
      words(m.title, 110, 20, true),
      words(catalogue, 146, 13),
      words(m.made(day, slot), 166, 10),
      ...rows.map((row, index) => words(row.join('   '), 230 + index * 36, 22, true)),
      ...m.use.map((line, index) => words(line, 320 + index * 18, 10)),
    ],
  }
}
