/** The text in bytes of unknown encoding. */

/** Encodings of Japanese files without a mark of their own, in the order in which they are tried. */
const CANDIDATES = ['utf-8', 'shift_jis', 'euc-jp'] as const

/** Decodes by byte order mark, then as the first encoding in which every byte has a meaning; null when it is no text. */
export function decodeText(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  // No encoding of text but UTF-16 has bytes of zero.
  if (bytes.includes(0)) return null
  for (const encoding of CANDIDATES) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes)
    } catch {
      // Another encoding may have a meaning for these bytes.
    }
  }
  return null
}
