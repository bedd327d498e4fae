/** A concept as a file says it, whatever kind of file it is. */
import { LONGEST_VALUE } from '../../shared/domain/text-size.ts'
import type { ACCESS_POINT_TYPES } from '../../shared/domain/field.ts'
import type { LABEL_KINDS, TermFileReason } from '../../shared/domain/term.ts'

export interface FileLabel {
  kind: (typeof LABEL_KINDS)[number]
  value: string
  language: string | null
  script: string | null
  reading: string | null
}

export interface FileConcept {
  /** Where it stands: its address, or the number of its row. */
  at: string
  /** What other concepts of the file call it. */
  keys: string[]
  /** Null: that of the vocabulary that is being read. */
  source: string | null
  code: string | null
  uid: string | null
  type: (typeof ACCESS_POINT_TYPES)[number] | null
  labels: FileLabel[]
  broader: string[]
  related: string[]
  note: string | null
}

export interface FileRefusal {
  at: string
  reason: TermFileReason
}

/** Why a file cannot be read as a vocabulary at all; `line` is 0 where it is not known. */
export class VocabularyProblem extends Error {
  readonly why: 'notWellFormed' | 'encoding' | 'entity' | 'tooLong'
  readonly line: number

  constructor(why: VocabularyProblem['why'], line: number) {
    super(why)
    this.why = why
    this.line = line
  }
}

/** As the contract has them (contract/term.ts). */
const LONGEST = { label: 2000, code: 500 }
export const MOST_LABELS = 500
const MOST_RELATIONS = 500
const KANA = new Set(['Hira', 'Kana', 'Hrkt'])

/**
 * Each label once, one preferred of a language, and a preferred label in kana as the reading of the one in kanji
 * (NDL writes it so).
 */
export function settledLabels(labels: readonly FileLabel[]): FileLabel[] {
  const isKana = ({ kind, language, script }: FileLabel) =>
    kind === 'preferred' && language === 'jpn' && KANA.has(script ?? '')
  const first = (label: FileLabel) =>
    (label.kind === 'alternative' ? 4 : isKana(label) ? 2 : 0) + (label.language === null ? 1 : 0)
  const settled: FileLabel[] = []
  for (const label of [...labels].sort((one, other) => first(one) - first(other))) {
    const value = label.value.trim()
    if (value === '') continue
    // Said with its language and without it, it is said twice.
    const same = settled.find(
      (other) =>
        other.value === value &&
        (other.language === label.language || (label.language === null && other.kind === label.kind)),
    )
    if (same) {
      same.reading ??= label.reading
      continue
    }
    const rival =
      label.kind === 'preferred' &&
      settled.find(({ kind, language }) => kind === 'preferred' && language === label.language)
    if (rival && isKana(label)) rival.reading ??= value
    else settled.push({ ...label, value, kind: rival ? 'alternative' : label.kind })
  }
  return settled
}

/** Why a concept cannot be taken; null when it can. */
export function refusalOf({ code, labels, broader, related, note }: FileConcept): TermFileReason | null {
  if (!labels.some(({ kind }) => kind === 'preferred')) return 'noLabel'
  const long = labels.some(
    ({ value, reading }) => Math.max(value.length, reading?.length ?? 0) > LONGEST.label,
  )
  if (long || (code?.length ?? 0) > LONGEST.code || (note?.length ?? 0) > LONGEST_VALUE) return 'tooLong'
  return labels.length > MOST_LABELS || broader.length + related.length > MOST_RELATIONS ? 'tooMany' : null
}
