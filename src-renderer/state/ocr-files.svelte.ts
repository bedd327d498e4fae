/** Files of words and boxes that another program made, looked at before they are taken in. */
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { DescriptionId, JobId } from '../../src-main/shared/contract/ids.ts'
import type { OcrLanguage } from '../../src-main/shared/domain/ocr.ts'
import { problemOf } from './problem.ts'
import type { Problem } from './problem.ts'

type Preview = Awaited<ReturnType<Client['ocr']['previewFiles']>>

export class OcrFiles {
  #client: Client
  #settle: () => Promise<void>
  language = $state<OcrLanguage | 'unknown'>('jpn')
  direction = $state<'horizontal' | 'vertical'>('horizontal')
  preview = $state.raw<(Preview & { descriptionId: DescriptionId }) | null>(null)
  /** Pages for which there is a page of the record. */
  matched = $derived(
    (this.preview?.files ?? []).flatMap(({ pages }) => pages.filter(({ pageId }) => pageId !== null)).length,
  )
  busy = $state(false)
  problem = $state.raw<Problem | null>(null)

  constructor(client: Client, settle: () => Promise<void>) {
    this.#client = client
    this.#settle = settle
  }

  open(): void {
    this.preview = null
    this.problem = null
  }

  async look(descriptionId: DescriptionId, handles: () => Promise<string[]>): Promise<void> {
    await this.#act(async () => {
      this.preview = null
      const found = await handles()
      if (found.length === 0) return
      this.preview = {
        descriptionId,
        ...(await this.#client.ocr.previewFiles({ descriptionId, handles: found })),
      }
    })
  }

  /** Starts to take in what is looked at; gives the job. */
  async take(): Promise<JobId | null> {
    const { preview, language, direction } = this
    if (preview === null) return null
    let job: JobId | null = null
    await this.#act(async () => {
      const { jobId } = await this.#client.ocr.takeFiles({
        descriptionId: preview.descriptionId,
        handles: preview.files.filter(({ refused }) => refused === null).map(({ handle }) => handle),
        language: language === 'unknown' ? null : language,
        direction,
      })
      // The handles were for one call.
      this.preview = null
      job = jobId
    })
    return job
  }

  async #act(act: () => Promise<void>): Promise<void> {
    this.busy = true
    this.problem = null
    try {
      await this.#settle()
      await act()
    } catch (error) {
      this.problem = problemOf(error)
    } finally {
      this.busy = false
    }
  }
}
