/** The places on the page of what stands on the sheet: shown, looked for, and drawn. */
import type { TextValue } from '../../src-main/shared/contract/description.ts'
import type { Region } from '../../src-main/shared/domain/region.ts'
import { standsOnSheet, TEXT_FIELD_NAMES } from '../../src-main/shared/domain/field.ts'
import type { TextField } from '../../src-main/shared/domain/field.ts'
import type { Pages } from './pages.svelte.ts'
import type { RecordState } from './record.svelte.ts'

const FIELDS = TEXT_FIELD_NAMES.filter(standsOnSheet)

interface Row {
  readonly field: TextField
  readonly index: number
}

export class Marks {
  #record: RecordState
  #pages: Pages
  /** The row that is looked at, in the form. */
  #lit = $state.raw<Row | null>(null)
  #drawing = $state.raw<(Row & { readonly id: number | null }) | null>(null)

  /** Those on the page that is shown. */
  shown = $derived.by(() => {
    const page = this.#pages.current
    return FIELDS.flatMap((field) =>
      (this.#record.value(field) ?? []).flatMap(({ value, pageId, region }, index) =>
        region && page?.id === pageId
          ? [
              {
                key: `${field} ${String(index)}`,
                label: value,
                region,
                lit: this.#lit?.field === field && this.#lit.index === index,
              },
            ]
          : [],
      ),
    )
  })

  /** What is being placed; nothing, once another record is shown. */
  drawing = $derived.by(() => {
    const row = this.#drawing
    if (row === null || row.id !== this.#record.id) return null
    const value = this.#record.value(row.field)?.[row.index]
    if (!value) return null
    const here = value.pageId === this.#pages.current?.id
    return { ...row, label: value.value, region: (here ? value.region : null) ?? null }
  })

  constructor(record: RecordState, pages: Pages) {
    this.#record = record
    this.#pages = pages
  }

  look(field: TextField, index: number | null): void {
    this.#lit = index === null ? null : { field, index }
  }

  /** Shows the page that a row stands on. */
  async show(field: TextField, index: number): Promise<void> {
    const pageId = this.#record.value(field)?.[index]?.pageId
    const at = this.#pages.all.findIndex(({ id }) => id === pageId)
    this.#lit = { field, index }
    if (at !== -1) await this.#pages.go(at)
  }

  /** Begins to place a row on the page that is shown. */
  begin(field: TextField, index: number): void {
    this.#lit = { field, index }
    this.#drawing = { field, index, id: this.#record.id }
  }

  giveUp(): void {
    this.#drawing = null
  }

  async take(region: Region): Promise<void> {
    const { drawing } = this
    const page = this.#pages.current
    this.#drawing = null
    if (drawing === null || page === null) return
    await this.#put(drawing, { pageId: page.id, region })
  }

  /** Takes a row off its page. */
  clear = (field: TextField, index: number): Promise<void> => this.#put({ field, index }, {})

  async #put({ field, index }: Row, at: Pick<TextValue, 'pageId' | 'region'>): Promise<void> {
    const values = this.#record.value(field) ?? []
    const row = values[index]
    if (!row) return
    const { pageId: _page, region: _region, ...value } = row
    this.#record.enter(field)
    this.#record.set(field, values.with(index, { ...value, ...at }))
    await this.#record.flush()
  }
}
