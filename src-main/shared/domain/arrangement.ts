/** The order of units by a field, and reference codes by a pattern. */
import { edtfBounds } from './date/index.ts'

export interface SortKey {
  readonly id: number
  readonly key: string | null
}

/** Ids in the order of their keys; those without one last; equal ones as they were. */
export function inOrder(
  keys: readonly SortKey[],
  compare: (one: string, other: string) => number,
  descending: boolean,
): number[] {
  const turn = descending ? -1 : 1
  const keyed = keys.flatMap(({ id, key }) => (key === null ? [] : [{ id, key }]))
  const others = keys.filter(({ key }) => key === null)
  return [...keyed.sort((one, other) => turn * compare(one.key, other.key)), ...others].map(({ id }) => id)
}

/** The order of words: 第2号 before 第10号, and Japanese as Japanese sorts it. */
export const comparing = (language: 'en' | 'ja'): ((one: string, other: string) => number) =>
  new Intl.Collator(language, { numeric: true }).compare

/** The first day of a date, to be compared letter by letter; null where it has none. */
export const firstDay = (edtf: string | null): string | null =>
  edtf === null ? null : edtfBounds(edtf).earliest

const PLACEHOLDER = /\{(parent|code|n)(?::(\d{1,2}))?\}/g

/** Whether a pattern makes a code: every brace is a placeholder, and units are told apart by a number or their own code. */
export const isPattern = (pattern: string): boolean =>
  !/[{}]/.test(pattern.replace(PLACEHOLDER, '')) && /\{(?:n|code)[:}]/.test(pattern)

export const codeBy = (
  pattern: string,
  { parent, code, n }: { parent: string | null; code: string | null; n: number },
): string =>
  pattern.replace(PLACEHOLDER, (_, name: string, width = '0') =>
    name === 'n' ? String(n).padStart(Number(width), '0') : ((name === 'parent' ? parent : code) ?? ''),
  )
