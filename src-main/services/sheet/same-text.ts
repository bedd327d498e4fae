/** Whether a cell of a file says what the record says, given what its encoding can say. */
import { encodeCp932 } from '../../platform/cp932.ts'
import type { SheetKind } from '../../importers/sheet/source.ts'
import type { Column } from '../../shared/domain/sheet/column.ts'
import { codeOfWord } from '../../shared/i18n/column-name.ts'

const plain = (text: string) => text.replaceAll(/\r\n?/g, '\n').trim()

export function sameText(record: string, cell: string, { field }: Column, kind: SheetKind): boolean {
  const [one, other] = [plain(record), plain(cell)]
  if (one === other) return true
  const set = { level: 'levels', status: 'statuses', recordType: 'recordTypes' } as const
  if (field in set) return codeOfWord(set[field as keyof typeof set], other) === one
  // What the encoding lacked was written as another sign, and is not taken for a change.
  if (kind.kind === 'csv' && kind.encoding === 'shift_jis') return encodeCp932(one).equals(encodeCp932(other))
  return false
}
