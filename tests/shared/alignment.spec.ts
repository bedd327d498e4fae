import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wilsonCenter } from '../../src-main/importers/wilson-center/index.ts'
import { Text } from '../../src-main/shared/contract/text.ts'
import type { Paragraph } from '../../src-main/shared/contract/text.ts'
import {
  alignmentOf,
  isAligned,
  proposedContinuations,
} from '../../src-main/shared/domain/alignment/index.ts'
import type { SaidAlignment } from '../../src-main/shared/domain/alignment/index.ts'
import { outlineOf } from '../../src-main/shared/domain/alignment/numbering.ts'
import { NameIndex } from '../../src-main/shared/domain/name-index.ts'
import { hasSharedFiles, sharedFile } from '../shared-files.ts'

type Given = string | (Partial<Paragraph> & { value: string })

const aText = (language: string, paragraphs: readonly Given[], id = 1): Text =>
  Text.parse({
    ...{ id, descriptionId: 1, kind: id === 1 ? 'transcription' : 'translation', language, script: null },
    ...{ direction: 'horizontal', source: 'typed', agent: null, status: 'draft', checkedBy: null },
    paragraphs: paragraphs.map((one, index) => ({
      ...{ id: id * 1000 + index, kind: 'body', pageId: null, pageNumber: null, continues: false },
      ...{ marks: [], lines: [], mentions: [] },
      ...(typeof one === 'string' ? { value: one } : one),
    })),
  })

const japanese = (...paragraphs: Given[]) => aText('jpn', paragraphs)
const english = (...paragraphs: Given[]) => aText('eng', paragraphs, 2)

/** Pairs as positions in both texts. */
const paired = (a: Text, b: Text, said?: SaidAlignment, names?: NameIndex) =>
  alignmentOf(a, b, said, names).map(({ paragraphId, otherId }) => [paragraphId % 1000, otherId % 1000])

const said = (pairs: [Text, number, Text, number][], without: number[] = []): SaidAlignment => ({
  pairs: pairs.map(([a, i, b, j]) => ({ paragraphId: at(a, i).id, otherId: at(b, j).id })),
  without: new Set(without as Paragraph['id'][]),
})

function at(text: Text, index: number): Paragraph {
  const found = text.paragraphs[index]
  if (!found) throw new Error(`no paragraph ${String(index)}`)
  return found
}

function imported(path: string): [Text, Text] {
  const [document] = wilsonCenter.read(readFileSync(path, 'utf8'))
  const texts =
    document?.texts.map((text, index) => aText(text.language ?? '', text.paragraphs, index + 1)) ?? []
  const [first, second] = texts
  if (!first || !second) throw new Error('not two texts')
  return [first, second]
}

describe('the outline of a text', () => {
  it.each([
    [['1. a', '(1) b', '(イ) c', '(ロ) d', '(2) e', '2. f', '(1) g'], '1 1.1 1.1.1 1.1.2 1.2 2 2.1'],
    [['1. a', '(1) b', '(a) c', '(b) d', '(2) e', '2. f', '(1) g'], '1 1.1 1.1.1 1.1.2 1.2 2 2.1'],
    [['一、甲', '（一）乙', '（二）丙', '二、丁', '（一）戊'], '1 1.1 1.2 2 2.1'],
    [['１．甲', '（１）乙', 'ア）丙', 'イ）丁'], '1 1.1 1.1.1 1.1.2'],
    [['(g) x', '(h) x', '(i) x', '(j) x'], '7 8 9 10'],
    [['(i) x', '(ii) x', '(iii) x', '(iv) x'], '1 2 3 4'],
    [['1.(1) x', '(2) x', '2.(1) x'], '1.1 1.2 2.1'],
    [['① x', '② x', '十二、x'], '1 2 2.12'],
    [['25日に', '1.5 percent', '1984 was', 'I said', '12、13日'], '- - - - -'],
  ])('%j', (values, outline) => {
    expect(
      outlineOf(values)
        .map((one) => one?.join('.') ?? '-')
        .join(' '),
    ).toBe(outline)
  })
})

describe('alignmentOf', () => {
  it('goes by number where the translation leaves a paragraph out', () => {
    const a = japanese('1. 甲は乙である。', '2. 丙は丁である。', '3. 戊は己である。')
    const b = english('1. A is B, as everybody knows.', '3. E is F, as everybody knows.')
    expect(paired(a, b)).toEqual([
      [0, 0],
      [2, 1],
    ])
  })

  it('pairs several with one, by what they say', () => {
    const a = japanese('1. 会議は始まった。', '1979年の提案について述べた。', '2. 会議は終わった。')
    const b = english('1. The meeting began. He spoke about the proposal of 1979.', '2. The meeting ended.')
    expect(paired(a, b)).toEqual([
      [0, 0],
      [1, 0],
      [2, 1],
    ])
  })

  it('counts a sentence over the end of a page as one', () => {
    const first = { value: '1. 会議は本日の午後に大臣の', pageNumber: 1 }
    const a = japanese(
      first,
      { kind: 'stamp', value: '極秘', pageNumber: 2 },
      { value: '室で開かれた。', pageNumber: 2 },
    )
    const b = english('1. The meeting was held in the room of the Minister this afternoon.')
    expect(proposedContinuations(a).map(({ id }) => id % 1000)).toEqual([2])
    expect(paired(a, b)).toEqual([
      [0, 0],
      [2, 0],
    ])
    const joined = {
      ...a,
      paragraphs: a.paragraphs.map((one, index) => ({ ...one, continues: index === 2 })),
    }
    expect(proposedContinuations(joined)).toEqual([])
    expect(paired(joined, b)).toHaveLength(2)
  })

  it('finds a paragraph that the translation moved', () => {
    const a = japanese('総番号 R214806', 'あいうえお。', 'かきくけこ。', 'さしすせそ。')
    const b = english('It begins here, so.', 'It goes on so.', 'It ends here so.', 'Number R214806')
    expect(paired(a, b)).toContainEqual([0, 3])
  })

  it('goes by the names of both scripts', () => {
    const names = new NameIndex([
      ...['Gromyko', 'グロムイコ'].map((form) => ({ owner: 1, form })),
      ...['Katori', '鹿取'].map((form) => ({ owner: 2, form })),
    ])
    const a = japanese('鹿取大使は帰国した。', '雨天であった。', 'グロムイコ外相は訪日した。')
    const b = english('Ambassador Katori went home.', 'Foreign Minister Gromyko visited Japan.')
    expect(paired(a, b, undefined, names)).toEqual([
      [0, 0],
      [2, 1],
    ])
  })

  it('leaves what a person said as it is, and goes by it', () => {
    const a = japanese('甲。', '乙。', '丙。')
    const b = english('First words.', 'Second words.', 'Third words.')
    const pairs = alignmentOf(a, b, said([[a, 0, b, 1]], [at(b, 0).id]))
    expect(pairs.filter((pair) => pair.said)).toEqual([
      { paragraphId: at(a, 0).id, otherId: at(b, 1).id, said: true },
    ])
    expect(pairs.filter(({ otherId }) => otherId === at(b, 0).id)).toEqual([])
    expect(pairs.at(-1)).toMatchObject({ otherId: at(b, 2).id, said: false })
  })

  it('lets a pair that is said hold the way through both texts', () => {
    const a = japanese('甲である。', '乙である。', '丙である。')
    const b = english(
      'Some words here.',
      'More words here.',
      'Other words here.',
      'New words here.',
      'Last words here.',
    )
    expect(paired(a, b, said([[a, 0, b, 2]]))).toEqual([
      [0, 2],
      [1, 3],
      [2, 4],
    ])
  })

  it('does not pair paragraphs of other numbers', () => {
    expect(paired(japanese('2. 丙は丁である。'), english('3. E is F, as it is.'))).toEqual([])
  })

  it('has nothing to say of a text without words', () => {
    expect(paired(japanese('', '  '), english('Words.'))).toEqual([])
    expect(paired(japanese(), english())).toEqual([])
  })

  it('takes a text of one paragraph of a million characters, and two of thousands of paragraphs', () => {
    const long = japanese('あ'.repeat(1_000_000))
    expect(paired(long, english('Some words. '.repeat(80_000)))).toHaveLength(1)
    const many = (text: (...all: Given[]) => Text, of: string) =>
      text(...Array.from({ length: 900 }, (_, index) => `(${String(index + 1)}) ${of}`))
    const pairs = paired(many(japanese, '甲乙丙丁。'), many(english, 'Some words here.'))
    expect(pairs.every(([i, j]) => i === j)).toBe(true)
    expect(pairs).toHaveLength(900)
  }, 20_000)

  const sample = resolve(import.meta.dirname, '../../resources/sample/telegram.txt')
  it('is right on the sample', () => {
    const [a, b] = imported(sample)
    expect(
      paired(a, b)
        .map(([i, j]) => `${String(i)}-${String(j)}`)
        .join(' '),
    ).toBe('9-0 10-1 11-2 12-3 13-3 14-4 15-5 16-6 17-7 18-8 19-9 27-9 28-10 29-11 30-12 31-12 39-13 40-14')
    expect(proposedContinuations(a).map(({ id }) => id % 1000)).toEqual([27])
  })

  it.runIf(hasSharedFiles)('is right on the first document', () => {
    const [a, b] = imported(sharedFile('seed/000_1cd010aa4a0030bb.txt'))
    expect(
      paired(a, b)
        .map(([i, j]) => `${String(i)}-${String(j)}`)
        .join(' '),
    ).toBe(
      '21-0 22-1 23-2 24-3 25-4 26-4 27-5 28-6 29-7 30-8 31-9 32-10 43-10 44-11 45-12 46-13 47-14 47-15 48-16 49-16 58-17 59-18 60-19',
    )
    expect([a, b].map((text) => proposedContinuations(text).map(({ id }) => id % 1000))).toEqual([[43], [15]])
  })
})

describe('any two texts', () => {
  const paragraph = fc.record({
    kind: fc.constantFrom('body', 'heading', 'head', 'stamp', 'footer'),
    value: fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 30 }),
      fc.constantFrom('1. x', '(1) 甲', '(a) y', '', 'R037701', '3月25日', 'Gromyko came.'),
    ),
    pageNumber: fc.option(fc.nat(3)),
    continues: fc.boolean(),
  })
  const two = fc.tuple(fc.array(paragraph, { maxLength: 8 }), fc.array(paragraph, { maxLength: 8 }))
  const texts = two.map(([a, b]): [Text, Text] => [aText('jpn', a as Given[]), aText('eng', b as Given[], 2)])
  const names = new NameIndex([{ owner: 1, form: 'Gromyko' }])

  it('are paired with what has a place in an alignment, each pair once, and what is said stands', () => {
    fc.assert(
      fc.property(
        texts,
        fc.array(fc.tuple(fc.nat(7), fc.nat(7)), { maxLength: 4 }),
        fc.array(fc.nat(7)),
        (both, pairs, none) => {
          const [a, b] = both
          const chosen = pairs.filter(([i, j]) => i < a.paragraphs.length && j < b.paragraphs.length)
          const without = none.map((i) => 1000 + i).filter((id) => !chosen.some(([i]) => 1000 + i === id))
          const told = said(
            chosen.map(([i, j]) => [a, i, b, j]),
            without,
          )
          const found = alignmentOf(a, b, told, names)
          expect(new Set(found.map((one) => JSON.stringify([one.paragraphId, one.otherId]))).size).toBe(
            found.length,
          )
          for (const pair of told.pairs) expect(found).toContainEqual({ ...pair, said: true })
          const spoken = new Set<number>([
            ...without,
            ...told.pairs.flatMap((one) => [one.paragraphId, one.otherId]),
          ])
          const all = new Map([...a.paragraphs, ...b.paragraphs].map((one) => [one.id, one]))
          for (const pair of found) {
            if (pair.said) continue
            for (const id of [pair.paragraphId, pair.otherId]) {
              expect(spoken.has(id)).toBe(false)
              expect(isAligned(all.get(id) ?? at(a, 0))).toBe(true)
            }
          }
          // The same question has the same answer, and taking it as said changes nothing.
          const taken = { pairs: found, without: told.without }
          expect(
            alignmentOf(a, b, taken, names).filter((one) =>
              found.some((two) => two.paragraphId === one.paragraphId && two.otherId === one.otherId),
            ),
          ).toHaveLength(found.length)
        },
      ),
      { numRuns: 300 },
    )
  })

  it('that are numbered alike are paired by number, whatever the translation left out', () => {
    const outline = fc.array(fc.array(fc.nat(3), { minLength: 1, maxLength: 3 }), {
      minLength: 2,
      maxLength: 4,
    })
    fc.assert(
      fc.property(outline, fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }), (chapters, leaves) => {
        const labels: { ja: string; en: string; leaf: boolean }[] = []
        chapters.forEach((sections, chapter) => {
          labels.push({ ja: `${String(chapter + 1)}.`, en: `${String(chapter + 1)}.`, leaf: false })
          sections.forEach((points, section) => {
            labels.push({
              ja: `(${String(section + 1)})`,
              en: `(${String(section + 1)})`,
              leaf: points === 0,
            })
            for (let point = 0; point < points; point++)
              labels.push({ ja: `(${'イロハ'.charAt(point)})`, en: `(${'abc'.charAt(point)})`, leaf: true })
          })
        })
        const kept = labels.map(({ leaf }, index) => !(leaf && (leaves[index] ?? false)))
        const b = labels.filter((_, index) => kept[index])
        const ja = japanese(...labels.map((one) => `${one.ja} 双方は意見を交換した。`))
        const en = english(...b.map((one) => `${one.en} Both sides exchanged their opinions.`))
        let position = 0
        const expected = kept.flatMap((isKept, index) => (isKept ? [[index, position++]] : []))
        expect(paired(ja, en)).toEqual(expected)
      }),
      { numRuns: 200 },
    )
  })
})
