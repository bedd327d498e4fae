/** `No. 1`, `No. 2`, `No. 3`: a cell and the numbers after it, in its own digits and with its zeros in front. */

const FULL_WIDTH = 0xfee0

/** The text with its last number counted on by `steps`; without a number it gets one. */
export function countedOn(text: string, steps: number): string {
  const found = /^(.*?)([0-9]+|[０-９]+)(\D*)$/su.exec(text)
  if (!found) return steps === 0 ? text : `${text}${text === '' ? '' : ' '}${String(steps + 1)}`
  const [, before = '', digits = '', after = ''] = found
  const wide = /[０-９]/.test(digits)
  const number = BigInt(digits.normalize('NFKC')) + BigInt(steps)
  const plain = String(number < 0n ? 0n : number).padStart(digits.length, '0')
  const shown = wide
    ? plain.replaceAll(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + FULL_WIDTH))
    : plain
  return `${before}${shown}${after}`
}
