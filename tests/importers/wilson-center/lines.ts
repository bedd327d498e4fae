/** Where the words of a line went: looked for in what was made of the document, not in what the importer says of itself. */
import { expect } from 'vitest'
import { languageNamed } from '../../../src-main/shared/domain/language-name.ts'
import { readMarkdownLine } from '../../../src-main/importers/markdown.ts'
import { labelOf } from '../../../src-main/importers/wilson-center/cover.ts'
import { readDocument } from '../../../src-main/importers/wilson-center/read.ts'

const bare = (text: string) => text.normalize('NFKC').replace(/[^\p{L}\p{N}]+/gu, '')

/** Every line with words is either listed as unmapped or found again in the record or its texts. */
export function expectEveryLineAccountedFor(text: string): void {
  const reading = readDocument(text)
  if (!reading) throw new Error('the text has no cover of this form')
  const { document, taken } = reading
  const inTexts = bare(
    document.texts.flatMap(({ paragraphs }) => paragraphs.map(({ value }) => value)).join(''),
  )
  const inFields = bare(JSON.stringify(document.fields))
  const unmapped = new Map(document.unmapped.map((line) => [line.line, line.text]))
  const lost: string[] = []
  text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .forEach((raw, index) => {
      const number = index + 1
      const line = readMarkdownLine(raw)
      if (raw.trim() === '' || line.markOnly) return
      expect(unmapped.has(number), `line ${String(number)} is taken or unmapped, not both`).toBe(
        !taken.has(number),
      )
      if (unmapped.get(number) === line.text) return
      const label = labelOf({ ...line, number, newPage: false })
      const asText = taken.get(number) === 'text'
      const parts = asText ? [line.text] : (label ? label.inline : line.text).split(/[;；]/)
      const found = parts.every((part) => (asText ? inTexts : inFields).includes(bare(part)))
      const language = document.fields.languages?.some(
        (value) => value.language === languageNamed(label?.inline || line.text)?.language,
      )
      if (!found && language !== true) lost.push(`${String(number)}: ${line.text}`)
    })
  expect(lost).toEqual([])
}
