/** The sample catalogue, as it is shipped: an invented fonds whose telegram is read by the importer like any other. */
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { resourcePath } from '../platform/resources.ts'
import { Institution } from '../shared/contract/catalogue.ts'
import { DescriptionPatch } from '../shared/contract/description.ts'
import { CitedExemption } from '../shared/contract/redaction.ts'
import { Text } from '../shared/contract/text.ts'
import { DECISIONS, REVIEW_STATES } from '../shared/domain/review/states.ts'
import { decodeText } from './decode.ts'
import { recogniseImporter } from './index.ts'
import type { ImportedDocument, ImportedText } from './importer.ts'

const FOLDER = 'resources/sample'

const SampleText = Text.pick({ kind: true, language: true, script: true, source: true, agent: true }).extend({
  paragraphs: z.array(Text.shape.paragraphs.element.pick({ kind: true, pageNumber: true, value: true })),
})

const said = z.string().min(1)
/** Where an example of review stands, with what was done to bring it there. */
export const SampleReview = z.object({
  /** `returned` is what came back to its reviewer; null for a branch that is put under review. */
  state: z
    .enum([...REVIEW_STATES, 'returned'])
    .nullable()
    .default(null),
  batch: said.nullable().default(null),
  due: z.iso.date().nullable().default(null),
  decision: z
    .object({
      decision: z.enum(DECISIONS),
      reason: z.string().default(''),
      publicAt: said.nullable().default(null),
      /** By its code of reference; it stands before the copy. */
      duplicateOf: said.nullable().default(null),
      reviewOn: z.iso.date().nullable().default(null),
    })
    .nullable()
    .default(null),
  marks: z
    .array(
      z.object({
        code: CitedExemption,
        /** The passage in the transcription and in the translation. */
        jpn: said,
        eng: said,
        lines: z.number().int().positive(),
        reason: z.string(),
        /** Of the second person who returns it. */
        comment: said.nullable().default(null),
      }),
    )
    .default([]),
  referral: z.object({ agency: said, question: said, due: z.iso.date() }).nullable().default(null),
  /** Why it was recalled. */
  reason: z.string().default(''),
})
export type SampleReview = z.infer<typeof SampleReview>

const fileName = z.string().regex(/^[\w-]+\.(?:jpg|png|txt)$/)

interface SourceUnit {
  fields: DescriptionPatch
  /** A document that gives texts, proposals, and the fields that are not named here. */
  document?: string | undefined
  texts: ImportedText[]
  pages: string[]
  review?: SampleReview | undefined
  children: SourceUnit[]
}

const SourceUnit: z.ZodType<SourceUnit> = z.object({
  fields: DescriptionPatch,
  document: fileName.optional(),
  texts: z.array(SampleText).default([]),
  pages: z.array(fileName).default([]),
  review: SampleReview.optional(),
  children: z.array(z.lazy(() => SourceUnit)).default([]),
})

const Source = z.object({ name: z.string(), institution: Institution, units: z.array(SourceUnit) })

export interface SampleUnit {
  readonly fields: DescriptionPatch
  readonly texts: readonly ImportedText[]
  readonly proposals: ImportedDocument['proposals']
  readonly unmapped: ImportedDocument['unmapped']
  /** Absolute paths of the page images, in order. */
  readonly pages: readonly string[]
  /** Null for what is not reviewed. */
  readonly review: SampleReview | null
  readonly children: readonly SampleUnit[]
}

export interface SampleCatalogue {
  readonly name: string
  readonly institution: Institution
  readonly units: readonly SampleUnit[]
}

const path = (name: string): string => resourcePath(`${FOLDER}/${name}`)

export function readSample(): SampleCatalogue {
  const source = Source.parse(JSON.parse(readFileSync(path('sample.json'), 'utf8')))
  return { ...source, units: source.units.map(unitOf) }
}

function unitOf({ fields, document, texts, pages, review, children }: SourceUnit): SampleUnit {
  const read = document === undefined ? null : readDocument(document)
  return {
    fields: { ...read?.fields, ...fields },
    texts: [...(read?.texts ?? []), ...texts],
    proposals: read?.proposals ?? [],
    unmapped: read?.unmapped ?? [],
    pages: pages.map(path),
    review: review ?? null,
    children: children.map(unitOf),
  }
}

function readDocument(name: string): ImportedDocument {
  const { text } = decodeText(readFileSync(path(name)))
  const [document] = recogniseImporter(text)?.read(text) ?? []
  if (!document) throw new Error(`${name} is not in a form that an importer knows`)
  return document
}
