/** The words of a record one after the other: values of its text fields, and paragraphs of its texts. */
import type { Paragraph, Text } from '../../contract/text.ts'
import { TEXT_FIELD_NAMES, textFieldRule } from '../field.ts'
import { rewritten } from '../markup.ts'
import type { CheckedRecord, Change, Place } from './finding.ts'

export interface Passage {
  readonly value: string
  readonly language: string | null
  readonly place: Place
  /** The change that puts other words in its place. */
  readonly to: (value: string) => Change
}

const FORM: ReadonlySet<Paragraph['kind']> = new Set(['boilerplate', 'stamp', 'distribution'])

/** Paragraphs that a person wrote, each with its position; what the form prints is left out. */
export const written = (text: Text): { paragraph: Paragraph; index: number }[] =>
  text.paragraphs
    .map((paragraph, index) => ({ paragraph, index }))
    .filter(({ paragraph }) => !FORM.has(paragraph.kind))

export function* fieldPassages({ description }: CheckedRecord): Generator<Passage> {
  for (const field of TEXT_FIELD_NAMES) {
    if (textFieldRule(field).staffOnly) continue
    const values = description[field]
    for (const [index, { value, language, type }] of values.entries()) {
      if (type === 'boilerplate') continue
      yield {
        value,
        language,
        place: { field, index, textId: null, span: null },
        to: (next) => ({
          kind: 'fields',
          patch: { [field]: values.map((other, at) => (at === index ? rewritten(other, next) : other)) },
        }),
      }
    }
  }
}

export function* textPassages({ texts }: CheckedRecord): Generator<Passage> {
  for (const text of texts) {
    for (const { paragraph, index } of written(text)) {
      yield {
        value: paragraph.value,
        language: text.language,
        place: { field: 'texts', index, textId: text.id, span: null },
        to: (value) => ({ kind: 'paragraphs', textId: text.id, paragraphs: [{ index, value }] }),
      }
    }
  }
}

export function* passages(record: CheckedRecord): Generator<Passage> {
  yield* fieldPassages(record)
  yield* textPassages(record)
}

/** The same place, narrowed to some of its characters. */
export const within = (place: Place, start: number, length: number): Place => ({
  ...place,
  span: { start, end: start + length },
})

/** What stands around a span: enough to know it again, and to tell it from another. */
export const around = (value: string, start: number, end: number): string =>
  value.slice(Math.max(0, start - 12), end + 12)
