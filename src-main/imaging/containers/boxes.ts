/** The boxes that JPEG 2000 (ISO/IEC 15444-1, annex I) and the family of AVIF (ISO/IEC 14496-12) are made of. */
import { damaged, truncated } from '../bounds.ts'
import type { Reader } from '../reader.ts'

export interface Box {
  type: string
  /** Where the content begins, and where the box ends. */
  start: number
  end: number
}

/** No file has more side by side; a forged one has as many as fit into it. */
const MOST_BOXES = 4096

/** The boxes from `start` to `end`, in order. @throws scanTruncated when one runs past the file, scanDamaged */
export async function* boxes(reader: Reader, start: number, end: number): AsyncGenerator<Box, void> {
  let position = start
  for (let count = 0; position < end; count++) {
    if (count === MOST_BOXES) throw damaged(reader)
    const head = await reader.bytes(position, 16)
    if (head.length < 8) throw truncated(reader)
    const short = head.readUInt32BE(0)
    if (short === 1 && head.length < 16) throw truncated(reader)
    const size = short === 1 ? Number(head.readBigUInt64BE(8)) : short === 0 ? end - position : short
    const headSize = short === 1 ? 16 : 8
    if (size < headSize) throw damaged(reader)
    if (position + size > end) throw end === reader.size ? truncated(reader) : damaged(reader)
    yield {
      type: head.toString('latin1', 4, 8),
      start: position + headSize,
      end: position + size,
    }
    position += size
  }
}

/** What is inside a box of structure, never of pixels. @throws scanDamaged when it is too long to be that */
export async function contentOf(reader: Reader, { start, end }: Box, most = 1 << 20): Promise<Buffer> {
  if (end - start > most) throw damaged(reader)
  return reader.bytes(start, end - start)
}
