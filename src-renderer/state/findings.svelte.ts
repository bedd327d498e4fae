/** What the checks say: of the record that is shown, and of all descriptions. */
import { SvelteMap } from 'svelte/reactivity'
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { ListedFinding, RecordFinding } from '../../src-main/shared/contract/finding.ts'
import type { DescriptionId } from '../../src-main/shared/contract/ids.ts'
import type { CheckCode, Severity, Standard } from '../../src-main/shared/domain/check/index.ts'
import { problemOf } from './problem.ts'
import type { Problem } from './problem.ts'
import { Resource } from './resource.svelte.ts'

type Listed = Omit<Awaited<ReturnType<Client['finding']['list']>>, 'rows'>
type AcceptanceId = NonNullable<RecordFinding['accepted']>['id']
export type AcceptedRow = Awaited<ReturnType<Client['finding']['accepted']>>['rows'][number]

const BLOCK = 100

export class Findings {
  #client: Client
  #settle: () => Promise<void>
  #latest = 0
  #rows = new SvelteMap<number, ListedFinding>()
  #asked = new Set<number>()

  /** Of the description that is shown. */
  readonly record: Resource<DescriptionId, RecordFinding[]>
  readonly accepted: Resource<true, AcceptedRow[]>
  readonly rules: Resource<true, { standard: Standard }>
  all = $derived.by(() => this.record.value ?? [])
  open = $derived(this.all.filter(({ accepted }) => accepted === null))
  settled = $derived(this.all.filter(({ accepted }) => accepted !== null))

  facts = $state.raw<Listed | null>(null)
  code = $state<CheckCode | null>(null)
  severity = $state<Severity | null>(null)
  /** Whether what was accepted is listed, in place of what is open. */
  showsAccepted = $state(false)
  failure = $state.raw<Problem | null>(null)

  /** `settle` saves what is being typed, since settling a finding writes to the same fields. */
  constructor(client: Client, settle: () => Promise<void>) {
    this.#client = client
    this.#settle = settle
    this.record = new Resource((descriptionId) => client.finding.ofRecord({ descriptionId }))
    this.accepted = new Resource(async () => (await client.finding.accepted({ limit: 200 })).rows)
    this.rules = new Resource(() => client.finding.rules())
  }

  /** What is said of a field. */
  of = (field: string): RecordFinding[] => this.open.filter((finding) => finding.field === field)

  fix = ({ fingerprint }: RecordFinding, choice: number): Promise<void> =>
    this.#act((descriptionId) => this.#client.finding.fix({ descriptionId, fingerprint, choice }))

  accept = ({ fingerprint }: RecordFinding, reason: string): Promise<void> =>
    this.#act((descriptionId) => this.#client.finding.accept({ descriptionId, fingerprint, reason }))

  async withdraw(id: AcceptanceId): Promise<void> {
    await this.#try(() => this.#client.finding.withdraw({ id }))
    await Promise.all([this.record.reload(), this.accepted.key === null ? null : this.accepted.reload()])
  }

  async #act(act: (id: DescriptionId) => Promise<unknown>): Promise<void> {
    const { key } = this.record
    if (key === null) return
    await this.#try(async () => {
      await this.#settle()
      await act(key)
    })
    await this.record.reload()
  }

  /** Checks everything; the answer comes with the end of the job. */
  start = (): Promise<void> => this.#try(() => this.#client.finding.start())

  setStandard = async (standard: Standard): Promise<void> => {
    await this.#try(() => this.#client.finding.setRules({ standard }))
    await Promise.all([this.rules.reload(), this.record.reload()])
  }

  /** Lists findings of one rule or weight; null for every. */
  async filter(change: { code?: CheckCode | null; severity?: Severity | null }): Promise<void> {
    if (change.code !== undefined) this.code = change.code
    if (change.severity !== undefined) this.severity = change.severity
    await this.refresh()
  }

  show(accepted: boolean): void {
    this.showsAccepted = accepted
    void this.refresh()
  }

  /** Asks again for the list that is shown; rows stay until others come. */
  async refresh(): Promise<void> {
    if (this.rules.key === null) void this.rules.open(true)
    if (this.showsAccepted) {
      await (this.accepted.key === null ? this.accepted.open(true) : this.accepted.reload())
      return
    }
    const mine = ++this.#latest
    await this.#try(async () => {
      const answer = await this.#client.finding.list({ ...this.#filter(), offset: 0, limit: BLOCK })
      if (mine !== this.#latest) return
      this.#rows.clear()
      this.#asked = new Set([0])
      this.#take(0, answer.rows)
      this.facts = answer
    })
  }

  row = (index: number): ListedFinding | undefined => this.#rows.get(index)

  /** Rows that came into view are asked for, a block at a time. */
  look(start: number, end: number): void {
    for (let block = Math.floor(start / BLOCK); block * BLOCK < end; block += 1) {
      if (this.#asked.has(block)) continue
      this.#asked.add(block)
      const mine = this.#latest
      void this.#try(async () => {
        const { rows } = await this.#client.finding.list({
          ...this.#filter(),
          offset: block * BLOCK,
          limit: BLOCK,
        })
        if (mine === this.#latest) this.#take(block * BLOCK, rows)
      })
    }
  }

  clear(): void {
    this.#latest += 1
    this.#rows.clear()
    this.#asked = new Set()
    this.facts = null
    this.showsAccepted = false
    this.code = null
    this.severity = null
    for (const resource of [this.accepted, this.rules]) void resource.open(null)
  }

  #filter = () => ({ code: this.code, severity: this.severity })

  #take(offset: number, rows: readonly ListedFinding[]): void {
    for (const [index, row] of rows.entries()) this.#rows.set(offset + index, row)
  }

  async #try(act: () => Promise<unknown>): Promise<void> {
    try {
      await act()
      this.failure = null
    } catch (error) {
      this.failure = problemOf(error)
    }
  }
}
