/** What our own export says of dates beside `did`: hours and places of a transmission, and why a date was supplied. */
import type { DateValue } from '../../shared/contract/description.ts'
import { attributeOf, childrenNamed, takeAll, takeAttribute, textsOf, wordsOf } from './node.ts'
import type { EadNode } from './node.ts'
import { claim, imply } from './unit.ts'
import type { Unit } from './unit.ts'

const NOT_STATED = /^(?:time zone not stated|時間帯の記載なし)$/

/** Each event is the time and place of a date of its kind, in their order. */
export function transmission(unit: Unit, node: EadNode): boolean {
  const items = childrenNamed(node, 'chronlist').flatMap((list) => childrenNamed(list, 'chronitem'))
  const found = items.map((item) => eventOf(item))
  if (found.some((event) => event === null)) return false
  const used = new Set<DateValue>()
  found.forEach((event, index) => {
    const date =
      event &&
      unit.draft.dates.find((one) => !used.has(one) && one.kind === event.kind && isAbout(one, event.day))
    const item = items[index]
    if (!date || !item) return
    used.add(date)
    date.timeOfDay = event.timeOfDay
    date.timeZone = event.timeZone
    date.place = event.place
    takeAll(item, imply)
    takeAttribute(item, 'localtype')
    const places = placesOf(item)
    for (const child of [...childrenNamed(item, 'datesingle', 'date'), ...places])
      for (const name of ['standarddate', 'notbefore', 'notafter', 'normal', 'source'])
        takeAttribute(child, name)
    for (const place of places) for (const text of textsOf(place)) claim(unit, text)
  })
  for (const list of childrenNamed(node, 'chronlist')) list.taken = true
  node.taken = true
  takeAttribute(node, 'localtype', 'type')
  return true
}

interface Event {
  kind: string
  day: string
  timeOfDay: string | null
  timeZone: string | null
  place: string | null
}

/** EAD3 has the place beside the event, EAD 2002 in it. */
const placesOf = (item: EadNode): EadNode[] => [
  ...childrenNamed(item, 'geogname'),
  ...childrenNamed(item, 'event').flatMap((event) => childrenNamed(event, 'geogname')),
]

function eventOf(item: EadNode): Event | null {
  const kind = attributeOf(item, 'localtype')
  const [date] = childrenNamed(item, 'datesingle', 'date')
  if (kind === null || date === undefined) return null
  const [place] = placesOf(item)
  const text = wordsOf(date)
  const [, day = text, time = null, zone = null] =
    /^(.*?) (\d\d:\d\d(?::\d\d)?), ([^()]*)$/.exec(text) ??
    /^(.*) \((\d\d:\d\d(?::\d\d)?), (.*)\)$/.exec(text) ??
    []
  return {
    kind,
    day,
    timeOfDay: time,
    timeZone: zone === null || NOT_STATED.test(zone) ? null : zone,
    place: place ? wordsOf(place) : null,
  }
}

/** The day is said as machines read it, or as the document has it. */
const isAbout = (date: DateValue, day: string): boolean =>
  day === date.expression ||
  (date.edtf !== null && date.edtf.replace(/[?~%]/g, '') === day) ||
  (date.edtf !== null && /X|\[/.test(date.edtf) && /\//.test(day)) ||
  (date.expression === '' && /^(?:date not stated|日付の記載なし)$/.test(day))

/** `March 25: supplied from the receipt stamp`, of the date with these words. */
export function inference(unit: Unit, node: EadNode): boolean {
  const text = childrenNamed(node, 'p').map(wordsOf).join('\n\n')
  const date = unit.draft.dates.find(
    (one) => one.inferredFrom === null && beginsWith(text, one.expression || (one.edtf ?? '')),
  )
  if (!date) return false
  const subject = date.expression || (date.edtf ?? '')
  date.inferredFrom = text.slice(subject.length).replace(/^(?:: |：)/, '')
  node.taken = true
  takeAttribute(node, 'localtype', 'type')
  for (const child of childrenNamed(node, 'p')) takeAll(child, imply)
  return true
}

const beginsWith = (text: string, subject: string): boolean =>
  subject !== '' && (text.startsWith(`${subject}: `) || text.startsWith(`${subject}：`))
