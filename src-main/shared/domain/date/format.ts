/** An EDTF value as a person reads it, in both calendars: 1984-03-25 (昭和59年3月25日). */
import { daysOf, eraYearOf, erasOf, FIRST_SOLAR_DAY } from './era.ts'
import { isEdtf } from './edtf.ts'

export type DateLocale = 'en' | 'ja'

const WORDS = {
  en: {
    about: 'c. ',
    aboutAfter: '',
    range: ' – ',
    after: 'after ',
    afterAfter: '',
    before: 'before ',
    beforeAfter: '',
  },
  ja: {
    about: '',
    aboutAfter: '頃',
    range: '～',
    after: '',
    afterAfter: '以降',
    before: '',
    beforeAfter: '以前',
  },
} as const
const SEASONS = {
  en: { '21': 'spring ', '22': 'summer ', '23': 'autumn ', '24': 'winter ' },
  ja: { '21': '春', '22': '夏', '23': '秋', '24': '冬' },
} as const

/**
 * The Gregorian form, followed by the Japanese one in parentheses where there is one (from 1873-01-01 on). What is not
 * EDTF is given back as it is.
 */
export function formatDate(edtf: string, locale: DateLocale): string {
  if (!isEdtf(edtf)) return edtf
  const words = WORDS[locale]
  const [from = '', to] = edtf.split('/')
  if (to === undefined) return withEra(western(from, locale), japanese(from))
  if (to === '..' || to === '')
    return withEra(
      `${words.after}${western(from, locale)}${words.afterAfter}`,
      suffixed(japanese(from), '以降'),
    )
  if (from === '..' || from === '')
    return withEra(
      `${words.before}${western(to, locale)}${words.beforeAfter}`,
      suffixed(japanese(to), '以前'),
    )
  const [first, last] = [japanese(from), japanese(to)]
  return withEra(
    `${western(from, locale)}${words.range}${western(to, locale)}`,
    first && last ? `${first}～${last}` : null,
  )
}

/** The Japanese form alone: 昭和59年3月25日; null for days before 1873-01-01, decades, and what is not EDTF. */
export function formatEra(edtf: string): string | null {
  if (!isEdtf(edtf)) return null
  const [from = '', to] = edtf.split('/')
  if (to === undefined) return japanese(from)
  const [first, last] = [japanese(from), japanese(to)]
  return first && last ? `${first}～${last}` : null
}

const suffixed = (era: string | null, suffix: string): string | null => era && era + suffix

const withEra = (main: string, era: string | null): string => (era === null ? main : `${main} (${era})`)

const PARTS = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([~?%])?$/

function western(value: string, locale: DateLocale): string {
  const [, bare = value, mark = ''] = /^(.*?)([~?%])?$/.exec(value) ?? []
  const words = WORDS[locale]
  const shown = seasonOf(bare, locale) ?? decadeOf(bare, locale) ?? bare
  const about = mark === '~' || mark === '%'
  return `${about ? words.about : ''}${shown}${about ? words.aboutAfter : ''}${mark === '?' || mark === '%' ? '?' : ''}`
}

function seasonOf(value: string, locale: DateLocale): string | null {
  const [, year = '', code] = /^(\d{4})-(2[1-4])$/.exec(value) ?? []
  if (code === undefined) return null
  const season = SEASONS[locale][code as keyof (typeof SEASONS)['en']]
  return locale === 'en' ? `${season}${year}` : `${year}年${season}`
}

function decadeOf(value: string, locale: DateLocale): string | null {
  const decade = /^(\d{3})X$/.exec(value)
  if (decade) return `${decade[1] ?? ''}0${locale === 'en' ? 's' : '年代'}`
  const century = /^(\d{2})XX$/.exec(value)
  return century ? `${century[1] ?? ''}00${locale === 'en' ? '–' : '～'}${century[1] ?? ''}99` : null
}

/** A year in which the era changed has two names. */
function japanese(value: string): string | null {
  const [, year, month, day] = PARTS.exec(value) ?? []
  if (year === undefined) return null
  const numbers = [year, month, day].filter((part) => part !== undefined).map(Number)
  const [y = 0, m, d] = numbers
  if (m !== undefined && m > 12) return null
  if (daysOf(y, m, d).first < FIRST_SOLAR_DAY) return null
  return erasOf(y, m, d)
    .map((era) => {
      const count = eraYearOf(era, y)
      const rest = `${m === undefined ? '' : `${String(m)}月`}${d === undefined ? '' : `${String(d)}日`}`
      return `${era.ja}${count === 1 ? '元' : String(count)}年${rest}`
    })
    .join('・')
}
