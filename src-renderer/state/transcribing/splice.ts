/** What is to be written of a text that was edited, and what becomes of it when it was changed elsewhere meanwhile. */
import type { ParagraphId } from '../../../src-main/shared/contract/ids.ts'
import type { Paragraph, WrittenParagraph } from '../../../src-main/shared/contract/text.ts'

export interface Splice {
  readonly replaced: ParagraphId[]
  readonly afterId: ParagraphId | null
  readonly paragraphs: WrittenParagraph[]
}

/** A paragraph as it is written; what stands on its words is left out. */
export const written = ({
  id,
  kind,
  pageId,
  value,
  continues,
  marks,
}: WrittenParagraph): WrittenParagraph => ({
  id,
  kind,
  pageId,
  value,
  continues,
  marks,
})

export const writtenOf = (paragraphs: readonly Paragraph[]): WrittenParagraph[] => paragraphs.map(written)

export const isSame = (one: WrittenParagraph, other: WrittenParagraph): boolean =>
  one.id !== null && JSON.stringify(written(one)) === JSON.stringify(written(other))

/** The one run of paragraphs that differs; null when none does. */
export function spliceOf(
  saved: readonly WrittenParagraph[],
  now: readonly WrittenParagraph[],
): Splice | null {
  let head = 0
  const same = (one?: WrittenParagraph, other?: WrittenParagraph) =>
    one !== undefined && other !== undefined && isSame(one, other)
  while (same(saved[head], now[head])) head++
  let tail = 0
  const least = Math.min(saved.length, now.length) - head
  while (tail < least && same(saved[saved.length - 1 - tail], now[now.length - 1 - tail])) tail++
  const replaced = saved.slice(head, saved.length - tail).flatMap(({ id }) => (id === null ? [] : [id]))
  const paragraphs = now.slice(head, now.length - tail).map(written)
  if (replaced.length === 0 && paragraphs.length === 0) return null
  return { replaced, afterId: head === 0 ? null : (saved[head - 1]?.id ?? null), paragraphs }
}

/**
 * What two have made of the same text, paragraph by paragraph: what was changed here is as it is here, all else as it is
 * elsewhere. What is new here comes behind the paragraph that it was put behind.
 */
export function merged<T extends WrittenParagraph>(
  before: readonly WrittenParagraph[],
  elsewhere: readonly T[],
  here: readonly T[],
): T[] {
  const were = new Map(before.map((one) => [one.id, one]))
  const mine = new Map(here.map((one) => [one.id, one]))
  const all: T[] = elsewhere.flatMap((theirs) => {
    const was = were.get(theirs.id)
    if (was === undefined) return [theirs]
    const own = mine.get(theirs.id)
    // Taken out here: it stays out, unless there is more in it now.
    if (own === undefined) return isSame(was, theirs) ? [] : [theirs]
    return [isSame(own, was) ? theirs : own]
  })
  here.forEach((own, index) => {
    const isNew = own.id === null
    const lostElsewhere = !isNew && !elsewhere.some(({ id }) => id === own.id)
    const was = were.get(own.id)
    if (!isNew && !(lostElsewhere && was !== undefined && !isSame(own, was))) return
    const previous = here
      .slice(0, index)
      .findLast((one) => all.includes(one) || all.some(({ id }) => id !== null && id === one.id))
    const at =
      previous === undefined
        ? -1
        : all.findIndex((one) => one === previous || (one.id !== null && one.id === previous.id))
    all.splice(at + 1, 0, lostElsewhere ? { ...own, id: null } : own)
  })
  return all
}
