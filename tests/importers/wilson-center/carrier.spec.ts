import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeText } from '../../../src-main/importers/decode.ts'
import { recogniseImporter } from '../../../src-main/importers/index.ts'
import { wilsonCenter } from '../../../src-main/importers/wilson-center/index.ts'
import { readDocument } from '../../../src-main/importers/wilson-center/read.ts'
import { expectEveryLineAccountedFor } from './lines.ts'

const input = (name: string) =>
  decodeText(readFileSync(join(import.meta.dirname, 'cases', name, 'input.txt'))).text.replace(/^\uFEFF/, '')
const telegram = input('five-pages-translation-first')
const only = (text: string) => {
  const [document] = wilsonCenter.read(text)
  if (!document) throw new Error('nothing was read')
  return document
}
const titleOf = (text: string) => only(text).fields.title?.map(({ value }) => value)

describe('the carrier', () => {
  it.each([
    ['CRLF', telegram.replaceAll('\n', '\r\n')],
    ['CR', telegram.replaceAll('\n', '\r')],
    ['a byte order mark', `\uFEFF${telegram}`],
    ['no final newline', telegram.replace(/\n+$/, '')],
  ])('with %s says the same', (_, text) => {
    expect(only(text)).toEqual(only(telegram))
  })

  it.each(['utf-16le', 'utf-16be'] as const)('in %s, with a mark and without, is decoded', (encoding) => {
    for (const mark of ['\uFEFF', '']) {
      const bytes = Buffer.from(mark + telegram, 'utf16le')
      if (encoding === 'utf-16be') bytes.swap16()
      const decoded = decodeText(bytes)
      expect(decoded.encoding).toBe(encoding)
      expect(only(decoded.text)).toEqual(only(telegram))
    }
  })

  it('in the Japanese encodings is decoded', () => {
    // "極秘 電信写" as Shift_JIS, EUC-JP and ISO-2022-JP write it.
    const bytes = {
      shift_jis: '8bc994e9208d9adf906d8eca',
      'euc-jp': 'b6cbc8eb20c5c5bfaebccc',
    }
    expect(decodeText(Buffer.from(bytes['euc-jp'], 'hex'))).toEqual({
      text: '極秘 電信写',
      encoding: 'euc-jp',
    })
    expect(decodeText(Buffer.from('8bc994e920936490 4d8eca'.replaceAll(' ', ''), 'hex'))).toEqual({
      text: '極秘 電信写',
      encoding: 'shift_jis',
    })
    expect(decodeText(Buffer.from('1b2442364b486b1b2842', 'hex'))).toEqual({
      text: '極秘',
      encoding: 'iso-2022-jp',
    })
  })

  it('cut in the middle of a character is still UTF-8', () => {
    const bytes = Buffer.from('極秘', 'utf8')
    expect(decodeText(bytes.subarray(0, 5)).encoding).toBe('utf-8')
  })

  it('has marks that are no text: bold, headings, links, escapes, entities, rules', () => {
    const document = only(
      `**May 1, 1980**\n\n**A Note\\\nin Two Lines**\n\n**Citation:**\n\n"A Note in Two Lines," May 1, 1980, Wilson Center Digital Archive. <https://example.org/document/123456>\n\n**Original Language:**\n\nEnglish\n\n## Heading ##\n\n---\n\nIt was *very* cold &amp; **wet**, 5 \\* 3, [here](https://example.org/x).\n\nTwo spaces  \nbreak; a plain end\nruns on.\n`,
    )
    expect(document.fields.title?.[0]?.value).toBe('A Note in Two Lines')
    expect(document.fields.preferredCitation?.[0]?.value).toMatch(
      /Archive\. https:\/\/example\.org\/document\/123456$/,
    )
    expect(document.texts[0]?.paragraphs.map(({ value }) => value)).toEqual([
      'Heading',
      'It was very cold & wet, 5 * 3, here (https://example.org/x).',
      'Two spaces\nbreak; a plain end runs on.',
    ])
    expect(document.unmapped).toEqual([])
  })

  it('may give the title in one line or wrapped, with or without bold type', () => {
    const expected = titleOf(telegram)?.[0]
    const wrapped = telegram.replace(
      "to the Foreign Minister, 'Observatory Agreement",
      "to the Foreign  \nMinister, 'Observatory\nAgreement",
    )
    expect(wrapped).not.toBe(telegram)
    expect(titleOf(wrapped)?.[0]).toBe(expected)
    expect(titleOf(telegram.replaceAll('**', ''))?.[0]).toBe(expected)
  })

  it('may lack any section', () => {
    const sections = ['Citation', 'Summary', 'Credits', 'Original Language', 'Contents']
    for (const section of sections) {
      const text = telegram.replace(new RegExp(`\\*\\*${section}:\\*\\*\\n+(?:.+\\n)+\\n`), '')
      expect(text).not.toBe(telegram)
      const document = only(text)
      expect(document.pages).toBe(5)
      expect(document.fields.identifiers).toContainEqual({
        type: 'mofaTotalNumber',
        label: '総番号',
        value: 'R220145',
        scope: null,
      })
      expect(document.texts.map(({ kind }) => kind)).toEqual(['transcription', 'translation'])
      expectEveryLineAccountedFor(text)
    }
  })

  it('may leave out the empty lines between paragraphs', () => {
    const at = telegram.indexOf('TOP SECRET')
    const dense = telegram.slice(0, at) + telegram.slice(at).replace(/\n{2,}/g, '\n')
    expect(only(dense).fields).toEqual(only(telegram).fields)
    expect(only(dense).pages).toBe(5)
  })

  it('may give the translation alone: then its head says when it was received', () => {
    const text = telegram.slice(0, telegram.indexOf('秘密指定解除'))
    const document = only(text)
    expect(document.texts.map(({ kind }) => kind)).toEqual(['translation'])
    expect(document.fields.dates?.[1]).toMatchObject({
      kind: 'receipt',
      language: 'eng',
      edtf: '1987-01-09',
      timeOfDay: '11:02',
      place: 'MOFA',
    })
    expect(
      document.proposals.filter(({ basis }) => basis === 'inTranslationOnly').map(({ value }) => value),
    ).toMatchObject([
      { type: 'mofaTotalNumber', value: 'R220145' },
      { type: 'telegramNumber', value: '15' },
      { type: 'messageCode', value: 'K21TB' },
    ])
  })

  it('keeps title and date from the citation when the cover has none', () => {
    const text = telegram.slice(telegram.indexOf('**Citation'))
    expect(titleOf(text)?.[0]).toBe(titleOf(telegram)?.[0])
    expect(only(text).fields.dates?.[0]).toMatchObject({ kind: 'creation', edtf: '1987-01-09' })
  })
})

describe('other texts', () => {
  it.each([
    ['nothing', ''],
    ['blank lines', '\n\n \n'],
    ['a sentence', 'The quick brown fox.'],
    [
      'a list of contents',
      '# Project\n\n## Contents:\n\n- Install\n- Use\n\n## Credits:\n\nAda\n\n## Summary\n\nGood.',
    ],
    ['headings', '# One\n\n## Two\n\n### Three\n'],
    ['Japanese prose', '極秘\n\n注意\n\n本電の取扱いは慎重を期せられたい。\n'],
    ['EAD', '<?xml version="1.0"?><ead xmlns="http://ead3.archivists.org/schema/"><control/></ead>'],
    ['a table', 'title,date\nCitation: x,1984\n'],
  ])('that are %s are refused', (_, text) => {
    expect(recogniseImporter(text)).toBeNull()
  })

  it('give no record when they are forced', () => {
    expect(wilsonCenter.read('')).toEqual([])
    expect(wilsonCenter.read('The quick brown fox.')).toEqual([])
  })

  it('of 5 MB in one line are answered at once', () => {
    const line = '極秘 **a** (b [c] '.repeat(350_000)
    const started = performance.now()
    expect(recogniseImporter(line)).toBeNull()
    expect(wilsonCenter.read(line)).toEqual([])
    const document = only(`**Citation:**\n\nx\n\n**Original Language:**\n\nJapanese\n\n${line}`)
    expect(document.texts).toHaveLength(1)
    expect(document.texts[0]?.paragraphs[0]?.value.length).toBeGreaterThan(5_000_000)
    expect(performance.now() - started).toBeLessThan(10_000)
  })

  it('that are too long for a field stay on the list', () => {
    const title = 'x'.repeat(1_000_001)
    const document = only(`**${title}**\n\n**Citation:**\n\nx\n\n**Original Language:**\n\nEnglish\n`)
    expect(document.fields.title).toBeUndefined()
    expect(document.unmapped.map(({ line }) => line)).toEqual([1])
  })

  it('made of its own pieces never fail and lose no line', () => {
    const pieces = telegram.split('\n').filter((line) => line !== '')
    const lines = fc.array(fc.oneof(fc.constantFrom(...pieces, '', '', '---', '\f'), fc.string()), {
      maxLength: 60,
    })
    fc.assert(
      fc.property(lines, (list) => {
        const text = `**Citation:**\n\nx\n\n${list.join('\n')}`
        if (readDocument(text)) expectEveryLineAccountedFor(text)
      }),
      { numRuns: 500 },
    )
  })
})
