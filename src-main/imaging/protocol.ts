/** What the core and the process that decodes say to each other. Both directions are checked by the core's side. */
import { z } from 'zod'
import { BurntPage, SnappedMarks } from './burn/plan.ts'
import type { BurnPlan, SnapPlan } from './burn/plan.ts'
import type { Sealing } from '../platform/sealed-file/write.ts'
import { Coding } from '../shared/contract/redaction.ts'
import type { ReadLine } from '../shared/domain/ocr.ts'
import type { Viewed } from '../shared/domain/page-view.ts'
import type { Region } from '../shared/domain/region.ts'

/** What a page of a PDF is drawn at, where it is not one image with pixels of its own. */
export const PDF_PIXELS_PER_INCH = 300

/** A page within a file, and what refusals call that file. */
interface Subject {
  path: string
  name: string
}

/** A page with the width of its upright image in pixels. */
export interface PageToRegister extends Subject {
  frame: number
  width: number
}

/** Data of the recogniser: a language, or a way of writing it. */
export type OcrModel = 'jpn' | 'jpn_vert' | 'eng'

/** What is done to a page before it is read. Regions are pixels of the upright image. */
export interface OcrWork {
  /** Null: the whole page. */
  region: Region | null
  leaveOut: readonly Region[]
  /** How the page is turned when shown, clockwise. */
  rotation: 0 | 90 | 180 | 270
  deskew: boolean
  denoise: boolean
  threshold: boolean
}

interface Reading {
  frame: number
  work: OcrWork
  models: readonly OcrModel[]
  pixelsPerInch: number | null
}

export type Request = Subject &
  (
    | { verb: 'probe'; pixelsPerInch: number }
    | { verb: 'thumbnail'; frame: number; box: number }
    | { verb: 'shown'; frame: number; look: Viewed; box: number }
    | { verb: 'tile'; frame: number; level: number; x: number; y: number }
    | { verb: 'register'; frame: number; width: number; old: PageToRegister }
    | {
        verb: 'pyramid'
        frame: number
        target: string
        level: number | null
        /** Of a page that is drawn; null for what it is drawn at when nothing else is said. */
        size: { width: number; height: number } | null
        /** Under what the target is written; null: plain. */
        sealing: Sealing | null
      }
    | { verb: 'coding'; frame: number }
    | ({ verb: 'snap'; frame: number } & SnapPlan)
    | { verb: 'burn'; frame: number; target: string; plan: BurnPlan }
    | ({ verb: 'read' } & Reading)
    | ({ verb: 'tryReaders' } & Reading)
    | { verb: 'prepared'; frame: number; work: OcrWork; box: number }
  )

export type Call = {
  id: number
  memoryLimit: number
  /** The keys of those of its files that are encrypted, by their paths: each opens that one. */
  keys: Record<string, Uint8Array>
} & Request

const Pixels = z.number().int().positive()

export const ProbedPage = z.object({
  /** Which image of the file, from 0. */
  frame: z.number().int().nonnegative(),
  /** Pixels of the upright image: the orientation that the file states is applied. */
  width: Pixels,
  height: Pixels,
  /** Along the width; null where the file does not say. */
  pixelsPerInch: z.number().positive().nullable(),
  /** Bits of one sample; null for a page that is drawn, as in a PDF. */
  bitDepth: z.number().int().positive().nullable(),
  colour: z.enum(['bilevel', 'grey', 'palette', 'rgb', 'cmyk', 'other']).nullable(),
})
export type ProbedPage = z.infer<typeof ProbedPage>

export const Probe = z.object({ mediaType: z.string(), pages: z.array(ProbedPage).min(1) })
export type Probe = z.infer<typeof Probe>

/** A JPEG, or null where the file cannot give it without being read from its start. */
const Picture = z.custom<Uint8Array>((value) => value instanceof Uint8Array)

export const RegisteredPages = z.object({
  turn: z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)]),
  skew: z.number().min(-10).max(10),
  scale: z.number().positive(),
  x: z.number(),
  y: z.number(),
  confidence: z.number().min(0).max(1),
})

const RegionOfPage = z.object({ x: z.number(), y: z.number(), width: Pixels, height: Pixels })
const confidence = z.number().min(0).max(1)
const line = z.object({
  region: RegionOfPage,
  confidence,
  words: z.array(z.object({ text: z.string(), region: RegionOfPage, confidence })),
})

/** What was read, in reading order. */
export const Recognised = z.object({
  /** Degrees by which the page was straightened, clockwise. */
  angle: z.number(),
  paragraphs: z.array(z.array(line satisfies z.ZodType<ReadLine>)),
})
export type Recognised = z.infer<typeof Recognised>

export const OcrCandidate = z.object({
  model: z.enum(['jpn', 'jpn_vert', 'eng']),
  direction: z.enum(['horizontal', 'vertical']),
  confidence,
  /** How many letters it saw. */
  letters: z.number().int(),
})
export type OcrCandidate = z.infer<typeof OcrCandidate>

export const RESULTS = {
  probe: Probe,
  thumbnail: Picture,
  shown: Picture,
  tile: Picture.nullable(),
  register: RegisteredPages.nullable(),
  pyramid: z.object({ width: Pixels, height: Pixels }),
  coding: Coding,
  snap: SnappedMarks,
  burn: BurntPage,
  read: Recognised,
  tryReaders: z.array(OcrCandidate),
  prepared: z.object({ picture: Picture, width: Pixels, height: Pixels, angle: z.number() }),
} as const satisfies Record<Request['verb'], z.ZodType>

export type Result<V extends Request['verb']> = z.infer<(typeof RESULTS)[V]>

export const Answer = z.object({
  id: z.number(),
  result: z.unknown().optional(),
  /** An expected failure, to be thrown as the contract's error. */
  refusal: z.object({ code: z.string(), data: z.unknown() }).optional(),
  /** Anything else: the name of the error. */
  failure: z.string().optional(),
})
export type Answer = z.infer<typeof Answer>
