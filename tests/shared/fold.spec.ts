import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import kanjiForms from '../../resources/vocabularies/kanji-forms.json' with { type: 'json' }
import { fold, foldWithOffsets } from '../../src-main/shared/domain/fold.ts'
import { indexWords } from '../../src-main/shared/domain/index-words.ts'
import { holds, occurrences, termOf } from '../../src-main/shared/domain/search-term.ts'

/** The passages of a text in which a word stands, as they are written there. */
function passages(text: string, words: string): string[] {
  const { folded, starts, ends } = foldWithOffsets(text)
  const term = termOf(words)
  return term ? occurrences(folded, term).map(([from, to]) => text.slice(starts[from], ends[to - 1])) : []
}

const finds = (text: string, words: string, open = false) => holds(text, words, open)

describe('folding', () => {
  it('takes old, new and variant forms of kanji for one, both ways', () => {
    for (const [old, now] of [
      ['國會', '国会'],
      ['髙﨑', '高崎'],
      ['渡邉', '渡辺'],
      ['渡邊', '渡辺'],
      ['外務參事官', '外務参事官'],
      ['藝術', '芸術'],
      ['辨護士', '弁護士'],
      ['𠮷田', '吉田'],
    ] as const) {
      expect(finds(`在${old}の`, now), now).toBe(true)
      expect(finds(`在${now}の`, old), old).toBe(true)
    }
    expect(finds('葛\u{E0100}城市', '葛城')).toBe(true)
    expect(finds('神\uFE00社', '神社')).toBe(true)
  })

  it('has a list of forms in which none stands twice', () => {
    const all = kanjiForms.flatMap((forms) => Array.from(forms))
    expect(all.filter((character, at) => all.indexOf(character) !== at)).toEqual([])
    for (const forms of kanjiForms) expect(new Set(Array.from(forms, fold)).size, forms).toBe(1)
  })

  it('reads iteration marks as what they repeat', () => {
    expect(finds('人々の往来', '人人')).toBe(true)
    expect(finds('一歩々々進む', '一歩一歩')).toBe(true)
    expect(finds('すゞめ', 'すずめ')).toBe(true)
    expect(finds('一つづゝ', 'ひとつづつ')).toBe(false)
    expect(finds('一つづゝ', '一つづつ')).toBe(true)
    expect(finds('バナヽ', 'バナナ')).toBe(true)
  })

  it('knows a long vowel however it is written, and does not lose a vowel that is none', () => {
    for (const one of ['オーサカ', 'オオサカ', 'オウサカ', 'ｵｰｻｶ'])
      for (const other of ['オーサカ', 'オオサカ'])
        if (!(one === 'オウサカ' && other === 'オオサカ'))
          expect(finds(one, other), `${one} ${other}`).toBe(true)
    expect(finds('サーバーの管理', 'サーバ')).toBe(true)
    expect(finds('サ―バ―の管理', 'サーバー')).toBe(true)
    expect(finds('メキシコオリンピック', 'オリンピック')).toBe(true)
    expect(finds('ソウル特別市', 'ウル')).toBe(true)
  })

  it('joins the lines of a page inside a sentence, and no further', () => {
    expect(finds('在ソ連\n  大使館', '連大')).toBe(true)
    expect(finds('報告する。\n外務', 'る外')).toBe(false)
    expect(finds('報告\n\n外務', '告外')).toBe(false)
    expect(finds('New\nYork', 'newyork')).toBe(false)
  })

  it('folds Latin letters without stemming, by whole words', () => {
    expect(finds('Lech Wałęsa, Gdańsk', 'walesa')).toBe(true)
    expect(finds('STRASSE', 'straße')).toBe(true)
    expect(finds('cables', 'cable')).toBe(false)
    expect(finds('cables', 'cable', true)).toBe(true)
    expect(finds('Катя Громыко', 'громыко')).toBe(true)
  })

  it('tells where in the original a match stands', () => {
    expect(passages('第１３４２号　返事があつた。', 'あった')).toEqual(['あつた'])
    expect(passages('㍻元年の件', '平成')).toEqual(['㍻'])
    expect(passages('サーバーとサーバ', 'サーバ')).toEqual(['サーバー', 'サーバ'])
    expect(passages('ｶﾞｿﾘﾝ', 'ガソリン')).toEqual(['ｶﾞｿﾘﾝ'])
    expect(passages('外務\n大臣', '務大')).toEqual(['務\n大'])
    expect(passages('Cafe\u0301 Gromyko', 'café gromyko')).toEqual(['Cafe\u0301 Gromyko'])
    expect(passages('時々刻々', '刻刻')).toEqual(['刻々'])
  })

  it('gives the index the words that a scan of the text finds', () => {
    const letter = fc.constantFrom(...Array.from('外相会談ソ連国國人々あつっオウーカ1 9a\n。「(é'))
    const text = fc.string({ unit: letter, maxLength: 30 })
    fc.assert(
      fc.property(text, fc.nat(), fc.integer({ min: 1, max: 4 }), (document, at, length) => {
        const query = document.slice(at % Math.max(1, document.length)).slice(0, length)
        const term = termOf(query)
        if (!term) return
        const words = indexWords(document).split(' ')
        const indexed = term.spellings.some(({ words: asked, prefix }) =>
          words.some((_, start) =>
            asked.every((word, step) =>
              prefix && step === asked.length - 1
                ? words[start + step]?.startsWith(word)
                : words[start + step] === word,
            ),
          ),
        )
        expect(indexed).toBe(occurrences(fold(document), term).length > 0)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('a text of any length', () => {
  it('is folded as its end alone would be, wherever that stands', () => {
    const ends = ['漢字々々ー', 'カー\u3099サヽ', `${'𠮷野'.repeat(40)}${'々'.repeat(80)}`]
    for (let before = 300; before < 600; before++)
      for (const end of ends)
        expect(fold(`${'x'.repeat(before)}${end}`)).toBe(`${'x'.repeat(before)}${fold(end)}`)
  })
})
