/** People whom the texts name: never certain who they are, so each is a proposal. */
import type { Line } from './source.ts'

export interface MentionedName {
  readonly name: string
  readonly line: Line
  /** Part of it stands in square brackets: the translator's knowledge, not the document's. */
  readonly supplied: boolean
}

const CAPITALISED = "[A-Z][\\p{Ll}'’]+(?:-[A-Z]?[\\p{Ll}'’]+)*"
const TITLES =
  '(?:(?:First |Deputy |Vice |Acting |Former |Cabinet )*(?:Prime Minister|Foreign Minister|Minister (?:of|for) (?:(?:Foreign|Internal|External|Public|State|National) )?[A-Z][a-z]+|Minister|Chairman|Secretary of State|General Secretary|Secretary General|Secretary|President|Premier|Ambassador|Consul General|Director General|Director|Chancellor|Marshal|Admiral|Counsellor|Councillor|Commissioner|Governor|Mayor)|Comrade|Mr\\.|Mrs\\.|Ms\\.|Dr\\.|Prof\\.|Professor)s?'
const NAME = `(?:\\[[^\\]\\[]{0,60}\\] ?)?${CAPITALISED}(?: (?:\\[[^\\]\\[]{0,60}\\] ?)?(?:[A-Z]\\. )?${CAPITALISED}){0,2}`
const TITLED = new RegExp(`(?<!\\p{L})${TITLES} (?<name>${NAME})(?:(?= and (?<other>${NAME})))?`, 'gu')
const BRACKETED = new RegExp(`\\[[^\\]\\[]{0,60}\\] ?${CAPITALISED}`, 'gu')
/** Capitalised words after a title that belong to the title or to a heading. */
const NO_NAMES = new Set(
  'Visit Visits Talks Meeting Meetings Discussion Discussions Level Affairs Of The For And In Office General State Minister Foreign Deputy Vice Telegram Cable Ministry Government Conference Summit Speech Statement Letter Trade From To Defense Defence Finance Soviet Chinese Japanese American Korean'.split(
    ' ',
  ),
)

const OFFICE_WORDS =
  /^(?:Prime|Foreign|Deputy|Vice|Minister|Secretary|General|Ambassador|Chairman|President)$/

/** Only the beginning of a very long text is looked through. */
const LONGEST = 200_000
const MOST = 40

export function namesInEnglish(lines: readonly Line[]): MentionedName[] {
  const found: MentionedName[] = []
  for (const { line, text } of beginning(lines)) {
    for (const match of text.matchAll(TITLED))
      for (const words of [match.groups?.['name'], match.groups?.['other']])
        if (words !== undefined) found.push(mention(words, line))
    for (const match of text.matchAll(BRACKETED)) found.push(mention(match[0], line))
  }
  return distinct(found.filter(({ name }) => name !== ''))
}

function mention(words: string, line: Line): MentionedName {
  const supplied = words.includes('[')
  // "[Soviet deputy foreign minister Mikhail] Kapitsa": of what is supplied only the given name is a name.
  const plain = words.replace(/\[([^\]]*)\]/g, (_, inside: string) =>
    (/(?:[A-Z][\p{Ll}'’-]+ ?)+$/u.exec(inside)?.[0] ?? '').trim(),
  )
  const parts: string[] = []
  for (const word of plain.split(/\s+/)) {
    // "Harbour Minister": what stands before an office is the office's, too.
    if (OFFICE_WORDS.test(word)) return { name: '', line, supplied }
    if (NO_NAMES.has(word)) break
    if (word !== '') parts.push(word)
  }
  return { name: parts.join(' ').replace(/['’]s?$/, ''), line, supplied }
}

const OFFICES =
  '(?:外務大臣|大臣|外相|首相|総理大臣|総理|大統領|総書記|書記長|国家主席|主席|外務審議官|外審|外務次官|次官|副部長|外交部長|第[一二三四五六七八九\\d]副首相|副首相|議長|局長|総領事|大使|公使|長官|代表)'
const JAPANESE = new RegExp(
  `(?<![\\p{Script=Han}\\p{Script=Katakana}ー・])(?:(?<kanji>\\p{Script=Han}{2,3}?)|(?<kana>[\\p{Script=Katakana}ー・]{3,20}))${OFFICES}`,
  'gu',
)
/** Words of two or three kanji that stand before an office and are no surname. */
const NO_SURNAMES =
  /^(?:外務|総理|内閣|各国|両国|双方|先方|当方|事務|国務|大蔵|通産|農林|防衛|経済|文部|法務|官房|政務|日本|中国|韓国|米国|英国|仏国|西独|ソ連|日中|日ソ|日米|日韓|中ソ|米ソ|現地|前任|後任|歴代|駐日|駐中|同国|自国|我国|貴国|本省|政府|外交|共産|人民|国防|副首|第一|第二|筆頭|特命|臨時|全権|常駐)/

export function namesInJapanese(lines: readonly Line[]): MentionedName[] {
  const found: MentionedName[] = []
  for (const { line, text } of beginning(lines))
    for (const { groups } of text.matchAll(JAPANESE)) {
      const name = groups?.['kanji'] ?? groups?.['kana'] ?? ''
      if (!NO_SURNAMES.test(name)) found.push({ name, line, supplied: false })
    }
  return distinct(found)
}

function* beginning(lines: readonly Line[]): Generator<{ line: Line; text: string }> {
  let length = 0
  for (const line of lines) {
    if (length > LONGEST) return
    yield { line, text: line.text.slice(0, LONGEST - length) }
    length += line.text.length
  }
}

/** Whether a name is, or is part of, one that is known. */
export const isKnownName = (name: string, known: readonly string[]): boolean =>
  known.some((other) => name.split(' ').every((word) => other.split(' ').includes(word)))

/** Each person once, by the fullest form; a surname alone is the person whose fuller form ends (or begins) with it. */
function distinct(names: readonly MentionedName[]): MentionedName[] {
  const kept: MentionedName[] = []
  for (const mentioned of [...names].sort((a, b) => b.name.length - a.name.length)) {
    const known = isKnownName(
      mentioned.name,
      kept.map(({ name }) => name),
    )
    if (!known) kept.push(mentioned)
  }
  return kept.sort((a, b) => a.line.number - b.line.number).slice(0, MOST)
}
