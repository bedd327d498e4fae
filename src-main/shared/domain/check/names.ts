/** Names in the texts that no linked authority has a form of, and names that are written almost like one. */
import type { CheckedRecord, Found, Place } from './finding.ts'
import { distance } from './distance.ts'
import { passages, within } from './values.ts'
import type { Passage } from './values.ts'

interface Named {
  readonly name: string
  readonly language: string
  /** Some of it stands in square brackets. */
  readonly isSupplied: boolean
  readonly place: Place
}

/** Japanese titles that follow a name, the longest first. */
const TITLES_AFTER = [
  '外務審議官',
  '外務大臣',
  '総理大臣',
  '外交部長',
  '第一副首相',
  '第1副首相',
  '総領事',
  '書記官',
  '書記長',
  '参事官',
  '大統領',
  '副首相',
  '副部長',
  '副大臣',
  '外審',
  '外相',
  '首相',
  '総理',
  '大臣',
  '大使',
  '公使',
  '主席',
  '局長',
  '課長',
  '部長',
  '次官',
  '議員',
  '長官',
  '氏',
]
/** What stands before a title and is no name. */
const NO_NAMES = new Set(
  '外務 総理 内閣 両国 両 日中 日ソ 日米 日韓 中ソ 米ソ 同 本 貴 前 元 現 各 当 副 新 自分 駐日 駐 在 兼 国家 政府 外国 事務 官房 大蔵 通産 農林 運輸 郵政 労働 建設 自治 法務 文部 厚生 防衛 国防 内務 財務 商務 貿易 経済 港湾 国土 科学 文化 次期 全権 特命 国務 首席 筆頭 一等 二等 三等 外交 第一 第二'.split(
    ' ',
  ),
)
const JAPANESE = new RegExp(
  `(?<![\\p{Script=Han}\\p{Script=Katakana}ー・])(?<name>\\p{Script=Han}{1,4}?|[\\p{Script=Katakana}ー・]{2,14})(?<title>${TITLES_AFTER.join('|')})(?![\\p{Script=Han}])`,
  'gu',
)
const ENGLISH =
  /\b(?:(?:Prime|Foreign|Deputy|Vice|First|Cabinet|Chief|Consul|Director|Secretary|Assistant|Under) )*(?:Minister|Ambassador|President|Chairman|Secretary|Premier|General|Counsel(?:l)?or|Secretary-General|Director|Mr\.|Mrs\.|Ms\.|Dr\.)(?: of (?:Foreign Affairs|State|Defen[cs]e|Finance))? (?<name>(?:\[[\p{Lu}][\p{L}. '-]*\] )?[\p{Lu}][\p{L}'-]+(?: [\p{Lu}][\p{L}'-]+){0,2})/gu
const NO_ENGLISH_NAMES =
  /^(?:The|Minister|Ministers|Ministry|Visit|Affairs|Of|For|To|From|Discussions?|Talks?|Meeting|Secretary|General|Deputy|Vice|President|Chairman|Council|Committee|Department|Bureau|Office|Abroad|Committee)$/

function* namedIn({ value, place, language }: Passage): Generator<Named> {
  for (const { groups, index } of value.matchAll(JAPANESE)) {
    const name = groups?.['name'] ?? ''
    if (!NO_NAMES.has(name))
      yield { name, language: 'jpn', isSupplied: false, place: within(place, index, name.length) }
  }
  if (language === 'jpn') return
  for (const { 0: whole, groups, index } of value.matchAll(ENGLISH)) {
    const stated = groups?.['name'] ?? ''
    const words = stated.replace(/[[\]]/g, '').split(' ')
    const name = words.slice(0, end(words)).join(' ')
    if (name !== '')
      yield {
        name,
        language: language ?? 'eng',
        isSupplied: stated.includes('['),
        place: within(place, index + whole.length - stated.length, stated.length),
      }
  }
}

/** How many of the words are still part of the name. */
function end(words: readonly string[]): number {
  const stop = words.findIndex((word) => NO_ENGLISH_NAMES.test(word))
  return stop === -1 ? words.length : stop
}

const folded = (name: string): string =>
  name
    .normalize('NFKC')
    .normalize('NFD')
    .replace(/[\p{M}\s・.,'’-]/gu, '')
    .toLowerCase()

export function* nameWithoutAuthority(record: CheckedRecord): Generator<Found> {
  const { description, forms } = record
  const known = forms.map(({ form }) => folded(form))
  const said = new Set<string>()
  for (const passage of passages(record)) {
    // A distribution names offices.
    if (passage.place.field === 'distribution') continue
    for (const { name, language, isSupplied, place } of namedIn(passage)) {
      const wanted = folded(name)
      const last = folded(name.split(' ').at(-1) ?? name)
      if (wanted === '' || said.has(last)) continue
      if (known.some((form) => form.includes(wanted) || form.includes(last))) continue
      said.add(last)
      yield {
        code: 'nameWithoutAuthority',
        place,
        about: [name],
        fixes: [
          {
            code: 'linkName',
            value: name,
            change: {
              kind: 'fields',
              patch: {
                agents: [
                  ...description.agents,
                  {
                    authorityId: null,
                    name,
                    type: 'person',
                    role: 'mentioned',
                    language,
                    script: null,
                    suppliedBy: isSupplied ? 'translator' : null,
                  },
                ],
              },
            },
          },
        ],
      }
    }
  }
}

const WORD =
  /[\p{Lu}][\p{Ll}\p{M}]{4,}|[\p{Script=Katakana}ー]{2,}(?:・[\p{Script=Katakana}ー]{1,})+|[\p{Script=Katakana}ー]{5,}/gu

/** セン・キシ beside セン・キシン, Gromiko beside Gromyko. */
export function* nameFormDiffers(record: CheckedRecord): Generator<Found> {
  const parts = record.forms.flatMap(({ agent, form }) =>
    Array.from(form.matchAll(WORD), ([word]) => ({ agent, word, key: folded(word) })),
  )
  if (parts.length === 0) return
  const known = new Set(parts.map(({ key }) => key))
  const said = new Set<string>()
  for (const { value, place, to } of passages(record)) {
    for (const { 0: word, index } of value.matchAll(WORD)) {
      const key = folded(word)
      if (known.has(key) || said.has(key)) continue
      const near = parts.find((part) => key.length > 3 && distance(part.key, key, 1) === 1)
      if (!near) continue
      said.add(key)
      yield {
        code: 'nameFormDiffers',
        place: within(place, index, word.length),
        about: [word, near.word],
        fixes: [
          {
            code: 'takeForm',
            value: near.word,
            change: to(value.slice(0, index) + near.word + value.slice(index + word.length)),
          },
        ],
      }
    }
  }
}
