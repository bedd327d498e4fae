/**
 * What a record says in lines of words, for formats that have a field or a note for it and no structure of its own.
 * Empty strings are never among them.
 */
import { containerName } from '../shared/domain/container.ts'
import type { DateValue } from '../shared/contract/description.ts'
import type { TextField } from '../shared/domain/field.ts'
import type {
  ReleasedDescription,
  ReleasedInstance,
  ReleasedRestriction,
  ReleasedText,
} from '../shared/domain/released-view.ts'
import { messages } from '../shared/i18n/index.ts'
import { isBlank, line, paragraphsOf, spoken } from './ead/prose.ts'
import { normalOf, standardDate } from './ead/standard-date.ts'
import { wordsFor } from './ead/words.ts'
import type { Words } from './ead/words.ts'

export { isBlank, line, spoken }

/** In which words a file speaks for itself. */
export interface Voice {
  readonly language: 'en' | 'ja'
  readonly words: Words
}

/** That of an institution that describes in `language` (ISO 639-2/B). */
export const voiceOf = (language: string): Voice => ({
  language: language === 'jpn' ? 'ja' : 'en',
  words: wordsFor(language),
})

/** Paragraphs parted by an empty line, each in its lines. */
export const text = (value: string): string =>
  paragraphsOf(value)
    .map((lines) => lines.join('\n'))
    .join('\n\n')

/** All of a text in one line. */
export const oneLine = (value: string): string => paragraphsOf(value).flat().join(' ')

const lines = (all: readonly string[]): string[] => all.filter((one) => one !== '')

/** The name of the level; of a level of the office's own, what the office calls it. */
export const levelName = ({ level, otherLevel }: ReleasedDescription, { language }: Voice): string =>
  (level === 'otherlevel' ? line(otherLevel) : '') || messages[language].levels[level]

/** 3.1.2 The title in the language of description, or the first that is not another form of it. */
export function mainTitle(
  titles: readonly ReleasedText[] | undefined,
  language: string,
): ReleasedText | undefined {
  const all = spoken(titles)
  const own = all.filter(({ type }) => type !== 'parallel')
  return own.find((title) => title.language === language) ?? own[0] ?? all[0]
}

/** 3.1.3 A date as a machine reads it, one or two of ISO 8601 with a solidus between them; null where it cannot. */
export function normalDate({ edtf }: Pick<DateValue, 'edtf'>): string | null {
  const standard = edtf === null ? null : standardDate(edtf)
  return standard && normalOf(standard)
}

/** As the document says it, or as a machine reads it where it says nothing. */
export const dateWords = (date: DateValue): string => line(date.expression) || (normalDate(date) ?? '')

/** 3.1.5 `12 boxes`, `約12枚`. */
export const extentLines = ({ extents }: ReleasedDescription, { language }: Voice): string[] =>
  extents
    .filter(({ unit }) => !isBlank(unit))
    .map(({ quantity, unit, approximate }) => {
      if (language === 'ja') return `${approximate ? '約' : ''}${quantity}${line(unit)}`
      return `${approximate ? 'approximately ' : ''}${quantity} ${line(unit)}`
    })

/** Numbers that the records bear, each after what it is. */
export const identifierLines = ({ identifiers }: ReleasedDescription, { words }: Voice): string[] =>
  identifiers
    .filter(({ value }) => !isBlank(value))
    .map(({ type, label, value, scope }) => {
      const within = isBlank(scope) ? '' : ` (${line(scope)})`
      return `${line(label) || line(type)}${within}${words.colon}${line(value)}`
    })

/** Where a unit is kept, from the outermost container in: `Box 3, Folder 2`; for staff where that stands. */
export function containerLine(
  { containers, folder, item, location }: ReleasedInstance,
  { language, words }: Voice,
): string {
  const inside = [
    ...containers.map((one) => ({ ...one, indicator: line(one.indicator) })),
    { type: 'folder', indicator: line(folder) },
    { type: 'item', indicator: line(item) },
  ]
  const named = inside
    .filter(({ indicator }) => indicator !== '')
    .map((one) =>
      one.type === 'item'
        ? `${words.item} ${one.indicator}`
        : containerName({ ...one, type: line(one.type) }, language),
    )
  return lines([...named, line(location)]).join(', ')
}

export const containerLines = ({ containers }: ReleasedDescription, voice: Voice): string[] =>
  lines(containers.map((one) => containerLine(one, voice)))

/** 3.4.1 Why the unit is closed, and from which day it is open. */
export const restrictionLine = (
  { type, basis, event, note, opensOn }: ReleasedRestriction,
  { words }: Voice,
): string =>
  lines([
    words.restrictions[type],
    line(basis),
    line(event),
    opensOn === null ? '' : words.openFrom(opensOn),
    oneLine(note ?? ''),
  ]).join(words.semicolon)

/** 3.5.3 The other record by its number, after what it is to this one. */
export const relationLines = ({ relations }: ReleasedDescription, { words }: Voice): string[] =>
  relations.flatMap(({ type, target, part, scope }) => {
    const named = lines([line(target), line(part)]).join(' ')
    if (named === '') return []
    return [`${words.relations[type]}${words.colon}${named}${isBlank(scope) ? '' : ` (${line(scope)})`}`]
  })

/** Day, time and place of what happened to a record: `1984-03-25 01:10 (+09:00), 北京`; of an ordinary date its words alone. */
export function eventLine(date: DateValue, { words }: Voice): string {
  const time =
    date.timeOfDay === null ? '' : `${date.timeOfDay} (${line(date.timeZone) || words.timeZoneNotStated})`
  return lines([lines([dateWords(date), time]).join(' '), line(date.place)]).join(', ')
}

/** What stands on the sheet, with whose it is, its date, its page and the code that it stands for. */
export const markLine = ({ value, name, date, pageNumber, code }: ReleasedText, { words }: Voice): string => {
  const beside = lines([
    line(name),
    line(date),
    pageNumber === undefined ? '' : words.page(pageNumber),
    isBlank(code) ? '' : `${words.code}${words.colon}${line(code)}`,
  ])
  return beside.length === 0 ? oneLine(value) : `${oneLine(value)} (${beside.join(words.semicolon)})`
}

/** The name of a field, in the language in which the file speaks. */
export const fieldName = (field: TextField, { language }: Voice): string => messages[language].fields[field]
