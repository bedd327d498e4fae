/** What came in with a record from a file of another program and no field holds, and the words that are looked for in it. */
import type { DescriptionId } from '../../src-main/shared/contract/ids.ts'
import type { Client } from '../../src-main/shared/contract/index.ts'
import { Resource } from './resource.svelte.ts'

type List = Awaited<ReturnType<Client['kept']['list']>>

/** Of each record as many are shown. */
const SHOWN = 200

export class KeptOfRecord {
  readonly list: Resource<{ descriptionId: DescriptionId; words: string }, List>

  constructor(client: Client) {
    this.list = new Resource((asked) => client.kept.list({ ...asked, limit: SHOWN }))
  }

  open(descriptionId: DescriptionId | null, words = ''): Promise<void> {
    const known = this.list.key
    if (known?.descriptionId === descriptionId && known.words === words) return Promise.resolve()
    // While words are typed, what was found stays until the next is.
    if (descriptionId !== null && known?.descriptionId === descriptionId) {
      this.list.key = { descriptionId, words }
      return this.list.reload()
    }
    return this.list.open(descriptionId === null ? null : { descriptionId, words })
  }
}
