/** The encoding of Japanese Windows. What it lacks becomes 〓, and is told. */
import iconv from 'iconv-lite'
import { alike, MISSING } from '../shared/domain/sheet/cp932.ts'

const known = new Map<string, Buffer | null>()

function bytesOf(sign: string): Buffer | null {
  const found = known.get(sign)
  if (found !== undefined) return found
  const bytes = iconv.encode(sign, 'cp932')
  const there = iconv.decode(bytes, 'cp932') === sign ? bytes : null
  known.set(sign, there)
  return there
}

const instead = iconv.encode(MISSING, 'cp932')

/** The text in CP932; `missing` is called for each character that is not in it. */
export function encodeCp932(text: string, missing: (sign: string) => void = () => {}): Buffer {
  return Buffer.concat(
    Array.from(alike(text), (sign) => {
      const bytes = bytesOf(sign)
      if (bytes === null) missing(sign)
      return bytes ?? instead
    }),
  )
}
