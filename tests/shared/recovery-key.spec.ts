/** A recovery key that is typed from paper: read however it is written, and never taken for another where it is mistyped. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readRecoveryKey, RECOVERY_BYTES, recoveryKeyOf } from '../../src-main/shared/domain/recovery-key.ts'

const bytes = fc.uint8Array({ minLength: RECOVERY_BYTES, maxLength: RECOVERY_BYTES })
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

describe('a recovery key', () => {
  it('is eight groups of five, and is read with other blanks, letters and widths', () => {
    fc.assert(
      fc.property(bytes, (given) => {
        const key = recoveryKeyOf(given)
        expect(key).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){7}[0-9A-HJKMNP-TV-Z]{5}$/)
        for (const typed of [
          key,
          key.toLowerCase(),
          key.replaceAll('-', ' '),
          key.replaceAll('-', ''),
          key.replaceAll('-', 'ー'),
          key.replaceAll('0', 'O').replaceAll('1', 'l'),
          key.replace(/[0-9A-Z]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)),
        ])
          expect(readRecoveryKey(typed)).toEqual({ kind: 'key', key })
      }),
    )
  })

  it('names the group in which one letter is another, two letters or two groups changed places', () => {
    fc.assert(
      fc.property(bytes, fc.nat(39), fc.nat(30), (given, at, other) => {
        const letters = recoveryKeyOf(given).replaceAll('-', '')
        const was = LETTERS.indexOf(letters.charAt(at))
        const is = LETTERS.charAt((was + 1 + other) % 32)
        const group = Math.floor(at / 5) + 1
        const wrong = letters.slice(0, at) + is + letters.slice(at + 1)
        expect(readRecoveryKey(wrong)).toEqual({ kind: 'mistyped', group })

        const [one, two] = [letters.charAt(at), letters.charAt(at + 1)]
        if (at % 5 < 4 && one !== two) {
          const swapped = letters.slice(0, at) + two + one + letters.slice(at + 2)
          expect(readRecoveryKey(swapped)).toEqual({ kind: 'mistyped', group })
        }
        const moved = letters.slice(5, 10) + letters.slice(0, 5) + letters.slice(10)
        expect(readRecoveryKey(moved)).toEqual({ kind: 'mistyped', group: 1 })
      }),
    )
  })

  it('is told from a passphrase', () => {
    expect(readRecoveryKey('a phrase of the office')).toEqual({ kind: 'other' })
    expect(readRecoveryKey('')).toEqual({ kind: 'other' })
  })
})
