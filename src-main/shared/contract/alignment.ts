/** Alignment of two texts of a description: which paragraphs say the same, and which have no partner. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { Visit } from './description.ts'
import { refusing } from './errors.ts'
import { DescriptionId, HistoryId, ParagraphId, TextId } from './ids.ts'

const pair = { paragraphId: ParagraphId, otherId: ParagraphId }
export const AlignedPair = z.object({
  ...pair,
  /** A person said so; false: proposed by numbers, names, figures, place and length. */
  said: z.boolean(),
})
export type AlignedPair = z.infer<typeof AlignedPair>

const changed = z.object({ historyId: HistoryId.nullable() })
const two = z.object({ textId: TextId, otherId: TextId })
const pairing = refusing('noCatalogueOpen', 'readOnly', 'paragraphNotFound', 'notTwoTexts')

export const alignment = {
  /** What was said of all texts of a description. Of a pair the paragraph of the earlier text comes first. */
  list: oc
    .errors(refusing('noCatalogueOpen', 'descriptionNotFound'))
    .input(z.object({ descriptionId: DescriptionId }))
    .output(
      z.object({
        pairs: z.array(z.object(pair)),
        /** Paragraphs without a partner in the text named. */
        without: z.array(z.object({ paragraphId: ParagraphId, textId: TextId })),
      }),
    ),
  /** The pairs of two texts, said and proposed, the paragraph of `textId` first. Nothing is stored. */
  propose: oc
    .errors(refusing('noCatalogueOpen', 'textNotFound', 'notTwoTexts'))
    .input(two)
    .output(
      z.object({
        pairs: z.array(AlignedPair),
        /** Said to have no partner. */
        without: z.array(ParagraphId),
        /** Neither paired nor said to have no partner. */
        left: z.array(ParagraphId),
        /** Paragraphs that seem to go on from the one before, over the end of a page. */
        continues: z.array(ParagraphId),
      }),
    ),
  /** Takes what is proposed for two texts, in one step: all of it, or what concerns the paragraphs named in `only`. */
  take: oc
    .errors(refusing('noCatalogueOpen', 'readOnly', 'textNotFound', 'notTwoTexts'))
    .input(two.extend({ only: z.array(ParagraphId).max(1000).optional() }))
    .output(z.object({ historyId: HistoryId.nullable(), pairs: z.number().int() })),
  /** Two paragraphs go together; either may go with others too. */
  pair: oc.errors(pairing).input(z.object(pair)).output(changed),
  part: oc
    .errors({ ...pairing, ...refusing('pairNotFound') })
    .input(z.object({ ...pair, visit: Visit }))
    .output(changed),
  /** A paragraph has no partner in the text named, or may have one again. */
  noPartner: oc
    .errors({ ...pairing, ...refusing('textNotFound') })
    .input(
      z.object({ paragraphId: ParagraphId, textId: TextId, none: z.boolean().default(true), visit: Visit }),
    )
    .output(changed),
}
