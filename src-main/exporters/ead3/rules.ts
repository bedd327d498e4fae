/**
 * What EAD3's published Schematron rules assert (languages, countries, scripts, repository and agency codes, dates,
 * attributes that go together, one `dsc`, eras), and what we hold to beside them: identifiers that are unique, text
 * where text is meant. Checked while a file is read; a problem never carries a word of the record.
 */
import type { XmlHandler } from '../../xml/parse.ts'
import type { ReportProblem } from '../../xml/validate.ts'
import { COUNTRIES, LANGUAGES, SCRIPTS } from './codes.ts'

/** ISIL (ISO 15511): a prefix, a dash, an identifier. */
const ISIL = /^(?:[A-Z]{2}|[a-zA-Z]|[a-zA-Z]{3,4})-[a-zA-Z0-9:/-]{1,11}$/
const YEAR = '-?[012]\\d{3}'
const MONTH = '(?:0[1-9]|1[0-2])'
const DAY = '(?:0[1-9]|[12]\\d|3[01])'
const DATE = `${YEAR}(?:-${MONTH}(?:-${DAY})?)?`
const STANDARD_DATE = new RegExp(`^${DATE}$`)
const NORMAL_DATE = new RegExp(`^${DATE}(?:/${DATE})?$`)
/** xs:dateTime in UTC, up to the year that EAD3 allows. */
const INSTANT =
  /^(?:1\d|20)\d{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?Z$/
const ID = /^c-[A-Za-z0-9_-]+$/
const NUMBER = /^\d+(?:\.\d+)?$/

/** Attributes that must say something when another has this value. */
const COMPANIONS: readonly (readonly [attribute: string, value: string, companion: string, rule: string])[] =
  [
    ['level', 'otherlevel', 'otherlevel', 'otherLevelNamed'],
    [
      'physdescstructuredtype',
      'otherphysdescstructuredtype',
      'otherphysdescstructuredtype',
      'otherExtentTypeNamed',
    ],
    ['daotype', 'otherdaotype', 'otherdaotype', 'otherDaoTypeNamed'],
    ['dsctype', 'otherdsctype', 'otherdsctype', 'otherDscTypeNamed'],
    ['relationtype', 'otherrelationtype', 'otherrelationtype', 'otherRelationTypeNamed'],
    ['listtype', 'unordered', 'mark', 'unorderedListMarked'],
    ['listtype', 'ordered', 'numeration', 'orderedListNumbered'],
  ]
const HAS_COMPANION = new Set(COMPANIONS.map(([attribute]) => attribute))

/** Elements that say all they have to say in attributes, by position, or by what they hold. */
const MAY_BE_EMPTY = new Set([
  'lb',
  'maintenancestatus',
  'publicationstatus',
  'eventtype',
  'agenttype',
  'dao',
])

/** A rule for a value, and its code. */
type ValueRule = readonly [code: string, holds: (value: string, element: string) => boolean]

const LANGUAGE: ValueRule = ['languageCode', (value) => LANGUAGES.has(value)]
const SCRIPT: ValueRule = ['scriptCode', (value) => SCRIPTS.has(value)]
const STANDARD: ValueRule = ['standardDate', (value) => STANDARD_DATE.test(value)]

const CONTENT: ReadonlyMap<string, ValueRule> = new Map([
  ['agencycode', ['agencyCode', (value) => ISIL.test(value.trim())]],
  ['quantity', ['quantity', (value) => NUMBER.test(value)]],
])

export function ead3Rules(report: ReportProblem): Required<Pick<XmlHandler, 'open' | 'text' | 'close'>> {
  const ids = new Set<string>()
  let units = 0
  let content = ''
  /** Whether the element that ends next is a leaf: nothing has ended since it began. */
  let leaf = false

  const once = (id: string): boolean => {
    if (ids.has(id)) return false
    // The parser's strings are windows on what it was given: kept as they are, they would keep the whole file.
    ids.add(Buffer.from(id).toString())
    return true
  }
  const attributeRules: ReadonlyMap<string, readonly ValueRule[]> = new Map<string, readonly ValueRule[]>([
    ['lang', [LANGUAGE]],
    ['langcode', [LANGUAGE]],
    ['script', [SCRIPT]],
    ['scriptcode', [SCRIPT]],
    ['countrycode', [['countryCode', (value) => COUNTRIES.has(value)]]],
    ['repositorycode', [['repositoryCode', (value) => ISIL.test(value)]]],
    ['standarddate', [STANDARD]],
    ['notbefore', [STANDARD]],
    ['notafter', [STANDARD]],
    // Of a title it is its reading, in any words.
    ['normal', [['normalDate', (value, name) => name === 'unittitle' || NORMAL_DATE.test(value)]]],
    ['standarddatetime', [['instant', (value) => INSTANT.test(value)]]],
    ['era', [['era', (value) => value === 'ce']]],
    [
      'id',
      [
        ['idForm', (value) => ID.test(value)],
        ['idUnique', once],
      ],
    ],
  ])

  return {
    open(name, attributes, { line }) {
      for (const attribute in attributes) {
        const value = attributes[attribute] ?? ''
        if (value === '') report(line, `attributeEmpty ${name}@${attribute}`)
        for (const [code, holds] of attributeRules.get(attribute) ?? NONE) {
          if (!holds(value, name)) report(line, `${code} ${name}@${attribute}`)
        }
        if (!HAS_COMPANION.has(attribute)) continue
        for (const [of, when, companion, code] of COMPANIONS) {
          if (of === attribute && when === value && (attributes[companion] ?? '').trim() === '')
            report(line, code)
        }
      }
      if (name === 'dsc' && ++units > 1) report(line, 'oneDsc')
      content = ''
      leaf = true
    },
    text(text) {
      content = text
    },
    close(name, { line }) {
      if (leaf) {
        if (content === '' && !MAY_BE_EMPTY.has(name)) report(line, `elementEmpty ${name}`)
        const rule = CONTENT.get(name)
        if (rule && !rule[1](content, name)) report(line, rule[0])
      }
      leaf = false
    },
  }
}

const NONE: readonly ValueRule[] = []
