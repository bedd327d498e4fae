/** Arranging the tree: units cut or copied, a position asked for, an order, reference codes by a pattern. */
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { DescriptionId } from '../../src-main/shared/contract/ids.ts'
import type { Scope } from '../../src-main/shared/contract/scope.ts'
import type { Words } from '../i18n.svelte.ts'
import { problemOf } from './problem.ts'
import type { Problem } from './problem.ts'

type Ids = [DescriptionId, ...DescriptionId[]]
type SortKey = Parameters<Client['arrangement']['sort']>[0]['by']
type Preview = Awaited<ReturnType<Client['arrangement']['renumberPreview']>>

export class Arranging {
  #client: Client
  #settle: () => Promise<void>
  #words: Words
  /** Null: that of the interface. */
  #language = $state<'en' | 'ja' | null>(null)
  /** Units that wait to be pasted. */
  held = $state.raw<{ how: 'cut' | 'copy'; ids: Ids } | null>(null)
  problem = $state.raw<Problem | null>(null)
  busy = $state(false)

  by = $state<SortKey>('title')
  descending = $state(false)
  pattern = $state('{parent}/{n:4}')
  start = $state(1)
  preview = $state.raw<Preview | null>(null)
  #asked: { scope: Scope; pattern: string; start: number } | null = null

  constructor(client: Client, words: Words, settle: () => Promise<void>) {
    this.#client = client
    this.#words = words
    this.#settle = settle
  }

  /** In which order letters stand. */
  get language(): 'en' | 'ja' {
    return this.#language ?? this.#words.language
  }

  set language(language: 'en' | 'ja') {
    this.#language = language
  }

  hold(how: 'cut' | 'copy', ids: readonly DescriptionId[]): void {
    const [first, ...rest] = ids
    if (first !== undefined) this.held = { how, ids: [first, ...rest] }
  }

  forget(): void {
    this.problem = null
    this.preview = null
  }

  /** Puts what is held into a unit, last. Gives the first of what was put there. */
  paste = (parentId: DescriptionId | null): Promise<DescriptionId | null> =>
    this.#try(async () => {
      const { held } = this
      if (held === null) return null
      if (held.how === 'copy') {
        const { ids } = await this.#client.arrangement.copy({ ids: held.ids, parentId, below: true })
        return ids[0] ?? null
      }
      await this.#client.description.move({ ids: held.ids, parentId })
      this.held = null
      return held.ids[0]
    })

  moveTo = (ids: Ids, parentId: DescriptionId | null, position: number): Promise<boolean | null> =>
    this.#try(async () => {
      await this.#client.arrangement.moveTo({ ids, parentId, position })
      return true
    })

  sort = (parentId: DescriptionId | null): Promise<number | null> =>
    this.#try(async () => {
      const { by, language, descending } = this
      return (await this.#client.arrangement.sort({ parentId, by, language, descending })).units
    })

  look = (scope: Scope): Promise<boolean | null> =>
    this.#try(async () => {
      const { pattern, start } = this
      this.#asked = { scope, pattern, start }
      this.preview = null
      this.preview = await this.#client.arrangement.renumberPreview({ scope, pattern, start, limit: 200 })
      return true
    })

  renumber = (): Promise<number | null> =>
    this.#try(async () => {
      if (this.#asked === null) return null
      const { units } = await this.#client.arrangement.renumber(this.#asked)
      this.preview = null
      return units
    })

  async #try<T>(act: () => Promise<T>): Promise<T | null> {
    this.busy = true
    try {
      await this.#settle()
      const value = await act()
      this.problem = null
      return value
    } catch (error) {
      this.problem = problemOf(error)
      return null
    } finally {
      this.busy = false
    }
  }
}
