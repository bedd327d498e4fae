/** The strings of a PDF, in the order in which they stand, each with the font that is in use (ISO 32000-1, 7.3.4 and 9.4). */

export interface PdfString {
  readonly font: string | null
  readonly bytes: Buffer
}

const [OPEN, CLOSE, LESS, MORE, BACKSLASH, SLASH] = [0x28, 0x29, 0x3c, 0x3e, 0x5c, 0x2f] as const
const ESCAPES: Readonly<Record<number, number>> = { 0x6e: 10, 0x72: 13, 0x74: 9, 0x62: 8, 0x66: 12 }
const LONGEST = 1 << 20

export function stringsOf(bytes: Buffer): PdfString[] {
  const strings: PdfString[] = []
  let font: string | null = null
  for (let at = 0; at < bytes.length;) {
    const one = bytes[at] as number
    if (one === SLASH) {
      const name = /^\/([^\s()<>[\]{}/%]{1,127})\s+-?[\d.]+\s+Tf\b/.exec(
        bytes.toString('latin1', at, at + 160),
      )
      if (name) font = name[1] ?? null
      at++
    } else if (one === OPEN) {
      const { string, next } = literal(bytes, at + 1)
      strings.push({ font, bytes: string })
      at = next
    } else if (one === LESS && bytes[at + 1] !== LESS) {
      const end = bytes.indexOf(MORE, at)
      const digits =
        end === -1 || end - at > LONGEST ? '' : bytes.toString('latin1', at + 1, end).replace(/\s/g, '')
      if (digits !== '' && /^[0-9A-Fa-f]+$/.test(digits)) {
        strings.push({ font, bytes: Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, 'hex') })
        at = end + 1
      } else at++
    } else at += one === LESS ? 2 : 1
  }
  return strings
}

function literal(bytes: Buffer, from: number): { string: Buffer; next: number } {
  const out: number[] = []
  let depth = 1
  let at = from
  for (; at < bytes.length && at - from < LONGEST; at++) {
    const one = bytes[at] as number
    if (one === BACKSLASH) {
      const next = bytes[++at] ?? 0
      const octal = /^[0-7]{1,3}/.exec(bytes.toString('latin1', at, at + 3))?.[0]
      if (octal !== undefined) {
        out.push(Number.parseInt(octal, 8) & 0xff)
        at += octal.length - 1
      } else if (next === 13 || next === 10) {
        if (next === 13 && bytes[at + 1] === 10) at++
      } else out.push(ESCAPES[next] ?? next)
      continue
    }
    if (one === OPEN) depth++
    if (one === CLOSE && --depth === 0) return { string: Buffer.from(out), next: at + 1 }
    out.push(one)
  }
  // What never closes was none: what follows its parenthesis is read again.
  return { string: Buffer.alloc(0), next: from }
}
