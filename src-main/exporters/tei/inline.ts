/** The words of a passage: names, what the editor says of them (TEI P5, chapters 11 and 12), the ends of lines, and gaps. */
import type { ReleasedPassage } from '../../shared/domain/released-readings.ts'
import { TEXT_MARKS } from '../../shared/domain/text-mark.ts'
import type { TextMarkKind } from '../../shared/domain/text-mark.ts'
import { element, mixed } from '../../xml/element.ts'
import type { Child } from '../../xml/element.ts'
import type { Agents } from './agents.ts'
import { nameElement } from './agents.ts'
import { pointer } from './ids.ts'

/** Each as an element around words; what cannot be read has none, and its signs stand in a description. */
const MARKS: Record<Exclude<TextMarkKind, 'illegible'>, (...words: Child[]) => Child> = {
  uncertain: (...words) => mixed('unclear', {}, ...words),
  supplied: (...words) => mixed('supplied', {}, ...words),
  deleted: (...words) => mixed('del', {}, ...words),
  added: (...words) => mixed('add', {}, ...words),
  stamp: (...words) => mixed('stamp', {}, ...words),
  handwriting: (...words) => mixed('hi', { rend: 'handwriting' }, ...words),
  boilerplate: (...words) => mixed('seg', { type: 'boilerplate' }, ...words),
}

interface Place {
  readonly start: number
  readonly end: number
}

/** `zoneOf` gives the zone of a line, counted from 0; null where the page has none. */
export function inline(
  passage: ReleasedPassage,
  agents: Agents,
  zoneOf: (line: number) => string | null,
): Child[] {
  const { value } = passage
  const whole = <T extends Place>(places: readonly T[]) => places.map((place) => wholeIn(value, place))
  const [names, marks] = [whole(passage.names), whole(passage.marks)]
  const [markers, lines] = [whole(passage.markers), whole(passage.lines)]
  const begins = new Map<number, string | null>()
  for (const [index, { start }] of lines.entries()) if (!begins.has(start)) begins.set(start, zoneOf(index))

  /** Words without anything around them, with the ends of lines. */
  const plain = ({ start, end }: Place): Child[] => {
    const children: Child[] = []
    let from = start
    const put = (to: number) => void children.push(value.slice(from, to))
    for (let at = start; at < end; at++) {
      const zone = begins.get(at)
      if (zone !== undefined) {
        put(at)
        from = at
        children.push(element('lb', { facs: zone === null ? null : pointer(zone) }))
      }
      const end = lineEndAt(value, at)
      if (end === 0) continue
      put(at)
      from = at + end
      // Where a line with a place begins after it, its own sign says so.
      if (!begins.has(from)) children.push(element('lb', {}))
      at = from - 1
    }
    put(end)
    return children
  }

  const marked = ({ start, end }: Place): Child[] => {
    const cuts = placesIn({ start, end }, [...marks, ...markers])
    return cuts.flatMap((cut): Child[] => {
      const isWithin = (place: Place) => place.start <= cut.start && cut.end <= place.end
      if (markers.some(isWithin)) {
        const words = element('desc', {}, value.slice(cut.start, cut.end))
        return [element('gap', { reason: 'withheld' }, words)]
      }
      const kinds = TEXT_MARKS.filter((kind) => marks.some((mark) => mark.kind === kind && isWithin(mark)))
      const words: Child[] = kinds.includes('illegible')
        ? [element('gap', { reason: 'illegible' }, element('desc', {}, value.slice(cut.start, cut.end)))]
        : plain(cut)
      return kinds.reduce<Child[]>(
        (inner, kind) => (kind === 'illegible' ? inner : [MARKS[kind](...inner)]),
        words,
      )
    })
  }

  const named = inOrder(names)
  return placesIn({ start: 0, end: value.length }, named).flatMap((cut): Child[] => {
    const name = named.find(({ start, end }) => start <= cut.start && cut.end <= end)
    const entry = name && agents.entries.get(name.agent)
    const words = marked(cut)
    return entry ? [{ ...nameElement(entry, {}, ...words), isMixed: true }] : words
  })
}

/** A place that does not begin or end in the middle of a character. */
function wholeIn<T extends Place>(value: string, place: T): T {
  const before = (at: number) =>
    /^[\uDC00-\uDFFF]/.test(value.slice(at, at + 1)) && /^[\uD800-\uDBFF]/.test(value.slice(at - 1, at))
      ? at - 1
      : at
  return { ...place, start: before(place.start), end: before(place.end) }
}

/** Length of the end of a line that begins there, in UTF-16 units; 0 where none does. */
const lineEndAt = (value: string, at: number): number =>
  value.startsWith('\r\n', at) ? 2 : /[\n\r\v\f\u0085\u2028\u2029]/.test(value[at] ?? '') ? 1 : 0

/** Names that do not lie over each other. */
function inOrder<T extends Place>(names: readonly T[]): T[] {
  const kept: T[] = []
  for (const name of [...names].sort((one, other) => one.start - other.start || other.end - one.end))
    if (name.start >= (kept.at(-1)?.end ?? 0)) kept.push(name)
  return kept
}

/** A place cut wherever one of the others begins or ends. */
function placesIn({ start, end }: Place, others: readonly Place[]): Place[] {
  const cuts = new Set([start, end])
  for (const other of others)
    for (const at of [other.start, other.end]) if (start < at && at < end) cuts.add(at)
  const inTurn = [...cuts].sort((one, other) => one - other)
  return inTurn.slice(1).flatMap((to, index) => {
    const from = inTurn[index] ?? start
    return from < to ? [{ start: from, end: to }] : []
  })
}
