/**
 * Rules of EAD that no grammar holds: codes of published lists, dates of the calendar, identifiers that are unique, text
 * where text is meant. Checked while a file is read; a problem never carries a word of the record.
 */
import type { ElementHandler } from '../../xml/parse.ts'
import type { ReportProblem } from '../../xml/validate.ts'
import { COUNTRIES, LANGUAGES, SCRIPTS } from './codes.ts'

/** ISIL (ISO 15511): a prefix, a dash, an identifier. */
export const ISIL = /^(?:[A-Z]{2}|[a-zA-Z]|[a-zA-Z]{3,4})-[a-zA-Z0-9:/-]{1,11}$/
const YEAR = '-?[012]\\d{3}'
const MONTH = '(?:0[1-9]|1[0-2])'
const DAY = '(?:0[1-9]|[12]\\d|3[01])'
const DATE = `${YEAR}(?:-${MONTH}(?:-${DAY})?)?`
const STANDARD_DATE = new RegExp(`^${DATE}$`)
const NORMAL_DATE = new RegExp(`^${DATE}(?:/${DATE})?$`)
const ID = /^c-[A-Za-z0-9_-]+$/

/** A rule for a value, and its code. */
export type ValueRule = readonly [code: string, holds: (value: string, element: string) => boolean]

export const LANGUAGE: ValueRule = ['languageCode', (value) => LANGUAGES.has(value)]
export const SCRIPT: ValueRule = ['scriptCode', (value) => SCRIPTS.has(value)]
export const COUNTRY: ValueRule = ['countryCode', (value) => COUNTRIES.has(value)]
export const REPOSITORY: ValueRule = ['repositoryCode', (value) => ISIL.test(value)]
export const STANDARD: ValueRule = ['standardDate', (value) => STANDARD_DATE.test(value)]
// Of a title it is its reading, in any words.
export const NORMAL: ValueRule = [
  'normalDate',
  (value, name) => name === 'unittitle' || NORMAL_DATE.test(value),
]
export const ERA: ValueRule = ['era', (value) => value === 'ce']

export interface RuleTables {
  readonly attributes: Readonly<Record<string, ValueRule>>
  /** By the element whose whole text they are about. */
  readonly content: Readonly<Record<string, ValueRule>>
  /** Attributes that must say something when another has this value. */
  readonly companions: readonly (readonly [
    attribute: string,
    value: string,
    companion: string,
    rule: string,
  ])[]
  /** Elements that say all they have to say in attributes, by position, or by what they hold. */
  readonly mayBeEmpty: ReadonlySet<string>
}

export function eadRules(
  { attributes, content, companions, mayBeEmpty }: RuleTables,
  report: ReportProblem,
): ElementHandler {
  const hasCompanion = new Set(companions.map(([attribute]) => attribute))
  const ids = new Set<string>()
  let inventories = 0
  let text = ''
  /** Whether the element that ends next is a leaf: nothing has ended since it began. */
  let leaf = false

  const once = (id: string): boolean => {
    if (ids.has(id)) return false
    // The parser's strings are windows on what it was given: kept as they are, they would keep the whole file.
    ids.add(Buffer.from(id).toString())
    return true
  }

  return {
    open(name, given, { line }) {
      for (const attribute in given) {
        const value = given[attribute] ?? ''
        if (value === '') report(line, `attributeEmpty ${name}@${attribute}`)
        const rule = Object.hasOwn(attributes, attribute) ? attributes[attribute] : undefined
        if (rule && !rule[1](value, name)) report(line, `${rule[0]} ${name}@${attribute}`)
        if (attribute === 'id') {
          if (!ID.test(value)) report(line, `idForm ${name}@id`)
          if (!once(value)) report(line, `idUnique ${name}@id`)
        }
        if (!hasCompanion.has(attribute)) continue
        for (const [of, when, companion, code] of companions) {
          if (of === attribute && when === value && (given[companion] ?? '').trim() === '') report(line, code)
        }
      }
      if (name === 'dsc' && ++inventories > 1) report(line, 'oneDsc')
      text = ''
      leaf = true
    },
    text(piece) {
      text = piece
    },
    close(name, { line }) {
      if (leaf) {
        if (text === '' && !mayBeEmpty.has(name)) report(line, `elementEmpty ${name}`)
        const rule = Object.hasOwn(content, name) ? content[name] : undefined
        if (rule && !rule[1](text, name)) report(line, rule[0])
      }
      leaf = false
    },
  }
}
