/** Dates of EAD for machines (`normal`, `standarddate`, `notbefore` …) as EDTF; what is no date is left to the ledger. */
import { isEdtf } from '../../shared/domain/date/index.ts'

/** One end: YYYY, YYYY-MM or YYYY-MM-DD, also without hyphens, with `00` for what is not known and a minus before our era. */
function pointOf(text: string): string | null {
  const [, sign = '', year = '', month, day] =
    /^(-?)(\d{1,4})(?:-?(\d\d)(?:-?(\d\d))?)?(?:T[\d:.Z+-]*)?$/.exec(text.trim()) ?? []
  if (year === '' || (year.length < 4 && month !== undefined)) return null
  const parts = [`${sign}${year.padStart(4, '0')}`]
  if (month !== undefined && month !== '00') {
    parts.push(month)
    if (day !== undefined && day !== '00') parts.push(day)
  }
  const point = parts.join('-')
  return isEdtf(point) ? point : null
}

/** `normal` of a date: one point, or two with a solidus; open where one of them is not said. */
export function edtfOfNormal(normal: string): string | null {
  const text = normal.trim()
  if (isEdtf(text)) return text.replace(/^(.+)\/\1$/, '$1')
  const ends = text.split('/')
  if (ends.length > 2) return null
  const points = ends.map((end) =>
    /^(?:|\.\.|open|9999(?:-?12-?31)?)$/i.test(end.trim()) ? '..' : pointOf(end),
  )
  const [from, to = from] = points
  if (from == null || to == null || (from === '..' && to === '..')) return null
  const edtf = from === to ? from : `${from}/${to}`
  return isEdtf(edtf) ? edtf : null
}

export interface Bounds {
  readonly standard: string | null
  readonly notBefore: string | null
  readonly notAfter: string | null
}

/** A date with bounds: a decade or century where they are one, otherwise the stretch between them. */
export function edtfOfBounds({ standard, notBefore, notAfter }: Bounds): string | null {
  if (standard !== null) return edtfOfNormal(standard)
  if (notBefore === null || notAfter === null) return null
  const [from, to] = [pointOf(notBefore), pointOf(notAfter)]
  if (from === null || to === null) return null
  return unspecified(from, to) ?? edtfOfNormal(`${from}/${to}`)
}

/** `198X` for 1980 to 1989. */
function unspecified(from: string, to: string): string | null {
  const digits = /^\d{4}$/
  if (!digits.test(from) || !digits.test(to)) return null
  for (let kept = 3; kept > 0; kept--) {
    const begin = from.slice(0, kept)
    if (to.startsWith(begin) && /^0+$/.test(from.slice(kept)) && /^9+$/.test(to.slice(kept)))
      return `${begin}${'X'.repeat(4 - kept)}`
  }
  return null
}

/** The two ends of a range; null where one is said and cannot be read. */
export function edtfOfRange(from: string | null | undefined, to: string | null | undefined): string | null {
  if (from === null || to === null || (from === undefined && to === undefined)) return null
  const edtf = `${from ?? '..'}/${to ?? '..'}`
  return isEdtf(edtf) ? edtf : null
}

/** Doubt that the words of the document have, as EDTF writes it. */
export function doubted(edtf: string, certainty: 'certain' | 'approximate' | 'uncertain'): string {
  if (certainty === 'certain' || /[?~%X]/.test(edtf)) return edtf
  const mark = certainty === 'approximate' ? '~' : '?'
  const marked = edtf
    .split('/')
    .map((end) => (end === '' || end === '..' ? end : end + mark))
    .join('/')
  return isEdtf(marked) ? marked : edtf
}
