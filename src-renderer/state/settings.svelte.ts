/** What the person prefers: name, language, theme, panes. */
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { Settings } from '../../src-main/shared/contract/settings.ts'
import { languageFor } from '../../src-main/shared/i18n/index.ts'
import type { Words } from '../i18n.svelte.ts'

/** Panes that a view leaves out until the person asks for them. */
const AT_FIRST: Readonly<Record<string, readonly string[]>> = { transcribe: ['list'] }

export class Preferences {
  #client: Client
  #words: Words
  #root: HTMLElement
  #later: ReturnType<typeof setTimeout> | undefined
  #keeping: Promise<unknown> = Promise.resolve()
  value = $state.raw<Settings>({
    who: '',
    names: [],
    interface: null,
    theme: 'system',
    fixityEvery: 90,
    panes: {},
    hidden: {},
    leftOut: [],
    pdfPixelsPerInch: 300,
    derivatives: 4_000_000_000,
    filePatterns: [],
    columns: {},
  })

  constructor(client: Client, words: Words, root: HTMLElement) {
    this.#client = client
    this.#words = words
    this.#root = root
  }

  async start(preferred: readonly string[]): Promise<void> {
    try {
      this.value = await this.#client.settings.get()
    } catch {
      // Without an answer the desk still says so in the person's language.
    }
    this.#show(preferred)
  }

  /** Shown at once, and kept in the order in which they were chosen. */
  async set(changes: Partial<Omit<Settings, 'names'>>): Promise<void> {
    this.value = { ...this.value, ...changes }
    this.#show([])
    const kept = this.#keeping.then(() => this.#client.settings.set(changes))
    this.#keeping = kept.catch(() => undefined)
    await kept
  }

  /** Pane sizes arrive many times a second while they are dragged. */
  setPanes(view: string, sizes: number[]): void {
    this.value = { ...this.value, panes: { ...this.value.panes, [view]: sizes } }
    clearTimeout(this.#later)
    this.#later = setTimeout(() => void this.set({ panes: this.value.panes }), 500)
  }

  hidden = (view: string): readonly string[] => this.value.hidden[view] ?? AT_FIRST[view] ?? []

  toggleHidden(view: string, pane: string): void {
    const hidden = this.hidden(view)
    const next = hidden.includes(pane) ? hidden.filter((name) => name !== pane) : [...hidden, pane]
    void this.set({ hidden: { ...this.value.hidden, [view]: next } })
  }

  #show(preferred: readonly string[]): void {
    const { theme, interface: chosen } = this.value
    if (chosen) this.#words.language = chosen
    else if (preferred.length > 0) this.#words.language = languageFor(preferred)
    this.#root.lang = this.#words.language
    if (theme === 'system') delete this.#root.dataset.theme
    else this.#root.dataset.theme = theme
  }
}
