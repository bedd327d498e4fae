/**
 * What names of scans say of their records and pages, as a person writes it: `{ref}_{page}.tif`, `{ref}-{page}{side}`,
 * `{folder}/{page}`. As many parts of the path are looked at as the pattern has; without an extension any will do.
 */

export const PATTERN_TOKENS = ['ref', 'title', 'folder', 'page', 'side', 'any'] as const
export type PatternToken = (typeof PATTERN_TOKENS)[number]

/** A name as a title: on one line, without the signs that nobody sees and that turn what follows (UAX #9). */
export const titleFromName = (name: string): string =>
  name
    .replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/\p{Cc}+/gu, ' ')
    .trim()

/** Patterns that are offered. */
export const USUAL_PATTERNS = [
  '{ref}_{page}',
  '{ref}-{page}{side}',
  '{folder}/{page}',
  '{ref}/{any}_{page}',
] as const

export interface NamedPage {
  /** Files with the same key are pages of one record. */
  readonly key: string
  readonly referenceCode: string | null
  readonly title: string
  readonly page: number | null
  readonly side: 'recto' | 'verso' | null
}

export type ReadName = (name: string) => NamedPage | null

export type PatternProblem = { code: 'unknownToken' | 'twice' | 'noRecord' | 'unclosed'; about: string }

const PARTS: Record<PatternToken, string> = {
  ref: '(?<ref>[^/]+?)',
  title: '(?<title>[^/]+?)',
  folder: '(?<folder>[^/]+)',
  page: '(?<page>\\p{Nd}{1,6})',
  side: '(?<side>recto|verso|front|back|[rvab]|表|裏|オ|ウ)?',
  any: '[^/]*?',
}
const VERSO = /^(?:v|verso|b|back|裏|ウ)$/i
const EXTENSION = /\.\p{L}[\p{L}\d]{1,4}$/u

const literal = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&')

const isToken = (name: string): name is PatternToken => (PATTERN_TOKENS as readonly string[]).includes(name)

/** How names are read by a pattern, or what is wrong with it. */
export function readPattern(pattern: string): ReadName | PatternProblem {
  const plain = pattern.normalize('NFC').trim().replace(/^\/+/, '')
  const pieces = plain.split(/(\{[^{}]*\})/)
  const seen = new Set<string>()
  let source = ''
  for (const piece of pieces) {
    const name = /^\{([^{}]*)\}$/.exec(piece)?.[1]
    if (name === undefined) {
      if (/[{}]/.test(piece)) return { code: 'unclosed', about: piece }
      source += literal(piece)
      continue
    }
    if (!isToken(name)) return { code: 'unknownToken', about: name }
    if (seen.has(name) && name !== 'any') return { code: 'twice', about: name }
    seen.add(name)
    source += PARTS[name]
  }
  if (!['ref', 'title', 'folder'].some((name) => seen.has(name))) return { code: 'noRecord', about: '' }
  const depth = plain.split('/').length
  const withExtension = EXTENSION.test(plain)
  const expression = new RegExp(`^${source}$`, 'iu')
  return (name) => {
    const path = name.normalize('NFC').split('/').slice(-depth).join('/')
    const groups = expression.exec(withExtension ? path : path.replace(EXTENSION, ''))?.groups
    return groups ? namedPage(groups) : null
  }
}

function namedPage(groups: Partial<Record<string, string>>): NamedPage {
  const { ref, title, folder, page, side } = groups
  const own = (ref ?? title ?? folder ?? '').trim()
  return {
    key: own.normalize('NFKC').toLowerCase(),
    referenceCode: ref === undefined ? null : own,
    title: titleFromName(title ?? ref ?? folder ?? ''),
    page: page === undefined ? null : Number(page.normalize('NFKC')),
    side: side === undefined ? null : VERSO.test(side) ? 'verso' : 'recto',
  }
}

export interface PatternGroup<T> {
  readonly referenceCode: string | null
  readonly title: string
  /** In the order of their pages. */
  readonly files: (NamedPage & { readonly file: T })[]
}

const counting = new Intl.Collator('ja', { numeric: true, sensitivity: 'base' })

/** Files by record, in the order in which the first of each is named; what does not fit is told apart. */
export function groupByPattern<T>(
  read: ReadName,
  files: readonly T[],
  nameOf: (file: T) => string,
): { groups: PatternGroup<T>[]; unfit: T[] } {
  const unfit: T[] = []
  const members: (NamedPage & { file: T })[] = []
  for (const file of files) {
    const named = read(nameOf(file))
    if (named) members.push({ ...named, file })
    else unfit.push(file)
  }
  const groups = [...Map.groupBy(members, ({ key }) => key).values()].map((group) => ({
    referenceCode: group[0]?.referenceCode ?? null,
    title: group[0]?.title ?? '',
    files: group.toSorted(
      (one, other) =>
        (one.page ?? 0) - (other.page ?? 0) ||
        Number(one.side === 'verso') - Number(other.side === 'verso') ||
        counting.compare(nameOf(one.file), nameOf(other.file)),
    ),
  }))
  return { groups, unfit }
}

/** What a page is called whose name says on which side of a leaf it is: 12r, 12v. */
export const labelOf = ({ page, side }: NamedPage): string | null =>
  page === null || side === null ? null : `${String(page)}${side === 'recto' ? 'r' : 'v'}`
