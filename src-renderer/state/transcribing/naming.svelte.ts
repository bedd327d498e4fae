/** A passage of which somebody says whose name it is. */
import type { Client } from '../../../src-main/shared/contract/index.ts'
import type { AuthorityId, DescriptionId, ParagraphId } from '../../../src-main/shared/contract/ids.ts'
import type { AgentType } from '../../../src-main/shared/domain/field.ts'
import type { Span } from '../../../src-main/shared/domain/span.ts'
import type { Whole } from './whole.ts'

interface Passage extends Span {
  readonly descriptionId: DescriptionId
  readonly paragraphId: ParagraphId
  readonly words: string
}

export class Naming {
  #client: Client
  #whole: Whole
  passage = $state.raw<Passage | null>(null)

  constructor(client: Client, whole: Whole) {
    this.#client = client
    this.#whole = whole
  }

  /** Asks about the selected words; where they stand is said by the core, so what was typed goes out first. */
  async begin(): Promise<void> {
    const { cursor } = this.#whole
    if (cursor === null || cursor.start === cursor.end) return
    await this.#whole.settle()
    const { cursor: now, descriptionId } = this.#whole
    const paragraphId = now?.paragraph.id
    if (paragraphId == null || descriptionId === null) return
    const { start, end, paragraph } = cursor
    this.passage = { descriptionId, paragraphId, start, end, words: paragraph.value.slice(start, end) }
  }

  /** The passage is the name of an authority, or of one that is made with it. */
  async take(bearer: { id: AuthorityId } | { type: AgentType; name: string }): Promise<void> {
    const { passage } = this
    this.passage = null
    if (passage === null) return
    const { descriptionId, paragraphId, start, end } = passage
    await this.#whole.act(async () => {
      const authorityId = 'id' in bearer ? bearer.id : await this.#make(bearer)
      await this.#client.mention.take({
        descriptionId,
        mentions: [{ paragraphId, authorityId, start, end }],
      })
    })
    this.#whole.focus()
  }

  end(): void {
    this.passage = null
    this.#whole.focus()
  }

  async #make({ type, name }: { type: AgentType; name: string }): Promise<AuthorityId> {
    const fields = { type, names: [{ kind: 'authorized' as const, value: name }] }
    return (await this.#client.authority.create({ fields })).id
  }
}
