/** What is done to the key of a catalogue, in the audit: by whom, and to which slot. What opens anything is not in it. */
import { audit } from '../../catalogue/review/audit.ts'
import type { Audited } from '../../catalogue/review/audit.ts'
import { actorOf } from '../../catalogue/review/actor.ts'
import { inTransaction } from '../../catalogue/database.ts'
import type { Act } from '../../shared/domain/review/states.ts'
import type { Context } from '../context.ts'

type Said = Pick<Audited, 'before' | 'after' | 'reason'>

/** Asks at once who it is, and writes when it is done. @throws readOnly, writingHeld, reviewerUnnamed */
export function noted(context: Context, as: string | undefined): (act: Act, said: Said) => void {
  const actor = actorOf(context.writing(), as)
  return (act, said) => {
    const { writer } = context.catalogue()
    if (!writer) return
    inTransaction(writer, () =>
      audit(writer, {
        ...said,
        act,
        actor,
        role: 'approver',
        at: context.clock.now(),
        // Of the catalogue as a whole.
        description: '',
        redaction: null,
        version: context.version,
      }),
    )
  }
}
