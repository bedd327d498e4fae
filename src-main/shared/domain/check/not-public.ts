/** A passage that a note in the document asks to keep back, in both texts: a candidate for review. */
import type { Text } from '../../contract/text.ts'
import { notPublicPassages } from '../not-public.ts'
import type { NotPublic } from '../not-public.ts'
import type { CheckedRecord, Found, Place } from './finding.ts'
import { textPairs } from './pairs.ts'

const EXCERPT = 24

export function* passageNotPublic(record: CheckedRecord): Generator<Found> {
  const pairs = textPairs(record)
  const told = new Set<string>()
  const passages = new Map(record.texts.map((text) => [text.id, notPublicPassages(text.paragraphs)]))
  const key = (text: Text, { index, passage }: NotPublic) => [text.id, index, passage.start].join(' ')
  for (const text of record.texts) {
    for (const found of passages.get(text.id) ?? []) {
      if (told.has(key(text, found))) continue
      told.add(key(text, found))
      let other: Place | undefined
      for (const { original, translation, pairs: aligned } of pairs) {
        if (original !== text) continue
        const id = text.paragraphs[found.index]?.id
        const partners = new Set<number>(
          aligned.filter(({ paragraphId }) => paragraphId === id).map(({ otherId }) => otherId),
        )
        const twin = (passages.get(translation.id) ?? []).find(({ index }) =>
          partners.has(translation.paragraphs[index]?.id ?? 0),
        )
        if (!twin) continue
        told.add(key(translation, twin))
        other ??= placeOf(translation, twin)
      }
      const words = (index: number, { start, end }: NotPublic['note']) =>
        (text.paragraphs[index]?.value ?? '').slice(start, end)
      const passage = words(found.index, found.passage)
      yield {
        code: 'passageNotPublic',
        place: placeOf(text, found),
        ...(other && { other }),
        about: [
          passage.length > EXCERPT ? `${passage.slice(0, EXCERPT)}…` : passage,
          words(found.noteIndex, found.note),
        ],
        basis: [passage],
        fixes: [],
      }
    }
  }
}

const placeOf = ({ id }: Text, { index, passage }: NotPublic): Place => ({
  field: 'texts',
  index,
  textId: id,
  span: passage,
})
