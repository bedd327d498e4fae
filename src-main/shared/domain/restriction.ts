/**
 * Restrictions of access and the day on which a unit is open. A number of years is counted from the end of the calendar
 * year of the unit's latest date, as laws on archives count: closed for 30 years, a file of 1984 opens on 1 January 2015.
 */
import { edtfBounds, isEdtf } from './date/index.ts'

export const RESTRICTION_TYPES = [
  'closed',
  'partlyClosed',
  'personalInformation',
  'nationalSecurity',
  'thirdParty',
  'donor',
  'condition',
  'other',
] as const
export type RestrictionType = (typeof RESTRICTION_TYPES)[number]

export interface RestrictionTerms {
  /** From when years are counted (EDTF), in place of the unit's latest date. */
  readonly begins: string | null
  readonly years: number | null
  /** The last day, month or year that is closed (EDTF). */
  readonly ends: string | null
  /** What opens it, where no day is known. */
  readonly event: string | null
}

export type Opening =
  /** Closed up to the day before. */
  | { readonly kind: 'on'; readonly day: string }
  /** Something has to happen first. */
  | { readonly kind: 'event' }
  /** A date that the count begins with is missing. */
  | { readonly kind: 'unknown' }

/** The latest day that a unit's dates name; of its creation, where it says that. */
export function latestDay(
  dates: readonly { readonly kind: string; readonly edtf: string | null }[],
): string | null {
  const known = dates.filter(({ edtf }) => edtf !== null)
  const own = known.some(({ kind }) => kind === 'creation')
    ? known.filter(({ kind }) => kind === 'creation')
    : known
  const days = own.map(({ edtf }) => edtfBounds(edtf ?? '').latest)
  // A range without an end may still go on.
  return days.includes(null) ? null : (days.sort().at(-1) ?? null)
}

/** When one restriction ends. */
export function openingOf(terms: RestrictionTerms, latest: string | null): Opening {
  if (terms.ends !== null) {
    const last = isEdtf(terms.ends) ? edtfBounds(terms.ends).latest : null
    const day = last === null ? null : dayAfter(last)
    return day === null ? { kind: 'unknown' } : { kind: 'on', day }
  }
  if (terms.years !== null) {
    const from =
      terms.begins === null ? latest : isEdtf(terms.begins) ? edtfBounds(terms.begins).latest : null
    const year = Number(from?.slice(0, 4)) + terms.years + 1
    return from === null || !Number.isInteger(year) || year > 9999
      ? { kind: 'unknown' }
      : { kind: 'on', day: `${String(year).padStart(4, '0')}-01-01` }
  }
  return terms.event !== null && terms.event.trim() !== '' ? { kind: 'event' } : { kind: 'unknown' }
}

/** When the last of several restrictions ends; null where there is none. */
export function openingOfAll(
  restrictions: readonly RestrictionTerms[],
  latest: string | null,
): Opening | null {
  const openings = restrictions.map((terms) => openingOf(terms, latest))
  const open = openings.find(({ kind }) => kind !== 'on')
  if (open) return open
  const days = openings.flatMap((opening) => (opening.kind === 'on' ? [opening.day] : []))
  const day = days.sort().at(-1)
  return day === undefined ? null : { kind: 'on', day }
}

/** Null after the last year that is written with four figures. */
function dayAfter(day: string): string | null {
  const next = new Date(`${day}T00:00:00Z`)
  next.setUTCDate(next.getUTCDate() + 1)
  return next.getUTCFullYear() > 9999 ? null : next.toISOString().slice(0, 10)
}
