/** Starting imports and exports; how they go on is a matter of the jobs. */
import { SvelteMap } from 'svelte/reactivity'
import type { z } from 'zod'
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { ExportFormat } from '../../src-main/shared/contract/export.ts'
import type { ImportPreview, InterruptedImport } from '../../src-main/shared/contract/import.ts'
import type { JobId } from '../../src-main/shared/contract/ids.ts'
import { problemOf } from './problem.ts'
import type { Problem } from './problem.ts'
import { Resource } from './resource.svelte.ts'

export type ExportInput = Parameters<Client['export']['start']>[0]
export type ImportInput = Parameters<Client['import']['start']>[0]
export type Format = z.infer<typeof ExportFormat>

export class Exchange {
  #client: Client
  #settle: () => Promise<void>
  #folders = new SvelteMap<JobId, string>()
  /** Imports into this catalogue that were ended with the program. */
  readonly interrupted: Resource<true, InterruptedImport[]>
  formats = $state.raw<readonly Format[]>([])
  problem = $state.raw<Problem | null>(null)

  /** `settle` saves what is being typed, so that it is exported too. */
  constructor(client: Client, settle: () => Promise<void>) {
    this.#client = client
    this.#settle = settle
    this.interrupted = new Resource(() => client.import.interrupted())
  }

  async start(): Promise<void> {
    void this.interrupted.open(true)
    this.formats = await this.#client.export.formats()
  }

  forget(): void {
    this.problem = null
  }

  import = (input: ImportInput): Promise<JobId | null> =>
    this.#begin(async () => (await this.#client.import.start(input)).jobId)

  /** What an import would make of the names; the handles are used up, and others are given for them. */
  preview = async (input: Parameters<Client['import']['preview']>[0]): Promise<ImportPreview | null> => {
    try {
      const found = await this.#client.import.preview(input)
      this.problem = null
      return found
    } catch (error) {
      this.problem = problemOf(error)
      return null
    }
  }

  goOn = (id: string): Promise<JobId | null> =>
    this.#begin(async () => {
      const { jobId } = await this.#client.import.goOn({ id })
      await this.interrupted.reload()
      return jobId
    })

  async drop(id: string): Promise<void> {
    try {
      await this.#client.import.drop({ id })
    } catch (error) {
      this.problem = problemOf(error)
    }
    await this.interrupted.reload()
  }

  /** `folder`: the name of the folder that is written to, to be told with the result. */
  export = (input: ExportInput, folder: string | null): Promise<JobId | null> =>
    this.#begin(async () => {
      const { jobId } = await this.#client.export.start(input)
      if (folder !== null) this.#folders.set(jobId, folder)
      return jobId
    })

  /** The folder that an export was written to; null when it waits for download. */
  folderOf = (id: JobId): string | null => this.#folders.get(id) ?? null

  refuse(problem: Problem): void {
    this.problem = problem
  }

  async #begin(act: () => Promise<JobId>): Promise<JobId | null> {
    try {
      await this.#settle()
      const id = await act()
      this.problem = null
      return id
    } catch (error) {
      this.problem = problemOf(error)
      return null
    }
  }
}

export const downloadUrl = (id: JobId, index: number): string => `/downloads/${String(id)}/${String(index)}`
