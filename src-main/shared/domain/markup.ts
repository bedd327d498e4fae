/**
 * What a text says of its own words, and nothing beyond what EAD can carry: paragraphs and line ends are in the text
 * itself; lists, emphasis, titles and names are ranges over it. The text never holds a tag, so no text can break an
 * export, and search, comparison and spreadsheets see words alone.
 */
import { editsBetween, shiftedSpan } from './span.ts'
import type { Edit, Span } from './span.ts'

/** Of whole lines. */
export const LIST_TAGS = ['list', 'orderedList'] as const
/** What a passage names; they exclude each other. */
export const NAMING_TAGS = ['title', 'person', 'corporateBody', 'family', 'place'] as const
export const MARKUP_TAGS = ['emphasis', ...NAMING_TAGS, ...LIST_TAGS] as const
export type MarkupTag = (typeof MARKUP_TAGS)[number]
export type NamingTag = (typeof NAMING_TAGS)[number]
type ListTag = (typeof LIST_TAGS)[number]

/** From `start` up to `end`, in UTF-16 units of the text. */
export interface MarkupRange extends Span {
  readonly tag: MarkupTag
}

/** A passage of one line in which nothing changes. */
export interface Run {
  readonly text: string
  readonly emphasis: boolean
  readonly naming: NamingTag | null
}

export type Block =
  | { readonly kind: 'paragraph'; readonly lines: readonly (readonly Run[])[] }
  | { readonly kind: ListTag; readonly items: readonly (readonly Run[])[] }

/** Line feed, carriage return, vertical tab, form feed, next line, line and paragraph separator. */
const LINE_ENDS = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/g

const isList = (tag: MarkupTag): tag is ListTag => (LIST_TAGS as readonly string[]).includes(tag)
const isNaming = (tag: MarkupTag): tag is NamingTag => (NAMING_TAGS as readonly string[]).includes(tag)

/** The lines of a text, by where they begin and end; the characters between two of them end the first. */
function linesOf(text: string): { start: number; end: number }[] {
  const lines: { start: number; end: number }[] = []
  let start = 0
  for (const { index, 0: ending } of text.matchAll(LINE_ENDS)) {
    lines.push({ start, end: index })
    start = index + ending.length
  }
  lines.push({ start, end: text.length })
  return lines
}

/**
 * The same ranges in their one form: within the text, no half characters, a passage in one line at a time, lists of
 * whole lines, none that crosses or repeats another (of two names in one place the earlier in the list stays), in order.
 */
export function normalised(text: string, ranges: readonly MarkupRange[]): MarkupRange[] {
  const lines = linesOf(text)
  const kept = new Map<MarkupTag, { start: number; end: number }[]>()
  const takenBy = { list: [] as MarkupRange[], naming: [] as MarkupRange[] }
  for (const { tag, start, end } of ranges) {
    for (let at = lineAt(lines, start); at < lines.length; at++) {
      const line = lines[at] as Part
      if (line.start > end) break
      const part = isList(tag)
        ? { start: line.start, end: line.end }
        : {
            start: Math.max(outward(text, start, -1), line.start),
            end: Math.min(outward(text, end, 1), line.end),
          }
      const touches = isList(tag) ? start < line.end && end > line.start : true
      if (part.end <= part.start || !touches) continue
      const taken = isList(tag) ? takenBy.list : isNaming(tag) ? takenBy.naming : []
      for (const free of without(
        part,
        taken.filter((other) => other.tag !== tag),
      )) {
        kept.set(tag, [...(kept.get(tag) ?? []), free])
        taken.push({ tag, ...free })
      }
    }
  }
  return [...kept]
    .flatMap(([tag, parts]) => joined(parts).map((part) => ({ tag, ...part })))
    .sort((one, other) => one.start - other.start || other.end - one.end || one.tag.localeCompare(other.tag))
}

/** The first line that does not end before a position. */
function lineAt(lines: readonly Part[], position: number): number {
  let [from, to] = [0, lines.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if ((lines[middle] as Part).end < position) from = middle + 1
    else to = middle
  }
  return from
}

/** A position that does not part the two halves of a character. */
function outward(text: string, at: number, by: 1 | -1): number {
  const bounded = Math.min(Math.max(Math.trunc(at), 0), text.length)
  const isHalf =
    /[\uD800-\uDBFF]/.test(text[bounded - 1] ?? '') && /[\uDC00-\uDFFF]/.test(text[bounded] ?? '')
  return isHalf ? bounded + by : bounded
}

interface Part {
  start: number
  end: number
}

/** What is left of a part when others are taken out of it. */
function without(part: Part, others: readonly Part[]): Part[] {
  return others.reduce<Part[]>(
    (left, other) =>
      left.flatMap(({ start, end }) =>
        [
          { start, end: Math.min(end, other.start) },
          { start: Math.max(start, other.end), end },
        ].filter((piece) => piece.end > piece.start),
      ),
    [part],
  )
}

/** Parts that overlap or touch, as one. */
function joined(parts: readonly Part[]): Part[] {
  const all: Part[] = []
  for (const part of [...parts].sort((one, other) => one.start - other.start)) {
    const last = all.at(-1)
    if (last && part.start <= last.end) last.end = Math.max(last.end, part.end)
    else all.push({ ...part })
  }
  return all
}

/** Where ranges are after passages of their text were replaced; a list holds what comes right behind it, too. */
export const shifted = (ranges: readonly MarkupRange[], edits: readonly Edit[]): MarkupRange[] =>
  ranges.flatMap((range) => {
    const moved = shiftedSpan(range, edits, isList(range.tag))
    return moved === null ? [] : [{ tag: range.tag, ...moved }]
  })

/** Where ranges are after one passage of their text was edited; `caret`: where the caret stands now, which tells `aa|` from `a|a`. */
export function mapped(
  ranges: readonly MarkupRange[],
  before: string,
  after: string,
  caret?: number,
): MarkupRange[] {
  if (before === after || ranges.length === 0) return [...ranges]
  const shortest = Math.min(before.length, after.length)
  const behind = caret === undefined ? 0 : after.length - caret
  let tail = 0
  if (behind <= shortest && before.endsWith(after.slice(after.length - behind))) tail = behind
  let head = 0
  while (head < shortest - tail && before[head] === after[head]) head++
  while (tail < shortest - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++
  const edit = { start: head, end: before.length - tail, length: after.length - tail - head }
  return shifted(ranges, [edit]).flatMap((range) => {
    // An item left empty ends its list.
    const left = isList(range.tag) ? EMPTY_ITEM.exec(after.slice(range.start, range.end)) : null
    const end = left === null ? range.end : range.start + left.index
    return end > range.start ? [{ ...range, end }] : []
  })
}

const EMPTY_ITEM = /\n[ \t\u3000]*\n$/

/** Ranges over a text that somebody wrote anew: they stay on the words that are the same, and go where none is. */
export function carried(ranges: readonly MarkupRange[], before: string, after: string): MarkupRange[] {
  if (before === after || ranges.length === 0) return [...ranges]
  const edits = editsBetween(before, after)
  if (isBlank(kept(before, edits))) return []
  return normalised(after, shifted(ranges, edits))
}

/** What of a text the edits leave. */
const kept = (text: string, edits: readonly Edit[]): string =>
  edits.toReversed().reduce((left, { start, end }) => left.slice(0, start) + left.slice(end), text)

/** A value with other words, and its ranges on those of them that are the same. */
export function rewritten<T extends { value: string; markup?: MarkupRange[] | undefined }>(
  text: T,
  value: string,
): T {
  const { markup, ...plain } = text
  const ranges = carried(markup ?? [], text.value, value)
  return { ...plain, value, ...(ranges.length > 0 && { markup: ranges }) } as T
}

/** Whether all of a passage has a tag; of a list, all of its lines. */
export function has(
  text: string,
  ranges: readonly MarkupRange[],
  tag: MarkupTag,
  { start, end }: Part,
): boolean {
  const asked = normalised(text, [{ tag, start, end }])
  const there = normalised(text, ranges).filter((range) => range.tag === tag)
  return asked.length > 0 && asked.every((part) => without(part, there).length === 0)
}

/** Gives a tag to a passage, or takes it away where all of it has it. A new name takes the place of another one. */
export function toggled(
  text: string,
  ranges: readonly MarkupRange[],
  tag: MarkupTag,
  passage: Part,
): MarkupRange[] {
  if (!has(text, ranges, tag, passage)) return normalised(text, [{ tag, ...passage }, ...ranges])
  const taken = normalised(text, [{ tag, ...passage }])
  return normalised(
    text,
    ranges.flatMap((range) =>
      range.tag === tag ? without(range, taken).map((left) => ({ tag, ...left })) : [range],
    ),
  )
}

/** The text as it is shown, in pieces that have the same tags: together they are the text, line ends included. */
export function pieces(text: string, ranges: readonly MarkupRange[]): { text: string; tags: MarkupTag[] }[] {
  const all = normalised(text, ranges)
  const cuts = [...new Set([0, text.length, ...all.flatMap(({ start, end }) => [start, end])])].sort(
    (one, other) => one - other,
  )
  return cuts.slice(1).map((end, index) => {
    const start = cuts[index] ?? 0
    const tags = all.filter((range) => range.start <= start && range.end >= end).map(({ tag }) => tag)
    return { text: text.slice(start, end), tags }
  })
}

/** Only ASCII white space is trimmed: U+3000 at the beginning of a Japanese paragraph is its indent. */
const LEADING = /^[\t ]+/
const TRAILING = /[\t ]+$/

/** Nothing to read: white space, U+3000 and line ends only. */
export const isBlank = (text: string | null | undefined): boolean =>
  text === null || text === undefined || !/[^\s\u0085]/.test(text)

/** Paragraphs (parted by blank lines) and lists, in order; lines without anything to read are left out. */
export function blocksOf(text: string, ranges: readonly MarkupRange[] = []): Block[] {
  const all = normalised(text, ranges)
  const blocks: { kind: Block['kind']; lines: Run[][] }[] = []
  let open: (typeof blocks)[number] | undefined
  for (const line of linesOf(text)) {
    const written = text.slice(line.start, line.end)
    if (isBlank(written)) {
      open = undefined
      continue
    }
    const start = line.start + (LEADING.exec(written)?.[0].length ?? 0)
    const end = line.end - (TRAILING.exec(written)?.[0].length ?? 0)
    const kind = all.find(({ tag, start, end }) => isList(tag) && start <= line.start && end >= line.end)?.tag
    const of: Block['kind'] = kind !== undefined && isList(kind) ? kind : 'paragraph'
    if (open?.kind !== of) blocks.push((open = { kind: of, lines: [] }))
    open.lines.push(runsOf(text, all, { start, end }))
  }
  return blocks.map(({ kind, lines }) => (kind === 'paragraph' ? { kind, lines } : { kind, items: lines }))
}

function runsOf(text: string, ranges: readonly MarkupRange[], { start, end }: Part): Run[] {
  const within = ranges.filter((range) => !isList(range.tag) && range.start < end && range.end > start)
  const cuts = [start, end, ...within.flatMap((range) => [range.start, range.end])]
    .filter((at) => at >= start && at <= end)
    .sort((one, other) => one - other)
  return [...new Set(cuts)].slice(1).map((to, index, all) => {
    const from = index === 0 ? start : (all[index - 1] ?? start)
    const tags = within.filter((range) => range.start <= from && range.end >= to).map(({ tag }) => tag)
    return {
      text: text.slice(from, to),
      emphasis: tags.includes('emphasis'),
      naming: tags.find(isNaming) ?? null,
    }
  })
}
