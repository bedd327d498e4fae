/** Proposals of importers: taken into their field, or refused. */
import { readDescription } from '../catalogue/description/read.ts'
import { updateDescription } from '../catalogue/description/write.ts'
import { decideProposal, proposalsOf, readProposal } from '../catalogue/proposal.ts'
import { transact } from '../catalogue/transact.ts'
import { DescriptionPatch } from '../shared/contract/description.ts'
import { refusal } from '../shared/contract/errors.ts'
import type { Proposal } from '../shared/contract/proposal.ts'
import type { Context, Service } from './context.ts'

export const proposal: Service<'proposal'> = {
  list(context, { descriptionId }) {
    const { db } = context.catalogue()
    if (!readDescription(db, descriptionId)) throw refusal('descriptionNotFound', { id: descriptionId })
    return proposalsOf(db, descriptionId)
  },
  take: (context, { id }) => decide(context, id, 'taken'),
  refuse: (context, { id }) => decide(context, id, 'refused'),
}

function decide(context: Context, id: number, state: 'taken' | 'refused'): Proposal {
  const writing = context.writing()
  const found = readProposal(writing.db, id)
  if (found?.state !== 'open') throw refusal('proposalNotFound', { id })
  transact(writing, state === 'taken' ? 'proposal.take' : 'proposal.refuse', (db) => {
    if (state === 'taken') {
      const description = readDescription(db, found.descriptionId)
      if (!description) throw refusal('proposalNotFound', { id })
      updateDescription(db, found.descriptionId, withProposal(found, description))
    }
    decideProposal(db, id, state)
  })
  return { ...found, state }
}

/** The field with the proposed value added to it; a value that replaces a single one is given as it is. */
function withProposal(found: Proposal, description: DescriptionPatch): DescriptionPatch {
  const field = (found.field ?? 'note') as keyof DescriptionPatch
  const value: unknown = found.value === null ? { value: found.source } : JSON.parse(found.value)
  const present = description[field]
  return DescriptionPatch.parse({
    [field]: Array.isArray(present) ? [...(present as unknown[]), value] : value,
  })
}
