/** Who acts. Reviewers are named persons; that they are who they say is asserted, and not verified. */
import { refusal } from '../../shared/contract/errors.ts'
import { foldedName } from '../../shared/domain/review/person.ts'
import type { WriteContext } from '../transact.ts'

/** @throws reviewerUnnamed */
export function actorOf(writing: WriteContext, as: string | undefined): string {
  const actor = (as ?? writing.who()).trim()
  if (foldedName(actor) === '') throw refusal('reviewerUnnamed', {})
  return actor
}
