/** Names in the texts of a description: those that are tagged, and those that the authority file proposes. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { AuthorityRow } from './authority.ts'
import { refusing } from './errors.ts'
import { AuthorityId, DescriptionId, HistoryId, MentionId, ParagraphId, TextId } from './ids.ts'

/** A passage of a paragraph, from `start` up to `end` in UTF-16 units. */
const passage = {
  paragraphId: ParagraphId,
  start: z.number().int().nonnegative(),
  end: z.number().int().positive(),
}

/** Where a name stands. */
export const NamePlace = z.object({
  ...passage,
  textId: TextId,
  /** Position of the paragraph in its text, from 0. */
  index: z.number().int(),
  /** Ordinal of the page, from 1; null where nothing says it. */
  pageNumber: z.number().int().nullable(),
  words: z.string(),
  /** What stands around it. */
  before: z.string(),
  after: z.string(),
})
export type NamePlace = z.infer<typeof NamePlace>

export const TaggedName = z.object({
  authorityId: AuthorityId,
  name: z.string(),
  places: z.array(z.object({ id: MentionId, ...NamePlace.shape })),
})
export type TaggedName = z.infer<typeof TaggedName>

export const ProposedName = z.object({
  /** The form of the authority file that occurs. */
  form: z.string(),
  /** All who bear it, those that the description links first. */
  authorities: z.array(AuthorityRow),
  places: z.array(NamePlace),
})
export type ProposedName = z.infer<typeof ProposedName>

const reading = refusing('noCatalogueOpen', 'descriptionNotFound')
/** Places that are listed of one description. */
export const MOST_PLACES = 5000

export const mention = {
  /** The names that are tagged, each with its places, in the order of the texts. */
  list: oc
    .errors(reading)
    .input(z.object({ descriptionId: DescriptionId }))
    .output(z.array(TaggedName)),
  /**
   * Forms of the authority file, in any script, that stand in the texts and are not tagged, the longest at each place;
   * at most 5,000 places. Readings are not looked for, nor are the words of the form.
   */
  propose: oc
    .errors(reading)
    .input(z.object({ descriptionId: DescriptionId }))
    .output(z.object({ names: z.array(ProposedName), places: z.number().int() })),
  /** Tags passages, in one step; those that hold a name already are passed over. Their bearers become agents, as mentioned. */
  take: oc
    .errors(
      refusing(
        'noCatalogueOpen',
        'readOnly',
        'descriptionNotFound',
        'paragraphNotFound',
        'authorityNotFound',
        'valueNotAllowed',
      ),
    )
    .input(
      z.object({
        descriptionId: DescriptionId,
        mentions: z
          .array(z.object({ ...passage, authorityId: AuthorityId }))
          .min(1)
          .max(MOST_PLACES),
      }),
    )
    .output(z.object({ historyId: HistoryId.nullable(), tagged: z.number().int() })),
  /** The passage is no name any more; the description keeps its agent. */
  remove: oc
    .errors(refusing('noCatalogueOpen', 'readOnly', 'mentionNotFound'))
    .input(z.object({ id: MentionId }))
    .output(z.object({ historyId: HistoryId.nullable() })),
}
