/** Content in the place of other content: of another length, in other letters, and never the same twice. */
import { randomBytes, randomInt } from 'node:crypto'

const LETTERS =
  'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789あいうえおカキクケコ甲乙丙丁戊 &<>"\'=[]'
const LONGEST = 400

/** At least one letter, and never as many as there were. */
export function otherWords(words: string): string {
  const most = Math.min(LONGEST, 2 * words.length + 12)
  let length = randomInt(1, most)
  if (length === words.length) length = most
  const made = Array.from({ length }, () => LETTERS.charAt(randomInt(LETTERS.length))).join('')
  // Space at an end may be taken off.
  const trimmed = `x${made.trim()}x`
  return trimmed.length === words.length ? `${trimmed}x` : trimmed
}

export const otherDigest = (): string => randomBytes(32).toString('hex')

export const otherYear = (): string => String(randomInt(1000, 2000))

export const otherNumber = (): number => randomInt(1, 2 ** 31)
