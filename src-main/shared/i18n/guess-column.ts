/** The columns that the first row of a file most likely means, in English, Japanese, or by their ids. */
import { columnsOf, columnOf, isShownOnly, offeredColumns } from '../domain/sheet/column.ts'
import { columnName } from './column-name.ts'
import { LANGUAGES, messages } from './index.ts'

/** Other words for columns, as offices and other programs write them. */
const ALIASES: Readonly<Record<string, string>> = {
  id: 'referenceCode',
  code: 'referenceCode',
  identifier: 'referenceCode',
  reference: 'referenceCode',
  'unit id': 'referenceCode',
  'component unique identifier': 'referenceCode',
  請求番号: 'referenceCode',
  資料番号: 'referenceCode',
  管理番号: 'referenceCode',
  整理番号: 'referenceCode',
  親: 'parent',
  上位: 'parent',
  'parent id': 'parent',
  'parent code': 'parent',
  件名: 'title',
  表題: 'title',
  標題: 'title',
  資料名: 'title',
  題名: 'title',
  name: 'title',
  reading: 'title.reading',
  yomi: 'title.reading',
  ヨミ: 'title.reading',
  よみ: 'title.reading',
  読み: 'title.reading',
  件名ヨミ: 'title.reading',
  標題ヨミ: 'title.reading',
  タイトルヨミ: 'title.reading',
  date: 'dates',
  日付: 'dates',
  作成年月日: 'dates.creation',
  作成日: 'dates.creation',
  年代: 'dates',
  'level of description': 'level',
  階層: 'level',
  記述レベル: 'level',
  creator: 'agents.creator',
  creators: 'agents.creator',
  作成者: 'agents.creator',
  author: 'agents.creator',
  発信者: 'agents.sender',
  差出人: 'agents.sender',
  宛先: 'agents.addressee',
  受信者: 'agents.addressee',
  quantity: 'extents',
  'extent and medium': 'extents',
  枚数: 'extents',
  点数: 'extents',
  language: 'languages',
  言語: 'languages',
  description: 'scopeAndContent',
  summary: 'scopeAndContent',
  内容: 'scopeAndContent',
  内容細目: 'scopeAndContent',
  notes: 'note',
  remarks: 'note',
  備考: 'note',
  注: 'note',
  subjects: 'accessPoints.subject',
  subject: 'accessPoints.subject',
  主題: 'accessPoints.subject',
  places: 'accessPoints.place',
  place: 'accessPoints.place',
  地名: 'accessPoints.place',
}

const plain = (text: string) => text.normalize('NFKC').trim().toLowerCase().replaceAll(/\s+/g, ' ')

/** A column for each header, or null; a number after a name is that of a repeated value. */
export function guessColumns(
  headers: readonly string[],
  languages: readonly string[],
  identifierTypes: readonly string[],
): (string | null)[] {
  const known = new Map(Object.entries(ALIASES).map(([word, id]) => [plain(word), id]))
  const columns = [
    ...columnsOf(['uid', 'parent', 'edtf']),
    ...offeredColumns([...new Set([...languages, 'jpn', 'eng'])], identifierTypes),
  ]
  for (const column of columns) {
    for (const language of LANGUAGES) known.set(plain(columnName(messages[language], column)), column.id)
  }
  return headers.map((header) => {
    const word = header.trim()
    const bare = word.replace(/\s*\d+$/, '')
    return named(word) ?? known.get(plain(word)) ?? named(bare) ?? known.get(plain(bare)) ?? null
  })
}

/** The column of which this is the id, where a file may say what stands there. */
function named(id: string): string | null {
  const column = columnOf(id)
  return column === null || isShownOnly(column) ? null : column.id
}
