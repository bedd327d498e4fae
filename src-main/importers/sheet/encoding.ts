/** Which encoding the bytes of a text file are in, told from all of them: Japanese may come late in a long file. */
import { encodingOf } from '../decode.ts'

/** Encodings without a mark, the strictest first. */
const CANDIDATES = ['utf-8', 'euc-jp', 'shift_jis'] as const

/** WHATWG name of the encoding (`shift_jis` is CP932 there); null when the bytes are in none that is known. */
export async function recogniseEncoding(chunks: AsyncIterable<Uint8Array>): Promise<string | null> {
  let possible: { name: string; decoder: InstanceType<typeof TextDecoder> }[] | null = null
  for await (const chunk of chunks) {
    if (possible === null) {
      const marked = encodingOf(chunk)
      if (marked.startsWith('utf-16') || marked === 'iso-2022-jp') return marked
      possible = CANDIDATES.map((name) => ({ name, decoder: new TextDecoder(name, { fatal: true }) }))
    }
    possible = possible.filter(({ decoder }) => reads(() => decoder.decode(chunk, { stream: true })))
    if (possible.length === 0) return null
  }
  return (
    (possible ?? []).find(({ decoder }) => reads(() => decoder.decode()))?.name ??
    (possible === null ? 'utf-8' : null)
  )
}

function reads(decode: () => string): boolean {
  try {
    decode()
    return true
  } catch {
    return false
  }
}
