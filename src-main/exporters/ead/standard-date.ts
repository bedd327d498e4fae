/**
 * EDTF (ISO 8601-2, levels 0 and 1, and sets of level 2) to what EAD3 dates may hold: YYYY, YYYY-MM or YYYY-MM-DD,
 * years -2999 to 2999. Approximation and doubt become a certainty, unknown digits a span, open and unknown bounds
 * are left out; times of day are dropped, because EAD3 has no place for them.
 */
export interface Point {
  readonly standard: string | null
  readonly notBefore: string | null
  readonly notAfter: string | null
}

type Certainty = 'approximate' | 'uncertain'

export interface StandardDate {
  readonly parts: readonly (
    { readonly at: Point } | { readonly from: Point | null; readonly to: Point | null }
  )[]
  readonly certainty: Certainty | null
}

/** Null for what is no EDTF, or says nothing that EAD3 could hold. */
export function standardDate(edtf: string): StandardDate | null {
  const text = edtf.trim()
  const certainty = certaintyOf(text)
  const plain = text.replace(/[?~%]/g, '')
  const list = /^\{(.+)\}$/.exec(plain)?.[1]
  if (list !== undefined) {
    const parts = list.split(',').map((item) => partOf(item.trim()))
    return parts.every((part) => part !== null) ? { parts, certainty } : null
  }
  const choice = /^\[(.+)\]$/.exec(plain)?.[1]
  if (choice !== undefined) {
    const at = spanOf(choice.split(/,|\.\./).map((item) => pointOf(item.trim())))
    return at && { parts: [{ at }], certainty: certainty ?? 'uncertain' }
  }
  const part = partOf(plain)
  return part && { parts: [part], certainty }
}

/** Whether any part lies before the common era, for which `era` has no value that EAD3's own rules accept. */
export const isBeforeCommonEra = ({ parts }: StandardDate): boolean =>
  parts.some((part) =>
    ('at' in part ? [part.at] : [part.from, part.to]).some((point) => first(point)?.startsWith('-')),
  )

/** `unitdate/@normal`: one date, or two with a solidus; null where a bound is open. */
export function normalOf({ parts }: StandardDate): string | null {
  const [part] = parts
  if (part === undefined || parts.length > 1) return null
  if ('at' in part) {
    return part.at.standard ?? (part.at.notBefore && `${part.at.notBefore}/${part.at.notAfter}`)
  }
  const [from, to] = [first(part.from), last(part.to)]
  return from !== null && to !== null ? `${from}/${to}` : null
}

const first = (point: Point | null) => point && (point.standard ?? point.notBefore)
const last = (point: Point | null) => point && (point.standard ?? point.notAfter)

function certaintyOf(edtf: string): Certainty | null {
  if (/[?%]/.test(edtf)) return 'uncertain'
  return edtf.includes('~') ? 'approximate' : null
}

function partOf(text: string): StandardDate['parts'][number] | null {
  const range = /^(.*?)(?:\/|(?<=\d)\.\.(?=-?\d))(.*)$/.exec(text)
  if (!range) {
    const at = pointOf(text)
    return at && { at }
  }
  const [from, to] = [boundOf(range[1] ?? ''), boundOf(range[2] ?? '')]
  if (from === undefined || to === undefined || (from === null && to === null)) return null
  if (from && to && isAfter(first(from) ?? '', last(to) ?? '')) return null
  return { from, to }
}

/** Null when the bound is open (`..`) or unknown (nothing), undefined when it is no date. */
const boundOf = (text: string): Point | null | undefined =>
  text === '' || text === '..' ? null : (pointOf(text) ?? undefined)

function pointOf(text: string): Point | null {
  const match = /^(-?)([0-2X][0-9X]{3})(?:-([0-9X]{2})(?:-([0-9X]{2}))?)?(?:T[\d:.Z+-]*)?$/.exec(text)
  if (!match) return null
  const [, sign = '', digits = '', month, day] = match
  if (digits.includes('X')) {
    if (sign !== '' || month !== undefined || digits.startsWith('X') || !/^\d+X+$/.test(digits)) return null
    return { standard: null, notBefore: digits.replaceAll('X', '0'), notAfter: digits.replaceAll('X', '9') }
  }
  const year = `${sign}${digits}`
  // A season, and a month or day that is not known, leave what is above them.
  if (month === undefined || month.includes('X') || /^(2[1-9]|3\d|4[01])$/.test(month)) return exactly(year)
  if (!/^(0[1-9]|1[0-2])$/.test(month)) return null
  if (day === undefined || day.includes('X')) return exactly(`${year}-${month}`)
  const days = new Date(Date.UTC(sign ? 4 : Number(digits), Number(month), 0)).getUTCDate()
  return Number(day) >= 1 && Number(day) <= days ? exactly(`${year}-${month}-${day}`) : null
}

const exactly = (standard: string): Point => ({ standard, notBefore: null, notAfter: null })

function spanOf(points: readonly (Point | null)[]): Point | null {
  const bounds = points.flatMap((point) => (point ? [point] : []))
  if (bounds.length !== points.length || bounds.length === 0) return null
  const earliest = bounds.map((point) => first(point) ?? '').reduce((a, b) => (isAfter(a, b) ? b : a))
  const latest = bounds.map((point) => last(point) ?? '').reduce((a, b) => (isAfter(b, a) ? b : a))
  return { standard: null, notBefore: earliest, notAfter: latest }
}

/** Compares as far as both are precise, so that 1984 is not after 1984-03. */
function isAfter(a: string, b: string): boolean {
  const [x, y] = [numbers(a), numbers(b)]
  for (const [index, number] of x.entries()) {
    const other = y[index]
    if (other === undefined || number === other) continue
    return number > other
  }
  return false
}

const numbers = (date: string): number[] => {
  const negative = date.startsWith('-')
  return date
    .replace(/^-/, '')
    .split('-')
    .map((part, index) => (negative && index === 0 ? -Number(part) : Number(part)))
}
