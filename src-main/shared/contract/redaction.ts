/**
 * Redactions: one decision to withhold a passage, with every place in which the passage stands: on pages, in the
 * transcription, in every translation, in fields. Nothing here is ever released but codes, boxes and amounts.
 */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { UNBOUNDED } from '../domain/box/coding.ts'
import type { Coding as CodingOfPage } from '../domain/box/coding.ts'
import { FIELD_OWNERS, REDACTION_STATES, SIDES, SNAPS, UNRESOLVED } from '../domain/redaction/states.ts'
import { NEEDS } from '../domain/exemption.ts'
import { Region, Visit } from './description.ts'
import { refusing } from './errors.ts'
import { ExemptionRef } from './exemption.ts'
import {
  AnchorId,
  AuthorityId,
  DescriptionId,
  HistoryId,
  PageId,
  ParagraphId,
  RedactionId,
  TextId,
} from './ids.ts'
import { Scope } from './scope.ts'
import { TEXT_KINDS } from './text.ts'

const sides = z.object({ width: z.number().int().positive(), height: z.number().int().positive() })
/** How far a withheld pixel reaches in the file it was scanned to (domain/box/coding.ts). */
export const Coding = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('lossless') }),
  z.object({
    kind: z.literal('jpeg'),
    block: sides,
    chroma: sides,
    orientation: z.literal([1, 2, 3, 4, 5, 6, 7, 8]),
  }),
  z.object({ kind: z.literal('unbounded'), by: z.enum(UNBOUNDED) }),
]) satisfies z.ZodType<CodingOfPage>

const Point = z.object({ x: z.number().int().min(0).max(999_999), y: z.number().int().min(0).max(999_999) })
/** A polygon by its corners. */
export const Polygon = z.object({ points: z.array(Point).min(3).max(500) })
export type Polygon = z.infer<typeof Polygon>
/** In pixels of the upright image of the page's own scan. */
export const Shape = z.union([Region, Polygon])
export type Shape = z.infer<typeof Shape>

export const PLACE_KINDS = ['region', 'page', 'span', 'field'] as const

/** A place in a text, in UTF-16 units of its paragraph. */
const TextPlace = z.object({ paragraphId: ParagraphId, offset: z.number().int().nonnegative() })
/** What stands at the place, and what beside it (W3C Web Annotation, TextQuoteSelector). */
const Quotation = z.object({
  exact: z.string().max(200_000),
  prefix: z.string().max(200),
  suffix: z.string().max(200),
})

const regionPlace = z.object({ kind: z.literal('region'), pageId: PageId, shape: Shape })
const pagePlace = z.object({ kind: z.literal('page'), pageId: PageId })
const span = { kind: z.literal('span'), textId: TextId, from: TextPlace, to: TextPlace }
const fieldPlace = z.object({
  kind: z.literal('field'),
  of: z.enum(FIELD_OWNERS),
  /** Of the description, authority or scan. */
  id: z.number().int().positive(),
  /** A name of `DescriptionFields`, `name`, or `fileName`. */
  field: z.string().min(1).max(80),
  /** Which of its values, from 0; null: all that it has and will have. */
  index: z.number().int().nonnegative().nullable().default(null),
  /** What is shown to the public in its place, such as `[title withheld]`. */
  alternate: z.string().trim().max(8000).nullable().default(null),
})

/** Where a passage is marked. */
export const PlaceInput = z.discriminatedUnion('kind', [regionPlace, pagePlace, z.object(span), fieldPlace])
export type PlaceInput = z.infer<typeof PlaceInput>

/** Lines that are said to be withheld there: declared, never counted from the text. */
const lines = z.number().int().min(1).max(10_000).nullable()
export const AnchorInput = z.object({ place: PlaceInput, lines: lines.default(null) })
export type AnchorInput = z.infer<typeof AnchorInput>

export const Place = z.discriminatedUnion('kind', [
  // Null once the page is gone: then it is uncertain.
  regionPlace.extend({ pageId: PageId.nullable() }),
  pagePlace.extend({ pageId: PageId.nullable() }),
  z.object({
    ...span,
    textId: TextId.nullable(),
    /** Where it is now; null where that is not certain. */
    from: TextPlace.nullable(),
    to: TextPlace.nullable(),
    quotation: Quotation,
  }),
  fieldPlace,
])
export type Place = z.infer<typeof Place>

export const Anchor = z.object({
  id: AnchorId,
  /** Random, and never the same for two anchors: it may be printed on a release. */
  uid: z.string(),
  place: Place,
  lines,
  /** It can no longer be said where it is: a person has to. */
  uncertain: z.boolean(),
})
export type Anchor = z.infer<typeof Anchor>

const said = z.string().trim().max(2000)
/** A code, and what it needs to be cited with (`needs` of the code): the statute, the section, the event … */
export const CitedExemption = ExemptionRef.extend({ said: z.partialRecord(z.enum(NEEDS), said).default({}) })
export type CitedExemption = z.infer<typeof CitedExemption>

/** The passage is not on this side: it was not translated, or cannot be seen. */
export const NoCounterpart = z.object({
  side: z.enum(SIDES),
  /** The text, for `text`. */
  textId: TextId.nullable().default(null),
  reason: said.min(1),
})
export type NoCounterpart = z.infer<typeof NoCounterpart>

/** What keeps an item from going on; what it is about is named as far as it applies. */
export const Unresolved = z.object({
  code: z.enum(UNRESOLVED),
  redactionId: RedactionId.nullable(),
  anchorId: AnchorId.nullable(),
  pageId: PageId.nullable(),
  textId: TextId.nullable(),
  /** A code of exemption, a need of it, or a standing. */
  about: z.string().nullable(),
})
export type Unresolved = z.infer<typeof Unresolved>

export const Redaction = z.object({
  id: RedactionId,
  uid: z.string(),
  descriptionId: DescriptionId,
  state: z.enum(REDACTION_STATES),
  anchors: z.array(Anchor),
  exemptions: z.array(
    CitedExemption.extend({
      /** What is printed in the box. */
      stamp: z.string(),
      /** Of the vocabulary, when the code was cited; null for a code of the office. */
      version: z.string().nullable(),
    }),
  ),
  reason: z.string(),
  /** For colleagues; never released. */
  note: z.string(),
  /** Who has marked it. */
  who: z.string(),
  /** Who has proposed it; null while nobody has. */
  proposer: z.string().nullable(),
  /** What the second person said when it was returned. */
  comment: z.string().nullable(),
  noCounterpart: z.array(NoCounterpart),
  unresolved: z.array(Unresolved),
})
export type Redaction = z.infer<typeof Redaction>

/** What a mark takes with it, to be looked at. */
export const REDACTION_PROPOSALS = ['sameWords', 'sameFigures', 'nameForm', 'nameOnlyHere'] as const
export const RedactionProposal = z.object({
  kind: z.enum(REDACTION_PROPOSALS),
  /** What was found there, as it is written. */
  words: z.string(),
  /** The description in which it stands: this one, a parent or a sibling. */
  descriptionId: DescriptionId,
  place: PlaceInput,
})
export type RedactionProposal = z.infer<typeof RedactionProposal>

/** So many occurrences nobody steps through. */
export const MOST_OCCURRENCES = 5000

const looks = { matchCase: z.boolean().default(false), matchWidth: z.boolean().default(false) }
const words = { find: z.string().min(1).max(2000), ...looks, wholeWord: z.boolean().default(false) }
/** What all occurrences are looked for of, and where. */
export const Sought = z.object({
  what: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('words'), ...words }),
    z.object({ kind: z.literal('expression'), ...words }),
    /** A name in all its forms, and the short ones in which it comes again. */
    z.object({ kind: z.literal('name'), authorityId: AuthorityId }),
  ]),
  where: z.discriminatedUnion('kind', [
    ...Scope.options,
    z.object({ kind: z.literal('batch'), batch: z.string().trim().min(1).max(2000) }),
  ]),
})
export type Sought = z.infer<typeof Sought>

/** A place at which it stands, with what is beside it. */
export const Occurrence = z.object({
  descriptionId: DescriptionId,
  referenceCode: z.string().nullable(),
  title: z.string().nullable(),
  place: PlaceInput,
  /** Of the text in which it stands; null for a field. */
  text: z.object({ kind: z.enum(TEXT_KINDS), language: z.string().nullable() }).nullable(),
  before: z.string(),
  found: z.string(),
  after: z.string(),
  /** It is withheld there already. */
  marked: z.boolean(),
})
export type Occurrence = z.infer<typeof Occurrence>

/** What was drawn, as it would be kept. */
export const SnappedRegion = z.object({
  pageId: PageId,
  shape: Shape,
  /** Lines of writing that it holds; null where none are known there. */
  lines,
  /** Ink that crosses it and is too large to be writing: a rule, a stamp. Somebody has to look at it. */
  crossing: z.array(Region),
  /** The picture was looked at; otherwise nothing is known of ink. */
  seen: z.boolean(),
})
export type SnappedRegion = z.infer<typeof SnappedRegion>

const exemptions = z.array(CitedExemption).max(20)
const reason = said
const note = z.string().max(20_000)
/** Who does it; the person of the settings where nobody is named. */
export const As = z.string().trim().min(1).max(200).optional()

const writing = refusing('noCatalogueOpen', 'readOnly', 'redactionNotFound')
const citing = refusing('exemptionUnknown', 'exemptionNeeds', 'exemptionNotOffered', 'exemptionRegimes')
const placing = refusing('anchorUnplaced', 'pageNotFound', 'textNotFound', 'regionOutsidePage')
const loosening = refusing('looseningNeedsReason', 'reviewerUnnamed')
const changed = z.object({ historyId: HistoryId.nullable() })

export const redaction = {
  /** The redactions of a description, in the order in which they were made; for whoever marks blindly, their own marks alone. */
  list: oc
    .errors(refusing('noCatalogueOpen', 'descriptionNotFound'))
    .input(z.object({ descriptionId: DescriptionId, as: As }))
    .output(z.array(Redaction)),
  /** Marks a passage, in one place or in several. Codes may follow; without one it cannot be proposed. */
  mark: oc
    .errors({
      ...refusing('noCatalogueOpen', 'readOnly', 'descriptionNotFound', 'reviewerUnnamed'),
      ...citing,
      ...placing,
    })
    .input(
      z.object({
        descriptionId: DescriptionId,
        anchors: z.array(AnchorInput).min(1).max(1000),
        exemptions: exemptions.default([]),
        reason: reason.default(''),
        note: note.default(''),
        as: As,
      }),
    )
    .output(Redaction),
  /** What is not named stays. Other codes for what is proposed or agreed to are a loosening, with its `why`. */
  edit: oc
    .errors({ ...writing, ...citing, ...loosening })
    .input(
      z.object({
        id: RedactionId,
        patch: z.object({ exemptions, reason, note }).partial(),
        why: said.default(''),
        as: As,
        visit: Visit,
      }),
    )
    .output(Redaction),
  addAnchor: oc
    .errors({ ...writing, ...placing, ...refusing('reviewerUnnamed') })
    .input(z.object({ id: RedactionId, anchors: z.array(AnchorInput).min(1).max(1000), as: As }))
    .output(Redaction),
  /** Puts an anchor elsewhere, or says another amount. Of what is proposed or agreed to it is a loosening. */
  moveAnchor: oc
    .errors({ ...writing, ...placing, ...loosening, ...refusing('anchorNotFound') })
    .input(
      z.object({
        anchorId: AnchorId,
        place: PlaceInput.optional(),
        lines: lines.optional(),
        why: said.default(''),
        as: As,
        visit: Visit,
      }),
    )
    .output(Redaction),
  /** Of what is proposed or agreed to it is a loosening. */
  removeAnchor: oc
    .errors({ ...writing, ...loosening, ...refusing('anchorNotFound') })
    .input(z.object({ anchorId: AnchorId, why: said.default(''), as: As }))
    .output(Redaction),
  /** Says for all sides at once on which the passage is not; what is left out has to have its anchor. */
  noCounterpart: oc
    .errors({ ...writing, ...refusing('textNotFound', 'looseningNeedsReason', 'reviewerUnnamed') })
    .input(
      z.object({
        id: RedactionId,
        noCounterpart: z.array(NoCounterpart).max(100),
        why: said.default(''),
        as: As,
      }),
    )
    .output(Redaction),
  /** Takes a redaction away. Of one that is proposed or agreed to, it is a decision of its own, with its `why`. */
  remove: oc
    .errors({ ...writing, ...loosening })
    .input(z.object({ id: RedactionId, why: said.default(''), as: As }))
    .output(changed),
  /**
   * What is drawn, put right before it is kept: along the lines of writing where they are known, then outward to whole ink.
   * With `butThis` everything on the pages that is not in the rectangles.
   */
  snap: oc
    .errors({ ...refusing('noCatalogueOpen', 'descriptionNotFound'), ...placing })
    .input(
      z.object({
        descriptionId: DescriptionId,
        regions: z
          .array(z.object({ pageId: PageId, shape: Shape }))
          .min(1)
          .max(1000),
        to: z.enum(SNAPS).default('lines'),
      }),
    )
    .output(z.array(SnappedRegion)),
  /** How the image of a page is coded, which says how far beyond a mark a release is black; null where nobody can tell. */
  coding: oc
    .errors({ ...refusing('noCatalogueOpen', 'pageNotFound') })
    .input(z.object({ pageId: PageId }))
    .output(Coding.nullable()),
  /** Where else the passage stands: for a place on a page the texts, for a place in a text the pages and other texts. */
  counterparts: oc
    .errors({ ...refusing('noCatalogueOpen', 'descriptionNotFound'), ...placing })
    .input(z.object({ descriptionId: DescriptionId, places: z.array(PlaceInput).min(1).max(1000) }))
    .output(
      z.array(
        z.object({
          place: PlaceInput,
          lines,
          /** `lines`: by the boxes of lines on the page; `alignment`: by paragraphs that say the same. */
          basis: z.enum(['lines', 'alignment']),
          /** The whole paragraph is meant, since nothing finer is known: a person narrows it. */
          whole: z.boolean(),
        }),
      ),
    ),
  /** Every occurrence of words, of an expression or of a name, in the order of the items: to be stepped through, never marked. */
  occurrences: oc
    .errors(
      refusing(
        'noCatalogueOpen',
        'expressionInvalid',
        'expressionTooSlow',
        'tooManyHits',
        'authorityNotFound',
        'cancelled',
      ),
    )
    .input(Sought)
    .output(z.array(Occurrence)),
  /** What stands also elsewhere and would say what was withheld: looked for, never decided. */
  proposals: oc
    .errors(refusing('noCatalogueOpen', 'redactionNotFound'))
    .input(z.object({ id: RedactionId }))
    .output(z.array(RedactionProposal)),
}
