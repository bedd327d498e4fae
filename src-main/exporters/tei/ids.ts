/** Identifiers inside one file: each unit of a corpus has its own, so that none is there twice. */
export interface Ids {
  /** `xml:id` of something by its kind and its number, from 1. */
  of(kind: 'agent' | 'surface' | 'text' | 'date', number: number): string
  passage(text: number, passage: number): string
  zone(text: number, passage: number, line: number | null): string
}

const KINDS = { agent: 'a', surface: 's', text: 't', date: 'd' } as const

/** `unit` counts the units of a corpus, from 1; null where the file is of one alone. */
export function idsOf(unit: number | null): Ids {
  const prefix = unit === null ? '' : `u${String(unit)}.`
  const text = (number: number) => `${prefix}t${String(number)}`
  return {
    of: (kind, number) => `${prefix}${KINDS[kind]}${String(number)}`,
    passage: (number, passage) => `${text(number)}.p${String(passage)}`,
    zone: (number, passage, line) =>
      `${text(number)}.z${String(passage)}${line === null ? '' : `.${String(line)}`}`,
  }
}

export const pointer = (id: string): string => `#${id}`
