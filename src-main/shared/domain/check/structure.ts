/** The place of a unit in the whole: its level, and its reference code among its siblings'. */
import { mayContain } from '../level.ts'
import { at } from './finding.ts'
import type { CheckedRecord, Found } from './finding.ts'

export function* levelOrder({ description, parent }: CheckedRecord): Generator<Found> {
  if (parent === null || mayContain(parent.level, description.level)) return
  yield { code: 'levelOrder', place: at('level'), about: [description.level, parent.level], fixes: [] }
}

export function* codeAlike({ description, codeAlike }: CheckedRecord): Generator<Found> {
  if (codeAlike === null || description.referenceCode === null) return
  yield {
    code: 'codeAlike',
    place: at('referenceCode'),
    about: [description.referenceCode, codeAlike],
    fixes: [],
  }
}

/** How a code is compared with others: width, case and spaces make no other code. */
export const foldedCode = (code: string): string => code.normalize('NFKC').replace(/\s+/g, '').toLowerCase()

const MOST_NAMED = 3
const MOST_MISSING = 50

/** B-1-2 followed by B-1-4: the number between them is missed. */
export function* codeGap({ description, codeBefore }: CheckedRecord): Generator<Found> {
  const [before, own] = [numbered(codeBefore), numbered(description.referenceCode)]
  if (before === null || own === null || before.stem !== own.stem) return
  const missing = own.number - before.number - 1
  if (missing < 1 || missing > MOST_MISSING) return
  const named = Array.from({ length: Math.min(missing, MOST_NAMED) }, (_, index) =>
    own.written(before.number + 1 + index),
  )
  yield {
    code: 'codeGap',
    place: at('referenceCode'),
    about: [codeBefore ?? '', named.join(', ') + (missing > MOST_NAMED ? ' …' : '')],
    fixes: [],
  }
}

function numbered(code: string | null) {
  const [, stem, digits] = /^(.*?)(\d{1,9})$/s.exec(code?.normalize('NFKC').trim() ?? '') ?? []
  if (stem === undefined || digits === undefined) return null
  return {
    stem,
    number: Number(digits),
    written: (number: number) =>
      stem + String(number).padStart(digits.startsWith('0') ? digits.length : 1, '0'),
  }
}
