/** A vocabulary that comes in from a file, looked at before it is taken, and terms that go out as one. */
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { JobId } from '../../src-main/shared/contract/ids.ts'
import type { TermFilePreview } from '../../src-main/shared/contract/term.ts'
import { problemOf } from './problem.ts'
import type { Problem } from './problem.ts'
import type { TermType } from './terms.svelte.ts'

export class TermFiles {
  #client: Client
  #settle: () => Promise<void>
  /** For the next call about the file that is looked at. */
  #handle: string | null = null
  source = $state('local')
  type = $state<TermType>('subject')
  preview = $state.raw<TermFilePreview | null>(null)
  /** Whether the preview is of another vocabulary or type than is chosen now. */
  stale = $state(false)
  busy = $state(false)
  problem = $state.raw<Problem | null>(null)

  /** `settle` saves what is being typed, so that it goes out, too. */
  constructor(client: Client, settle: () => Promise<void>) {
    this.#client = client
    this.#settle = settle
  }

  /** Nothing of another catalogue, or of an earlier time, is shown. */
  open(): void {
    this.#handle = null
    this.preview = null
    this.problem = null
    this.stale = false
  }

  of(change: { source?: string; type?: TermType }): void {
    this.source = change.source ?? this.source
    this.type = change.type ?? this.type
    this.stale = this.preview !== null
  }

  /** Reads a file; without one, that which is looked at once more. */
  look = (handle?: () => Promise<string>): Promise<boolean> =>
    this.#act(async () => {
      if (handle) {
        this.preview = null
        this.#handle = await handle()
      }
      const { source, type } = this
      const asked = this.#handle
      if (asked === null) return
      this.#handle = null
      const { handle: next, ...preview } = await this.#client.term.previewFile({
        handle: asked,
        source,
        type,
      })
      this.#handle = next
      this.preview = preview
      this.stale = false
    })

  /** Starts to take in what is looked at; gives the job. */
  async take(): Promise<JobId | null> {
    const handle = this.#handle
    if (handle === null) return null
    const { source, type } = this
    let job: JobId | null = null
    const done = await this.#act(async () => {
      job = (await this.#client.term.importFile({ handle, source, type })).jobId
    })
    if (done) this.open()
    return job
  }

  async write(source: string | null, as: 'skos' | 'csv'): Promise<JobId | null> {
    let job: JobId | null = null
    await this.#act(async () => {
      job = (await this.#client.term.exportFile({ source, as })).jobId
    })
    return job
  }

  async #act(act: () => Promise<void>): Promise<boolean> {
    this.busy = true
    this.problem = null
    try {
      await this.#settle()
      await act()
      return true
    } catch (error) {
      this.problem = problemOf(error)
      return false
    } finally {
      this.busy = false
    }
  }
}
