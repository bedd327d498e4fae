/** What the paragraph of the cursor said before. */
import type { Client } from '../../../src-main/shared/contract/index.ts'
import type { ParagraphId } from '../../../src-main/shared/contract/ids.ts'
import { shiftedMarks } from '../../../src-main/shared/domain/text-mark.ts'
import { editsBetween } from '../../../src-main/shared/domain/span.ts'
import { Resource } from '../resource.svelte.ts'
import type { Whole } from './whole.ts'

export class ParagraphPast {
  #client: Client
  #whole: Whole
  isOpen = $state(false)
  readonly states: Resource<ParagraphId, Awaited<ReturnType<Client['text']['past']>>>

  constructor(client: Client, whole: Whole) {
    this.#client = client
    this.#whole = whole
    this.states = new Resource((paragraphId) => client.text.past({ paragraphId }))
  }

  open(): void {
    this.isOpen = true
    this.follow()
  }

  close(): void {
    this.isOpen = false
    this.#whole.focus()
  }

  /** The cursor is in another paragraph. */
  follow(): void {
    if (this.isOpen) void this.states.open(this.#whole.paragraph?.id ?? null)
  }

  reload(): void {
    if (this.isOpen) void this.states.reload()
  }

  /** Puts earlier words of the paragraph in the place of those that stand there. */
  async take(value: string): Promise<void> {
    const { text, paragraph } = this.#whole
    if (text === null || paragraph === null) return
    await this.#whole.act(async () => {
      const { id, kind, pageId, continues } = paragraph
      const marks = shiftedMarks(paragraph.marks, editsBetween(paragraph.value, value))
      const written = { id, kind, pageId, continues, value, marks }
      await this.#client.text.write({ id: text.id, replaced: [id], paragraphs: [written] })
    })
  }
}
