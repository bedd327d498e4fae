/** The types of record of the catalogue: the record's form is made from them. */
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { ListedRecordType, RecordType } from '../../src-main/shared/contract/record-type.ts'
import { GENERAL } from '../../src-main/shared/domain/record-type.ts'

export class RecordTypes {
  #client: Client
  all = $state.raw<readonly ListedRecordType[]>([])

  constructor(client: Client) {
    this.#client = client
  }

  async refresh(): Promise<void> {
    this.all = await this.#client.recordType.list()
  }

  /** The type of a record; the general one for a code that is not known here, null before they are there. */
  of(code: string): RecordType | null {
    const find = (wanted: string) => this.all.find(({ type }) => type.code === wanted)?.type
    return find(code) ?? find(GENERAL) ?? null
  }
}
