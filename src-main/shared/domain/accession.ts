/** Accessions: how they come, and how their numbers go on. */
import { fold } from './fold.ts'

export const ACCESSION_KINDS = ['transfer', 'gift', 'purchase', 'deposit', 'loan', 'found', 'other'] as const

/** What is counted in a number, with what stands before and after it: `2026-014`, `14/2026`, `第41号`. */
const WRITTEN = [
  /^(?<head>\D*(?:19|20)\d{2}\D.*?)(?<running>\d+)(?<tail>\D*)$/u,
  /^(?<head>\D*)(?<running>\d+)(?<tail>\D+(?:19|20)\d{2}\D*)$/u,
  /^(?<head>.*?)(?<running>\d+)(?<tail>\D*)$/u,
]
const YEAR = /(?<!\d)(?:19|20)\d{2}(?!\d)/u

function partsOf(number: string): { head: string; running: string; tail: string } {
  const plain = number.normalize('NFKC').trim()
  for (const written of WRITTEN) {
    const { head = '', running, tail = '' } = written.exec(plain)?.groups ?? {}
    if (running !== undefined) return { head, running, tail }
  }
  return { head: `${plain} `, running: '1', tail: '' }
}

/**
 * The number after those that there are, newest first: written as the newest is, one above the highest that is written so. Where the newest
 * says a year, the next says this year, which begins at 1 with as many digits.
 */
export function nextNumber(numbers: readonly string[], year: number): string {
  const [newest = `${String(year)}-000`] = numbers
  const { head, running, tail } = partsOf(newest)
  const thisYear = (text: string) => text.replace(YEAR, String(year))
  const around = ({ head: before, tail: after }: { head: string; tail: string }) =>
    fold(`${before}\u0000${after}`)
  const wanted = { head: thisYear(head), tail: thisYear(tail) }
  const highest = numbers
    .map(partsOf)
    .filter((parts) => around(parts) === around(wanted))
    .reduce((most, parts) => Math.max(most, Number(parts.running)), 0)
  return `${wanted.head}${String(highest + 1).padStart(running.length, '0')}${wanted.tail}`
}
