/** What is looked at beside the queue: what falls due up to a day, how much was done, an item beside the one that it copies. */
import type { Client } from '../../../src-main/shared/contract/index.ts'
import type { DescriptionId } from '../../../src-main/shared/contract/ids.ts'
import type { DueItem } from '../../../src-main/shared/contract/review.ts'
import type { Comparison, ReviewStatistics } from '../../../src-main/shared/contract/review-records.ts'
import { Resource } from '../resource.svelte.ts'

export interface Asked {
  readonly by: string
  readonly batch: string
  readonly reviewer: string
  readonly code: string
}

/** Things due that are shown; the others are counted. */
const SHOWN = 200
/** Days that are looked ahead, until another day is chosen. */
const AHEAD = 90

const orNull = (words: string): string | null => (words.trim() === '' ? null : words.trim())

export class ReviewDue {
  readonly list: Resource<Asked, { total: number; items: DueItem[] }>
  readonly statistics: Resource<true, ReviewStatistics>
  readonly compared: Resource<{ descriptionId: DescriptionId; otherId: DescriptionId }, Comparison>
  /** By the day on which they fall due, then by batch. */
  days = $derived.by(() => {
    const days = new Map<string, Map<string, DueItem[]>>()
    for (const item of this.list.value?.items ?? []) {
      const batches = days.get(item.on) ?? new Map<string, DueItem[]>()
      days.set(item.on, batches)
      batches.set(item.batch ?? '', [...(batches.get(item.batch ?? '') ?? []), item])
    }
    return [...days].map(([day, batches]) => ({
      day,
      batches: [...batches].map(([batch, items]) => ({ batch, items })),
    }))
  })

  constructor(client: Client) {
    this.list = new Resource(({ by, batch, reviewer, code }) =>
      client.review.due({
        by,
        batch: orNull(batch),
        reviewer: orNull(reviewer),
        code: orNull(code),
        limit: SHOWN,
      }),
    )
    this.statistics = new Resource(() => client.review.statistics())
    this.compared = new Resource((both) => client.review.compare(both))
  }

  open(): void {
    if (this.list.key === null) this.ask({})
    else void this.list.reload()
  }

  ask(change: Partial<Asked>): void {
    const by = new Date(Date.now() + AHEAD * 86_400_000).toISOString().slice(0, 10)
    void this.list.open({ ...(this.list.key ?? { by, batch: '', reviewer: '', code: '' }), ...change })
  }

  async refresh(): Promise<void> {
    await Promise.all([this.list.reload(), this.statistics.reload()])
  }

  clear(): void {
    void this.list.open(null)
    void this.statistics.open(null)
    void this.compared.open(null)
  }
}
