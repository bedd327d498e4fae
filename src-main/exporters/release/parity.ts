/** T7: the same markers in each file that says the words of an item, and of every passage that is withheld from a text. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ReleaseItem } from './copy.ts'
import type { ManifestItem } from './manifest.ts'

const MARKER = /\[[^[\]]*withheld[^[\]]*\]/g
const markersIn = (text: string): string[] => [...text.matchAll(MARKER)].map(([marker]) => marker)

export interface Parity {
  /** Markers that were looked at. */
  readonly markers: number
  /** Items whose files, or whose register and texts, do not agree. */
  readonly items: readonly string[]
}

export async function parityOf(
  folder: string,
  given: readonly ReleaseItem[],
  written: readonly ManifestItem[],
): Promise<Parity> {
  let markers = 0
  const items: string[] = []
  for (const [index, item] of given.entries()) {
    const listed = written[index]
    const said = markersOf(item)
    markers += said.length
    const plain = await readFile(join(folder, `${item.name}.txt`), 'utf8')
    const record = JSON.parse(await readFile(join(folder, `${item.name}.json`), 'utf8')) as Pick<
      ReleaseItem,
      'texts'
    >
    // Before the texts there are fields, which have markers of their own.
    const inPlain = said.length === 0 ? [] : markersIn(plain).slice(-said.length)
    const agree = same(said, markersOf(record)) && same(said, inPlain)
    if (!agree || !listed || !isRegistered(said, listed)) items.push(item.name)
  }
  return { markers, items }
}

/** Of all texts, one after the other. */
const markersOf = ({ texts }: Pick<ReleaseItem, 'texts'>): string[] =>
  texts.flatMap(({ paragraphs }) => paragraphs.flatMap(({ text }) => markersIn(text)))

const same = (one: readonly string[], other: readonly string[]): boolean =>
  JSON.stringify(one) === JSON.stringify(other)

/** Every passage of a text has its codes in a marker; where two lie over each other, in that of both. */
function isRegistered(markers: readonly string[], { withheldWords, pages }: ManifestItem): boolean {
  const whole = pages.some(({ withheld }) => withheld)
  return withheldWords
    .filter(({ of }) => of === 'text')
    .every(
      ({ codes }) =>
        // What is on a page that is withheld whole has the marker of that page.
        whole || markers.some((marker) => codes.every((code) => marker.includes(code))),
    )
}
