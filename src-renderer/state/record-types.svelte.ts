/** The types of record of the catalogue: the record's form is made from them. */
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { ListedRecordType, RecordType } from '../../src-main/shared/contract/record-type.ts'
import { GENERAL } from '../../src-main/shared/domain/record-type.ts'
import type { Words } from '../i18n.svelte.ts'

export class RecordTypes {
  #client: Client
  #words: Words
  all = $state.raw<readonly ListedRecordType[]>([])

  constructor(client: Client, words: Words) {
    this.#client = client
    this.#words = words
  }

  async refresh(): Promise<void> {
    this.all = await this.#client.recordType.list()
  }

  /** Names of the types by their codes; those that come with the program have theirs before the catalogue is there. */
  labels(): Record<string, string> {
    const { m, language } = this.#words
    const names: Record<string, string> = { ...m.recordTypes }
    for (const { type } of this.all) names[type.code] = type.label[language]
    return names
  }

  options(): { value: string; label: string }[] {
    return this.all.map(({ type }) => ({ value: type.code, label: type.label[this.#words.language] }))
  }

  /** The type of a record; the general one for a code that is not known here, null before they are there. */
  of(code: string): RecordType | null {
    const find = (wanted: string) => this.all.find(({ type }) => type.code === wanted)?.type
    return find(code) ?? find(GENERAL) ?? null
  }
}
