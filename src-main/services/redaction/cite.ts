/** What the rules of a code refuse. */
import type { ReadDatabase } from '../../catalogue/database.ts'
import { refusal } from '../../shared/contract/errors.ts'
import type { CitedExemption } from '../../shared/contract/redaction.ts'
import { standingOf } from '../../shared/domain/exemption.ts'
import { latestOf } from '../../catalogue/exemption.ts'
import { citable } from '../../catalogue/redaction/item.ts'

/** @throws exemptionUnknown, exemptionNeeds, exemptionNotOffered, exemptionRegimes */
export function checkCited(
  db: ReadDatabase,
  descriptionId: number,
  exemptions: readonly CitedExemption[],
  today: string,
): void {
  const regimes = new Set<string>()
  for (const { vocabulary, code, said } of exemptions) {
    const found = citable(db, { vocabulary, code })
    if (!found) throw refusal('exemptionUnknown', { vocabulary, code })
    regimes.add(found.regime)
    const standing = standingOf(found.code, latestOf(db, descriptionId), today)
    if (standing !== 'offered') throw refusal('exemptionNotOffered', { code, standing })
    const need = found.code.needs.find((one) => (said[one] ?? '') === '')
    if (need !== undefined) throw refusal('exemptionNeeds', { code, need })
  }
  if (regimes.size > 1) throw refusal('exemptionRegimes', { regimes: [...regimes] })
}
