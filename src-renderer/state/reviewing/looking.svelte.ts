/** Pages before the eyes of a reviewer: which are still to be looked at, and how far what is marked on one will be black. */
import type { Blind } from '../../../src-main/shared/contract/blind.ts'
import type { Client } from '../../../src-main/shared/contract/index.ts'
import type { PageId } from '../../../src-main/shared/contract/ids.ts'
import type { Review } from '../../../src-main/shared/contract/review.ts'
import type { Page } from '../../../src-main/shared/contract/scan.ts'
import type { Coding } from '../../../src-main/shared/domain/box/coding.ts'
import { Resource } from '../resource.svelte.ts'

interface Whole {
  readonly review: Resource<Review['descriptionId'], Review>
  readonly blind: Resource<Review['descriptionId'], Blind>
  readonly writable: boolean
  failed(error: unknown): void
}

/** Another scan of a page is coded in another way. */
const codingKey = (page: Page | null): string | null =>
  page?.scan ? `${String(page.id)} ${page.scan.sha256}` : null

export class Looking {
  #client: Client
  #whole: Whole
  #named: () => boolean
  #going = new Set<PageId>()
  /** By page and scan. */
  #coding: Resource<string, Coding | null>

  constructor(client: Client, whole: Whole, named: () => boolean) {
    this.#client = client
    this.#whole = whole
    this.#named = named
    this.#coding = new Resource((key) => client.redaction.coding({ pageId: Number.parseInt(key) }))
  }

  clear(): void {
    this.#going.clear()
  }

  /** Whether a page is still to be looked at. What nobody has to review is not taken by being looked at. */
  waitsFor(pageId: PageId): boolean {
    const review = this.#whole.review.value
    if (review === null) return false
    const { standing, required } = review
    const isVeiled = this.#whole.blind.value?.veiled === true
    const due = standing === 'inReview' || (standing === 'notReviewed' && required) || isVeiled
    return due && this.#whole.writable && this.#named() && review.looked.every((one) => one.pageId !== pageId)
  }

  /** A page that stays before a reviewer's eyes was looked at. */
  async look(pageId: PageId): Promise<void> {
    const review = this.#whole.review.value
    if (review === null || !this.waitsFor(pageId) || this.#going.has(pageId)) return
    this.#going.add(pageId)
    // It goes on beside whatever the person does, and is in nobody's way.
    try {
      await this.#client.review.look({ descriptionId: review.descriptionId, pageId })
      await this.#whole.review.reload()
    } catch (error) {
      this.#whole.failed(error)
    }
    this.#going.delete(pageId)
  }

  /** How the image of a page is coded; null until it is known. */
  codingOf(page: Page): Coding | null {
    return this.#coding.key === codingKey(page) ? this.#coding.value : null
  }

  async askCoding(page: Page | null): Promise<void> {
    const key = codingKey(page)
    if (key !== this.#coding.key) await this.#coding.open(key)
  }
}
