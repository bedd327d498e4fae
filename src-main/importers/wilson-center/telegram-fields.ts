/** Fields from the heads of a telegram and of its translation. */
import { CLASSIFICATIONS, markOf, PRECEDENCES } from '../../shared/domain/telegram.ts'
import { agent, dateValue, ENGLISH, identifier, JAPANESE, textValue } from './draft.ts'
import type { Draft } from './draft.ts'
import type { EnglishHead } from './english-head.ts'
import { typeOfName } from './english-name.ts'
import type { FormLine } from './form.ts'
import type { JapaneseHead } from './japanese-head.ts'
import type { DateContext } from './telegram-dates.ts'
import { addTelegramDates } from './telegram-dates.ts'
import { joinLines } from './source.ts'
import { sheetMark, timeStamps } from './stamps.ts'

/** What the document itself says on its head and its stamps. */
export function addJapaneseHead(
  draft: Draft,
  head: JapaneseHead,
  form: readonly FormLine[],
  context: DateContext,
): void {
  const year = addTelegramDates(draft, head.events, timeStamps(form), context)
  const post = head.events.find(({ value }) => value.kind === 'despatch')?.value.place ?? null
  addNumbers(draft, head, [post, year].filter((part) => part !== null).join(' '))
  addMarks(draft, head, form)
  if (head.title.length > 0)
    draft.addText('title', joinLines(head.title, 'joined'), { ...JAPANESE, type: 'original' })
  if (post !== null) draft.add('agents', agent(post, 'corporateBody', 'originatingPost', 'jpn'))
  const { sender, addressee, office } = head
  if (sender) draft.add('agents', agent(sender.value.name, sender.value.type, 'sender', 'jpn'))
  if (addressee) draft.add('agents', agent(addressee.value.name, addressee.value.type, 'addressee', 'jpn'))
  if (office) {
    const value = agent(office.value, 'corporateBody', 'responsibleOffice', 'jpn')
    if (office.beside) draft.add('agents', value)
    else draft.propose('agents', value, office.line, 'labelDetached')
  }
  for (const { value } of head.relations)
    draft.add('relations', {
      type: value.type,
      target: value.target,
      part: value.part,
      scope: null,
      targetId: null,
    })
  const [list] = head.distribution
  if (!list) return
  const lines = head.distribution.map(({ text }) => text)
  if (!head.distributionLabelled)
    return draft.propose('distribution', textValue(lines.join('\n'), JAPANESE), list, 'readingOrderLost')
  const offices = lines.flatMap((line, index) =>
    (index === 0 ? line.replace(/^.*?先?[:：]|^\S{2,4}先?\s+/, '') : line).split(/[、,，・]/),
  )
  for (const office of offices) draft.addText('distribution', office.trim(), JAPANESE)
}

function addNumbers(draft: Draft, head: JapaneseHead, scope: string): void {
  if (head.totalNumber)
    draft.add('identifiers', identifier('mofaTotalNumber', head.totalNumber.value, '総番号'))
  if (head.number)
    draft.add('identifiers', identifier('telegramNumber', head.number.value.number, '第 号', scope || null))
  const [first, ...others] = head.codes
  if (!first) return
  draft.add('identifiers', identifier('messageCode', first.value))
  for (const { value, line } of others)
    if (value !== first.value)
      draft.propose('identifiers', identifier('messageCode', value), line, 'identifierDiffers')
}

function addMarks(draft: Draft, { number }: JapaneseHead, form: readonly FormLine[]): void {
  const onSheet = sheetMark(form, 'jpn')
  const classification = number?.value.classification ?? onSheet
  if (classification !== null)
    draft.addText('classification', classification, markOptions(CLASSIFICATIONS, classification))
  const precedence = number?.value.precedence ?? null
  if (precedence !== null) draft.addText('precedence', precedence, markOptions(PRECEDENCES, precedence))
  for (const other of number?.value.others ?? [])
    if (number) draft.propose('handling', textValue(other, JAPANESE), number.line, 'meaningNotKnown')
}

const markOptions = (terms: typeof CLASSIFICATIONS, verbatim: string) => ({
  ...JAPANESE,
  code: markOf(terms, verbatim, 'jpn')?.code ?? null,
})

/** What the head of the translation says: its own words for the marks; names and numbers only as proposals. */
export function addEnglishHead(draft: Draft, head: EnglishHead, { alone }: { alone: boolean }): void {
  // Where the original is not given, the translation is the document's only word on its times.
  for (const { value } of alone ? head.events : []) {
    const { edtf = null, calendar = 'gregorian', era = null } = value.date ?? {}
    const { timeOfDay, timeZone, place } = value
    draft.add(
      'dates',
      dateValue(value.kind, value.expression, {
        language: 'eng',
        edtf,
        calendar,
        era,
        timeOfDay,
        timeZone,
        place,
      }),
    )
  }
  const { classification, precedence } = head
  const translation = { ...ENGLISH, type: 'translation' } as const
  if (classification)
    draft.addText('classification', classification.value.verbatim, {
      ...translation,
      code: classification.value.code,
    })
  if (precedence)
    draft.addText('precedence', precedence.value.verbatim, { ...translation, code: precedence.value.code })
  compareNumber(draft, 'mofaTotalNumber', head.totalNumber)
  compareNumber(draft, 'telegramNumber', head.number)
  compareNumber(draft, 'messageCode', head.code)
  const basis = 'nameInTranslation'
  if (head.from)
    draft.propose(
      'agents',
      agent(head.from.value, typeOfName(head.from.value), 'sender', 'eng'),
      head.from.line,
      basis,
    )
  if (head.to)
    draft.propose(
      'agents',
      agent(head.to.value, typeOfName(head.to.value), 'addressee', 'eng'),
      head.to.line,
      basis,
    )
  if (head.office)
    draft.propose(
      'agents',
      agent(head.office.value, 'corporateBody', 'responsibleOffice', 'eng'),
      head.office.line,
      basis,
    )
}

/** A number that the translation gives otherwise than the original, or that only the translation gives. */
function compareNumber(draft: Draft, type: string, said: EnglishHead['number']): void {
  if (!said) return
  const known = draft.fields.identifiers?.find((other) => other.type === type)
  if (known?.value === said.value) return
  draft.propose(
    'identifiers',
    identifier(type, said.value, known?.label ?? null, known?.scope ?? null),
    said.line,
    known ? 'identifierDiffers' : 'inTranslationOnly',
  )
}
