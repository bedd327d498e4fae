import { describe, expect, it } from 'vitest'
import { errorMessage, messages } from '../../src-main/shared/i18n/index.ts'

const m = messages.en
const about = (file: string) => errorMessage(m, 'scanDamaged', { file })

describe('a file that cannot be opened', () => {
  const details: Record<string, Record<string, unknown>> = {
    scanEmpty: {},
    scanTruncated: {},
    scanDamaged: {},
    scanUnsupported: { format: 'HEIC' },
    scanTooLarge: { width: 40_000, height: 90_000 },
    scanMissing: {},
    scanSetAside: {},
    pdfEncrypted: {},
    decoderFailed: {},
    fileNotFound: {},
    fileUnreadable: {},
    fileNotRegular: {},
  }

  it.each(Object.entries(details))('%s: its name, why, and what to do, in both languages', (code, more) => {
    const [english, japanese] = [messages.en, messages.ja].map((words) =>
      errorMessage(words, code, { file: 'map_01.jp2', ...more }),
    )
    expect(english).toContain('“map_01.jp2”')
    expect(japanese).toContain('「map_01.jp2」')
    // What it is asked to do is a sentence of its own.
    if (code !== 'fileNotRegular') {
      expect(english).toMatch(/(Save|Copy|Scan|Put|Check|It may|If it).*\.$/)
      expect(japanese).toMatch(/。[^。]*(ください|あります)[^。]*。$/)
    }
  })

  it('too large in one piece is told which format is taken piece by piece', () => {
    const size = { file: 'a.jp2', width: 9000, height: 8000 }
    expect(errorMessage(messages.en, 'scanTooLarge', { ...size, inOnePiece: true })).toMatch(
      /9,000 × 8,000.*TIFF/,
    )
    expect(errorMessage(messages.ja, 'scanTooLarge', { ...size, inOnePiece: true })).toMatch(
      /9,000 × 8,000.*TIFF/,
    )
    // No other format makes fewer pixels of it.
    expect(errorMessage(messages.en, 'scanTooLarge', size)).not.toContain('TIFF')
  })

  it('a TIFF is told which TIFF to become', () => {
    const lab = { file: 'a.tif', format: 'TIFF, CIELab colours' }
    expect(errorMessage(messages.en, 'scanUnsupported', lab)).toMatch(/CIELab.*RGB.*LZW/)
    expect(errorMessage(messages.ja, 'scanUnsupported', lab)).toMatch(/CIELab.*RGB.*LZW/)
  })

  it('of another format is told what to become, and what it is in the language of the reader', () => {
    expect(errorMessage(messages.ja, 'scanUnsupported', { file: 'a', format: 'unknown' })).toContain(
      '不明な形式',
    )
    expect(errorMessage(messages.ja, 'scanUnsupported', { file: 'a', format: 'HEIC' })).toMatch(
      /HEIC.*TIFF、JPEG/,
    )
    expect(errorMessage(messages.en, 'scanUnsupported', { file: 'a', format: 'HEIC' })).toMatch(
      /HEIC.*TIFF, JPEG/,
    )
  })
})

describe('a name in a sentence', () => {
  it('stays on its line', () => {
    expect(about('new\nline\r\t\u0085\u2028.jpg')).toContain(
      '“new⟨U+000A⟩line⟨U+000D⟩⟨U+0009⟩⟨U+0085⟩⟨U+2028⟩.jpg”',
    )
    expect(about('\u001b[31mred')).toContain('⟨U+001B⟩[31mred')
  })

  it('turns no direction but its own', () => {
    // Shown as it is, this one would end in “gpj.exe”.
    expect(about('invoice\u202eexe.jpg')).toContain('“invoice⟨U+202E⟩exe.jpg”')
    expect(about('a\u200f\u2067b')).toContain('“a⟨U+200F⟩⟨U+2067⟩b”')
    expect(about('סריקה.jpg')).toContain('“\u2068סריקה.jpg\u2069”')
  })

  it('of any other letters is as it was', () => {
    for (const name of ['公電 第１号（極秘）.jpg', 'か\u3099.jpg', '👪.png', ' a .jpg', 'x'.repeat(255)]) {
      expect(about(name)).toContain(`“${name}”`)
    }
  })
})
