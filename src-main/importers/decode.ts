/** Bytes of a text file to text, whatever wrote it: UTF-8, UTF-16 with or without a mark, and the Japanese encodings. */

export interface DecodedText {
  readonly text: string
  /** WHATWG name of the encoding taken. */
  readonly encoding: string
}

/** How many bytes are looked at to tell an encoding without a mark. */
const SAMPLE = 4096

/** Never fails: what no encoding explains is read as UTF-8 with replacement characters. */
export function decodeText(bytes: Uint8Array): DecodedText {
  const encoding = encodingOf(bytes)
  return { text: new TextDecoder(encoding).decode(bytes), encoding }
}

/** The encoding that the beginning of a file is most likely in. */
export function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  let [even, odd] = [0, 0]
  bytes.subarray(0, SAMPLE).forEach((byte, at) => {
    if (byte !== 0) return
    if (at % 2 === 0) even += 1
    else odd += 1
  })
  // Latin letters and line ends in UTF-16 have a zero byte each; text in other encodings has none.
  if (even + odd > 0) return odd > even ? 'utf-16le' : 'utf-16be'
  if (hasIso2022Escape(bytes)) return 'iso-2022-jp'
  return ['utf-8', 'euc-jp', 'shift_jis'].find((name) => reads(name, bytes)) ?? 'utf-8'
}

/** ESC $ B or ESC $ @, which begin Japanese characters in seven-bit mail text. */
function hasIso2022Escape(bytes: Uint8Array): boolean {
  for (let at = bytes.indexOf(0x1b); at !== -1; at = bytes.indexOf(0x1b, at + 1))
    if (bytes[at + 1] === 0x24 && (bytes[at + 2] === 0x42 || bytes[at + 2] === 0x40)) return true
  return false
}

function reads(encoding: string, bytes: Uint8Array): boolean {
  try {
    // As a stream: the beginning of a file may end within a character.
    new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true })
    return true
  } catch {
    return false
  }
}
