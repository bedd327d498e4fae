/** Statistics of review as tables: a head and a line for each code, decision, person or month. */
import type { ReviewStatistics } from '../contract/review-records.ts'
import { COUNTED_ACTS } from '../domain/review/states.ts'
import { harmless } from '../domain/sheet/formula.ts'
import type { Messages } from './index.ts'

export const STATISTICS_BY = ['codes', 'decisions', 'people', 'months'] as const
export type StatisticsBy = (typeof STATISTICS_BY)[number]

/** Heads first; the first column names the line, the others are numbers, but for the vocabulary of a code. */
export function statisticsTable(
  counted: ReviewStatistics,
  by: StatisticsBy,
  { reviewing, review }: Messages,
): string[][] {
  const m = reviewing.statistics
  const acts = COUNTED_ACTS.map((act) => m.acts[act])
  const steps = (rows: readonly { name: string; acts: Readonly<Record<string, number>> }[]) =>
    rows.map(({ name, acts: done }) => [name, ...COUNTED_ACTS.map((act) => String(done[act] ?? 0))])
  switch (by) {
    case 'codes':
      return [
        [m.code, m.vocabulary, m.redactions, m.items, m.lines],
        ...counted.codes.map((one) => [
          one.code,
          one.vocabulary,
          ...[one.redactions, one.items, one.lines].map(String),
        ]),
      ]
    case 'decisions':
      return [
        [m.bys.decisions, m.items],
        ...counted.decisions.map(({ decision, items }) => [
          decision === null ? m.undecided : (review.decisions[decision] ?? decision),
          String(items),
        ]),
      ]
    case 'people':
      return [[m.bys.people, ...acts], ...steps(counted.people.map(({ who, acts }) => ({ name: who, acts })))]
    case 'months':
      return [
        [m.bys.months, ...acts],
        ...steps(counted.months.map(({ month, acts }) => ({ name: month, acts }))),
      ]
  }
}

/** All of them, one after the other, with an empty line between. */
export const statisticsLines = (counted: ReviewStatistics, m: Messages): string[][] =>
  STATISTICS_BY.flatMap((by, index) => [...(index === 0 ? [] : [['']]), ...statisticsTable(counted, by, m)])

/** RFC 4180, with a mark of its encoding for spreadsheet programs. */
export const statisticsCsv = (rows: readonly (readonly string[])[]): string =>
  `\uFEFF${rows.map((cells) => `${cells.map(cell).join(',')}\r\n`).join('')}`

function cell(text: string): string {
  const safe = harmless(text)
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
