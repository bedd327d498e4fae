/** Containers and locations: how their numbers and paths are written, compared and sorted. */
import containerTypes from '../../../resources/vocabularies/container-types.json' with { type: 'json' }
import { fold } from './fold.ts'

export interface InContainer {
  readonly type: string
  readonly indicator: string
  readonly folder: string | null
  readonly item: string | null
}

const BY_WORD = new Map(
  containerTypes.flatMap(({ code, en, ja }) => [code, en, ja].map((word) => [fold(word), code] as const)),
)

export const CONTAINER_TYPES: readonly string[] = containerTypes.map(({ code }) => code)

/** The code of a type by any of its words; the office's own word stays as it is. */
export const containerTypeOf = (word: string): string => BY_WORD.get(fold(word.trim())) ?? word.trim()

const NAMES = new Map(containerTypes.map((term) => [term.code, term]))

/** The name of a type; a word of the office is its own name. */
export const containerTypeName = (type: string, language: 'en' | 'ja'): string =>
  NAMES.get(type)?.[language] ?? type

/** The names of all types, by their codes. */
export const containerTypeNames = (language: 'en' | 'ja'): Record<string, string> =>
  Object.fromEntries(containerTypes.map((term) => [term.code, term[language]]))

/** `Box 12`, 箱12. */
export function containerName(
  { type, indicator }: Pick<InContainer, 'type' | 'indicator'>,
  language: 'en' | 'ja',
): string {
  const name = containerTypeName(type, language)
  return `${name}${/[\p{Script=Han}\p{Script=Katakana}\p{Script=Hiragana}]$/u.test(name) ? '' : ' '}${indicator}`
}

/** A number as it is compared and sorted: in any width and case, 9 before 10. */
export const numberKey = (text: string): string =>
  fold(text.trim())
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/\d+/g, (digits) => digits.replace(/^0+(?=\d)/, '').padStart(10, '0'))

/** The parts of a path, from the building down. */
export const pathParts = (path: string): string[] =>
  path
    .split(/[/／›＞>]/u)
    .map((part) => part.trim().replaceAll(/\s+/g, ' '))
    .filter((part) => part !== '')

/** A path as it is written. */
export const pathText = (path: string): string => pathParts(path).join(' / ')

/** A path as it is compared and sorted; a slash after each part, so that shelf 1 is not the beginning of shelf 11. */
export const pathKey = (path: string): string =>
  pathParts(path)
    .map((part) => `${numberKey(part)}/`)
    .join('')

/** `box 12 / 3 / 7`: container, folder, item. The type is a code, or a word of one of the languages. */
export const instanceText = (
  { type, indicator, folder, item }: InContainer,
  typeName: (type: string) => string = (code) => code,
): string =>
  [`${typeName(type)} ${indicator}`, ...(folder === null && item === null ? [] : [folder ?? '']), item]
    .filter((part) => part !== null)
    .join(' / ')

/** What `instanceText` wrote, or a person did: `箱12/3`, `Box A-1`, `12`. Null where no number is said. */
export function readInstance(text: string, usual = 'box'): InContainer | null {
  const [container = '', folder = '', item = '', ...more] = text
    .normalize('NFKC')
    .split('/')
    .map((part) => part.trim())
  if (more.length > 0 || container === '') return null
  const [, word = '', rest = ''] = /^(\p{L}[\p{L}\p{M}]*)\s+(\S.*)$/u.exec(container) ?? []
  const [, joined = '', number = ''] = /^(\p{L}[\p{L}\p{M}]*)(\d.*)$/u.exec(container) ?? []
  const [type, indicator] =
    word !== ''
      ? [containerTypeOf(word), rest]
      : BY_WORD.has(fold(joined))
        ? [containerTypeOf(joined), number]
        : [usual, container]
  return { type, indicator, folder: folder === '' ? null : folder, item: item === '' ? null : item }
}
