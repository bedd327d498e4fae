/** Extents in a cell. */
import type { Extent } from '../../../contract/description.ts'
import { aligned } from './align.ts'
import type { Celled } from './celled.ts'
import { refused } from './change.ts'
import type { CellChange } from './change.ts'
import { extentText } from './read.ts'

/** `3 枚`, `約3枚`, `c. 3 boxes`. */
export function readExtent(text: string): Pick<Extent, 'quantity' | 'unit' | 'approximate'> | null {
  const [, approximate, quantity, unit] =
    /^(~|c\. ?|ca\. ?|約|およそ)?\s*(\d+(?:\.\d+)?)\s*(\S.*)$/su.exec(text.normalize('NFKC').trim()) ?? []
  return quantity === undefined || unit === undefined
    ? null
    : { quantity, unit, approximate: approximate !== undefined }
}

export function withExtents({ extents }: Celled, values: readonly string[]): CellChange {
  if (values.some((value) => readExtent(value) === null)) return refused('extents', '3 pages, 約3枚')
  const fresh = aligned(
    extents,
    () => true,
    values.map((value) => {
      const read = readExtent(value)
      return read ? extentText(read) : value
    }),
    extentText,
    (text, old): Extent => ({
      type: 'materialtype',
      ...old,
      ...(readExtent(text) ?? { quantity: '0', unit: '', approximate: false }),
    }),
  )
  return { patch: { extents: fresh } }
}
