/** What is printed, of what, and how it will look. */
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { JobId } from '../../src-main/shared/contract/ids.ts'
import type { PrintAbout, PrintTemplate } from '../../src-main/shared/contract/print.ts'
import type { Printed, PrintedPage, Sheet } from '../../src-main/shared/domain/print.ts'
import { sheetOf } from '../../src-main/shared/domain/print.ts'
import type { Words } from '../i18n.svelte.ts'
import { problemOf } from './problem.ts'
import type { Problem } from './problem.ts'

const SETTLE = 250

export class Printing {
  #client: Client
  #words: Words
  #settle: () => Promise<void>
  #timer: ReturnType<typeof setTimeout> | undefined
  #latest = 0
  what = $state<Printed>('unitLabels')
  about = $state.raw<PrintAbout | null>(null)
  template = $state.raw<PrintTemplate | null>(null)
  /** Whether the template is the program's own proposal. */
  isDefault = $state(true)
  /** Cells of the first sheet that are used up already. */
  skip = $state(0)
  #language = $state<'en' | 'ja' | null>(null)
  preview = $state.raw<{ total: number; page: PrintedPage } | null>(null)
  problem = $state.raw<Problem | null>(null)
  busy = $state(false)

  constructor(client: Client, words: Words, settle: () => Promise<void>) {
    this.#client = client
    this.#words = words
    this.#settle = settle
  }

  /** Language of what the form itself says: that of the interface, until the person chooses. */
  get language(): 'en' | 'ja' {
    return this.#language ?? this.#words.language
  }

  speak(language: 'en' | 'ja'): void {
    this.#language = language
    this.#later()
  }

  async open(what: Printed): Promise<void> {
    this.what = what
    this.skip = 0
    try {
      const { template, isDefault } = await this.#client.print.template({ what })
      if (this.what !== what) return
      this.template = template
      this.isDefault = isDefault
    } catch (error) {
      this.problem = problemOf(error)
    }
    await this.look()
  }

  /** Other units or containers are meant. */
  of(about: PrintAbout): void {
    this.about = about
    this.#later()
  }

  change(change: Partial<PrintTemplate>): void {
    if (this.template === null) return
    this.template = { ...this.template, ...change }
    this.#later()
  }

  /** A measure of the office's own sheet, which begins as the one that was chosen. */
  measure(change: Partial<Sheet>): void {
    if (this.template === null) return
    this.change({ sheet: 'own', own: { ...sheetOf(this.template), ...change } })
  }

  skipping(skip: number): void {
    this.skip = skip
    this.#later()
  }

  #later(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.look(), SETTLE)
  }

  /** Asks how the first page looks. */
  async look(): Promise<void> {
    const mine = ++this.#latest
    const { what, about, template, skip, language } = this
    if (about === null || template === null) return
    try {
      const preview = await this.#client.print.preview({ what, about, template, skip, language })
      if (mine !== this.#latest) return
      this.preview = preview
      this.problem = null
    } catch (error) {
      if (mine !== this.#latest) return
      this.problem = problemOf(error)
      this.preview = null
    }
  }

  /** Keeps the template for everybody who prints from the catalogue; null: the proposed one again. */
  async keep(template: PrintTemplate | null): Promise<void> {
    try {
      await this.#client.print.setTemplate({ what: this.what, template })
      await this.open(this.what)
    } catch (error) {
      this.problem = problemOf(error)
    }
  }

  /** Starts to write the PDF; gives the job. */
  async make(): Promise<JobId | null> {
    const { what, about, template, skip, language } = this
    if (about === null || template === null || this.busy) return null
    this.busy = true
    try {
      await this.#settle()
      const { jobId } = await this.#client.print.start({ what, about, template, skip, language })
      this.problem = null
      return jobId
    } catch (error) {
      this.problem = problemOf(error)
      return null
    } finally {
      this.busy = false
    }
  }
}
