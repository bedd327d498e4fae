/** The record that is shown, read as one document: in which language its labels are, printed, saved as a file. */
import type { Language } from '../../src-main/shared/i18n/index.ts'
import type { DescriptionId, JobId } from '../../src-main/shared/contract/ids.ts'
import type { Words } from '../i18n.svelte.ts'
import type { Exchange } from './exchange.svelte.ts'

/** What the document can do where it is shown; the view gives it. */
export interface ReadingSurface {
  print(): void
}

export class Reading {
  #words: Words
  #exchange: Exchange
  #settle: () => Promise<void>
  #language = $state<Language | null>(null)
  /** Rises when the document may say something else now. */
  edition = $state(0)
  surface = $state.raw<ReadingSurface | null>(null)
  busy = $state(false)

  constructor(words: Words, exchange: Exchange, settle: () => Promise<void>) {
    this.#words = words
    this.#exchange = exchange
    this.#settle = settle
  }

  /** That of the interface, until the person chooses. */
  get language(): Language {
    return this.#language ?? this.#words.language
  }

  speak(language: Language): void {
    this.#language = language
  }

  address = (id: DescriptionId, theme: 'light' | 'dark'): string =>
    `/reading/${String(id)}?language=${this.language}&theme=${theme}&edition=${String(this.edition)}`

  /** What is still being typed is read, too. */
  settle = (): Promise<void> => this.#settle()

  refresh(): void {
    this.edition += 1
  }

  async save(id: DescriptionId, as: 'reading-html' | 'reading-pdf'): Promise<JobId | null> {
    if (this.busy) return null
    this.busy = true
    try {
      return await this.#exchange.export(
        {
          as,
          audience: 'staff',
          scope: { kind: 'units', ids: [id] },
          options: { language: this.language },
        },
        null,
      )
    } finally {
      this.busy = false
    }
  }
}
