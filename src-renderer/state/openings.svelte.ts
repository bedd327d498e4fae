/** Restricted units by the day on which they open. */
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { OpeningRow } from '../../src-main/shared/contract/restriction.ts'
import { Resource } from './resource.svelte.ts'

export const PERIODS = ['past', 'thisYear', 'fiveYears', 'all', 'undetermined'] as const
export type Period = (typeof PERIODS)[number]

export class Openings {
  period = $state<Period>('fiveYears')
  /** The soonest first, 200 of them. */
  readonly list: Resource<Period, { total: number; rows: OpeningRow[] }>

  constructor(client: Client) {
    this.list = new Resource((period) =>
      client.restriction.openings({ ...daysOf(period, new Date()), limit: 200 }),
    )
  }

  show(period: Period): void {
    this.period = period
    void this.refresh()
  }

  refresh(): Promise<void> {
    return this.list.key === this.period ? this.list.reload() : this.list.open(this.period)
  }
}

export function daysOf(
  period: Period,
  now: Date,
): { from: string | null; to: string | null; undetermined: boolean } {
  const [today, year] = [now.toISOString().slice(0, 10), now.getUTCFullYear()]
  const between = (from: string | null, to: string | null) => ({ from, to, undetermined: false })
  switch (period) {
    case 'past':
      return between(null, today)
    case 'thisYear':
      return between(`${String(year)}-01-01`, `${String(year)}-12-31`)
    case 'fiveYears':
      return between(today, `${String(year + 5)}-12-31`)
    case 'all':
      return between(null, null)
    case 'undetermined':
      return { from: null, to: null, undetermined: true }
  }
}
