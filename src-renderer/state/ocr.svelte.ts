/** What is to be read, and how: chosen, tried out, looked at, started. */
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { JobId, PageId } from '../../src-main/shared/contract/ids.ts'
import type { Page } from '../../src-main/shared/contract/scan.ts'
import type { Scope } from '../../src-main/shared/contract/scope.ts'
import type { OcrLanguage } from '../../src-main/shared/domain/ocr.ts'
import type { Region } from '../../src-main/shared/domain/region.ts'
import type { Pages } from './pages.svelte.ts'
import { problemOf } from './problem.ts'
import type { Problem } from './problem.ts'
import { Resource } from './resource.svelte.ts'

export type LanguageChoice = 'proposed' | 'jpn' | 'eng' | 'both'
export type DirectionChoice = 'proposed' | 'horizontal' | 'vertical'
export type Edited = 'ask' | 'keep' | 'replace'

type Preview = Awaited<ReturnType<Client['ocr']['preview']>>
type StartInput = Parameters<Client['ocr']['start']>[0]
type PreviewInput = Parameters<Client['ocr']['preview']>[0]

const LANGUAGES: Record<LanguageChoice, [OcrLanguage, ...OcrLanguage[]] | null> = {
  proposed: null,
  jpn: ['jpn'],
  eng: ['eng'],
  both: ['jpn', 'eng'],
}

/** Pixels of a preview: letters can be told apart. */
const BOX = 1600

export class Ocr {
  #client: Client
  #pages: Pages
  #settle: () => Promise<void>
  language = $state<LanguageChoice>('proposed')
  direction = $state<DirectionChoice>('proposed')
  deskew = $state(true)
  denoise = $state(false)
  threshold = $state(true)
  leaveOutMarks = $state(true)
  /** The part that was marked on a page; it says nothing of another. */
  #marked = $state.raw<{ pageId: PageId | null; region: Region | null }>({ pageId: null, region: null })
  /** What is being marked on the page. */
  drawing = $state.raw<'region' | 'leaveOut' | null>(null)
  readonly preview: Resource<PreviewInput, Preview>
  readonly proposal: Resource<PageId, Awaited<ReturnType<Client['ocr']['propose']>>>
  /** What of a page is never read. */
  readonly leftOut: Resource<PageId, readonly Region[]>
  busy = $state(false)
  problem = $state.raw<Problem | null>(null)
  /** How many pages somebody has edited, when that has to be decided. */
  edited = $state.raw<number | null>(null)

  page = $derived.by(() => {
    const { current } = this.#pages
    return current?.scan ? current : null
  })
  region = $derived.by(() => (this.#marked.pageId === this.page?.id ? this.#marked.region : null))
  leaveOut = $derived.by(() => (this.leftOut.key === this.page?.id ? (this.leftOut.value ?? []) : []))
  /** Pages of the record that have an image. */
  besides = $derived.by(() => this.#pages.all.filter(({ scan }) => scan !== null))

  constructor(client: Client, pages: Pages, settle: () => Promise<void>) {
    this.#client = client
    this.#pages = pages
    this.#settle = settle
    this.preview = new Resource((input) => client.ocr.preview(input))
    this.proposal = new Resource((pageId) => client.ocr.propose({ pageId }))
    this.leftOut = new Resource((pageId) => client.ocr.leftOut({ pageId }))
  }

  /** Nothing of another page, or of an earlier time, is shown. */
  open(): void {
    this.problem = null
    this.edited = null
    this.drawing = null
    void this.preview.open(null)
    void this.proposal.open(null)
  }

  take(region: Region): void {
    const pageId = this.page?.id ?? null
    if (this.drawing === 'region') this.#marked = { pageId, region }
    else void this.keepLeftOut([...this.leaveOut, region])
    this.drawing = null
    void this.preview.open(null)
  }

  clearRegion(): void {
    this.#marked = { pageId: this.page?.id ?? null, region: null }
    void this.preview.open(null)
  }

  /** Says what of the page is never read; or of all pages of the record. */
  async keepLeftOut(
    regions: readonly Region[],
    pages: readonly Pick<Page, 'id'>[] = this.page ? [this.page] : [],
  ): Promise<void> {
    void this.preview.open(null)
    this.problem = null
    try {
      await this.#client.ocr.leaveOut({ pageIds: pages.map(({ id }) => id), regions: [...regions] })
    } catch (error) {
      this.problem = problemOf(error)
    }
    await this.leftOut.reload()
  }

  keepOnAllPages = (): Promise<void> => this.keepLeftOut(this.leaveOut, this.besides)

  /** The page that is shown is another one. */
  follow = (): Promise<void> => this.leftOut.open(this.page?.id ?? null)

  propose = (): Promise<void> => this.proposal.open(this.page?.id ?? null)

  look(): Promise<void> {
    const { page, deskew, denoise, threshold, leaveOutMarks, region } = this
    if (page === null) return Promise.resolve()
    const prepared = { deskew, denoise, threshold, leaveOutMarks, region }
    return this.preview.open({ pageId: page.id, ...prepared, box: BOX })
  }

  /** Starts to read the page that is shown, or all in a scope; gives the job, or null where it was refused. */
  async start(scope: Scope | null, edited: Edited = 'ask'): Promise<JobId | null> {
    const { page, region, deskew, denoise, threshold, leaveOutMarks } = this
    this.busy = true
    this.problem = null
    this.edited = null
    try {
      await this.#settle()
      const about: StartInput['about'] | null =
        scope !== null ? { kind: 'scope', scope } : page && { kind: 'page', pageId: page.id, region }
      if (about === null) return null
      const { jobId } = await this.#client.ocr.start({
        about,
        languages: LANGUAGES[this.language],
        direction: this.direction === 'proposed' ? null : this.direction,
        ...{ deskew, denoise, threshold, leaveOutMarks, edited },
      })
      return jobId
    } catch (error) {
      const problem = problemOf(error)
      if (problem.code === 'ocrEdited') this.edited = (problem.data as { pages: number }).pages
      else this.problem = problem
      return null
    } finally {
      this.busy = false
    }
  }
}
