/** Texts of a description: transcription, translation, summary, as paragraphs tied to pages. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { TEXT_MARKS } from '../domain/text-mark.ts'
import { LONGEST_VALUE } from '../domain/text-size.ts'
import { Region, Visit } from './description.ts'
import { refusing } from './errors.ts'
import {
  AuthorityId,
  DescriptionId,
  HistoryId,
  Instant,
  LanguageCode,
  MentionId,
  PageId,
  ParagraphId,
  ScriptCode,
  TextId,
} from './ids.ts'

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
export const DIRECTIONS = ['horizontal', 'vertical'] as const
export const TEXT_STATUSES = ['draft', 'checked'] as const

/** From `start` up to `end` of the paragraph, in UTF-16 units. */
const span = { start: z.number().int().nonnegative(), end: z.number().int().positive() }

/** What the editor says of a passage (domain/text-mark.ts). */
export const TextMark = z.object({ kind: z.enum(TEXT_MARKS), ...span })

const confidence = z.number().min(0).max(1).nullable()
/** A word as a machine read it: where it stands on the page, and how sure the machine is, from 0 to 1. */
export const WordBox = z.object({ ...span, region: Region, confidence })
export type WordBox = z.infer<typeof WordBox>
/** A line of a paragraph, and where it stands on the paragraph's page. */
export const Line = z.object({ ...span, region: Region, confidence, words: z.array(WordBox) })
export type Line = z.infer<typeof Line>

/** A name in the text, tagged to its authority. */
export const Mention = z.object({ id: MentionId, authorityId: AuthorityId, ...span, name: z.string() })
export type Mention = z.infer<typeof Mention>

const written = {
  kind: z.enum(PARAGRAPH_KINDS),
  pageId: PageId.nullable(),
  value: z.string().max(LONGEST_VALUE),
  /** Goes on from the paragraph before it, over the end of a page: the two are one. */
  continues: z.boolean(),
  marks: z.array(TextMark),
}

export const Paragraph = z.object({
  id: ParagraphId,
  ...written,
  /** Ordinal of the page it stands on, from 1; null where the carrier does not say. */
  pageNumber: z.number().int().nullable(),
  lines: z.array(Line),
  mentions: z.array(Mention),
})
export type Paragraph = z.infer<typeof Paragraph>

export const Text = z.object({
  id: TextId,
  descriptionId: DescriptionId,
  kind: z.enum(TEXT_KINDS),
  language: LanguageCode.nullable(),
  script: ScriptCode.nullable(),
  direction: z.enum(DIRECTIONS),
  source: z.enum(['typed', 'ocr', 'imported']),
  /** Author of the translation or transcription, as the source names them. */
  agent: z.string().nullable(),
  status: z.enum(TEXT_STATUSES),
  checkedBy: z.string().nullable(),
  paragraphs: z.array(Paragraph),
})
export type Text = z.infer<typeof Text>

const about = {
  kind: Text.shape.kind,
  language: Text.shape.language,
  script: Text.shape.script,
  direction: Text.shape.direction,
  agent: z.string().max(1000).nullable(),
}

/** A paragraph as the person at the desk has it: one that is there already keeps its id, its lines and its names. */
export const WrittenParagraph = z.object({ id: ParagraphId.nullable(), ...written })
export type WrittenParagraph = z.infer<typeof WrittenParagraph>

const reading = refusing('noCatalogueOpen', 'descriptionNotFound')
const writing = refusing('noCatalogueOpen', 'readOnly', 'textNotFound')
const writingParagraph = refusing('noCatalogueOpen', 'readOnly', 'paragraphNotFound', 'pageNotFound')
const changed = z.object({ historyId: HistoryId.nullable() })

export const text = {
  list: oc
    .errors(reading)
    .input(z.object({ descriptionId: DescriptionId }))
    .output(z.array(Text)),
  /** A text without words, after the others, with a paragraph for each page to begin in. */
  create: oc
    .errors(refusing('noCatalogueOpen', 'readOnly', 'descriptionNotFound'))
    .input(
      z.object({ descriptionId: DescriptionId, ...about, direction: about.direction.default('horizontal') }),
    )
    .output(Text),
  /** What is said of a text as a whole. `checked` names the person who says so. */
  edit: oc
    .errors(writing)
    .input(
      z.object({
        id: TextId,
        patch: z.object({ ...about, status: Text.shape.status }).partial(),
        visit: Visit,
      }),
    )
    .output(Text),
  remove: oc
    .errors(writing)
    .input(z.object({ id: TextId }))
    .output(changed),
  /**
   * Puts paragraphs in the place of those `replaced`, which follow each other in the text; where none is replaced, behind
   * `afterId` (null: first). Lines and names stay on the words that they stand on.
   */
  write: oc
    .errors(refusing('noCatalogueOpen', 'readOnly', 'textNotFound', 'paragraphNotFound', 'pageNotFound'))
    .input(
      z.object({
        id: TextId,
        replaced: z.array(ParagraphId),
        afterId: ParagraphId.nullable().default(null),
        paragraphs: z.array(WrittenParagraph),
        visit: Visit,
      }),
    )
    .output(Text),
  /** Says where a paragraph stands on a page, as a whole; null: on the page, and nowhere in particular. */
  place: oc
    .errors(writingParagraph)
    .input(z.object({ paragraphId: ParagraphId, pageId: PageId, region: Region.nullable() }))
    .output(Paragraph),
  /** Every state of a paragraph that history knows, the newest first; the first is how it is now. */
  past: oc
    .errors(refusing('noCatalogueOpen', 'paragraphNotFound'))
    .input(z.object({ paragraphId: ParagraphId }))
    .output(
      z.array(
        z.object({
          historyId: HistoryId.nullable(),
          at: Instant.nullable(),
          who: z.string(),
          value: z.string(),
        }),
      ),
    ),
}
