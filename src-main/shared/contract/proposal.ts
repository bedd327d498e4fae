/** What an importer read without certainty: proposed, not filled. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { refusing } from './errors.ts'
import { DescriptionId, ProposalId } from './ids.ts'

export const Proposal = z.object({
  id: ProposalId,
  descriptionId: DescriptionId,
  /** `field`: a value for a field; `unmapped`: a line of the source that no field took. */
  kind: z.enum(['field', 'unmapped']),
  field: z.string().nullable(),
  /** What would be added to the field: the JSON of one of its values. */
  value: z.string().nullable(),
  /** The words of the source, as they stand there. */
  source: z.string(),
  /** Line of the source file, from 1. */
  line: z.number().int().nullable(),
  /** Why it is proposed and not certain: a code, worded by the interface. */
  basis: z.string(),
  state: z.enum(['open', 'taken', 'refused']),
})
export type Proposal = z.infer<typeof Proposal>

const decide = oc
  .errors(refusing('noCatalogueOpen', 'readOnly', 'proposalNotFound'))
  .input(z.object({ id: ProposalId }))
  .output(Proposal)

export const proposal = {
  /** What waits at a description, and what was decided, in the order of the source. */
  list: oc
    .errors(refusing('noCatalogueOpen', 'descriptionNotFound'))
    .input(z.object({ descriptionId: DescriptionId }))
    .output(z.array(Proposal)),
  /** Adds the proposed value to its field (a line without a field: to the general note). */
  take: decide,
  refuse: decide,
}
