/** What waits for review: narrowed by state, batch, person, code and day, with how many are in each state. */
import type { Client } from '../../../src-main/shared/contract/index.ts'
import type { DescriptionId } from '../../../src-main/shared/contract/ids.ts'
import type { QueueItem } from '../../../src-main/shared/contract/review.ts'
import type { ReviewState } from '../../../src-main/shared/domain/review/states.ts'
import type { Composition } from '../composition.svelte.ts'
import { WindowedRows } from '../windowed-rows.svelte.ts'

interface Narrowed {
  readonly state: ReviewState | null
  readonly batch: string
  readonly reviewer: string
  readonly code: string
  readonly dueBy: string
}

const ALL: Narrowed = { state: null, batch: '', reviewer: '', code: '', dueBy: '' }

type Row = QueueItem & { readonly id: DescriptionId }

const orNull = (words: string): string | null => (words.trim() === '' ? null : words.trim())

export class Queue {
  readonly rows: WindowedRows<DescriptionId, Row>
  narrowed = $state.raw<Narrowed>(ALL)
  counts = $state.raw<Partial<Record<ReviewState, number>>>({})
  isNarrowed = $derived(Object.values(this.narrowed).some((value) => value !== null && value !== ''))

  constructor(client: Client, composition: Composition, show: (id: DescriptionId) => void) {
    this.rows = new WindowedRows<DescriptionId, Row>(
      {
        list: async (_query, window) => {
          const { state, batch, reviewer, code, dueBy } = this.narrowed
          const { total, items, counts } = await client.review.queue({
            state,
            batch: orNull(batch),
            reviewer: orNull(reviewer),
            code: orNull(code),
            dueBy: orNull(dueBy),
            ...window,
          })
          this.counts = counts
          return { total, rows: items.map((item) => ({ ...item, id: item.descriptionId })) }
        },
        show,
      },
      composition,
    )
  }

  /** As with any list: asked a little after the last key. */
  narrow(change: Partial<Narrowed>): void {
    this.narrowed = { ...this.narrowed, ...change }
    this.rows.find('')
  }

  clear(): void {
    this.narrowed = ALL
    this.counts = {}
    this.rows.clear()
  }
}
