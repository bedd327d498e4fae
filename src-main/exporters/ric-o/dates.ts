/** Dates in RiC-O: that of creation has a link of its own, any other says what it is a date of. */
import type { DateValue } from '../../shared/contract/description.ts'
import { isEdtf } from '../../shared/domain/date/index.ts'
import type { ReleasedDescription } from '../../shared/domain/released-view.ts'
import { eventLine, isBlank, line } from '../plain.ts'
import type { Voice } from '../plain.ts'
import { node, words } from './node.ts'
import type { Node } from './node.ts'

export const dateLinks = ({ dates }: ReleasedDescription, voice: Voice) => ({
  hasCreationDate: dates.filter(({ kind }) => kind === 'creation').map((date) => dateNode(date, voice)),
  isAssociatedWithDate: dates.filter(({ kind }) => kind !== 'creation').map((date) => dateNode(date, voice)),
})

function dateNode(date: DateValue, voice: Voice): Node | null {
  const { kind, expression, language, edtf, certainty, timeOfDay, place, inferredFrom } = date
  const isRead = edtf !== null && isEdtf(edtf)
  const isSaid = isRead || !isBlank(expression) || !isBlank(place)
  if (!isSaid) return null
  return node('Date', null, {
    expressedDate: words(line(expression), language),
    normalizedDateValue: isRead && edtf,
    dateQualifier: certainty !== 'certain' && certainty,
    type: kind !== 'creation' && words(voice.words.events[kind]),
    note: [
      (timeOfDay !== null || !isBlank(place)) && words(eventLine(date, voice)),
      words(line(inferredFrom)),
    ],
  })
}
