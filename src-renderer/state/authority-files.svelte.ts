/** Authority files that are attached, what they say that is new, and the names of this catalogue as such a file. */
import { SvelteSet } from 'svelte/reactivity'
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { FileDifference } from '../../src-main/shared/contract/authority-file.ts'
import { problemOf } from './problem.ts'
import type { Problem } from './problem.ts'
import { Resource } from './resource.svelte.ts'

export type AttachedFile = Awaited<ReturnType<Client['authorityFile']['list']>>[number]

/** What was done last, to be said in words. */
export type FileDone =
  | { kind: 'saved'; authorities: number; file: string }
  | { kind: 'updated'; added: number; changed: number }
  | { kind: 'detached'; file: string }

export class AuthorityFiles {
  #client: Client
  #settle: () => Promise<void>
  readonly list: Resource<true, AttachedFile[]>
  /** What the file of the key says otherwise. */
  readonly differences: Resource<number, FileDifference[]>
  /** The names that are to be taken from it. */
  readonly picked = new SvelteSet<string>()
  busy = $state(false)
  problem = $state.raw<Problem | null>(null)
  done = $state.raw<FileDone | null>(null)

  /** `settle` saves what is being typed, so that it is compared and saved too. */
  constructor(client: Client, settle: () => Promise<void>) {
    this.#client = client
    this.#settle = settle
    this.list = new Resource(() => client.authorityFile.list())
    this.differences = new Resource((id) => client.authorityFile.compare({ id }))
  }

  /** What was done before is not told again. */
  async open(): Promise<void> {
    this.problem = null
    this.done = null
    await Promise.all([this.list.open(true), this.differences.open(null)])
  }

  attach = (handle: () => Promise<string>): Promise<boolean> =>
    this.#act(async () => {
      const { id } = await this.#client.authorityFile.attach({ handle: await handle() })
      await this.list.reload()
      await this.#compare(id)
    })

  compare = (id: number): Promise<boolean> => this.#act(() => this.#compare(id))

  pick(uid: string, take: boolean): void {
    if (take) this.picked.add(uid)
    else this.picked.delete(uid)
  }

  /** Takes what is picked, as one step. */
  take = (): Promise<boolean> =>
    this.#act(async () => {
      const id = this.differences.key
      if (id === null) return
      const result = await this.#client.authorityFile.update({ id, uids: [...this.picked] })
      await this.list.reload()
      await this.#compare(id)
      this.done = { kind: 'updated', ...result }
    })

  detach = (file: AttachedFile): Promise<boolean> =>
    this.#act(async () => {
      await this.#client.authorityFile.detach({ id: file.id })
      await Promise.all([this.list.reload(), this.differences.open(null)])
      this.done = { kind: 'detached', file: file.name }
    })

  /** `name` is what the catalogues that attach it are told; `file` is told here. */
  save = (to: () => Promise<string>, name: string, file: string): Promise<boolean> =>
    this.#act(async () => {
      const { authorities } = await this.#client.authorityFile.save({ to: await to(), name })
      this.done = { kind: 'saved', authorities, file }
    })

  /** What nobody has changed here is taken unless it is left out. */
  async #compare(id: number): Promise<void> {
    await this.differences.open(id)
    this.picked.clear()
    for (const { uid, kind, namesake } of this.differences.value ?? [])
      if (kind !== 'conflict' && namesake === null) this.picked.add(uid)
  }

  async #act(act: () => Promise<void>): Promise<boolean> {
    this.busy = true
    this.problem = null
    this.done = null
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
