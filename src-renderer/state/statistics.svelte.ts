/** What was done month by month: of the whole catalogue or a branch, of everybody or person by person. */
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { DescriptionId } from '../../src-main/shared/contract/ids.ts'
import { COUNTED } from '../../src-main/shared/contract/statistics.ts'
import type { Counts } from '../../src-main/shared/contract/statistics.ts'
import type { Messages } from '../../src-main/shared/i18n/index.ts'
import { Resource } from './resource.svelte.ts'

type Answer = Awaited<ReturnType<Client['statistics']['months']>>

/** A line of the table; `who` is null where it is of everybody. */
export interface StatisticsRow extends Counts {
  month: string
  who: string | null
}

/** What is shown: a description with all below it, or everything. */
export interface Branch {
  branchId: DescriptionId | null
}

export class Statistics {
  by = $state<'everybody' | 'people'>('everybody')
  readonly list: Resource<Branch, Answer>

  rows = $derived.by((): StatisticsRow[] =>
    (this.list.value?.months ?? []).flatMap(({ month, people, ...counts }): StatisticsRow[] =>
      this.by === 'everybody' ? [{ month, who: null, ...counts }] : people.map((one) => ({ month, ...one })),
    ),
  )

  /** `settle` saves what is being typed, so that it is counted too. */
  constructor(client: Client, settle: () => Promise<void>) {
    this.list = new Resource(async (branch) => {
      await settle()
      return client.statistics.months(branch)
    })
  }

  open(branchId: DescriptionId | null): Promise<void> {
    return this.list.open({ branchId })
  }

  /** The table as a file that spreadsheet programs open as they should: with a mark of its encoding (RFC 4180 otherwise). */
  csv({ statistics: m }: Messages): string {
    const withPeople = this.by === 'people'
    const total = this.list.value?.total
    const line = (first: string, who: string, counts: Counts) => [
      first,
      ...(withPeople ? [who] : []),
      ...COUNTED.map((name) => String(counts[name])),
    ]
    const lines = [
      [m.month, ...(withPeople ? [m.person] : []), ...COUNTED.map((name) => m.counted[name])],
      ...this.rows.map(({ month, who, ...counts }) =>
        line(month, who === '' ? m.nobody : (who ?? ''), counts),
      ),
      ...(total ? [line(m.total, '', total)] : []),
    ]
    return `\ufeff${lines.map((cells) => `${cells.map(quoted).join(',')}\r\n`).join('')}`
  }
}

/** A cell that begins like a formula is one for spreadsheet programs: then it is marked as words. */
function quoted(cell: string): string {
  const value = /^[=+\-@\t]/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value
}
