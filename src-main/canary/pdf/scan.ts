/** A PDF: each of its streams unpacked, its strings read, and the text that its pages show. */
import type { LeakUnread } from '../../shared/contract/leak.ts'
import type { Source, Stretch } from '../source.ts'
import { without } from '../source.ts'
import { filtersOf, isPicture, unpacked } from './filters.ts'
import { streamsOf } from './streams.ts'
import { stringsOf } from './strings.ts'
import { createPdfText } from './text.ts'

export interface ScannedPdf {
  readonly pictures: Stretch[]
  /** Streams that were unpacked here. */
  readonly streams: Stretch[]
  readonly unread: LeakUnread['why'][]
}

const WINDOW = 1 << 20

export async function scanPdf(
  source: Source,
  most: number,
  goInto: (inner: string, bytes: Buffer) => Promise<void>,
): Promise<ScannedPdf> {
  const pictures: Stretch[] = []
  const streams: Stretch[] = []
  const all: Stretch[] = []
  const unread = new Set<LeakUnread['why']>()
  const text = createPdfText()
  const strings = async (name: string, bytes: Buffer) => {
    const joined = Buffer.concat(stringsOf(bytes).map(({ bytes: own }) => own))
    if (joined.length > 0) await goInto(`${name} strings`, joined)
  }
  for await (const { object, dictionary, from, to } of streamsOf(source)) {
    all.push([from, to])
    if (isPicture(dictionary)) {
      pictures.push([from, to])
      continue
    }
    const name = object === null ? `stream ${from}` : `object ${object}`
    const filters = filtersOf(dictionary)
    if (to - from > most) {
      unread.add('tooLarge')
      continue
    }
    const bytes = await unpacked(Buffer.from(await source.read(from, to - from)), filters, most)
    if (bytes === null) {
      // Left to be looked for as anything that is deflated.
      unread.add('damaged')
      continue
    }
    if (filters.length > 0) {
      streams.push([from, to])
      await goInto(name, bytes)
    }
    if (/\/Type\s*\/XRef\b/.test(dictionary)) continue
    text.add(object, bytes)
    await strings(name, bytes)
  }
  for (let at = 0; at < source.size; at += WINDOW) {
    for (const [from, to] of without(at, Math.min(source.size, at + WINDOW), all)) {
      const between = Buffer.from(await source.read(from, to - from))
      text.add(null, between)
      await strings(`strings ${from}`, between)
    }
  }
  for (const { object, text: shown } of text.texts())
    await goInto(object === null ? 'text' : `object ${object} text`, Buffer.from(shown))
  if (text.hasSilentFont) unread.add('fontWithoutText')
  if (text.isEncrypted) unread.add('encrypted')
  if (text.isPartial) unread.add('tooLarge')
  return { pictures, streams, unread: [...unread] }
}
