/** Texts of a description: transcription, translation, summary, as paragraphs tied to pages. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { refusing } from './errors.ts'
import { DescriptionId, LanguageCode, PageId, ScriptCode, TextId } from './ids.ts'

export const TEXT_KINDS = ['transcription', 'translation', 'summary'] as const
/** What a paragraph is: the document's own words, or what the form and its stamps add to every page. */
export const PARAGRAPH_KINDS = [
  'body',
  'heading',
  'head',
  'boilerplate',
  'stamp',
  'distribution',
  'footer',
] as const

export const Paragraph = z.object({
  kind: z.enum(PARAGRAPH_KINDS),
  /** Ordinal of the page it stands on, from 1; null where the carrier does not say. */
  pageNumber: z.number().int().nullable(),
  pageId: PageId.nullable(),
  value: z.string(),
})
export type Paragraph = z.infer<typeof Paragraph>

export const Text = z.object({
  id: TextId,
  descriptionId: DescriptionId,
  kind: z.enum(TEXT_KINDS),
  language: LanguageCode.nullable(),
  script: ScriptCode.nullable(),
  source: z.enum(['typed', 'ocr', 'imported']),
  /** Author of the translation or transcription, as the source names them. */
  agent: z.string().nullable(),
  paragraphs: z.array(Paragraph),
})
export type Text = z.infer<typeof Text>

export const text = {
  list: oc
    .errors(refusing('noCatalogueOpen', 'descriptionNotFound'))
    .input(z.object({ descriptionId: DescriptionId }))
    .output(z.array(Text)),
}
