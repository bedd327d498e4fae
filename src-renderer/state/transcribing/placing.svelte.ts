/** A paragraph that is being placed on the page. */
import type { Client } from '../../../src-main/shared/contract/index.ts'
import type { ParagraphId } from '../../../src-main/shared/contract/ids.ts'
import type { Region } from '../../../src-main/shared/domain/region.ts'
import type { Pages } from '../pages.svelte.ts'
import type { Whole } from './whole.ts'

const LABEL = 60

export class Placing {
  #client: Client
  #whole: Whole
  #pages: Pages
  #placed = $state.raw<{ id: ParagraphId; label: string } | null>(null)

  /** What is drawn on the page; nothing yet. */
  drawing = $derived.by(() => this.#placed && { label: this.#placed.label, region: null as Region | null })

  constructor(client: Client, whole: Whole, pages: Pages) {
    this.#client = client
    this.#whole = whole
    this.#pages = pages
  }

  /** Begins with the paragraph of the cursor, on the page that is shown. */
  begin(): void {
    const { paragraph } = this.#whole
    if (paragraph) this.#placed = { id: paragraph.id, label: paragraph.value.slice(0, LABEL) }
  }

  giveUp(): void {
    this.#placed = null
  }

  async take(region: Region): Promise<void> {
    const [placed, page] = [this.#placed, this.#pages.current]
    this.#placed = null
    if (placed === null || page === null) return
    await this.#whole.act(() => this.#client.text.place({ paragraphId: placed.id, pageId: page.id, region }))
  }
}
