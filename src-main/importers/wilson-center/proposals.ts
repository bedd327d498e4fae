/** What the texts suggest and no head or cover says: people, a passage not meant for the public, a date. */
import { formatEra, readDate } from '../../shared/domain/date/index.ts'
import { notesNotPublic } from '../../shared/domain/not-public.ts'
import type { Draft } from './draft.ts'
import { agent, dateValue, ENGLISH, JAPANESE, textValue } from './draft.ts'
import type { FormLine } from './form.ts'
import { compact } from './form.ts'
import { typeOfName } from './english-name.ts'
import { addresseeLine } from './japanese-name.ts'
import { isKnownName, namesInEnglish, namesInJapanese } from './names.ts'
import type { Line } from './source.ts'

/** A note in the text that asks for a passage to be kept from the public: a candidate, decided by a person. */
export function proposeRestrictions(draft: Draft, lines: readonly Line[]): void {
  for (const line of lines) {
    const [note] = notesNotPublic(line.text)
    if (note === undefined) continue
    const words = line.text.slice(note.start, note.end)
    const options = words.includes('注') ? JAPANESE : ENGLISH
    draft.propose('accessConditions', textValue(words, options), line, 'passageNotForPublic')
  }
}

export function proposeNames(
  draft: Draft,
  texts: {
    title: readonly Line[]
    summary: readonly Line[]
    original: readonly Line[]
    translation: readonly Line[]
    language: string | null
  },
): void {
  const inSummary = namesInEnglish(texts.summary)
  for (const { name, line } of inSummary)
    draft.propose('agents', agent(name, 'person', 'mentioned', 'eng'), line, 'nameInSummary')
  const known = [...inSummary, ...namesInEnglish(texts.title)].map(({ name }) => name)
  const english = [...texts.translation, ...(texts.language === 'eng' ? texts.original : [])]
  for (const { name, line, supplied } of namesInEnglish(english))
    if (!isKnownName(name, known))
      draft.propose(
        'agents',
        agent(name, 'person', 'mentioned', 'eng'),
        line,
        supplied ? 'nameSuppliedByTranslator' : 'nameInTextOnly',
      )
  if (texts.language !== 'jpn') return
  for (const { name, line } of namesInJapanese(texts.original))
    draft.propose('agents', agent(name, 'person', 'mentioned', 'jpn'), line, 'nameInTextOnly')
}

/** A letter or a memorandum: its own date and whom it addresses stand in its first lines. */
export function proposeLetterHead(draft: Draft, form: readonly FormLine[]): void {
  const top = form.filter(({ part }) => part === null).slice(0, 15)
  for (const { line } of top) {
    if (line.text.length > 60) continue
    const reading = readDate(line.text)
    if (reading.ok && reading.edtf !== null && /[年月日]/.test(line.text)) {
      const { edtf, calendar, era, timeOfDay } = reading
      draft.propose(
        'dates',
        dateValue('creation', line.text, { language: 'jpn', edtf, calendar, era, timeOfDay }),
        line,
        'dateInTextOnly',
      )
    } else if (!reading.ok && reading.reason === 'eraMissing') {
      for (const { edtf, calendar, era } of likely(draft, reading.candidates))
        draft.propose(
          'dates',
          dateValue('creation', line.text, { language: 'jpn', edtf, calendar, era }),
          line,
          'eraNotPrinted',
        )
    }
    const to = addresseeLine(line.text)
    if (to && to.rest === '' && compact(line.text).length < 30)
      draft.propose(
        'agents',
        agent(to.addressee.name, to.addressee.type, 'addressee', 'jpn'),
        line,
        'nameInTextOnly',
      )
  }
}

/** Of the eras that a bare year may be of, the one of the document's own date, if there is one. */
function likely<Reading extends { edtf: string | null; era: string | null }>(
  draft: Draft,
  readings: readonly Reading[],
): readonly Reading[] {
  const dated = (draft.fields.dates ?? [])
    .map(({ edtf }) => edtf?.slice(0, 4))
    .filter((year) => year !== undefined)
  const same = readings.filter(({ edtf }) => dated.some((year) => edtf?.startsWith(year)))
  return same.length > 0 ? same : readings.filter(({ edtf }) => edtf !== null && formatEra(edtf) !== null)
}

const FROM_TO =
  /^(?:(?:Ciphered |Coded |Secret |Urgent )*(?:Cable|Telegram|Letter|Memorandum|Message|Note|Report)s?) (?:No\. \d+ )?from (?<from>.{2,80}?) to (?<to>[^,;:'"“”]{2,80}?)(?=[,;:'"“”]|\s+(?:on|about|regarding|concerning)\b|$)/iu
/** "Cable from Ambassador Katori to the Foreign Minister": who wrote to whom, where the document's head does not say it. */
export function proposeFromTitle(draft: Draft, title: string | null, line: Line | undefined): void {
  const { from, to } = FROM_TO.exec(title ?? '')?.groups ?? {}
  if (from === undefined || to === undefined || !line) return
  const has = (role: string) =>
    (draft.fields.agents ?? []).some((other) => other.role === role) ||
    draft.proposals.some(
      ({ field, value }) => field === 'agents' && (value as { role?: string }).role === role,
    )
  if (!has('sender'))
    draft.propose('agents', agent(from, typeOfName(from), 'sender', 'eng'), line, 'nameInTitleOnly')
  if (!has('addressee'))
    draft.propose('agents', agent(to, typeOfName(to), 'addressee', 'eng'), line, 'nameInTitleOnly')
}
