/** Calls of the review that change nothing of an item: it is sealed for an agency, or laid beside another. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { DescriptionRow } from './description.ts'
import { refusing } from './errors.ts'
import { DescriptionId, Handle, JobId, RedactionId } from './ids.ts'
import { As } from './redaction.ts'
import { NewPassphrase } from './passphrase.ts'
import { Comparison } from './review-records.ts'

const one = z.object({ descriptionId: DescriptionId })
const reading = refusing('noCatalogueOpen', 'descriptionNotFound')

export const reviewBeside = {
  /**
   * Seals what an agency is asked about into one file that opens offline by the passphrase: the pages on which the marks asked
   * about stand, the texts, the question, and a form for the answer. A way out for staff: it asks for a reason, and the audit says
   * what it held. A job whose result is a ReferralResult; without `to` the file waits for download at `/downloads/{jobId}/0`.
   */
  pack: oc
    .errors({
      ...reading,
      ...refusing('readOnly', 'reviewerUnnamed', 'reviewState', 'reviewIncomplete', 'redactionNotFound'),
      ...refusing('handleUnknown', 'folderNotWritable'),
    })
    .input(
      one.extend({
        as: As,
        referralId: z.number().int().positive(),
        /** The marks that are asked about; none: all. */
        redactionIds: z.array(RedactionId).max(1000).default([]),
        passphrase: NewPassphrase,
        reason: z.string().trim().max(2000),
        language: z.enum(['en', 'ja']).default('en'),
        /** A file, or a folder for one of its own name. */
        to: Handle.nullable().default(null),
      }),
    )
    .output(z.object({ jobId: JobId })),
  /** Items that may be copies of each other: they show the same image. */
  alike: oc
    .errors(reading)
    .input(z.object({ descriptionId: DescriptionId }))
    .output(z.array(DescriptionRow)),
  /** An item beside another, field by field, text by text, page by page. */
  compare: oc
    .errors(reading)
    .input(z.object({ descriptionId: DescriptionId, otherId: DescriptionId }))
    .output(Comparison),
}
