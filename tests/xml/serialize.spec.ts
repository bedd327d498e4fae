import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { element, elementOrNull } from '../../src-main/xml/element.ts'
import { parseXml } from '../../src-main/xml/parse.ts'
import { closeLine, openLine, serialize } from '../../src-main/xml/serialize.ts'

/** What a parser reads back: the text of the root and its attribute. */
function readBack(xml: string): { text: string; value: string | undefined } {
  let text = ''
  let value: string | undefined
  parseXml([xml], {
    open: (_, attributes) => (value ??= attributes['value']),
    text: (piece) => (text += piece),
  })
  return { text, value }
}

describe('serialize', () => {
  it('writes elements below one another on lines of their own, and text in place', () => {
    const tree = element('did', { id: 'a' }, element('unitid', {}, '1'), [null, false, element('lb', {})])
    expect(serialize(tree, 1)).toBe(' <did id="a">\n  <unitid>1</unitid>\n  <lb/>\n </did>\n')
    expect(serialize(element('p', {}, 'a', element('lb', {}), element('b', {}, element('c', {}))))).toBe(
      '<p>a<lb/><b><c/></b></p>\n',
    )
  })

  it('leaves out attributes without a value, and keeps the order of the others', () => {
    expect(serialize(element('c', { z: '1', gone: null, lost: undefined, a: '' }))).toBe('<c z="1" a=""/>\n')
  })

  it('opens and closes what is written one by one', () => {
    expect(openLine('dsc', { type: 'a&b' }, 1) + closeLine('dsc', 1)).toBe(' <dsc type="a&amp;b">\n </dsc>\n')
  })

  it('stops moving further in at a depth, so that a chain does not grow with the square', () => {
    expect(serialize(element('c', {}), 500).length).toBe(serialize(element('c', {}), 32).length)
  })

  it('has no empty element where none is allowed', () => {
    expect(elementOrNull('relations', {}, [null, '', []])).toBeNull()
  })

  it('writes what XML can hold so that it is read back as it was', () => {
    const kept =
      'U+3000:\u3000 “curly” ‘quotes’ ]]> & < > " \' 😀 ﾊﾝｶｸ ㍻ e\u0301 \u0085 \u2028 \ufeff \t\r\n\r'
    const { text, value } = readBack(serialize(element('p', { value: kept }, kept)))
    expect(text).toBe(kept)
    expect(value).toBe(kept)
  })

  it('turns line and page ends of office programs into line feeds, and shows what cannot be written', () => {
    expect(readBack(serialize(element('p', {}, 'a\u000bb\u000cc\u0000d\u001be\ufffef\ud800g'))).text).toBe(
      'a\nb\nc\ufffdd\ufffde\ufffdf\ufffdg',
    )
  })

  it('is well-formed for any text, and reads back as the same once more', () => {
    const anyText = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'binary-ascii' }),
      loneSurrogates,
    )
    fc.assert(
      fc.property(anyText, anyText, (text, value) => {
        const first = readBack(serialize(element('p', { value }, 'x', text)))
        const second = readBack(serialize(element('p', { value: first.value ?? '' }, first.text)))
        expect(second).toEqual(first)
      }),
      { numRuns: 500 },
    )
  })
})

const loneSurrogates = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 20 })
  .map((units) => String.fromCharCode(...units))
