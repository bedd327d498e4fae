/** An item with everything that the rules of its review look at. */
import type { ReadDatabase } from '../database.ts'
import { blindMarksOf, redactionsOf } from './read.ts'
import { pagesOf } from '../scan.ts'
import { textsOf } from '../text/read.ts'
import type { ExemptionCode } from '../../shared/contract/exemption.ts'
import type { CitedExemption, Redaction } from '../../shared/contract/redaction.ts'
import { REGIMES, SHIPPED_EXEMPTIONS, standingOf } from '../../shared/domain/exemption.ts'
import type { Regime } from '../../shared/domain/exemption.ts'
import { unresolvedOf } from '../../shared/domain/redaction/unresolved.ts'
import type { Draft, Item } from '../../shared/domain/redaction/unresolved.ts'
import { codesOf, latestOf } from '../exemption.ts'
import { openBeside, placeWords } from './same-scan.ts'

export interface Citable {
  readonly regime: Regime
  readonly code: ExemptionCode
}

/** The code that is cited, with the law that it is of; null where there is none. */
export function citable(
  db: ReadDatabase,
  { vocabulary, code }: Pick<CitedExemption, 'vocabulary' | 'code'>,
): Citable | null {
  const shipped = SHIPPED_EXEMPTIONS.find(({ id }) => id === vocabulary)
  const regimes = vocabulary === 'local' ? REGIMES : shipped?.regime ? [shipped.regime] : []
  for (const regime of regimes) {
    const found = codesOf(db, regime).find((one) => one.vocabulary === vocabulary && one.code === code)
    if (found) return { regime, code: found }
  }
  return null
}

/** @throws descriptionNotFound */
export function itemOf(db: ReadDatabase, descriptionId: number, today: string): Item {
  const latest = latestOf(db, descriptionId)
  return {
    pages: pagesOf(db, descriptionId),
    texts: textsOf(db, descriptionId),
    codeOf(cited) {
      const found = citable(db, cited)
      return found && { needs: found.code.needs, standing: standingOf(found.code, latest, today) }
    },
    openBeside: (redaction) =>
      openBeside(db, redaction).map(({ anchorId, open }) => {
        const isOwn = open.descriptionId === descriptionId
        return { anchorId, pageId: isOwn ? open.pageId : null, about: isOwn ? null : placeWords(open) }
      }),
  }
}

export const judged = (redaction: Draft, item: Item): Redaction => ({
  ...redaction,
  unresolved: unresolvedOf(redaction, item),
})

/** The redactions of a description, each with what keeps it from being proposed. @throws descriptionNotFound */
export function judgedOf(
  db: ReadDatabase,
  descriptionId: number,
  today: string,
  { blind = false }: { blind?: boolean } = {},
): Redaction[] {
  const item = itemOf(db, descriptionId, today)
  return (blind ? blindMarksOf : redactionsOf)(db, descriptionId).map((redaction) => judged(redaction, item))
}
