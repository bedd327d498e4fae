/** Proposals of importers: taken into their field, or refused. */
import { readDescription } from '../catalogue/description/read.ts'
import { updateDescription } from '../catalogue/description/write.ts'
import { decideProposal, proposalsOf, readProposal } from '../catalogue/proposal.ts'
import { transact } from '../catalogue/transact.ts'
import { DescriptionPatch } from '../shared/contract/description.ts'
import type { DateValue } from '../shared/contract/description.ts'
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

/** The field with the proposed value added; a date takes the place of the same expression that was not yet read. */
function withProposal(found: Proposal, description: DescriptionPatch): DescriptionPatch {
  const field = (found.field ?? 'note') as keyof DescriptionPatch
  const given: unknown = found.value === null ? { value: found.source } : JSON.parse(found.value)
  const current: unknown = description[field]
  if (!Array.isArray(current)) return DescriptionPatch.parse({ [field]: given })
  const present = current as unknown[]
  const [value] = DescriptionPatch.parse({ [field]: [given] })[field] as unknown[]
  const isSame = (one: unknown) => field === 'dates' && sameDate(one as DateValue, value as DateValue)
  const at = present.findIndex(isSame)
  const values = at === -1 ? [...present, value] : present.with(at, value)
  return DescriptionPatch.parse({ [field]: values })
}

const sameDate = (one: DateValue, other: DateValue): boolean =>
  one.kind === other.kind && one.edtf === null && one.expression === other.expression
