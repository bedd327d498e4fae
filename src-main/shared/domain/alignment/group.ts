/** Paragraphs that are one sentence as one, and what of two texts goes together as a whole. */
import type { Paragraph, Text } from '../../contract/text.ts'
import { continuationsOf } from './continuation.ts'
import { isAligned } from './aligned.ts'

/** The paragraphs of a text that have a place in an alignment, those that continue with what they continue. */
export function sentencesOf(text: Pick<Text, 'paragraphs'>): Paragraph[][] {
  const proposed = new Set([...continuationsOf(text)].map(({ index }) => index))
  const groups: Paragraph[][] = []
  for (const [index, paragraph] of text.paragraphs.entries()) {
    if (!isAligned(paragraph)) continue
    const last = groups.at(-1)
    if (last && (paragraph.continues || proposed.has(index))) last.push(paragraph)
    else groups.push([paragraph])
  }
  return groups
}

/** Sentences of both texts that go together; of one that is alone the other side is empty. */
export interface Together {
  readonly a: readonly (readonly Paragraph[])[]
  readonly b: readonly (readonly Paragraph[])[]
}

export function togetherOf(
  a: Pick<Text, 'paragraphs'>,
  b: Pick<Text, 'paragraphs'>,
  pairs: readonly { readonly paragraphId: number; readonly otherId: number }[],
): Together[] {
  const [first, second] = [sentencesOf(a), sentencesOf(b)]
  const at = (groups: Paragraph[][]) =>
    new Map(groups.flatMap((group, index) => group.map(({ id }): [number, number] => [id, index])))
  const [ofA, ofB] = [at(first), at(second)]
  const partners = new Map<number, Set<number>>()
  const links = new Map<number, Set<number>>()
  for (const { paragraphId, otherId } of pairs) {
    const [i, j] = [ofA.get(paragraphId), ofB.get(otherId)]
    if (i === undefined || j === undefined) continue
    partners.set(i, (partners.get(i) ?? new Set()).add(j))
    links.set(j, (links.get(j) ?? new Set()).add(i))
  }
  const seen = new Set<number>()
  const found: Together[] = []
  for (const start of first.keys()) {
    if (seen.has(start)) continue
    const [i, j] = [new Set([start]), new Set<number>()]
    // A set goes on with what is added to it while it is walked through.
    for (const one of i) {
      seen.add(one)
      for (const other of partners.get(one) ?? []) {
        j.add(other)
        for (const back of links.get(other) ?? []) i.add(back)
      }
    }
    const of = (groups: Paragraph[][], chosen: Set<number>) =>
      [...chosen].sort((x, y) => x - y).flatMap((index) => (groups[index] ? [groups[index]] : []))
    found.push({ a: of(first, i), b: of(second, j) })
  }
  for (const [index, group] of second.entries()) if (!links.has(index)) found.push({ a: [], b: [group] })
  return found
}
