/** Small readers of BibTeX and RIS, written from what their formats say, so that files are read by something else than wrote them. */

export interface BibEntry {
  type: string
  key: string
  fields: Record<string, string>
}

/** Entries by BibTeX's own rules: anything outside one is a comment; a value is in braces that are counted, or a word. */
export function readBibtex(text: string): BibEntry[] {
  const entries: BibEntry[] = []
  let at = 0
  const skip = () => {
    while (/\s/.test(text[at] ?? '')) at++
  }
  const value = (): string => {
    if (text[at] !== '{') {
      const word = /^[A-Za-z0-9]+/.exec(text.slice(at))?.[0] ?? ''
      if (word === '') throw new Error(`no value at ${String(at)}`)
      at += word.length
      return word
    }
    const from = ++at
    for (let open = 1; open > 0; at++) {
      const sign = text[at]
      if (sign === undefined) throw new Error('a brace does not close')
      if (sign === '\\') at++
      else if (sign === '{') open++
      else if (sign === '}') open--
    }
    return text.slice(from, at - 1)
  }
  for (;;) {
    at = text.indexOf('@', at)
    if (at < 0) return entries
    const head = /^@(\w+)\s*\{\s*([^\s,{}]+)\s*,/.exec(text.slice(at))
    if (!head) throw new Error(`no entry at ${String(at)}`)
    at += head[0].length
    const fields: Record<string, string> = {}
    for (skip(); text[at] !== '}'; skip()) {
      const name = /^(\w+)\s*=\s*/.exec(text.slice(at))
      if (!name) throw new Error(`no field at ${String(at)}: ${text.slice(at, at + 40)}`)
      at += name[0].length
      fields[name[1] ?? ''] = value()
      skip()
      if (text[at] === ',') at++
    }
    at++
    entries.push({ type: head[1] ?? '', key: head[2] ?? '', fields })
  }
}

/** What LaTeX would set, as far as letters go. */
export const asSet = (value: string): string =>
  value
    .replace(/\\text(backslash|asciitilde|asciicircum)\{\}/g, (_, sign: string) =>
      sign === 'backslash' ? '\u0001' : sign === 'asciitilde' ? '~' : '^',
    )
    .replace(/(?<!\\)[{}]/g, '')
    .replace(/\\([{}%#$_&])/g, '$1')
    .replaceAll('\u0001', '\\')

/** References, each as its tags with their values. */
export function readRis(text: string): Record<string, string[]>[] {
  const references: Record<string, string[]>[] = []
  let open: Record<string, string[]> | null = null
  for (const line of text.split('\r\n')) {
    if (line === '') continue
    const [, tag = '', value = ''] = /^([A-Z][A-Z0-9]) {2}- (.*)$/.exec(line) ?? []
    if (tag === '') throw new Error(`no tag: ${line}`)
    if (tag === 'TY') references.push((open = {}))
    if (open === null) throw new Error(`outside a reference: ${line}`)
    ;(open[tag] ??= []).push(value)
    if (tag === 'ER') open = null
  }
  return references
}
