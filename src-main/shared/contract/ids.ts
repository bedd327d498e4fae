import { z } from 'zod'
import { isCode } from '../domain/vocabulary.ts'

/** Identifiers are row numbers, each kind with a type of its own, so that none is taken for another. */
export const DescriptionId = z.number().int().positive().brand<'DescriptionId'>()
export type DescriptionId = z.infer<typeof DescriptionId>

export const AuthorityId = z.number().int().positive().brand<'AuthorityId'>()
export type AuthorityId = z.infer<typeof AuthorityId>

export const TermId = z.number().int().positive().brand<'TermId'>()
export type TermId = z.infer<typeof TermId>

export const PageId = z.number().int().positive().brand<'PageId'>()
export type PageId = z.infer<typeof PageId>

export const ScanId = z.number().int().positive().brand<'ScanId'>()
export type ScanId = z.infer<typeof ScanId>

export const VersionId = z.number().int().positive().brand<'VersionId'>()
export type VersionId = z.infer<typeof VersionId>

export const TextId = z.number().int().positive().brand<'TextId'>()
export type TextId = z.infer<typeof TextId>
export const ParagraphId = z.number().int().positive().brand<'ParagraphId'>()
export type ParagraphId = z.infer<typeof ParagraphId>
export const ExemptionId = z.number().int().positive().brand<'ExemptionId'>()
export type ExemptionId = z.infer<typeof ExemptionId>
export const SlipId = z.number().int().positive().brand<'SlipId'>()
export type SlipId = z.infer<typeof SlipId>
export const MentionId = z.number().int().positive().brand<'MentionId'>()
export type MentionId = z.infer<typeof MentionId>

export const ProposalId = z.number().int().positive().brand<'ProposalId'>()
export type ProposalId = z.infer<typeof ProposalId>

export const AcceptanceId = z.number().int().positive().brand<'AcceptanceId'>()
export type AcceptanceId = z.infer<typeof AcceptanceId>
export const SavedSearchId = z.number().int().positive().brand<'SavedSearchId'>()
export type SavedSearchId = z.infer<typeof SavedSearchId>

export const HistoryId = z.number().int().positive().brand<'HistoryId'>()
export type HistoryId = z.infer<typeof HistoryId>

export const SheetMappingId = z.number().int().positive().brand<'SheetMappingId'>()
export type SheetMappingId = z.infer<typeof SheetMappingId>

export const BatchId = z.number().int().positive().brand<'BatchId'>()
export type BatchId = z.infer<typeof BatchId>

export const ListId = z.number().int().positive().brand<'ListId'>()
export type ListId = z.infer<typeof ListId>

export const NoteId = z.number().int().positive().brand<'NoteId'>()
export type NoteId = z.infer<typeof NoteId>

export const ContainerId = z.number().int().positive().brand<'ContainerId'>()
export type ContainerId = z.infer<typeof ContainerId>

export const AccessionId = z.number().int().positive().brand<'AccessionId'>()
export type AccessionId = z.infer<typeof AccessionId>

export const LocationId = z.number().int().positive().brand<'LocationId'>()
export type LocationId = z.infer<typeof LocationId>

export const LoanId = z.number().int().positive().brand<'LoanId'>()
export type LoanId = z.infer<typeof LoanId>

export const PersonId = z.number().int().positive().brand<'PersonId'>()
export type PersonId = z.infer<typeof PersonId>
export const RedactionId = z.number().int().positive().brand<'RedactionId'>()
export type RedactionId = z.infer<typeof RedactionId>
export const AnchorId = z.number().int().positive().brand<'AnchorId'>()
export type AnchorId = z.infer<typeof AnchorId>

export const RequestId = z.number().int().positive().brand<'RequestId'>()
export type RequestId = z.infer<typeof RequestId>
export const DeliveryId = z.number().int().positive().brand<'DeliveryId'>()
export type DeliveryId = z.infer<typeof DeliveryId>

export const JobId = z.number().int().positive().brand<'JobId'>()
export type JobId = z.infer<typeof JobId>

/** A one-use pass for a path, minted by a host; the path itself never crosses the contract. */
export const Handle = z.string().min(1).max(200)

/** ISO 639-2/B code of a language, such as `jpn`. */
export const LanguageCode = z
  .string()
  .regex(/^[a-z]{3}$/)
  .refine((code) => isCode('language', code))
/** ISO 15924 code of a script, such as `Jpan`. */
export const ScriptCode = z
  .string()
  .regex(/^[A-Z][a-z]{3}$/)
  .refine((code) => isCode('script', code))
/** ISO 3166-1 alpha-2 code of a country. */
export const CountryCode = z
  .string()
  .regex(/^[A-Z]{2}$/)
  .refine((code) => isCode('country', code))
/** RFC 3339 instant in UTC. */
export const Instant = z.string()

/** A window on a list: how many are skipped, how many are wanted (200 at the most). */
export const Window = {
  offset: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(200).default(100),
}
