/** TEI: texts beside each other with what their editor says, their pages, and what of them goes together. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { debianTool } from '../debian-tool.ts'
import { hasSharedFiles } from '../shared-files.ts'
import { legalText } from '../../src-main/xml/characters.ts'
import { parseXml } from '../../src-main/xml/parse.ts'
import { PARAGRAPH_KINDS, TEXT_KINDS } from '../../src-main/shared/contract/text.ts'
import { isBlank } from '../../src-main/shared/domain/markup.ts'
import { TEXT_MARKS } from '../../src-main/shared/domain/text-mark.ts'
import { anyText, anyUnit } from './any-unit.ts'
import { released, staffCopy } from './released.ts'
import type { UnitInput } from './released.ts'
import { decided, readings, withheldSpan } from './texts.ts'
import { AWKWARD, problemsIn, written, writtenUnits, xmllint } from './written.ts'

const HAS_SCHEMA = hasSharedFiles && debianTool('xmllint', 'libxml2-utils')
const TEI_ALL = 'schemas/tei/4.3.0/tei_all.rng'
const box = (y: number) => ({ x: 10, y, width: 100, height: 20 })

const CABLE: UnitInput = {
  uid: 'cable',
  level: 'item',
  title: [{ value: '総理訪中', language: 'jpn' }],
  agents: [
    { authorityId: 1, name: '鹿取泰衛', role: 'sender', language: 'jpn' },
    { name: 'Ryo C. Kato', role: 'translator' },
  ],
  authorities: {
    1: {
      surname: '鹿取',
      given: '泰衛',
      identifier: { source: 'viaf', value: '12' },
      parallel: [{ name: 'Katori', language: 'eng', script: null }],
    },
  },
  pages: [
    { number: 1, label: '表紙', size: { width: 1000, height: 1500 } },
    { number: 2, size: { width: 1000, height: 1500 } },
  ],
  readings: readings(
    [
      {
        direction: 'vertical',
        paragraphs: [
          {
            value: '鹿取大使は秘密の話をした。\n二行目は読めない□□。',
            mentions: [
              { start: 0, end: 2, authorityId: 1 },
              { start: 5, end: 7, authorityId: 1 },
            ],
            lines: [
              { start: 0, end: 3, region: box(0) },
              { start: 3, end: 13, region: box(20) },
              { start: 14, end: 24, region: box(40) },
            ],
            marks: [
              { kind: 'uncertain', start: 1, end: 3 },
              { kind: 'illegible', start: 22, end: 24 },
              { kind: 'handwriting', start: 14, end: 16 },
            ],
          },
          { value: '極秘', kind: 'stamp' },
          { value: '続く。', pageNumber: 2, continues: true },
        ],
      },
      {
        ...{ kind: 'translation', language: 'eng', script: 'Latn', agent: 'Ryo C. Kato', status: 'checked' },
        paragraphs: [{ value: 'Katori spoke of something.' }, { value: 'To go on.', pageNumber: 2 }],
      },
      { kind: 'translation', language: 'ger', agent: 'A clerk', paragraphs: [{ value: 'Katori sprach.' }] },
    ],
    [[1, 1001]],
  ),
}
/** Of the first paragraph the four characters behind the Ambassador are withheld. */
const REVIEWED: UnitInput = { ...CABLE, review: decided([withheldSpan(1, 1, 5, 9)]) }
const ADDRESS = { options: { pageAddress: 'https://example.org/{uid}/{page}' } }

describe('tei', () => {
  it('has texts beside each other, with gaps, names, marks, lines on their pages, and what goes together', async () => {
    const xml = writtenUnits('tei', [REVIEWED], ADDRESS)
    expect(await problemsIn('tei', xml)).toEqual([])
    for (const part of [
      '<person xml:id="a1">\n      <persName xml:lang="ja"><surname>鹿取</surname><forename>泰衛</forename></persName>',
      '<persName ref="#a1"><lb facs="#t1.z1.1"/>鹿<unclear>取</unclear></persName><unclear>大</unclear>使は',
      '<gap reason="withheld"><desc>[2 lines withheld – 27(1)]</desc></gap>をした。<hi rend="handwriting"><lb facs="#t1.z1.2"/>二行</hi>',
      '<gap reason="illegible"><desc>□□</desc></gap>',
      '<ab xml:id="t1.p2" type="stamp">極秘</ab>',
      '<pb n="2" facs="#s2"/>\n     <p xml:id="t1.p3" part="F">続く。</p>',
      '<p xml:id="t1.p1" part="I" facs="#t1.z1">',
      '<text xml:id="t1" type="transcription" subtype="draft" xml:lang="ja" style="writing-mode: vertical-rl">',
      '<text xml:id="t2" type="translation" subtype="checked" xml:lang="en" resp="#t2.resp">',
      '<respStmt xml:id="t2.resp">',
      '<surface xml:id="s1" n="1" ulx="0" uly="0" lrx="1000" lry="1500">\n   <label>表紙</label>\n   <graphic url="https://example.org/cable/1"',
      '<zone xml:id="t1.z1.2" type="line" ulx="10" uly="40" lrx="110" lry="60"/>',
      '<link target="#t1.p1 #t2.p1" cert="high"/>',
    ])
      expect(xml).toContain(part)
    // The line on which the withheld words stand has no place, and who is named in them no pointer.
    expect(xml.match(/type="line"/g)).toHaveLength(2)
    expect(xml).not.toContain('秘密')
    // A clerk who is not named in the description is not named by a public copy.
    expect(xml).not.toContain('A clerk')
  })

  it('gives the public no text that nobody has decided about, and staff every word', () => {
    const undecided = writtenUnits('tei', [CABLE], ADDRESS)
    expect(undecided).not.toMatch(/<body>|読めない|spoke of|<zone|linkGrp/)
    const inFull = writtenUnits('tei', [{ ...CABLE, review: decided(undefined, {}) }])
    expect(inFull).toContain('<persName ref="#a1">秘密</persName>の話')
    const { ofTexts: _, ...onlyFields } = decided()
    expect(writtenUnits('tei', [{ ...CABLE, review: onlyFields }])).not.toContain('<body>')
    const staff = written('tei', released([REVIEWED], staffCopy), { audience: 'staff' })
    for (const words of ['秘密', 'A clerk', 'type="line"']) expect(staff).toContain(words)
    expect(staff.match(/type="line"/g)).toHaveLength(3)
  })

  it('says nothing of the size of a page that is withheld whole, nor of what stands there', () => {
    const xml = writtenUnits('tei', [{ ...CABLE, review: decided([], { withheldPages: new Set([1]) }) }])
    expect(xml).toContain('<surface xml:id="s1" n="1"')
    expect(xml).not.toMatch(/<surface xml:id="s1"[^>]*ulx/)
    expect(xml).toMatch(/<surface xml:id="s2"[^>]*ulx/)
    expect(xml).not.toContain('表紙')
  })

  it('loses no word of a text, and is valid, whatever stands in it', async () => {
    const documents: string[] = [
      writtenUnits('tei', [REVIEWED], ADDRESS),
      written('tei', released([REVIEWED, CABLE, ...AWKWARD], staffCopy), { audience: 'staff', ...ADDRESS }),
    ]
    const span = { start: fc.nat(30), end: fc.integer({ min: 1, max: 40 }) }
    const region = fc.constant(box(0))
    const within = <T extends { start: number; end: number }>(value: string, all: T[]) =>
      all
        .map((one) => ({ ...one, end: Math.min(one.end, value.length) }))
        .filter(({ start, end }) => start < end)
    const paragraph = fc
      .record({
        value: anyText,
        kind: fc.constantFrom(...PARAGRAPH_KINDS),
        pageNumber: fc.constantFrom(null, 1, 2, 9),
        continues: fc.boolean(),
        marks: fc.array(fc.record({ kind: fc.constantFrom(...TEXT_MARKS), ...span }), { maxLength: 4 }),
        mentions: fc.array(fc.record({ authorityId: fc.constantFrom(1, 2), ...span }), { maxLength: 3 }),
        lines: fc.array(fc.record({ ...span, region }), { maxLength: 3 }),
      })
      .map((one) => ({
        ...one,
        mentions: within(one.value, one.mentions),
        lines: within(one.value, one.lines),
      }))
    const text = fc.record({
      kind: fc.constantFrom(...TEXT_KINDS),
      agent: fc.option(anyText),
      paragraphs: fc.array(paragraph, { maxLength: 4 }),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(text, { maxLength: 3 }),
        anyUnit,
        fc.boolean(),
        async (texts, unit, isCable) => {
          const own = isCable ? CABLE : unit
          const nodes = released([{ ...own, readings: readings(texts) }], staffCopy)
          const xml = written('tei', nodes, { audience: 'staff' })
          expect(await problemsIn('tei', xml)).toEqual([])
          documents.push(xml)
          const given = texts.flatMap(({ paragraphs }) =>
            paragraphs.filter(({ value }) => !isBlank(value)).map(({ value }) => plain(value)),
          )
          expect(passagesIn(xml)).toEqual(given)
        },
      ),
      { numRuns: 80 },
    )
    // The schema is large: it is read once, for everything.
    if (HAS_SCHEMA) expect(xmllint(TEI_ALL, documents)).toBe('')
  })
})

/** Without ends of lines, and with what XML cannot hold as it is written. */
const plain = (text: string): string => legalText(text.replace(/[\r\n\v\f\u0085\u2028\u2029]/g, ''))

/** The words of the passages of a file, in order. */
function passagesIn(xml: string): string[] {
  const passages: string[] = []
  let [inBody, open] = [0, false]
  parseXml([xml], {
    open(name, attributes) {
      if (name === 'body') inBody += 1
      if (inBody > 0 && attributes['xml:id'] !== undefined) {
        open = true
        passages.push('')
      }
    },
    text: (text) => void (open && passages.push((passages.pop() ?? '') + text)),
    close(name) {
      if (name === 'body') inBody -= 1
      if (name === 'p' || name === 'ab') open = false
    },
  })
  return passages.map(plain)
}
