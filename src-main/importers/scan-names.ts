/**
 * Names of scan files to items and their pages: what stands before the page number is the item. Letters and figures
 * count in any width; a PDF is a document of its own, and so is a file whose name has no page number.
 */
import { titleFromName } from '../shared/domain/file-pattern.ts'

export interface NameGroup {
  /** What the names of the group have in common, as written but for what nobody sees. */
  readonly title: string
  /** A number or code in the title that a reference code can end with. */
  readonly referenceSuffix?: string
  /** The names as given, in the order of their pages. */
  readonly files: string[]
}

/** Words and signs that stand before or after a page number. */
const PAGE_WORD = '(?:pages?|pg|p|scans?|img|image|sheet|folio|fol|f|ページ|頁|コマ|画像)'
const PAGE_COUNTER = '(?:枚目?|ページ目?|頁目?|コマ目?|丁目?|葉目?)'
const SIDE = '(?<side>[rvab]|recto|verso|front|back|表|裏|オ|ウ)'
/** Figures with a word for pages beside them: surely a page. */
const MARKED = new RegExp(
  `^(?<base>.*?)[\\s_.\\-(（第]*(?:(?<![a-z])${PAGE_WORD}[\\s_.\\-]*(?<a>\\d{1,5})${PAGE_COUNTER}?|(?<b>\\d{1,5})${PAGE_COUNTER})[\\s_\\-]*${SIDE}?[)）]?$`,
  'iu',
)
/** Figures after a mark, or right after letters: a page when they are few. */
const SEPARATED = new RegExp(
  `^(?<base>.*[^\\s_.\\-])[\\s_.\\-]+[(]?(?<a>\\d{1,4})[\\s_\\-]*${SIDE}?[)]?$`,
  'iu',
)
const BRACKETED = /^(?<base>.*?)\s*\((?<a>\d{1,4})\)$/u
const ATTACHED = /^(?<base>.*\p{L})(?<a>\d{1,3})$/u
const BARE = /^(?<a>\d{1,5})$/u
/** The last figures of a date are its day. */
const DATE = /(?:^|\D)(?:18|19|20)\d{2}[-_.]?(?:0[1-9]|1[0-2])[-_.]?(?:0[1-9]|[12]\d|3[01])$/
/** Formats that hold a whole document in one file. */
const WHOLE = /\.pdf$/i

interface Parsed {
  readonly name: string
  readonly folder: string
  readonly stem: string
  readonly base: string
  readonly page: number | null
  readonly back: boolean
  /** The page number cannot be a part of the item's own name. */
  readonly sure: boolean
}

/** Groups in the order in which their first file is named; files of a group by page, then as people count. */
export function groupByName(names: readonly string[]): NameGroup[] {
  const groups = new Map<string, Parsed[]>()
  const seen = new Map<string, number>()
  for (const parsed of names.map(parse)) {
    // The same name again comes from another folder, and is of another item.
    const times = seen.get(parsed.name) ?? 0
    seen.set(parsed.name, times + 1)
    const own =
      parsed.page === null ? `=${parsed.stem}=${WHOLE.test(parsed.name) ? parsed.name : ''}` : parsed.base
    const key = `${String(times)}/${parsed.folder}${own.toLowerCase()}`
    const group = groups.get(key)
    if (group) group.push(parsed)
    else groups.set(key, [parsed])
  }
  return [...groups.values()].map(groupOf)
}

const counting = new Intl.Collator('ja', { numeric: true, sensitivity: 'base' })

function groupOf(members: readonly Parsed[]): NameGroup {
  const sorted = [...members].sort(
    (a, b) =>
      (a.page ?? 0) - (b.page ?? 0) || Number(a.back) - Number(b.back) || counting.compare(a.name, b.name),
  )
  const [first] = sorted
  // A lone number may be a part of the name: letter-3 is not the third page of something that is not there.
  const whole = sorted.length === 1 && first?.sure === false
  const title = titleFromName(whole || !first ? (first?.stem ?? '') : titleOf(sorted))
  const referenceSuffix = suffixOf(title)
  return {
    title,
    ...(referenceSuffix !== null && { referenceSuffix }),
    files: sorted.map(({ name }) => name),
  }
}

/** Files with nothing but a page number have no name in common. */
function titleOf(sorted: readonly Parsed[]): string {
  const [first, last] = [sorted[0], sorted.at(-1)]
  if (!first || !last) return ''
  if (first.base !== '') return first.base
  return first === last ? first.stem : `${first.stem}–${last.stem}`
}

const plain = (text: string): string => text.normalize('NFKC')

function parse(name: string): Parsed {
  const file = name.replace(/^.*[/\\]/, '')
  const dot = file.lastIndexOf('.')
  const stem = dot > 0 && /^\.\p{L}[\p{L}\d]{1,4}$/u.test(file.slice(dot)) ? file.slice(0, dot) : file
  const folder = name.slice(0, name.length - file.length)
  const alone: Parsed = { name, folder, stem, base: stem, page: null, back: false, sure: true }
  if (WHOLE.test(file)) return alone
  const text = plain(stem).trim()
  const marked = MARKED.exec(text)
  if (marked) return paged(alone, marked, true)
  if (DATE.test(text)) return alone
  const found = SEPARATED.exec(text) ?? BRACKETED.exec(text) ?? ATTACHED.exec(text) ?? BARE.exec(text)
  return found ? paged(alone, found, /^0\d{2}/.test(found.groups?.['a'] ?? '')) : alone
}

function paged(alone: Parsed, found: RegExpExecArray, sure: boolean): Parsed {
  const { base = '', a, b, side = '' } = found.groups ?? {}
  return {
    ...alone,
    base: ownLetters(alone.stem, base.replace(/[\s_.\-(（]+$/u, '')),
    page: Number(a ?? b),
    back: /^(?:v|verso|b|back|裏|ウ)$/i.test(side),
    sure,
  }
}

/** The beginning of a name as it is written, where one width was read for another. */
function ownLetters(stem: string, base: string): string {
  for (let at = 0; at <= stem.length; at++)
    if (plain(stem.slice(0, at)).trim() === base) return stem.slice(0, at).trim()
  return base
}

/** The last part of a name that is a number or a code: 119555 of 2002-113_119555, R037701. */
function suffixOf(title: string): string | null {
  const part =
    plain(title)
      .split(/[\s_]+/)
      .at(-1) ?? ''
  return /^(?=.*\d)[A-Z\d][A-Z\d.-]*$/i.test(part) && part.length <= 40 ? part : null
}
