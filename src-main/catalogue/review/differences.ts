/** What the two persons of a blind review differ in. */
import type { BlindDifference } from '../../shared/contract/blind.ts'
import type { DescriptionId } from '../../shared/contract/ids.ts'
import { compared } from '../../shared/domain/review/blind.ts'
import type { ReadDatabase } from '../database.ts'
import { blindMarksOf, redactionsOf } from '../redaction/read.ts'
import { textsOf } from '../text/read.ts'
import { settledOf } from './blind.ts'

/** Each with how it was settled: a difference that was settled the stricter way is settled only while that holds. */
export function differencesOf(
  db: ReadDatabase,
  id: DescriptionId,
): { same: number; differences: BlindDifference[] } {
  const order = new Map(
    textsOf(db, id).flatMap(({ paragraphs }) =>
      paragraphs.map((one, index) => [one.id as number, index] as const),
    ),
  )
  const [first, second] = [redactionsOf(db, id), blindMarksOf(db, id)]
  const { same, differences } = compared(first, second, order)
  /** The redaction has come to cite what the other person cites. */
  const citesBoth = (one: (typeof differences)[number]) => {
    const codes = (marks: typeof first, uid: string | null) =>
      marks
        .find((mark) => mark.uid === uid)
        ?.exemptions.map(({ vocabulary, code }) => `${vocabulary}:${code}`) ?? []
    const cited = codes(first, one.first)
    return one.kind === 'differentCode' && codes(second, one.second).every((code) => cited.includes(code))
  }
  const settled = settledOf(db, id)
  return {
    same,
    differences: differences.map((one) => {
      const found = settled.find(({ uid }) => uid === (one.second ?? one.first))
      const holds = found?.how === 'looser' || one.kind === 'onlyFirst' || citesBoth(one)
      return {
        ...one,
        settled: found && holds ? { how: found.how, reason: found.reason, who: found.who } : null,
      }
    }),
  }
}
