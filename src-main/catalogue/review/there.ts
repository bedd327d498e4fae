/** The item of a review. */
import { refusal } from '../../shared/contract/errors.ts'
import type { DescriptionId } from '../../shared/contract/ids.ts'
import type { ReadDatabase } from '../database.ts'
import { readDescription } from '../description/read.ts'

/** @throws descriptionNotFound */
export function checkThere(db: ReadDatabase, id: DescriptionId): void {
  const found = readDescription(db, id)
  if (!found || found.binnedAt !== null) throw refusal('descriptionNotFound', { id })
}
