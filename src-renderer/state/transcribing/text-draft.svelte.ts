/** One text as it is edited: what is typed goes to the core within a second, and is kept when others change the text meanwhile. */
import type { Client } from '../../../src-main/shared/contract/index.ts'
import type { ParagraphId, TextId } from '../../../src-main/shared/contract/ids.ts'
import type { Text, WrittenParagraph } from '../../../src-main/shared/contract/text.ts'
import type { EditedParagraph } from '../../edited-paragraph.ts'
import type { Composition } from '../composition.svelte.ts'
import { problemOf, UNREACHABLE } from '../problem.ts'
import type { Problem } from '../problem.ts'
import { SaveQueue } from '../save-queue.ts'
import { merged, spliceOf, written, writtenOf } from './splice.ts'

/** What keeps a change from being saved and is over after a while. */
const PASSING: ReadonlySet<string> = new Set([UNREACHABLE.code, 'writingHeld'])

/** What shows the draft is told when it has to show something else. */
export interface Shown {
  show(paragraphs: readonly EditedParagraph[]): void
  adopt(ids: ReadonlyMap<string, ParagraphId | null>): void
}

export class TextDraft {
  #client: Client
  #queue: SaveQueue<readonly EditedParagraph[]>
  #visit = 0
  /** Ids that new paragraphs have got, by their keys. */
  #ids = new Map<string, ParagraphId>()
  #sending = false
  #here: readonly EditedParagraph[]
  /** How often the core has taken something: answers to older questions say less. */
  written = 0
  /** What shows the text, while something does. */
  shown: Shown | null = null
  /** The text as the core has it. */
  base: Text = $state.raw() as Text
  state = $state<'saved' | 'typing' | 'saving' | 'waiting' | 'refused'>('saved')
  problem = $state.raw<Problem | null>(null)
  savedAt = $state.raw<Date | null>(null)

  constructor(client: Client, parting: Client, composition: Composition, text: Text) {
    this.#client = client
    this.base = text
    this.#here = this.#keyed(text)
    this.#queue = new SaveQueue<readonly EditedParagraph[]>({
      key: () => 'paragraphs',
      send: () => this.#send(),
      part: () => {
        const splice = spliceOf(writtenOf(this.base.paragraphs), this.#now())
        // What is on its way with new paragraphs would be there twice.
        if (splice === null || (this.#sending && splice.paragraphs.some(({ id }) => id === null))) return
        void parting.text.write({ id: this.id, ...splice, visit: this.#visitName }).catch(() => undefined)
      },
      held: () => {
        if (composition.active) composition.whenEnded(() => this.#queue.release())
        return composition.active
      },
      worthRetrying: (error) => PASSING.has(problemOf(error).code),
      settle: 350,
      longest: 800,
      retryAfter: 2000,
    })
  }

  get id(): TextId {
    return this.base.id
  }

  get dirty(): boolean {
    return this.#queue.size > 0 || this.state === 'refused'
  }

  get #visitName(): string {
    return `text ${String(this.id)} ${String(this.#visit)}`
  }

  /** The text as the person at the desk has it. */
  paragraphs = (): readonly EditedParagraph[] => this.#here

  put(paragraphs: readonly EditedParagraph[]): void {
    this.#here = paragraphs
    this.state = 'typing'
    this.#queue.put(paragraphs)
  }

  /** The person has left: what comes next is another step to undo. */
  async leave(): Promise<void> {
    await this.#queue.flush()
    this.#visit += 1
  }

  flush = (): Promise<void> => this.#queue.flush()
  part = (): void => this.#queue.part()

  /** The text as it is now in the core, after a change that was made here or elsewhere. */
  take(text: Text): void {
    // The answer to what is on its way says it, too.
    if (!this.#sending) this.#take(text, writtenOf(this.base.paragraphs))
  }

  /** `before`: what the core had when the person's changes began. */
  #take(text: Text, before: readonly WrittenParagraph[]): void {
    this.base = text
    const [theirs, here] = [this.#keyed(text), this.#now()]
    const fresh = merged(before, theirs, here)
    this.#here = fresh
    if (fresh.length !== here.length || spliceOf(fresh, here) !== null) this.shown?.show(fresh)
  }

  #keyed(text: Text): EditedParagraph[] {
    const keys = new Map([...this.#ids].map(([key, id]) => [id, key]))
    return text.paragraphs.map((one) => ({
      ...written(one),
      key: keys.get(one.id) ?? `id ${String(one.id)}`,
    }))
  }

  /** What the person has, with the ids that new paragraphs have got meanwhile. */
  #now(): EditedParagraph[] {
    return this.#here.map((one) => ({ ...one, id: one.id ?? this.#ids.get(one.key) ?? null }))
  }

  async #send(): Promise<void> {
    const sent = this.#now()
    const splice = spliceOf(writtenOf(this.base.paragraphs), sent)
    if (splice === null) {
      this.state = 'saved'
      return
    }
    this.state = 'saving'
    this.#sending = true
    try {
      const text = await this.#client.text
        .write({ id: this.id, ...splice, visit: this.#visitName })
        .finally(() => (this.#sending = false))
      this.written += 1
      const known = new Set(this.base.paragraphs.map((one) => one.id))
      const fresh = text.paragraphs.filter((one) => !known.has(one.id))
      const saved = sent.map((one) => {
        if (one.id !== null) return one
        const at = fresh.findIndex(({ value }) => value === one.value)
        const [given] = at === -1 ? [] : fresh.splice(at, 1)
        if (given) this.#ids.set(one.key, given.id)
        return { ...one, id: given?.id ?? null }
      })
      this.shown?.adopt(this.#ids)
      this.#take(text, saved)
      this.problem = null
      this.savedAt = new Date()
      // More may have been typed since.
      this.state = spliceOf(writtenOf(text.paragraphs), this.#here) === null ? 'saved' : 'typing'
    } catch (error) {
      const problem = problemOf(error)
      if (problem.code === 'paragraphNotFound') return await this.#again()
      this.problem = problem
      this.state = PASSING.has(problem.code) ? 'waiting' : 'refused'
      throw error
    }
  }

  /** Paragraphs are gone: what was done here goes over what is there now. */
  async #again(): Promise<void> {
    const before = this.base
    const all = await this.#client.text.list({ descriptionId: before.descriptionId })
    const now = all.find(({ id }) => id === this.id)
    if (!now) {
      this.state = 'refused'
      this.problem = { code: 'textNotFound', data: { id: this.id } }
      return
    }
    this.#take(now, writtenOf(before.paragraphs))
    await this.#send()
  }
}
