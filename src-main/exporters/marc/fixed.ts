/** The leader and the control fields of a MARC 21 record for archival materials. */
import type { Institution } from '../../shared/contract/catalogue.ts'
import type { ReleasedDescription } from '../../shared/domain/released-view.ts'
import { line, normalDate } from '../plain.ts'

/** Mixed materials, or one manuscript; under archival control, in Unicode, not to the rules of ISBD. */
export function leader({ level }: ReleasedDescription, isSubunit: boolean): string {
  const type = level === 'item' ? 't' : 'p'
  const bibliographic = isSubunit ? 'd' : level === 'item' ? 'm' : 'c'
  return `00000n${type}${bibliographic}aa2200000   4500`
}

export function controlFields(
  description: ReleasedDescription,
  { isil }: Institution,
): (readonly [tag: string, value: string])[] {
  const { uid, updatedAt } = description
  return [
    ['001', line(uid)],
    ...(isil === null ? [] : [['003', isil] as const]),
    ['005', `${updatedAt.replace(/\D/g, '').slice(0, 14).padEnd(14, '0')}.0`],
    ['008', fixedLength(description)],
  ]
}

/** 008: when entered, when made, language; what nobody has coded is filled with `|`. */
function fixedLength(description: ReleasedDescription): string {
  const { createdAt, languages, level } = description
  const entered = createdAt.slice(2, 10).replaceAll('-', '')
  const material = level === 'item' ? `${'|'.repeat(14)} ||` : ' '.repeat(17)
  return `${entered}${made(description)}xx ${material}${languages[0]?.language ?? 'und'} d`
}

/** Type of date and the two dates, nine characters. */
function made({ dates, level }: ReleasedDescription): string {
  const date = dates.find(({ kind }) => kind === 'creation') ?? dates[0]
  const normal = date === undefined ? null : normalDate(date)
  if (normal === null) return 'nuuuuuuuu'
  const [from = '', to] = normal.split('/')
  if (from.startsWith('-') || to?.startsWith('-')) return 'b        '
  if (to !== undefined) return `${level === 'item' ? 'm' : 'i'}${from.slice(0, 4)}${to.slice(0, 4)}`
  const [year = '', month = '', day = ''] = from.split('-')
  return month === '' ? `s${year}    ` : `e${year}${month}${day.padEnd(2)}`
}
