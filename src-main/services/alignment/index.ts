/** Alignment of texts: proposed, taken, and said by a person. */
import { readDescription } from '../../catalogue/description/read.ts'
import type { ReadDatabase, WriteDatabase } from '../../catalogue/database.ts'
import { deletePair, deleteWithout, insertPair, insertWithout, pairsOf } from '../../catalogue/text/pairs.ts'
import type { Pair } from '../../catalogue/text/pairs.ts'
import { readParagraph, readText, textsOf } from '../../catalogue/text/read.ts'
import type { TextOfParagraph } from '../../catalogue/text/read.ts'
import { transact } from '../../catalogue/transact.ts'
import { refusal } from '../../shared/contract/errors.ts'
import { isAligned, proposedContinuations, workOf } from '../../shared/domain/alignment/index.ts'
import type { AlignedPair } from '../../shared/domain/alignment/index.ts'
import type { Context, Service } from '../context.ts'
import { aligned, MOST_AT_ONCE, twoTexts } from '../../catalogue/text/align.ts'
import type { TwoTexts } from '../../catalogue/text/align.ts'

export const alignment: Service<'alignment'> = {
  list(context, { descriptionId }) {
    const { db } = context.catalogue()
    if (!readDescription(db, descriptionId)) throw refusal('descriptionNotFound', { id: descriptionId })
    return pairsOf(db, descriptionId)
  },

  async propose(context, { textId, otherId }) {
    const two = twoTexts(context.catalogue().db, textId, otherId)
    const pairs = await proposed(context, two)
    const known = new Set<number>([...two.said.without])
    for (const { paragraphId, otherId: partner } of pairs) known.add(paragraphId).add(partner)
    const all = [...two.a.paragraphs, ...two.b.paragraphs]
    return {
      pairs: [...pairs],
      without: [...two.said.without],
      left: all.filter((one) => isAligned(one) && !known.has(one.id)).map(({ id }) => id),
      continues: [two.a, two.b].flatMap((text) => proposedContinuations(text).map(({ id }) => id)),
    }
  },

  async take(context, { textId, otherId, only }) {
    const { db } = context.writing()
    const pairs = await proposed(context, twoTexts(db, textId, otherId))
    // The texts may have been written to meanwhile.
    const { a, b } = twoTexts(db, textId, otherId)
    const there = new Set<number>([...a.paragraphs, ...b.paragraphs].map(({ id }) => id))
    const wanted = only && new Set<number>(only)
    const isFresh = ({ paragraphId, otherId: partner, said }: AlignedPair) =>
      !said &&
      there.has(paragraphId) &&
      there.has(partner) &&
      (wanted === undefined || wanted.has(paragraphId) || wanted.has(partner))
    const fresh = pairs.filter(isFresh)
    const order = orderOf(db, a.descriptionId)
    const { historyId } = transact(context.writing(), 'alignment.take', (writing) => {
      for (const pair of fresh) insertPair(writing, a.descriptionId, order(pair))
    })
    return { historyId, pairs: fresh.length }
  },

  pair(context, pair) {
    const writing = context.writing()
    const { descriptionId, ordered } = present(writing.db, pair)
    const { historyId } = transact(writing, 'alignment.pair', (db) => insertPair(db, descriptionId, ordered))
    return { historyId }
  },

  part(context, { visit, ...pair }) {
    const writing = context.writing()
    const { ordered } = present(writing.db, pair)
    const parted = (db: WriteDatabase) => {
      if (!deletePair(db, ordered)) throw refusal('pairNotFound', {})
    }
    const { historyId } = transact(writing, 'alignment.part', parted, { visit })
    return { historyId }
  },

  noPartner(context, { paragraphId, textId, none, visit }) {
    const writing = context.writing()
    const { text } = presentParagraph(writing.db, paragraphId)
    const other = readText(writing.db, textId)
    if (!other) throw refusal('textNotFound', { id: textId })
    if (other.id === text.id || other.descriptionId !== text.descriptionId) throw refusal('notTwoTexts', {})
    const said = { paragraphId, textId }
    const write = (db: WriteDatabase) =>
      none ? insertWithout(db, text.descriptionId, said) : deleteWithout(db, said)
    const { historyId } = transact(writing, 'alignment.noPartner', write, { visit })
    return { historyId }
  },
}

function proposed(context: Context, two: TwoTexts): AlignedPair[] | Promise<AlignedPair[]> {
  const { db, database } = context.catalogue()
  if (workOf(two.a, two.b) <= MOST_AT_ONCE) return aligned(db, two)
  const input = { databasePath: database, textId: two.a.id, otherId: two.b.id }
  return context.tasks.run('alignTexts', input)
}

/** Puts the paragraph of the earlier text first. */
function orderOf(db: ReadDatabase, descriptionId: number): (pair: Pair) => Pair {
  const places = new Map<number, number>()
  for (const { paragraphs } of textsOf(db, descriptionId))
    for (const { id } of paragraphs) places.set(id, places.size)
  return ({ paragraphId, otherId }) =>
    (places.get(paragraphId) ?? 0) < (places.get(otherId) ?? 0)
      ? { paragraphId, otherId }
      : { paragraphId: otherId, otherId: paragraphId }
}

function present(db: ReadDatabase, pair: Pair): { descriptionId: number; ordered: Pair } {
  const [one, other] = [presentParagraph(db, pair.paragraphId), presentParagraph(db, pair.otherId)]
  if (one.text.id === other.text.id || one.text.descriptionId !== other.text.descriptionId)
    throw refusal('notTwoTexts', {})
  const { descriptionId } = one.text
  return { descriptionId, ordered: orderOf(db, descriptionId)(pair) }
}

function presentParagraph(db: ReadDatabase, id: number): { text: TextOfParagraph } {
  const found = readParagraph(db, id)
  if (!found) throw refusal('paragraphNotFound', { id })
  return found
}
