/** Two texts of a description and their alignment, as they are in the catalogue. */
import type { ReadDatabase } from '../database.ts'
import { formsOfAgents } from './names.ts'
import { pairsOf, saidBetween } from './pairs.ts'
import { readText } from './read.ts'
import { refusal } from '../../shared/contract/errors.ts'
import type { Text } from '../../shared/contract/text.ts'
import { alignmentOf } from '../../shared/domain/alignment/index.ts'
import type { AlignedPair, SaidAlignment } from '../../shared/domain/alignment/index.ts'
import { NameIndex } from '../../shared/domain/name-index.ts'

/** More steps than these through two texts are taken on a thread of their own. */
export const MOST_AT_ONCE = 20_000

export interface TwoTexts {
  readonly a: Text
  readonly b: Text
  readonly said: SaidAlignment
}

/** @throws textNotFound, notTwoTexts */
export function twoTexts(db: ReadDatabase, textId: number, otherId: number): TwoTexts {
  const [a, b] = [readText(db, textId), readText(db, otherId)]
  if (!a) throw refusal('textNotFound', { id: textId })
  if (!b) throw refusal('textNotFound', { id: otherId })
  if (a.id === b.id || a.descriptionId !== b.descriptionId) throw refusal('notTwoTexts', {})
  return { a, b, said: saidBetween(pairsOf(db, a.descriptionId), a, b) }
}

export const aligned = (db: ReadDatabase, { a, b, said }: TwoTexts): AlignedPair[] =>
  alignmentOf(a, b, said, new NameIndex(formsOfAgents(db, a.descriptionId)))
