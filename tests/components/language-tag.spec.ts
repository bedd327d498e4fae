import { describe, expect, it } from 'vitest'
import { bcp47, guessLanguage } from '../../src-renderer/language-tag.ts'

const english = { language: 'eng', script: 'Latn' }
const japanese = { language: 'jpn', script: 'Jpan' }
const french = { language: 'fre', script: 'Latn' }
const chinese = { language: 'chi', script: 'Hant' }

describe('the language of what is typed', () => {
  it('follows kana, Hangul and Cyrillic', () => {
    expect(guessLanguage('総理の訪中', english)).toEqual(japanese)
    expect(guessLanguage('전보', english)).toEqual({ language: 'kor', script: 'Kore' })
    expect(guessLanguage('Телеграмма', english)).toEqual({ language: 'rus', script: 'Cyrl' })
  })

  it('is that of the institution where the script leaves a choice', () => {
    expect(guessLanguage('外相会談', japanese)).toEqual(japanese)
    expect(guessLanguage('外相会談', chinese)).toEqual(chinese)
    expect(guessLanguage('外相会談', english)).toEqual(japanese)
    expect(guessLanguage('Télégramme', french)).toEqual(french)
    expect(guessLanguage('Telegram', japanese)).toEqual(english)
  })

  it('gives two codes and nothing else of the institution', () => {
    expect(guessLanguage('外相会談', { ...japanese, name: 'secret' } as typeof japanese)).toEqual(japanese)
  })

  it('stays open for numbers', () => {
    expect(guessLanguage('1342', japanese)).toBeNull()
  })

  it('has a tag for the page', () => {
    expect(bcp47('jpn')).toBe('ja')
    expect(bcp47('ain')).toBe('ain')
    expect(bcp47(null)).toBeUndefined()
  })
})
