import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formsInText } from '../../src-main/shared/domain/name-forms.ts'
import { NameIndex } from '../../src-main/shared/domain/name-index.ts'
import { fold } from '../../src-main/shared/domain/fold.ts'

const index = (...forms: string[]) => new NameIndex(forms.map((form, owner) => ({ owner, form })))
const found = (text: string, ...forms: string[]) =>
  index(...forms)
    .find(text)
    .map(({ start, end }) => text.slice(start, end))

describe('a form of a name', () => {
  it.each([
    ['in Latin script is a word', 'Abe met Abel and Abe.', ['Abe'], ['Abe', 'Abe']],
    ['is folded as search folds', 'ＧＲＯＭＹＫＯ and Gromykó', ['Gromyko'], ['ＧＲＯＭＹＫＯ', 'Gromykó']],
    ['in kanji stands in running text', '安倍大臣より、安倍外相へ', ['安倍'], ['安倍', '安倍']],
    ['in the old form of its characters', '廣田外相', ['広田'], ['広田'].map(() => '廣田')],
    ['in katakana is no part of a longer word', 'アンゴラのアン氏', ['アン'], ['アン']],
    ['beside kana is whole', 'グロムイコがグロムイコを', ['グロムイコ'], ['グロムイコ', 'グロムイコ']],
    ['beside Japanese is whole in Latin script', '外相Gromykoの', ['Gromyko'], ['Gromyko']],
    ['the longest wins', 'Abe Shintaro spoke', ['Abe', 'Abe Shintaro'], ['Abe Shintaro']],
    ['over the end of a line', 'チェルネ\nンコが', ['チェルネンコ'], ['チェルネ\nンコ']],
    ['of one letter is not looked for', '「グ」との', ['グ'], []],
    ['of two letters is', 'Foreign Minister Wu said', ['Wu'], ['Wu']],
  ])('%s', (_, text, forms, expected) => {
    expect(found(text, ...forms)).toEqual(expected)
  })

  it('is told with all who bear it', () => {
    const names = new NameIndex([
      { owner: 1, form: '中島' },
      { owner: 2, form: '中島' },
      { owner: 1, form: '中嶋' },
    ])
    expect(names.find('中島外審')).toEqual([{ start: 0, end: 2, owners: [1, 2], form: '中島' }])
  })

  it('has the words of the text that fold to it, wherever it stands', () => {
    const letters = fc.string({
      unit: fc.constantFrom('あ', '安', '倍', 'A', 'b', 'e', 'É', ' ', 'ー', 'ッ', '\n', '々', '.'),
      maxLength: 30,
    })
    fc.assert(
      fc.property(letters, fc.array(letters, { maxLength: 4 }), (text, forms) => {
        const all = index(...forms).find(text)
        let before = 0
        for (const { start, end, form } of all) {
          expect(start).toBeGreaterThanOrEqual(before)
          expect(end).toBeGreaterThan(start)
          expect(end).toBeLessThanOrEqual(text.length)
          before = end
          expect(fold(text)).toContain(fold(form).trim())
        }
      }),
    )
  })

  it('is found among fifty thousand within a second', () => {
    const surnames = Array.from({ length: 50_000 }, (_, n) => ({
      owner: n,
      form:
        n % 2 === 0
          ? `Family${n.toString(36)}, Given`
          : `姓${String.fromCodePoint(0x4e00 + (n % 20_000))}${String.fromCodePoint(0x4e00 + Math.floor(n / 3))}`,
    }))
    const begun = performance.now()
    const names = new NameIndex(surnames)
    expect(names.find(`${'本文である。'.repeat(20_000)} Familyabc, Given`)).toHaveLength(1)
    expect(performance.now() - begun).toBeLessThan(2000)
  })
})

describe('formsInText', () => {
  const forms = (value: string, surname: string | null = null, given: string | null = null) =>
    formsInText({ value, surname, given })
  it.each([
    [
      'Gromyko, Andrei, 1909-1989',
      ['Gromyko, Andrei, 1909-1989', 'Andrei Gromyko', 'Gromyko Andrei', 'Gromyko'],
    ],
    ['外務省', ['外務省']],
    ['鹿取 泰衛', ['鹿取 泰衛', '鹿取']],
    ['鹿取, 泰衛', ['鹿取, 泰衛', '鹿取泰衛', '鹿取']],
    ['Ministry of Foreign Affairs', ['Ministry of Foreign Affairs']],
  ])('%s', (value, expected) => {
    expect(forms(value)).toEqual(expected)
  })

  it('goes by the parts that the form says', () => {
    expect(forms('安倍晋太郎', '安倍', '晋太郎')).toEqual(['安倍晋太郎', '安倍'])
    expect(forms('Abe Shintaro', 'Abe', 'Shintaro')).toEqual(['Abe Shintaro', 'Shintaro Abe', 'Abe'])
  })
})
