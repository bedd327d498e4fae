/** Findings: what the checks of descriptions say, how it is settled, and what was accepted with a reason. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { CHECK_CODES, FIX_CODES, SEVERITIES, STANDARDS } from '../domain/check/index.ts'
import { refusing } from './errors.ts'
import { AcceptanceId, DescriptionId, HistoryId, Instant, JobId, Window } from './ids.ts'

const Code = z.enum(CHECK_CODES)

/** A finding that a person accepted, with the reason. */
export const Acceptance = z.object({
  id: AcceptanceId,
  by: z.string(),
  at: Instant,
  reason: z.string(),
})
export type Acceptance = z.infer<typeof Acceptance>

export const RecordFinding = z.object({
  code: Code,
  severity: z.enum(SEVERITIES),
  /** Field of the record; `texts` for a paragraph of a text. */
  field: z.string(),
  /** Which value of the field, or paragraph of the text, from 0; null for the field as a whole. */
  index: z.number().int().nullable(),
  textId: z.number().int().nullable(),
  /** The characters of the value; null for all of it. */
  span: z.object({ start: z.number().int(), end: z.number().int() }).nullable(),
  /** The paragraph of the other text, or of the same one, that does not agree; `index` null where none does. */
  other: z
    .object({
      textId: z.number().int(),
      index: z.number().int().nullable(),
      span: z.object({ start: z.number().int(), end: z.number().int() }).nullable(),
    })
    .nullable(),
  /** The parts of the sentence, in its order. */
  about: z.array(z.string()),
  /** Ways to settle it at once; `finding.fix` takes their position. */
  fixes: z.array(z.object({ code: z.enum(FIX_CODES), value: z.string() })),
  /** The same for as long as what the rule looked at is the same. */
  fingerprint: z.string(),
  accepted: Acceptance.nullable(),
})
export type RecordFinding = z.infer<typeof RecordFinding>

/** A finding in a list of many records. */
export const ListedFinding = z.object({
  descriptionId: DescriptionId,
  referenceCode: z.string().nullable(),
  title: z.string().nullable(),
  ...RecordFinding.omit({ accepted: true, fixes: true }).shape,
})
export type ListedFinding = z.infer<typeof ListedFinding>

export const CheckRules = z.object({
  /** Whose mandatory fields are asked for. */
  standard: z.enum(STANDARDS),
})
export type CheckRules = z.infer<typeof CheckRules>

/** What a check of all descriptions found. */
export const FindingResult = z.object({ descriptions: z.number().int(), findings: z.number().int() })
export type FindingResult = z.infer<typeof FindingResult>

const reading = refusing('noCatalogueOpen')
const writing = refusing('noCatalogueOpen', 'readOnly', 'descriptionNotFound', 'findingNotFound')
/** Null where everything was so already. */
const changed = z.object({ historyId: HistoryId.nullable() })
const one = { descriptionId: DescriptionId, fingerprint: z.string().max(100) }

export const finding = {
  /** The findings of one description as it is saved now, accepted ones among them. */
  ofRecord: oc
    .errors({ ...reading, ...refusing('descriptionNotFound') })
    .input(z.object({ descriptionId: DescriptionId }))
    .output(z.array(RecordFinding)),
  /** Checks every description, on a thread of its own. */
  start: oc.errors(reading).output(z.object({ jobId: JobId })),
  /**
   * What the last check of all descriptions found and nobody accepted, brought up to date with what changed since;
   * `outdated` when so much changed that only another check says how things are.
   */
  list: oc
    .errors(reading)
    .input(
      z.object({
        code: Code.nullable().default(null),
        severity: z.enum(SEVERITIES).nullable().default(null),
        ...Window,
      }),
    )
    .output(
      z.object({
        /** Null when there was no check yet. */
        checkedAt: Instant.nullable(),
        outdated: z.boolean(),
        descriptions: z.number().int(),
        total: z.number().int(),
        counts: z.array(z.object({ code: Code, severity: z.enum(SEVERITIES), count: z.number().int() })),
        rows: z.array(ListedFinding),
      }),
    ),
  /** Settles a finding in one of the ways that it offers. */
  fix: oc
    .errors(writing)
    .input(z.object({ ...one, choice: z.number().int().min(0) }))
    .output(changed),
  /** Accepts a finding as it is; it stands until what it is about changes. */
  accept: oc
    .errors(writing)
    .input(z.object({ ...one, reason: z.string().trim().min(1).max(2000) }))
    .output(changed),
  withdraw: oc
    .errors(refusing('noCatalogueOpen', 'readOnly', 'acceptanceNotFound'))
    .input(z.object({ id: AcceptanceId }))
    .output(changed),
  /** What was accepted, newest first. */
  accepted: oc
    .errors(reading)
    .input(z.object(Window))
    .output(
      z.object({
        total: z.number().int(),
        rows: z.array(
          z.object({
            ...Acceptance.shape,
            descriptionId: DescriptionId,
            referenceCode: z.string().nullable(),
            title: z.string().nullable(),
            code: Code,
            field: z.string(),
            about: z.array(z.string()),
            /** False when what it is about has changed since: the check speaks again. */
            stands: z.boolean(),
          }),
        ),
      }),
    ),
  rules: oc.errors(reading).output(CheckRules),
  setRules: oc.errors(refusing('noCatalogueOpen', 'readOnly')).input(CheckRules).output(CheckRules),
}
