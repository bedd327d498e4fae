import { Buffer } from 'node:buffer'
import { describe, expect, it } from 'vitest'
import { findCanaries } from './find-canary.ts'

const canary = '極秘 canary & ﾊﾝｶｸ é'

describe('findCanaries', () => {
  it.each([
    ['as it is', Buffer.from(`aa${canary}bb`)],
    ['in another Unicode form', Buffer.from(`aa${canary.normalize('NFD')}bb`)],
    ['in compatibility form', Buffer.from(canary.normalize('NFKC'))],
    ['in capitals', Buffer.from(canary.toUpperCase())],
    ['in UTF-16', Buffer.from(`a${canary}`, 'utf16le')],
    ['in UTF-16, the other way round', Buffer.from(`a${canary}`, 'utf16le').swap16()],
    [
      'in UTF-16 from an odd byte',
      Buffer.concat([Buffer.from([1]), Buffer.from(canary.toUpperCase(), 'utf16le')]),
    ],
    ['escaped', Buffer.from(canary.replace('&', '&amp;'))],
    ['as character references', Buffer.from(Array.from(canary, (c) => `&#${c.codePointAt(0)};`).join(''))],
    ['in JSON', Buffer.from(JSON.stringify({ a: canary }))],
    ['in an address', Buffer.from(`?q=${encodeURIComponent(canary)}`)],
    ['in base64', Buffer.from(Buffer.from(`x${canary}yz`).toString('base64'))],
    ['in base64, shifted', Buffer.from(Buffer.from(`xy${canary}z`).toString('base64'))],
    ['in hexadecimal', Buffer.from(Buffer.from(canary).toString('hex'))],
    ['with markup inside', Buffer.from(canary.replace('canary', 'can<lb/>\n ary'))],
    ['backwards', Buffer.from(Array.from(canary).reverse().join(''))],
  ])('finds a word %s', (_, bytes) => {
    expect(findCanaries(bytes, ['something else', canary]).map(({ canary: found }) => found)).toContain(
      canary,
    )
  })

  it('finds nothing where nothing is', () => {
    expect(findCanaries(Buffer.from('極秘 canar and some other words'), [canary])).toEqual([])
  })

  it('takes no word that could be there by chance', () => {
    expect(() => findCanaries(Buffer.from('a'), ['a'])).toThrow()
  })
})
