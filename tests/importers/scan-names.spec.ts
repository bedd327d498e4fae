import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { groupByName } from '../../src-main/importers/scan-names.ts'

const groups = (...names: string[]) => groupByName(names).map(({ title, files }) => [title, ...files])

describe('groupByName', () => {
  it('makes two items of six scans', () => {
    expect(
      groups(
        'katori_1.tif',
        'katori_2.tif',
        'katori_3.tif',
        'harbour_1.tif',
        'harbour_2.tif',
        'harbour_3.tif',
      ),
    ).toEqual([
      ['katori', 'katori_1.tif', 'katori_2.tif', 'katori_3.tif'],
      ['harbour', 'harbour_1.tif', 'harbour_2.tif', 'harbour_3.tif'],
    ])
  })

  it.each([
    ['{ref}_{page}', '2002-113_119555', ['2002-113_119555_001.tif', '2002-113_119555_002.tif']],
    ['a dash and zeros', 'R037701', ['R037701-001.jpg', 'R037701-002.jpg']],
    ['page_1', 'telegram', ['telegram_page_1.png', 'telegram_page_2.png']],
    ['p1', 'telegram', ['telegram-p1.png', 'telegram-p2.png']],
    ['brackets', 'scan of the letter', ['scan of the letter (1).jpg', 'scan of the letter (2).jpg']],
    ['figures right after letters', 'katori', ['katori1.jpg', 'katori2.jpg']],
    ['枚目', '総理訪中', ['総理訪中１枚目.tif', '総理訪中２枚目.tif']],
    ['頁', '電信', ['電信_第1頁.tif', '電信_第2頁.tif']],
    ['コマ', '簿冊12', ['簿冊12_コマ001.jpg', '簿冊12_コマ002.jpg']],
    ['full-width figures', '鹿取', ['鹿取＿００１.tif', '鹿取＿００２.tif']],
    ['capital and small letters', 'Box', ['Box_1.tif', 'box_2.TIF']],
    ['a folder before the name', 'a', ['one/a_1.tif', 'one/a_2.tif']],
    ['what nobody sees left out of the title', 'rtlgpj.exe', ['rtl\u202egpj.exe.jpg']],
    ['a line that ends in the name', 'new line', ['new\nline.jpg']],
  ])('knows pages by %s', (_, title, files) => {
    expect(groupByName(files)).toMatchObject([{ title, files }])
  })

  it('orders pages by number, not by letter, and backs after fronts', () => {
    expect(groups('a_10.tif', 'a_9.tif', 'a_1.tif', 'a_１１.tif')).toEqual([
      ['a', 'a_1.tif', 'a_9.tif', 'a_10.tif', 'a_１１.tif'],
    ])
    expect(groups('m_2v.tif', 'm_1v.tif', 'm_2r.tif', 'm_1r.tif')).toEqual([
      ['m', 'm_1r.tif', 'm_1v.tif', 'm_2r.tif', 'm_2v.tif'],
    ])
    expect(groups('m_1裏.tif', 'm_1表.tif')).toEqual([['m', 'm_1表.tif', 'm_1裏.tif']])
  })

  it('takes a file without a page number as an item of its own', () => {
    expect(groups('letter.tif', 'minutes.tif')).toEqual([
      ['letter', 'letter.tif'],
      ['minutes', 'minutes.tif'],
    ])
  })

  it('takes every PDF as an item of its own, whatever its number', () => {
    expect(groups('report_1.pdf', 'report_2.pdf')).toEqual([
      ['report_1', 'report_1.pdf'],
      ['report_2', 'report_2.pdf'],
    ])
  })

  it('does not take a date, a long number or a lone number for a page', () => {
    expect(groups('1984-03-25.tif', '1984-03-26.tif')).toHaveLength(2)
    expect(groups('telegram_19840325.tif', 'telegram_19840326.tif')).toHaveLength(2)
    expect(groups('R037701.tif', 'R037702.tif')).toHaveLength(2)
    expect(groups('document_119555.tif', 'document_119556.tif')).toHaveLength(2)
    expect(groups('letter-3.tif')).toEqual([['letter-3', 'letter-3.tif']])
    expect(groups('第1342号.tif', '第1343号.tif')).toHaveLength(2)
  })

  it('takes a lone page for one where its name says so', () => {
    expect(groups('letter_001.tif')).toEqual([['letter', 'letter_001.tif']])
    expect(groups('letter_p2.tif')).toEqual([['letter', 'letter_p2.tif']])
  })

  it('keeps files of different folders apart', () => {
    expect(groups('x/1.tif', 'x/2.tif', 'y/1.tif')).toHaveLength(2)
    expect(groups('a_1.tif', 'a_2.tif', 'a_1.tif', 'a_2.tif')).toEqual([
      ['a', 'a_1.tif', 'a_2.tif'],
      ['a', 'a_1.tif', 'a_2.tif'],
    ])
    expect(groups('scan.tif', 'scan.tif')).toHaveLength(2)
  })

  it('names files that have nothing but a number by their first and last', () => {
    expect(groups('003.jpg', '001.jpg', '002.jpg')).toEqual([['001–003', '001.jpg', '002.jpg', '003.jpg']])
    expect(groups('page_1.jpg', 'page_2.jpg')).toEqual([['page_1–page_2', 'page_1.jpg', 'page_2.jpg']])
  })

  it('offers the number in a name for the reference code', () => {
    const suffix = (name: string) => groupByName([name])[0]?.referenceSuffix
    expect(suffix('2002-113_119555_001.tif')).toBe('119555')
    expect(suffix('R037701.tif')).toBe('R037701')
    expect(suffix('letter.tif')).toBeUndefined()
    expect(suffix('総理訪中.tif')).toBeUndefined()
  })

  it('keeps every file once, whatever it is called', () => {
    const names = fc.uniqueArray(
      fc.oneof(
        fc.string({ unit: 'grapheme' }),
        fc.stringMatching(/^[a-c]{0,2}[_ -]?\d{0,3}[rv]?\.(tif|jpg|pdf)$/),
      ),
    )
    fc.assert(
      fc.property(names, (list) => {
        const grouped = groupByName(list)
        expect(grouped.flatMap(({ files }) => files).sort()).toEqual([...list].sort())
        expect(grouped.every(({ files }) => files.length > 0)).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })
})
