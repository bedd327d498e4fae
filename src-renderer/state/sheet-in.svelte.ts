/** A spreadsheet on its way in: the file and how it is read, what its columns mean, what it would change, and what it did. */
import type { DescriptionId, JobId, SheetMappingId } from '../../src-main/shared/contract/ids.ts'
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { Job } from '../../src-main/shared/contract/job.ts'
import type {
  ChangeKind,
  DELIMITERS,
  ENCODINGS,
  ReadCell,
  SheetChange,
  SheetMapping,
  SheetResult,
} from '../../src-main/shared/contract/sheet.ts'
import type { Jobs } from './jobs.svelte.ts'
import { problemOf } from './problem.ts'
import type { Problem } from './problem.ts'

type File = Awaited<ReturnType<Client['sheet']['open']>>
type Head = Awaited<ReturnType<Client['sheet']['look']>>
type Asked = Parameters<Client['sheet']['plan']>[0]

export interface Reading {
  sheet: number
  encoding: (typeof ENCODINGS)[number] | null
  delimiter: (typeof DELIMITERS)[number] | null
}

const AS_RECOGNISED: Reading = { sheet: 0, encoding: null, delimiter: null }
const PAGE = 100

export class SheetIn {
  #client: Client
  #jobs: Jobs
  #settle: () => Promise<void>
  /** Which question is the newest: answers to earlier ones are dropped. */
  #latest = 0
  #asked = new Set<number>()

  file = $state.raw<File | null>(null)
  reading = $state.raw<Reading>(AS_RECOGNISED)
  head = $state.raw<Head | null>(null)
  mapping = $state.raw<readonly (string | null)[]>([])
  match = $state('referenceCode')
  parentId = $state.raw<DescriptionId | null>(null)
  create = $state(true)
  update = $state(true)
  clearing = $state(false)
  separator = $state<'|' | ';' | 'line'>('|')
  /** The name under which the columns are kept; empty where they are not. */
  name = $state('')
  preview = $state.raw<readonly (readonly ReadCell[])[]>([])
  kept = $state.raw<readonly SheetMapping[]>([])
  kinds = $state.raw<Awaited<ReturnType<Client['grid']['kinds']>>>({ languages: [], identifierTypes: [] })

  busy = $state<'opening' | 'comparing' | 'taking' | null>(null)
  jobId = $state.raw<JobId | null>(null)
  planned = $state.raw<SheetResult | null>(null)
  taken = $state.raw<SheetResult | null>(null)
  only = $state.raw<ChangeKind | null>(null)
  total = $state(0)
  changes = $state.raw<ReadonlyMap<number, SheetChange>>(new Map())
  problem = $state.raw<Problem | null>(null)

  /** Whether a column of the file finds the descriptions; without one every row is new. */
  matched = $derived(this.mapping.includes(this.match))
  job = $derived<Job | undefined>(this.#job())

  constructor(client: Client, jobs: Jobs, settle: () => Promise<void>) {
    this.#client = client
    this.#jobs = jobs
    this.#settle = settle
  }

  #job(): Job | undefined {
    return this.jobId === null ? undefined : this.#jobs.find(this.jobId)
  }

  /** What is known before a file is chosen. */
  start = (): Promise<void> =>
    this.#try(async () => {
      ;[this.kept, this.kinds] = await Promise.all([this.#client.sheet.mappings(), this.#client.grid.kinds()])
    })

  open(handle: () => Promise<{ handle: string }>): Promise<void> {
    this.clear()
    return this.#do('opening', async () => {
      const file = await this.#client.sheet.open({ handle: (await handle()).handle })
      this.file = file
      this.name = file.file.replace(/\.[^.]*$/, '')
      await this.#look()
    })
  }

  read = (reading: Partial<Reading>): Promise<void> =>
    this.#do('opening', async () => {
      this.reading = { ...this.reading, ...reading }
      await this.#look()
    })

  map(at: number, id: string | null): void {
    this.mapping = this.mapping.map((old, index) => (index === at ? id : old))
    this.#rather()
    void this.show()
  }

  /** Columns as they are kept under a name, as far as the headers are the same. */
  use(kept: SheetMapping): void {
    const known = new Map(kept.headers.map((header, at) => [header, kept.mapping[at] ?? null]))
    this.mapping = this.mapping.map((old, at) => {
      const header = this.head?.headers[at] ?? ''
      return known.has(header) ? (known.get(header) ?? null) : old
    })
    this.match = kept.match
    this.name = kept.name
    void this.show()
  }

  forget = (id: SheetMappingId): Promise<void> =>
    this.#try(async () => {
      await this.#client.sheet.forget({ id })
      this.kept = await this.#client.sheet.mappings()
    })

  /** The first rows as they would be read. */
  show = (): Promise<void> =>
    this.#try(async () => {
      const mine = ++this.#latest
      const asked = this.#plan()
      if (!asked) return
      const { rows } = await this.#client.sheet.preview(asked)
      if (mine === this.#latest) this.preview = rows
    })

  compare = (): Promise<void> =>
    this.#do('comparing', async () => {
      const asked = this.#plan()
      if (!asked) return
      await this.#settle()
      const job = await this.#follow((await this.#client.sheet.plan(asked)).jobId)
      if (job.result?.kind !== 'sheet') return
      this.planned = job.result
      await this.filter(job.result.problems > 0 ? 'problem' : null)
    })

  async filter(only: ChangeKind | null): Promise<void> {
    this.only = only
    this.total = 0
    this.changes = new Map()
    this.#asked.clear()
    await this.look(0, PAGE)
  }

  /** Rows of the comparison that come into view. */
  async look(start: number, end: number): Promise<void> {
    const { file, only } = this
    if (!file) return
    for (let page = Math.floor(start / PAGE); page * PAGE < Math.max(end, 1); page += 1) {
      if (this.#asked.has(page)) continue
      this.#asked.add(page)
      await this.#try(async () => {
        const { total, changes } = await this.#client.sheet.changes({
          sheetId: file.sheetId,
          only,
          offset: page * PAGE,
          limit: PAGE,
        })
        if (only !== this.only || this.file !== file) return
        this.total = total
        this.changes = new Map([
          ...this.changes,
          ...changes.map((change, at) => [page * PAGE + at, change] as const),
        ])
      })
    }
  }

  /** Back to the columns; what was compared is compared again. */
  back(): void {
    this.planned = null
    this.problem = null
    this.jobId = null
  }

  take = (): Promise<void> =>
    this.#do('taking', async () => {
      const { file, head } = this
      if (!file || !head) return
      // Before the rows are: what undo takes back first is the rows.
      if (this.name.trim() !== '')
        await this.#client.sheet.remember({
          name: this.name,
          headers: head.headers,
          mapping: [...this.mapping],
          match: this.match,
        })
      this.kept = await this.#client.sheet.mappings()
      const job = await this.#follow((await this.#client.sheet.take({ sheetId: file.sheetId })).jobId)
      if (job.result?.kind === 'sheet') this.taken = job.result
    })

  /** Descriptions that were made or changed. */
  async touched(): Promise<DescriptionId[]> {
    const id = this.taken?.historyId ?? null
    return id === null ? [] : (await this.#client.history.descriptions({ id })).ids
  }

  clear(): void {
    const { file } = this
    if (file) void this.#client.sheet.close({ sheetId: file.sheetId }).catch(() => undefined)
    this.#latest += 1
    this.file = this.head = this.planned = this.taken = this.problem = this.jobId = null
    this.reading = AS_RECOGNISED
    this.mapping = []
    this.preview = []
    this.changes = new Map()
  }

  async #look(): Promise<void> {
    const { file } = this
    if (!file) return
    this.head = await this.#client.sheet.look({ sheetId: file.sheetId, ...this.reading })
    this.mapping = this.head.guesses
    if (this.head.remembered !== null) this.name = this.head.remembered
    if (this.head.match !== null) this.match = this.head.match
    this.#rather()
    await this.show()
  }

  /** A column that the file has finds the descriptions. */
  #rather(): void {
    if (this.mapping.includes(this.match)) return
    const other = ['uid', 'referenceCode'].find((id) => this.mapping.includes(id))
    if (other !== undefined) this.match = other
  }

  #plan(): Asked | null {
    const { file, reading, mapping, match, parentId, create, update, clearing, separator } = this
    return (
      file && {
        sheetId: file.sheetId,
        ...reading,
        mapping: [...mapping],
        match,
        parentId,
        create,
        update,
        clear: clearing,
        separator,
      }
    )
  }

  async #follow(jobId: JobId): Promise<Job> {
    this.jobId = jobId
    const job = await this.#client.job.wait({ id: jobId })
    this.#jobs.take(job)
    if (job.error && job.state === 'failed') this.problem = job.error
    return job
  }

  async #do(busy: NonNullable<SheetIn['busy']>, act: () => Promise<void>): Promise<void> {
    this.busy = busy
    this.problem = null
    try {
      await act()
    } catch (error) {
      this.problem = problemOf(error)
    } finally {
      this.busy = null
    }
  }

  async #try(act: () => Promise<void>): Promise<void> {
    try {
      await act()
    } catch (error) {
      this.problem = problemOf(error)
    }
  }
}
