/** When what is withheld is looked at again. */
import type { ExemptionCode } from '../../contract/exemption.ts'
import { endsOn } from '../exemption.ts'
import type { Regime } from '../exemption.ts'

/** In Japan a restriction is presumed not to go on beyond so many years (Guidelines on examination, Ministry of Foreign Affairs). */
const PRESUMED: Partial<Record<Regime, number>> = { jpAdministrative: 30, jpArchives: 30 }

export interface Cited {
  readonly regime: Regime
  readonly code: ExemptionCode
}

/**
 * The first day on which one of the codes cited has to be looked at again; null where no code says one.
 * @param latest the record's latest day
 * @param on the day of the decision
 */
export function againOn(cited: readonly Cited[], latest: string | null, on: string): string | null {
  const days = cited.flatMap(({ regime, code }) => {
    const ends = endsOn(code, latest)
    if (ends !== null) return [ends]
    const years = PRESUMED[regime]
    if (years === undefined || latest === null) return []
    return [`${String(Number(latest.slice(0, 4)) + years).padStart(4, '0')}-12-31`]
  })
  return days.filter((day) => day >= on).sort()[0] ?? null
}
