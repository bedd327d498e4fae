/**
 * By which number a document names another: 往電第1339号 names the telegram 第1339号 of the same post and year. A
 * number is the same in any width, with or without the words around it.
 */
import type { Identifier, Relation } from '../contract/description.ts'

/** Numbers that begin anew in every post and year, so that they say nothing without their scope. */
const SCOPED = new Set(['telegramNumber', 'documentNumber'])

const plain = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/gu, '')
const withoutZeros = (digits: string): string => digits.replace(/^0+(?=\d)/, '')

/** What two ways to write one number have in common; null where there is no number. */
export function numberKey(text: string): string | null {
  const given = plain(text)
  const japanese = /(\d+)号(?:の(\d+))?/u.exec(given)
  if (japanese) {
    const [, number = '', branch] = japanese
    return withoutZeros(number) + (branch === undefined ? '' : `-${withoutZeros(branch)}`)
  }
  // With its spaces: `no` at the end of a word is none.
  const western = /(?:\b(?:nos?|nr|number)|#)[.\s]*(\d+)/u.exec(text.normalize('NFKC').toLowerCase())
  if (western) return withoutZeros(western[1] ?? '')
  const letters = given.replace(/[^\p{L}\p{N}]+/gu, '')
  if (!/\p{N}/u.test(letters)) return null
  return /^\d+$/.test(letters) ? withoutZeros(letters) : letters
}

const scopeKey = (scope: string | null): string | null => {
  const key = plain(scope ?? '')
  return key === '' ? null : key
}

/** A number with what it is unique in, as it is compared. */
export interface NumberedAs {
  readonly key: string
  readonly type: string
  readonly scope: string | null
}

/** The numbers by which a unit can be named. */
export const numbersOf = (identifiers: readonly Identifier[]): (NumberedAs | null)[] =>
  identifiers.map(({ type, value, scope }) => {
    const key = numberKey(value)
    return key === null ? null : { key, type, scope: scopeKey(scope) }
  })

/** The numbers that the relations of a unit name: where they do not say of which post and year, of the unit's own. */
export function numbersNamed(
  relations: readonly Pick<Relation, 'type' | 'target' | 'scope'>[],
  identifiers: readonly Identifier[],
): (NumberedAs | null)[] {
  const own =
    identifiers.find(({ type, scope }) => SCOPED.has(type) && scopeKey(scope) !== null)?.scope ?? null
  return relations.map(({ type, target, scope }) => {
    const key = numberKey(target)
    return key === null ? null : { key, type, scope: scopeKey(scope) ?? scopeKey(own) }
  })
}

/** Whether a number that is named is that of a unit: certainly, possibly (one of the two does not say of which post and year), or not. */
export function namedNumber(named: NumberedAs, is: NumberedAs): 'certain' | 'possible' | null {
  if (named.key !== is.key) return null
  if (!SCOPED.has(is.type) && is.scope === null) return 'certain'
  if (named.scope === is.scope) return 'certain'
  return named.scope === null || is.scope === null ? 'possible' : null
}
