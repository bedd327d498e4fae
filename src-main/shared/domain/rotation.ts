/** Which backup copies are kept: all of the last hour, then one for each hour of a day, each day of a month, each week of a year. */

export interface DatedCopy {
  readonly name: string
  /** RFC 3339 instant in UTC. */
  readonly at: string
  /** Made before something that changes the whole file: such a copy is not replaced by a later one of the same hour. */
  readonly special: boolean
}

const HOUR = 3_600_000
const DAY = 24 * HOUR
const MONTH = 31 * DAY
const YEAR = 366 * DAY

/** The stretch of time of which one copy is kept, within the last hour the copy itself; null when it is too long ago. */
function stretch(name: string, at: number, now: number): string | null {
  const age = now - at
  if (age < HOUR) return `copy ${name}`
  if (age < DAY) return `hour ${String(Math.floor(at / HOUR))}`
  if (age < MONTH) return `day ${String(Math.floor(at / DAY))}`
  return age < YEAR ? `week ${String(Math.floor(at / (7 * DAY)))}` : null
}

/** Names of the copies that stay; of each stretch the newest, and the newest of all in any case. */
export function keptCopies(copies: readonly DatedCopy[], now: string): Set<string> {
  const newestFirst = copies.toSorted((one, other) => other.at.localeCompare(one.at))
  const kept = new Set(newestFirst.slice(0, 1).map(({ name }) => name))
  const taken = new Set<string>()
  for (const { name, at, special } of newestFirst) {
    const within = stretch(name, Date.parse(at), Date.parse(now))
    if (within === null) continue
    const place = special ? `${within} special` : within
    if (!taken.has(place)) kept.add(name)
    taken.add(place)
  }
  return kept
}
