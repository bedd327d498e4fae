/** Single values made from what is typed. */
import type { AccessPoint, Agent, DateValue } from '../../../contract/description.ts'
import { readDate } from '../../date/index.ts'
import { AGENT_ROLES } from '../../field.ts'
import { guessLanguage } from '../../guess-language.ts'
import type { Column } from '../column.ts'
import type { CellContext } from './change.ts'

/** What is typed, verbatim, with what can be read from it for certain. */
export function dateOf(
  expression: string,
  { kind }: Column,
  old: DateValue | undefined,
  { usual, latest }: CellContext,
): DateValue {
  const read = readDate(expression, { latest })
  const plain: DateValue = {
    kind: (kind ?? 'creation') as DateValue['kind'],
    timeOfDay: null,
    timeZone: null,
    inferredFrom: null,
    place: null,
    ...old,
    expression,
    language: guessLanguage(expression, usual)?.language ?? old?.language ?? null,
    edtf: null,
    certainty: 'certain',
    calendar: 'gregorian',
    era: null,
  }
  if (!read.ok) return plain
  const { edtf, certainty, calendar, era, timeOfDay, timeZone } = read
  return {
    ...plain,
    edtf,
    certainty,
    calendar,
    era,
    timeOfDay: timeOfDay ?? plain.timeOfDay,
    timeZone: timeZone ?? plain.timeZone,
  }
}

export function agentOf(
  name: string,
  { kind }: Column,
  old: Agent | undefined,
  { usual, typeOf }: CellContext,
): Agent {
  const guessed = guessLanguage(name, usual)
  return {
    // Other words are another name: whose it is, the authority file tells.
    authorityId: null,
    name,
    role: (kind ?? old?.role ?? AGENT_ROLES[0]) as Agent['role'],
    type: typeOf(name),
    language: guessed?.language ?? null,
    script: guessed?.script ?? null,
    suppliedBy: null,
  }
}

/** Other words are another access point: that of the term whose label they are, else words of the office's own. */
export function accessPointOf(
  value: string,
  { kind }: Column,
  old: AccessPoint | undefined,
  { usual, termOf }: CellContext,
): AccessPoint {
  const type = (kind ?? old?.type ?? 'subject') as AccessPoint['type']
  const term = termOf(type, value)
  return {
    type,
    value,
    source: term?.source ?? 'local',
    language: term?.language ?? guessLanguage(value, usual)?.language ?? null,
    termId: term?.termId ?? null,
  }
}
