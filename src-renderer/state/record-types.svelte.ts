/** The types of record of the catalogue: the record's form is made from them. */
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { ListedRecordType, RecordType } from '../../src-main/shared/contract/record-type.ts'
import type { Language } from '../../src-main/shared/i18n/index.ts'
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

  /** Names of the types by their codes. */
  labels(language: Language): Record<string, string> {
    return Object.fromEntries(this.all.map(({ type }) => [type.code, type.label[language]]))
  }

  options(language: Language): { value: string; label: string }[] {
    return this.all.map(({ type }) => ({ value: type.code, label: type.label[language] }))
  }

  /** The type of a record; the general one for a code that is not known here, null before they are there. */
  of(code: string): RecordType | null {
    const find = (wanted: string) => this.all.find(({ type }) => type.code === wanted)?.type
    return find(code) ?? find(GENERAL) ?? null
  }
}
