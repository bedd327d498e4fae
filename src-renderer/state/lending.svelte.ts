/** Branches that are lent: what is out, what comes back, and in a lent catalogue whose it is. */
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { DescriptionRow } from '../../src-main/shared/contract/description.ts'
import type { DescriptionId, LoanId } from '../../src-main/shared/contract/ids.ts'
import type { Loan, LoanEntry } from '../../src-main/shared/contract/loan.ts'
import type { CatalogueState } from './catalogue.svelte.ts'
import type { Jobs } from './jobs.svelte.ts'
import { problemOf } from './problem.ts'
import type { Problem } from './problem.ts'
import { Resource } from './resource.svelte.ts'
import type { Tree } from './tree.svelte.ts'

export type Returned = Awaited<ReturnType<Client['loan']['preview']>>

/** Entries of another history that are shown. */
const SHOWN = 200

export class Lending {
  #client: Client
  #jobs: Jobs
  #tree: Tree
  #catalogue: CatalogueState
  #settle: () => Promise<void>
  readonly list: Resource<true, Loan[]>
  readonly borrowed: Resource<true, Awaited<ReturnType<Client['loan']['borrowed']>>>
  /** The loan with which the shown description is out. */
  readonly ofShown: Resource<DescriptionId, Loan | null>
  readonly entries: Resource<LoanId, LoanEntry[]>
  /** What would come back, while it is looked at. */
  preview = $state.raw<Returned | null>(null)
  taken = $state.raw<Loan | null>(null)
  busy = $state(false)
  problem = $state.raw<Problem | null>(null)
  #out = $derived.by(
    () =>
      new Map(
        (this.list.value ?? [])
          .filter(({ state }) => state === 'out')
          .map((loan) => [loan.descriptionId, loan]),
      ),
  )

  constructor(
    client: Client,
    {
      jobs,
      tree,
      catalogue,
      settle,
    }: { jobs: Jobs; tree: Tree; catalogue: CatalogueState; settle: () => Promise<void> },
  ) {
    this.#client = client
    this.#jobs = jobs
    this.#tree = tree
    this.#catalogue = catalogue
    this.#settle = settle
    this.list = new Resource(() => client.loan.list())
    this.borrowed = new Resource(() => client.loan.borrowed())
    this.ofShown = new Resource(async (id) => (await client.loan.among({ ids: [id] })).loans[0] ?? null)
    this.entries = new Resource((id) => client.loan.entries({ id, limit: SHOWN }))
  }

  /** Whether the record that is shown can only be read. */
  get readonly(): boolean {
    return this.#catalogue.current?.readOnly !== false || this.ofShown.value !== null
  }

  /** The loan with which a row of the tree is out: its own, or that of a unit above it. */
  of(row: DescriptionRow): Loan | undefined {
    if (this.#out.size === 0) return undefined
    for (let at: DescriptionRow | undefined = row; at; at = this.#tree.row(at.parentId)) {
      const loan = this.#out.get(at.id)
      if (loan) return loan
    }
    return undefined
  }

  async entered(): Promise<void> {
    this.clear()
    await Promise.all([this.list.open(true), this.borrowed.open(true)])
  }

  async refresh(): Promise<void> {
    await Promise.all([this.list.reload(), this.ofShown.reload()])
  }

  clear(): void {
    this.preview = null
    this.taken = null
    this.problem = null
    void this.entries.open(null)
  }

  lend = (
    id: DescriptionId,
    {
      handle,
      ...said
    }: { lentTo: string; note: string | null; name: string; handle: (() => Promise<string>) | null },
  ): Promise<boolean> =>
    this.#act(async () => {
      const { jobId } = await this.#client.loan.lend({
        id,
        ...said,
        to: handle === null ? null : await handle(),
      })
      this.#jobs.take(await this.#client.job.get({ id: jobId }))
      await this.refresh()
    })

  look = (handle: () => Promise<string>): Promise<boolean> =>
    this.#act(async () => {
      this.preview = null
      this.taken = null
      this.preview = await this.#client.loan.preview({ handle: await handle() })
    })

  /** Takes back what is looked at. */
  take = (): Promise<boolean> =>
    this.#act(async () => {
      const { preview } = this
      if (preview === null) return
      // The handle is for one call.
      this.preview = null
      this.taken = (await this.#client.loan.return({ handle: preview.handle })).loan
      await this.refresh()
    })

  callOff = (id: LoanId): Promise<boolean> =>
    this.#act(async () => {
      await this.#client.loan.callOff({ id })
      await this.refresh()
    })

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
