/** The codes by which reviewers say why a passage stays closed: vocabularies that come with the program, and the office's own. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { EXEMPTION_KINDS, NEEDS, REGIMES, STANDINGS } from '../domain/exemption.ts'
import { refusing } from './errors.ts'
import { DescriptionId, ExemptionId, HistoryId } from './ids.ts'

const Day = z.iso.date()
const line = z.string().trim().max(500)
const years = z.number().int().min(1).max(999)
const Label = z.object({ en: line, ja: line })

export const ExemptionCode = z.object({
  code: z.string(),
  /** Another name of the same code. */
  also: z.string().nullable(),
  label: Label,
  /** What is printed in the box. */
  stamp: z.string(),
  /** What has to be said with it. */
  needs: z.array(z.enum(NEEDS)),
  /** Years after which no closure can go on. */
  maxYears: years.nullable(),
  /** Years from which on it can be cited. */
  appliesFrom: years.nullable(),
  /** Years after which it cannot be cited any more. */
  lapsesAfter: years.nullable(),
  validFrom: Day.nullable(),
  validTo: Day.nullable(),
  note: Label.nullable(),
  /** Its wording is still to be compared with the law. */
  provisional: z.boolean(),
})
export type ExemptionCode = z.infer<typeof ExemptionCode>

export const ExemptionVocabulary = z.object({
  id: z.string(),
  /** What its codes say: why something is closed, what was decided, or how a document is marked. */
  kind: z.enum(EXEMPTION_KINDS),
  regime: z.enum(REGIMES).nullable(),
  version: z.string(),
  label: Label,
  basis: z.string(),
  source: z.string(),
  codes: z.array(ExemptionCode),
})
export type ExemptionVocabulary = z.infer<typeof ExemptionVocabulary>

/** A code of the office. */
export const OwnExemptionFields = z.object({
  regime: z.enum(REGIMES),
  code: line.min(1).max(60),
  label: Label,
  stamp: line.min(1).max(60),
  basis: line,
  needs: z.array(z.enum(NEEDS)).max(NEEDS.length),
  maxYears: years.nullable(),
  lapsesAfter: years.nullable(),
  validFrom: Day.nullable(),
  validTo: Day.nullable(),
})
export type OwnExemptionFields = z.infer<typeof OwnExemptionFields>
export const OwnExemption = OwnExemptionFields.extend({ id: ExemptionId })
export type OwnExemption = z.infer<typeof OwnExemption>

const NewExemption = OwnExemptionFields.extend({
  needs: OwnExemptionFields.shape.needs.default([]),
  maxYears: years.nullable().default(null),
  lapsesAfter: years.nullable().default(null),
  validFrom: Day.nullable().default(null),
  validTo: Day.nullable().default(null),
})

/** A code; `vocabulary` is `local` for one of the office. */
export const ExemptionRef = z.object({ vocabulary: z.string(), code: z.string() })

export const OfferedExemption = ExemptionRef.extend({
  ...ExemptionCode.shape,
  standing: z.enum(STANDINGS),
  /** The last day on which it can be cited for the record. */
  endsOn: Day.nullable(),
})
export type OfferedExemption = z.infer<typeof OfferedExemption>

const writing = refusing(
  'noCatalogueOpen',
  'readOnly',
  'exemptionNotFound',
  'exemptionTaken',
  'valueNotAllowed',
)

export const exemption = {
  /** Every vocabulary that comes with the program, and the codes of the office. */
  list: oc
    .errors(refusing('noCatalogueOpen'))
    .output(z.object({ vocabularies: z.array(ExemptionVocabulary), own: z.array(OwnExemption) })),
  /** The exemptions of a regime, the office's own among them, each with its standing for a record on a day (today). */
  offered: oc
    .errors(refusing('noCatalogueOpen', 'descriptionNotFound'))
    .input(
      z.object({
        regime: z.enum(REGIMES),
        descriptionId: DescriptionId.nullable().default(null),
        on: Day.nullable().default(null),
      }),
    )
    .output(
      z.object({
        /** The record's latest day; null where its dates do not say it: then no rule on age applies. */
        latest: Day.nullable(),
        codes: z.array(OfferedExemption),
      }),
    ),
  /** Codes of other vocabularies that are cited for the same: a suggestion. */
  equivalents: oc.input(ExemptionRef).output(z.array(ExemptionRef.extend({ label: Label }))),
  add: oc.errors(writing).input(NewExemption).output(OwnExemption),
  edit: oc
    .errors(writing)
    .input(z.object({ id: ExemptionId, patch: OwnExemptionFields.partial() }))
    .output(OwnExemption),
  remove: oc
    .errors(refusing('noCatalogueOpen', 'readOnly', 'exemptionNotFound'))
    .input(z.object({ id: ExemptionId }))
    .output(z.object({ historyId: HistoryId.nullable() })),
}
