/**
 * Exemptions: the codes by which a reviewer says why a passage stays closed. Which of them are offered is decided by the
 * regime that a record is under, and within it by the rules of each code on age (Executive Order 13526, 3.3; Freedom of
 * Information Act 2000, 62 and 63). Years are counted from the end of the calendar year of the record's latest date.
 */
import type { ExemptionCode, ExemptionVocabulary } from '../contract/exemption.ts'
import data from '../../../resources/vocabularies/exemptions.json' with { type: 'json' }

/**
 * What law a record is under. In Japan an administrative document stays one, however old, until it is transferred: then it
 * is a specified historical record.
 */
export const REGIMES = [
  'jpAdministrative',
  'jpArchives',
  'ukFoi',
  'usClassification',
  'usFoia',
  'usPresidential',
] as const
export type Regime = (typeof REGIMES)[number]

/** What has to be said with a code: without it, the code cannot be cited. */
export const NEEDS = [
  'statute',
  'section',
  'event',
  'referral',
  'approval',
  'lapseOfTime',
  'opinion',
  'agreement',
] as const
export type Need = (typeof NEEDS)[number]

export const EXEMPTION_KINDS = ['exemption', 'decision', 'mark'] as const

interface Given extends Partial<Omit<ExemptionCode, 'code' | 'label' | 'stamp'>> {
  code: string
  label: ExemptionCode['label']
  stamp: string
}

const codeFrom = ({ code, label, stamp, ...given }: Given, inForce: string | null): ExemptionCode => ({
  code,
  also: null,
  label,
  stamp,
  needs: [],
  maxYears: null,
  appliesFrom: null,
  lapsesAfter: null,
  validFrom: inForce,
  validTo: null,
  note: null,
  provisional: false,
  ...given,
})

const among = <T extends string>(values: readonly T[], value: string | undefined): T | null =>
  values.find((one) => one === value) ?? null

export const SHIPPED_EXEMPTIONS: readonly ExemptionVocabulary[] = data.vocabularies.map((vocabulary) => ({
  id: vocabulary.id,
  kind: among(EXEMPTION_KINDS, vocabulary.kind) ?? 'exemption',
  regime: among(REGIMES, vocabulary.regime),
  version: vocabulary.version,
  label: vocabulary.label,
  basis: vocabulary.basis,
  source: vocabulary.source,
  codes: (vocabulary.codes as Given[]).map((code) => codeFrom(code, vocabulary.validFrom ?? null)),
}))

export interface ExemptionRef {
  readonly vocabulary: string
  readonly code: string
}

const refOf = (words: string): ExemptionRef => {
  const at = words.indexOf(' ')
  return { vocabulary: words.slice(0, at), code: words.slice(at + 1) }
}

/** Codes of other vocabularies that are cited for the same: a suggestion, never a decision. */
export function equivalentsOf({ vocabulary, code }: ExemptionRef): ExemptionRef[] {
  const own = `${vocabulary} ${code}`
  const others = data.crosswalk.filter((same) => same.includes(own)).flat()
  return [...new Set(others)].filter((other) => !other.startsWith(`${vocabulary} `)).map(refOf)
}

export const STANDINGS = ['offered', 'tooEarly', 'lapsed', 'notInForce'] as const
export type Standing = (typeof STANDINGS)[number]

/** A review may come before the day on which a record would open, by so many years (Executive Order 13526, 3.3(d)). */
const AHEAD = 5

type Rules = Pick<ExemptionCode, 'appliesFrom' | 'lapsesAfter' | 'maxYears' | 'validFrom' | 'validTo'>

/**
 * Whether a code can be cited on a day for a record.
 * @param latest the record's latest day, `YYYY-MM-DD`; null where it is not known: then no rule on age applies
 * @param on the day, `YYYY-MM-DD`
 */
export function standingOf(rules: Rules, latest: string | null, on: string): Standing {
  if ((rules.validFrom ?? '') > on || (rules.validTo !== null && rules.validTo < on)) return 'notInForce'
  const last = endsOn(rules, latest)
  if (last !== null && last < on) return 'lapsed'
  const age = latest === null ? null : yearOf(on) - yearOf(latest)
  if (age !== null && rules.appliesFrom !== null && age < rules.appliesFrom - AHEAD) return 'tooEarly'
  return 'offered'
}

/** The last day on which it can be cited for a record; null where nothing ends it, or the record's date is not known. */
export function endsOn({ lapsesAfter, maxYears }: Rules, latest: string | null): string | null {
  const years = [lapsesAfter, maxYears].filter((one) => one !== null)
  if (latest === null || years.length === 0) return null
  return `${String(yearOf(latest) + Math.min(...years)).padStart(4, '0')}-12-31`
}

const yearOf = (day: string): number => Number(day.slice(0, 4))
