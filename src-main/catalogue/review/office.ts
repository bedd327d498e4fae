/** What is about the office, and no item, in the audit. */
import type { Clock } from '../../platform/clock.ts'
import type { WriteDatabase } from '../database.ts'
import { audit } from './audit.ts'
import type { Audited, Signer } from './audit.ts'

/** Adds a row, signed where somebody signs. */
export const recordOffice = (
  context: { readonly clock: Clock; readonly version: string },
  db: WriteDatabase,
  said: Pick<Audited, 'actor' | 'act' | 'after'> & { reason?: string },
  signer: Signer | null,
): void =>
  void audit(
    db,
    {
      reason: '',
      ...said,
      role: 'approver',
      at: context.clock.now(),
      ...{ description: '', redaction: null, before: null, version: context.version },
    },
    signer,
  )
