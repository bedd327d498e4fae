import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { decodeText } from '../../../src-main/importers/decode.ts'
import { recogniseImporter } from '../../../src-main/importers/index.ts'
import type { ImportedDocument } from '../../../src-main/importers/importer.ts'
import { wilsonCenter } from '../../../src-main/importers/wilson-center/index.ts'
import { DescriptionFields, DescriptionPatch } from '../../../src-main/shared/contract/description.ts'
import { Paragraph } from '../../../src-main/shared/contract/text.ts'
import { expectEveryLineAccountedFor } from './lines.ts'

const folder = join(import.meta.dirname, 'cases')
const cases = readdirSync(folder).map((name) => {
  const { text } = decodeText(readFileSync(join(folder, name, 'input.txt')))
  const expected = JSON.parse(readFileSync(join(folder, name, 'expected.json'), 'utf8')) as ImportedDocument
  return { name, text, expected }
})

describe.each(cases)('$name', ({ text, expected }) => {
  it('is recognised by its first 64 KiB', () => {
    expect(recogniseImporter(text.slice(0, 65_536))?.id).toBe('wilson-center')
  })

  it('gives the record, the texts and the proposals that it should', () => {
    expect(wilsonCenter.read(text)).toEqual([expected])
  })

  it('loses no line', () => {
    expectEveryLineAccountedFor(text)
  })

  it('gives only values that the contract takes', () => {
    const [document] = wilsonCenter.read(text)
    expect(DescriptionPatch.parse(document?.fields)).toEqual(document?.fields)
    for (const { field, value } of document?.proposals ?? [])
      expect(DescriptionFields.shape[field].parse([value])).toEqual([value])
    for (const { paragraphs } of document?.texts ?? [])
      for (const paragraph of paragraphs)
        expect(Paragraph.pick({ kind: true, pageNumber: true, value: true }).parse(paragraph)).toEqual(
          paragraph,
        )
  })
})

it('has enough of them', () => {
  expect(cases.length).toBeGreaterThanOrEqual(8)
})
