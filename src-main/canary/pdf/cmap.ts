/** ToUnicode: from the codes of a font to text (ISO 32000-1, 9.10.3). */

export interface CMap {
  /** Bytes of a code. */
  readonly width: number
  readonly text: ReadonlyMap<number, string>
}

const MOST_CODES = 0x20000
const HEX = '<([0-9A-Fa-f\\s]*)>'

export function cmapOf(source: string): CMap | null {
  if (!source.includes('beginbf')) return null
  const text = new Map<number, string>()
  let width = 0
  const code = (digits = '') => {
    const own = digits.replace(/\s/g, '')
    width = Math.max(width, own.length / 2)
    return Number.parseInt(own, 16)
  }
  for (const [, body = ''] of source.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)) {
    for (const [, from, to] of body.matchAll(new RegExp(`${HEX}\\s*${HEX}`, 'g')))
      text.set(code(from), unicode(to))
  }
  for (const [, body = ''] of source.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
    const form = new RegExp(`${HEX}\\s*${HEX}\\s*(?:${HEX}|\\[([^\\]]*)\\])`, 'g')
    for (const [, from, to, first, list] of body.matchAll(form)) {
      const [low, high] = [code(from), code(to)]
      if (high - low > 0xffff || text.size > MOST_CODES) continue
      const values = list?.match(/<[^>]*>/g)
      const start = unicode(first)
      for (let at = low; at <= high; at++)
        text.set(at, values ? unicode(values[at - low]?.slice(1, -1)) : raised(start, at - low))
    }
  }
  return text.size === 0 ? null : { width: Math.max(1, Math.ceil(width)), text }
}

const unicode = (digits = ''): string => {
  const bytes = Buffer.from(digits.replace(/\s/g, ''), 'hex')
  return bytes.length % 2 === 1 ? bytes.toString('latin1') : Buffer.from(bytes).swap16().toString('utf16le')
}

/** Its last unit so much further. */
const raised = (text: string, by: number): string =>
  text.slice(0, -1) + String.fromCharCode((text.charCodeAt(text.length - 1) + by) & 0xffff)

/** What the codes say; what they do not say ends a run. */
export function decoded(bytes: Buffer, { width, text }: CMap): string {
  let said = ''
  for (let at = 0; at + width <= bytes.length; at += width)
    said += text.get(bytes.readUIntBE(at, width)) ?? '\0'
  return said
}
