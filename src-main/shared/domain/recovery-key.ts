/**
 * A recovery key as it is printed and typed in again: eight groups of four characters and a fifth that checks them. The
 * letters are those that nobody takes for digits (Crockford's), and a letter that was taken for one is read as it.
 */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const GROUPS = 8
const DATA = 4
/** Bytes of a key: five bits for each character that is not a check. */
export const RECOVERY_BYTES = (GROUPS * DATA * 5) / 8

/** Doubling in the field of 32 elements. */
const doubled = (value: number): number => (value & 16 ? ((value << 1) ^ 0b100101) & 31 : value << 1)

/** One letter that was mistaken, two that changed places, or a group in the place of another give another check. */
const checkOf = (values: readonly number[], group: number): number =>
  doubled(values.reduce((sum, value) => doubled(sum) ^ value, group + 1))

export function recoveryKeyOf(bytes: Uint8Array): string {
  if (bytes.length !== RECOVERY_BYTES) throw new Error('a recovery key is of twenty bytes')
  let bits = 0n
  for (const byte of bytes) bits = (bits << 8n) | BigInt(byte)
  const values = Array.from({ length: GROUPS * DATA }, (_, index) =>
    Number((bits >> BigInt(5 * (GROUPS * DATA - 1 - index))) & 31n),
  )
  return Array.from({ length: GROUPS }, (_, group) => {
    const own = values.slice(group * DATA, group * DATA + DATA)
    return [...own, checkOf(own, group)].map((value) => LETTERS[value]).join('')
  }).join('-')
}

export type ReadRecoveryKey =
  | { kind: 'key'; key: string }
  /** The first group, from 1, that is not what its check says. */
  | { kind: 'mistyped'; group: number }
  /** Not of the form of one: a passphrase. */
  | { kind: 'other' }

/** Reads what was typed: blanks, hyphens, and small or wide letters make no difference. */
export function readRecoveryKey(typed: string): ReadRecoveryKey {
  const letters = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-‐-―−ー]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
  if (!new RegExp(`^[${LETTERS}]{${String(GROUPS * (DATA + 1))}}$`).test(letters)) return { kind: 'other' }
  const groups: string[] = []
  for (let group = 0; group < GROUPS; group++) {
    const own = letters.slice(group * (DATA + 1), (group + 1) * (DATA + 1))
    const values = Array.from(own, (letter) => LETTERS.indexOf(letter))
    if (checkOf(values.slice(0, DATA), group) !== values[DATA]) return { kind: 'mistyped', group: group + 1 }
    groups.push(own)
  }
  return { kind: 'key', key: groups.join('-') }
}
