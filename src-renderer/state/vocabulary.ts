/** Type-ahead: terms of closed lists, and values that the catalogue already uses. */
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { Words } from '../i18n.svelte.ts'

export interface Suggestion {
  /** What choosing it gives. */
  readonly value: string
  readonly label: string
  readonly detail: string
}

type List = Parameters<Client['vocabulary']['terms']>[0]['list']
type UsedField = Parameters<Client['vocabulary']['used']>[0]['field']

export class Vocabulary {
  #client: Client
  #words: Words

  constructor(client: Client, words: Words) {
    this.#client = client
    this.#words = words
  }

  terms =
    (list: List) =>
    async (query: string): Promise<Suggestion[]> => {
      const terms = await this.#client.vocabulary.terms({ list, query: query.slice(0, 100), limit: 30 })
      return terms.map((term) => ({ value: term.code, label: term[this.#words.language], detail: term.code }))
    }

  used =
    (field: UsedField) =>
    async (query: string): Promise<Suggestion[]> => {
      const values = await this.#client.vocabulary.used({ field, query: query.slice(0, 200) })
      return values.map(({ value, uses }) => ({ value, label: value, detail: this.#words.number(uses) }))
    }

  /** Units of extent: those that the catalogue counts in, then the usual ones. */
  units = async (query: string): Promise<Suggestion[]> => {
    const [own, terms] = await Promise.all([this.used('extentUnit')(query), this.terms('extentUnit')(query)])
    const usual = terms.map(({ value, label }) => ({
      value,
      label: value,
      detail: label === value ? '' : label,
    }))
    return [...own, ...usual.filter(({ value }) => !own.some((unit) => unit.value === value))]
  }
}
