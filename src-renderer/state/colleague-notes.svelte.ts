/** Notes to colleagues on the description that is shown. */
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { DescriptionId, NoteId } from '../../src-main/shared/contract/ids.ts'
import type { Note } from '../../src-main/shared/contract/note.ts'
import { problemOf } from './problem.ts'
import type { Problem } from './problem.ts'
import { Resource } from './resource.svelte.ts'

export class ColleagueNotes {
  #client: Client
  readonly list: Resource<DescriptionId, Note[]>
  failure = $state.raw<Problem | null>(null)

  constructor(client: Client) {
    this.#client = client
    this.list = new Resource((descriptionId) => client.note.list({ descriptionId }))
  }

  write = (text: string): Promise<boolean> =>
    this.#try(async () => {
      if (this.list.key !== null) await this.#client.note.write({ descriptionId: this.list.key, text })
    })

  edit = (id: NoteId, text: string): Promise<boolean> =>
    this.#try(async () => void (await this.#client.note.edit({ id, text })))

  settle = (id: NoteId, done: boolean): Promise<boolean> =>
    this.#try(async () => void (await this.#client.note.settle({ id, done })))

  delete = (id: NoteId): Promise<boolean> =>
    this.#try(async () => void (await this.#client.note.delete({ id })))

  async #try(act: () => Promise<void>): Promise<boolean> {
    try {
      await act()
      this.failure = null
      return true
    } catch (error) {
      this.failure = problemOf(error)
      return false
    } finally {
      await this.list.reload()
    }
  }
}
