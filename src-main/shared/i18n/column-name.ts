/** Names of columns in the words of the interface, and the codes behind words that a person types. */
import type { Column } from '../domain/sheet/column.ts'
import { LANGUAGES, messages } from './index.ts'
import type { Messages } from './index.ts'

/** `Title (jpn)`, `Dates: Despatch`. */
export function columnName(m: Messages, { field, kind, language }: Column): string {
  const named =
    field === 'uid' || field === 'parent' || field === 'edtf' || field === 'accessions'
      ? m.grid.fileColumns[field]
      : m.fields[field]
  return [
    named,
    ...(kind === null ? [] : [`: ${kindName(m, field, kind)}`]),
    ...(language === null ? [] : [` (${language})`]),
  ].join('')
}

function kindName(m: Messages, field: Column['field'], kind: string): string {
  const names: Partial<Record<Column['field'], Readonly<Record<string, string>>>> = {
    title: { reading: m.names.reading },
    dates: m.dateKinds,
    edtf: m.dateKinds,
    agents: m.agentRoles,
    accessPoints: m.accessPointTypes,
    relations: m.relationTypes,
    identifiers: m.identifierTypes,
  }
  return names[field]?.[kind] ?? kind
}

const plain = (word: string) => word.normalize('NFKC').trim().toLowerCase()

/** The code that a word of either language means: `item` for 件 and for Item. */
export function codeOfWord(set: 'levels' | 'statuses' | 'recordTypes', word: string): string | null {
  const wanted = plain(word)
  for (const language of LANGUAGES) {
    const found = Object.entries(messages[language][set]).find(
      ([code, name]) => plain(name) === wanted || code.toLowerCase() === wanted,
    )
    if (found) return found[0]
  }
  return null
}
