/** The words of a line of Markdown: its marks are the carrier's and no text. */

export interface MarkdownLine {
  /** The words, without marks; empty for a blank line and for one that is nothing but a mark. */
  readonly text: string
  /** The line was wholly or from its beginning in bold type, or a heading. */
  readonly strong: boolean
  /** Two trailing spaces or a backslash: the line ends here and does not run on. */
  readonly breaks: boolean
  /** `1.`, `(イ)`, `-` and the like begin a paragraph of their own. */
  readonly item: boolean
  /** A line with nothing but marks (a rule, a fence). */
  readonly markOnly: boolean
}

const RULE = /^(?:-{3,}|\*{3,}|_{3,}|={3,}|`{3,}\w*|(?:[-*_] ){2,}[-*_])$/
const ITEM =
  /^(?:[-*+•・] |\d{1,3}[.)．](?:\s|$)|[(（](?:\d{1,3}|[a-zA-Zａ-ｚ]{1,4}|[０-９]{1,3}|[ァ-ヶ一-十])[)）]|[０-９]{1,3}[．、])/u
const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&apos;': "'",
  '&nbsp;': ' ',
}
/** No rule for inline marks is tried on longer lines: the marks of a novel in one line are not worth a second of work. */
const LONGEST_MARKED = 200_000

export function readMarkdownLine(raw: string): MarkdownLine {
  const body = raw.replace(/^\s+/, '').trimEnd()
  const breaks = / {2,}$/.test(raw) || body.endsWith('\\')
  const heading = /^#{1,6}\s+/.test(body)
  const strong = heading || /^(?:\*\*|__)\S/.test(body)
  const bare = body
    .replace(/\\$/, '')
    .replace(/^#{1,6}\s+(.*?)\s*#*$/, '$1')
    .replace(/^(?:>\s?)+/, '')
  const text = RULE.test(body) ? '' : withoutInlineMarks(bare).trim()
  return { text, strong, breaks, item: ITEM.test(text), markOnly: text === '' && body !== '' }
}

function withoutInlineMarks(text: string): string {
  if (text.length > LONGEST_MARKED) return text
  return text
    .replace(
      /\\([!-/:-@[-`{-~])/g,
      (_, mark: string) => PROTECTED + String.fromCharCode(mark.charCodeAt(0) + SHIFT),
    )
    .replace(/!?\[([^[\]]*)\]\((\S+?)(?:\s+"[^"]*")?\)/g, (_, words: string, target: string) =>
      words === '' || words === target ? target : `${words} (${target})`,
    )
    .replace(/<((?:https?|ftp|mailto):[^\s<>]+)>/gi, '$1')
    .replace(/<br\s*\/?>/gi, '\n')
    .replaceAll('**', '')
    .replace(/(?<![\p{L}\p{N}_])__(?=\S)([^_]+)(?<=\S)__(?![\p{L}\p{N}_])/gu, '$1')
    .replace(/(?<![\p{L}\p{N}*])\*(?=\S)([^*]+)(?<=\S)\*(?![\p{L}\p{N}*])/gu, '$1')
    .replace(/(?<![\p{L}\p{N}_])_(?=\S)([^_]+)(?<=\S)_(?![\p{L}\p{N}_])/gu, '$1')
    .replace(/&(?:amp|lt|gt|quot|#39|apos|nbsp);/g, (entity) => ENTITIES[entity] ?? entity)
    .replace(ESCAPED, (_, shifted: string) => String.fromCharCode(shifted.charCodeAt(0) - SHIFT))
}

/** An escaped character waits in the private use area while the marks around it are taken away. */
const PROTECTED = '\uE000'
const SHIFT = 0xe100
const ESCAPED = /\uE000([\uE100-\uE17F])/g
