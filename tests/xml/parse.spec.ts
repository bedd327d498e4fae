import { Buffer } from 'node:buffer'
import { describe, expect, it } from 'vitest'
import { decodeXml } from '../../src-main/xml/decode.ts'
import { parseXml } from '../../src-main/xml/parse.ts'

function textOf(bytes: Uint8Array | string, pieceSize = 7): string {
  const all = typeof bytes === 'string' ? Buffer.from(bytes) : Buffer.from(bytes)
  const chunks = Array.from({ length: Math.ceil(all.length / pieceSize) }, (_, index) =>
    all.subarray(index * pieceSize, (index + 1) * pieceSize),
  )
  let text = ''
  parseXml(decodeXml(chunks), { text: (piece) => (text += piece) })
  return text
}

const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16()

describe('decodeXml', () => {
  const declared = (name: string) => `<?xml version="1.0" encoding="${name}"?><a>極秘</a>`

  it.each([
    ['UTF-8 without a word', Buffer.from('<a>極秘</a>')],
    ['UTF-8 with a mark', Buffer.from('\ufeff<a>極秘</a>')],
    ['UTF-16 little-endian with a mark', Buffer.from(`\ufeff${declared('UTF-16')}`, 'utf16le')],
    ['UTF-16 big-endian with a mark', utf16be(`\ufeff${declared('UTF-16')}`)],
    ['UTF-16 big-endian without one', utf16be(declared('UTF-16'))],
    ['UTF-16 little-endian without one', Buffer.from(declared('UTF-16'), 'utf16le')],
    ['UTF-8 that says it is UTF-16', Buffer.from(declared('UTF-16'))],
    [
      'Shift_JIS',
      Buffer.concat([
        Buffer.from('<?xml version="1.0" encoding="Shift_JIS"?><a>'),
        Buffer.from([0x8b, 0xc9, 0x94, 0xe9]),
        Buffer.from('</a>'),
      ]),
    ],
    [
      'EUC-JP',
      Buffer.concat([
        Buffer.from("<?xml version='1.0' encoding='euc-jp'?><a>"),
        Buffer.from([0xb6, 0xcb, 0xc8, 0xeb]),
        Buffer.from('</a>'),
      ]),
    ],
  ])('reads %s', (_, bytes) => {
    expect(textOf(bytes)).toBe('極秘')
  })

  it('refuses an encoding that nobody knows, and bytes that are not in the encoding', () => {
    expect(() => textOf(declared('x-ebcdic'))).toThrow(expect.objectContaining({ code: 'encodingUnknown' }))
    const wrong = Buffer.concat([
      Buffer.from(`<a>\n\n${'.'.repeat(600)}`),
      Buffer.from([0xff, 0xfe]),
      Buffer.from('</a>'),
    ])
    expect(() => textOf(wrong)).toThrow(expect.objectContaining({ code: 'encodingWrong', line: 3 }))
  })
})

describe('parseXml', () => {
  it('says in which line a document stops being well-formed, and nothing of what stands there', () => {
    expect(() => textOf('<a>\n<b>secret</c>\n</a>')).toThrow(
      expect.objectContaining({ code: 'notWellFormed', line: 2, message: 'notWellFormed in line 2' }),
    )
    expect(() => textOf('<a>')).toThrow(expect.objectContaining({ code: 'notWellFormed' }))
    expect(() => textOf('<a>&toString;</a>')).toThrow(expect.objectContaining({ code: 'notWellFormed' }))
  })

  it('tells the place right after each tag', () => {
    const places: string[] = []
    parseXml(['<a>\n', '<b x="1"/>', '</a>'], {
      open: (name, attributes, { line, position }) =>
        places.push(`${name} ${line} ${position} ${attributes['x']}`),
    })
    expect(places).toEqual(['a 1 3 undefined', 'b 2 14 1'])
  })

  it('resolves entities that the document itself declares', () => {
    expect(
      textOf(`<!DOCTYPE ead PUBLIC "-//SAA//DTD" "ead.dtd" [
        <!-- <!ENTITY note "wrong"> --> <!ELEMENT ead ANY> <!ATTLIST ead a CDATA ">">
        <!ENTITY office "外務省 &amp; &#x51fa;先"> <!ENTITY both '&office;/&office;'> <!ENTITY both "later">
        ]><ead>&both;</ead>`),
    ).toBe('外務省 & 出先/外務省 & 出先')
  })

  it.each([
    ['entityExternal', '<!ENTITY x SYSTEM "file:///etc/passwd">'],
    ['entityExternal', '<!ENTITY x PUBLIC "a" "http://example.org/x">'],
    ['entityHoldsMarkup', '<!ENTITY x "<b/>">'],
    ['notWellFormed', '<!ENTITY x "&y;"> <!ENTITY y "&x;">'],
    ['notWellFormed', '<!ENTITY % x "parameter">'],
    ['entityTooLarge', `<!ENTITY x "${'a'.repeat(64_001)}">`],
    ['entityTooLarge', laughs(9, 'ha')],
    ['entityTooLarge', laughs(9, '')],
  ])('refuses with %s a reference to %.40s', (code, declarations) => {
    expect(() => textOf(`<!DOCTYPE a [${declarations}]><a>&x;</a>`, 65_536)).toThrow(
      expect.objectContaining({ code }),
    )
  })

  it('refuses many references that grow large together', () => {
    const document = `<!DOCTYPE a [<!ENTITY x "${'a'.repeat(60_000)}">]><a>${'&x;'.repeat(100)}</a>`
    expect(() => textOf(document, 65_536)).toThrow(expect.objectContaining({ code: 'entityTooLarge' }))
  })
})

/** Entities that each stand for ten of the next one. */
function laughs(depth: number, last: string): string {
  const names = ['x', ...Array.from({ length: depth }, (_, index) => `x${index}`)]
  return names
    .map(
      (name, index) => `<!ENTITY ${name} "${index === depth ? last : `&${names[index + 1]};`.repeat(10)}">`,
    )
    .join('')
}
