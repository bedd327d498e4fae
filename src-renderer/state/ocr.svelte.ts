/** What is to be read, and how: chosen, tried out, looked at, started. */
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { JobId, PageId } from '../../src-main/shared/contract/ids.ts'
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
  /** What was marked on a page; it says nothing of another. */
  #marked = $state.raw<{ pageId: PageId | null; region: Region | null; leaveOut: readonly Region[] }>({
    pageId: null,
    region: null,
    leaveOut: [],
  })
  /** What is being marked on the page. */
  drawing = $state.raw<'region' | 'leaveOut' | null>(null)
  readonly preview: Resource<PreviewInput, Preview>
  readonly proposal: Resource<PageId, Awaited<ReturnType<Client['ocr']['propose']>>>
  busy = $state(false)
  problem = $state.raw<Problem | null>(null)
  /** How many pages somebody has edited, when that has to be decided. */
  edited = $state.raw<number | null>(null)

  page = $derived.by(() => {
    const { current } = this.#pages
    return current?.scan ? current : null
  })
  region = $derived.by(() => (this.#marked.pageId === this.page?.id ? this.#marked.region : null))
  leaveOut = $derived.by(() => (this.#marked.pageId === this.page?.id ? this.#marked.leaveOut : []))

  constructor(client: Client, pages: Pages, settle: () => Promise<void>) {
    this.#client = client
    this.#pages = pages
    this.#settle = settle
    this.preview = new Resource((input) => client.ocr.preview(input))
    this.proposal = new Resource((pageId) => client.ocr.propose({ pageId }))
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
    const { region: known, leaveOut } = this
    this.#marked =
      this.drawing === 'region'
        ? { pageId, region, leaveOut }
        : { pageId, region: known, leaveOut: [...leaveOut, region] }
    this.drawing = null
    void this.preview.open(null)
  }

  clearRegion(): void {
    this.#marked = { pageId: this.page?.id ?? null, region: null, leaveOut: this.leaveOut }
    void this.preview.open(null)
  }

  keepLeftOut(keep: (region: Region, index: number) => boolean): void {
    this.#marked = {
      pageId: this.page?.id ?? null,
      region: this.region,
      leaveOut: this.leaveOut.filter(keep),
    }
    void this.preview.open(null)
  }

  propose = (): Promise<void> => this.proposal.open(this.page?.id ?? null)

  look(): Promise<void> {
    const { page, deskew, denoise, threshold, leaveOutMarks, region, leaveOut } = this
    if (page === null) return Promise.resolve()
    const prepared = { deskew, denoise, threshold, leaveOutMarks, region, leaveOut: [...leaveOut] }
    return this.preview.open({ pageId: page.id, ...prepared, box: BOX })
  }

  /** Starts to read the page that is shown, or all in a scope; gives the job, or null where it was refused. */
  async start(scope: Scope | null, edited: Edited = 'ask'): Promise<JobId | null> {
    const { page, region, leaveOut, deskew, denoise, threshold, leaveOutMarks } = this
    this.busy = true
    this.problem = null
    this.edited = null
    try {
      await this.#settle()
      const about: StartInput['about'] | null =
        scope !== null
          ? { kind: 'scope', scope }
          : page && { kind: 'page', pageId: page.id, region, leaveOut: [...leaveOut] }
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
