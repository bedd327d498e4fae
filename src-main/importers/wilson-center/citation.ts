/** The citation: "Title", date, repository, source. Obtained by … and translated by …. URL */
import { readDate } from '../../shared/domain/date/index.ts'

export interface Citation {
  /** As supplied, in one line. */
  readonly verbatim: string
  readonly title: string | null
  readonly date: string | null
  readonly repository: string | null
  /** What the repository's copy comes from: shelf marks, archives. */
  readonly source: string | null
  readonly requestNumber: string | null
  /** The law under which it was disclosed. */
  readonly mandate: string | null
  readonly originals: string | null
  /** The clause as it stands: Obtained for CWIHP by Yutaka Kanda. */
  readonly acquisition: string | null
  readonly obtainedBy: readonly string[]
  readonly translators: readonly string[]
  readonly url: string | null
  readonly documentNumber: string | null
}

const MONTH =
  '(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\\.?'
const DATE = new RegExp(
  `(?:${MONTH} \\d{1,2}, ?\\d{4}|\\d{1,2} ${MONTH} \\d{4}|${MONTH},? \\d{4}|\\d{4}-\\d{2}-\\d{2}|undated|(?:c\\.|circa) ?\\d{4}|^[\\s,]*\\d{4}(?=,))`,
  'i',
)
/** Words that begin a clause of their own after the source. */
const CLAUSE =
  /(?:^|[.;,]?\s+)(?:and\s+)?(?=(?:Also (?:available|held|at|published)|Originals? (?:available|held|at|in)|Obtained|Acquired|Provided|Contributed|Donated|Courtesy|Gift|Document obtained|Document provided|Translat\w*|Transcri\w*|Edited|Declassified|Published in|Included in)\b)/i
const OBTAINED = /^(?:Document )?(?:Obtained|Acquired|Provided|Contributed|Donated|Courtesy|Gift)\b/i
const TRANSLATED = /\btranslat(?:ed|ion)\b/i
const LAW = /\b(?:Act|Law)\b|法(?:律)?$/
const REQUEST =
  /^(?:(?:Disclosure|Information|FOIA|File|Request)[\w ]*?\s)?(?:No\.?\s*)?((?:19|20)\d{2}-\d{1,6})$/i
const REPOSITORY = /\bDigital Archive\b/i
/** Longer ones are no citations; they are kept as they are. */
const LONGEST = 20_000

export function readCitation(verbatim: string): Citation {
  const text = verbatim.length > LONGEST ? '' : verbatim.replace(/[“”„]/g, '"')
  const url = /\b(?:https?:\/\/|www\.)[^\s<>]+/.exec(text)?.[0].replace(/[.,;)]+$/, '') ?? null
  const plain = url === null ? text : text.replace(url, '').replace(/\s*\.?\s*$/, '')
  const { title, rest } = readTitle(plain)
  const date = readCitedDate(rest)
  const after = date === null ? rest : rest.slice(date.end)
  const [head = '', ...clauses] = after.replace(/^[\s,.]+/, '').split(CLAUSE)
  const parts = clauses.map((clause) => clause.replace(/[\s,;]+$/, '').replace(/(?<!\b[A-Z]|\b[JS]r)\.$/, ''))
  const acquisition = acquisitionIn(parts)
  return {
    verbatim,
    title,
    date: date?.text ?? null,
    ...readSource(head),
    originals: originalsIn(parts),
    acquisition,
    obtainedBy: acquisition === null ? [] : peopleIn(acquisition),
    translators: parts.filter((part) => TRANSLATED.test(part)).flatMap((part) => peopleIn(part)),
    url,
    documentNumber:
      url === null ? null : (/\/document\/(?:[\w-]*?-)?(\d{3,})(?=[/?#]|$)/.exec(url)?.[1] ?? null),
  }
}

/** The date follows the title, in one part (25 March 1984) or two (March 25, 1984); otherwise it is looked for. */
function readCitedDate(rest: string): { text: string; end: number } | null {
  const from = /^[\s,.]*/.exec(rest)?.[0].length ?? 0
  const parts = /^([^,]{1,40})(,[^,]{1,40})?/.exec(rest.slice(from))
  for (const text of [parts?.[0], parts?.[1]])
    if (text !== undefined && readDate(text).ok) return { text: text.trim(), end: from + text.length }
  const found = DATE.exec(rest)
  return found && { text: found[0].replace(/^[\s,]+/, ''), end: found.index + found[0].length }
}

/** The quoted title may itself hold quotation marks: its end is the last one before the date. */
function readTitle(text: string): { title: string | null; rest: string } {
  const opened = /^\s*"/.exec(text)
  if (!opened) return { title: null, rest: text }
  const from = opened[0].length
  const end = /"[\s,.]*(?=,)|,"(?=\s)|"\s*,/g
  let close = text.indexOf('"', from)
  for (let found = end.exec(text); found; found = end.exec(text)) {
    const after = text.slice(found.index + found[0].length, found.index + found[0].length + 60)
    if (readCitedDate(after) !== null) {
      close = found.index + found[0].indexOf('"')
      break
    }
  }
  if (close < from) return { title: null, rest: text }
  const title = text.slice(from, close).replace(/[\s,]+$/, '')
  return { title: title === '' ? null : title, rest: text.slice(close + 1) }
}

/** Repository, request number, law, and what else names where it comes from. */
function readSource(head: string): Pick<Citation, 'repository' | 'requestNumber' | 'mandate' | 'source'> {
  const parts = head
    .split(/,\s+/)
    .map((part) => part.replace(/[\s.]+$/, '').trim())
    .filter((part) => part !== '')
  const repository =
    parts.find((part, index) => REPOSITORY.test(part) || (index === 0 && parts.length > 1)) ?? null
  const others = parts.filter((part) => part !== repository)
  const request = others.find((part) => REQUEST.test(part))
  const mandate = others.find((part) => LAW.test(part)) ?? null
  const rest = others.filter((part) => part !== request && part !== mandate).join(', ')
  return {
    repository,
    requestNumber: request === undefined ? null : (REQUEST.exec(request)?.[1] ?? null),
    mandate,
    source: rest === '' ? null : rest,
  }
}

function originalsIn(clauses: readonly string[]): string | null {
  const clause = clauses.find((part) => /^(?:Also|Originals?)\b/i.test(part) && !/published/i.test(part))
  const place = clause
    ?.replace(/^(?:Also|Originals?)\s+(?:(?:available|held|kept)\s+)?(?:(?:at|in|from|by)\s+)?/i, '')
    .replace(/^the\s+/i, '')
  return place === undefined || place === '' ? null : place
}

function acquisitionIn(clauses: readonly string[]): string | null {
  const clause = clauses.find((part) => OBTAINED.test(part))
  if (clause === undefined) return null
  // "Obtained and translated by X" was parted at "and": it says one thing of two deeds.
  const shared = clauses[clauses.indexOf(clause) + 1]
  return !/\b(?:by|of|from)\b/i.test(clause) && shared !== undefined ? `${clause} and ${shared}` : clause
}

/** Who is named after "by", or after "of" in "courtesy of". */
function peopleIn(clause: string): string[] {
  const [, people = ''] = /\b(?:by|courtesy of|gift of)\s+(?:the\s+)?(.+)$/i.exec(clause) ?? []
  return people
    .replace(/\s+(?:for|from|at|in)\s+.*$/i, '')
    .split(/,\s+and\s+|\s+and\s+|;\s*|,\s+(?!Jr|Sr)/)
    .map((name) => name.trim())
    .filter((name) => name !== '')
}
