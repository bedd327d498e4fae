/** Marks put right before they are kept: along lines of writing, outward to whole ink, everything but what was drawn. */
import { existsSync } from 'node:fs'
import { pagesOf, readPage, scanFile, scanOfPage } from '../../catalogue/scan.ts'
import { readDescription } from '../../catalogue/description/read.ts'
import { textsOf } from '../../catalogue/text/read.ts'
import { refusal } from '../../shared/contract/errors.ts'
import type { DescriptionId, PageId } from '../../shared/contract/ids.ts'
import type { Shape, SnappedRegion } from '../../shared/contract/redaction.ts'
import type { Page } from '../../shared/contract/scan.ts'
import type { Text } from '../../shared/contract/text.ts'
import type { Coding } from '../../shared/domain/box/coding.ts'
import { complement } from '../../shared/domain/box/rectangles.ts'
import { alongLines, linesUnder } from '../../shared/domain/box/snap.ts'
import type { SnappedMark } from '../../shared/domain/box/snap.ts'
import { boundsOf, isOn } from '../../shared/domain/redaction/shape.ts'
import type { Snap } from '../../shared/domain/redaction/states.ts'
import type { Region, Size } from '../../shared/domain/region.ts'
import type { Context } from '../context.ts'
import type { Counterpart } from './counterparts.ts'

interface Drawn {
  readonly pageId: PageId
  readonly shape: Shape
}

/** A page with an image that has a size. */
interface Seen {
  readonly page: Page
  readonly size: Size
}

/** @throws pageNotFound, regionOutsidePage */
function seenPage(pages: readonly Page[], { pageId, shape }: Drawn): Seen {
  const page = pages.find(({ id }) => id === pageId)
  if (!page || page.width === null || page.height === null) throw refusal('pageNotFound', { id: pageId })
  const size = { width: page.width, height: page.height }
  if (!isOn(shape, size)) throw refusal('regionOutsidePage', { id: pageId })
  return { page, size }
}

/** The boxes of lines on a page, of the text of which most are known: two texts over each other are no grid. */
function linesOn(texts: readonly Text[], pageId: PageId): Region[] {
  const known = texts.map(({ paragraphs }) =>
    paragraphs
      .filter((paragraph) => paragraph.pageId === pageId)
      .flatMap(({ lines }) => lines.map(({ region }) => region)),
  )
  return known.reduce((most, lines) => (lines.length > most.length ? lines : most), [])
}

/** @throws descriptionNotFound, pageNotFound, regionOutsidePage, anchorUnplaced, cancelled */
export async function snappedRegions(
  context: Context,
  descriptionId: DescriptionId,
  drawn: readonly Drawn[],
  to: Snap,
  signal: AbortSignal | undefined,
): Promise<SnappedRegion[]> {
  const { db } = context.catalogue()
  if (!readDescription(db, descriptionId)) throw refusal('descriptionNotFound', { id: descriptionId })
  const pages = pagesOf(db, descriptionId)
  const texts = textsOf(db, descriptionId)
  const found: SnappedRegion[] = []
  for (const [pageId, ofPage] of Map.groupBy(drawn, (one) => one.pageId)) {
    const [first] = ofPage
    if (!first) continue
    const seen = seenPage(pages, first)
    for (const one of ofPage) seenPage(pages, one)
    const lines = linesOn(texts, pageId)
    const asking = { context, seen, signal }
    found.push(
      ...(to === 'butThis' ? await allBut(asking, ofPage, lines) : await snapped(asking, ofPage, lines, to)),
    )
  }
  return found
}

interface Asking {
  readonly context: Context
  readonly seen: Seen
  readonly signal: AbortSignal | undefined
}

async function snapped(
  asking: Asking,
  drawn: readonly Drawn[],
  lines: readonly Region[],
  to: Snap,
): Promise<SnappedRegion[]> {
  const along = drawn.map(({ shape }) => {
    // What was drawn corner by corner goes where it was drawn.
    if ('points' in shape) return null
    return to === 'ink' ? shape : alongLines(shape, lines, to === 'line').box
  })
  const marks = along.flatMap((one) => one ?? [])
  const ink = await inkOn(asking, marks, false)
  let next = 0
  return drawn.map(({ pageId, shape }, index): SnappedRegion => {
    const box = along[index]
    const found = box ? ink[next++] : null
    const now = found?.box ?? box ?? shape
    const held = linesUnder(boundsOf(now), lines).length
    return {
      ...{ pageId, shape: now, crossing: [...(found?.crossing ?? [])] },
      lines: held === 0 ? null : held,
      seen: box === null || found != null,
    }
  })
}

/** @throws anchorUnplaced for what has more corners: it has no inside that ends at letters */
async function allBut(
  asking: Asking,
  drawn: readonly Drawn[],
  lines: readonly Region[],
): Promise<SnappedRegion[]> {
  const { size, page } = asking.seen
  const kept = drawn.map(({ shape }) => {
    if ('points' in shape) throw refusal('anchorUnplaced', { place: 'polygon' })
    return shape
  })
  const ink = await inkOn(asking, kept, true)
  const open = kept.flatMap((region, index) => {
    const found = ink[index]
    return found ? (found.box ?? []) : region
  })
  const crossing = ink.flatMap((found) => found?.crossing ?? [])
  return complement(open, size).map((shape, index) => {
    const held = linesUnder(shape, lines).length
    return {
      ...{ pageId: page.id, shape },
      lines: held === 0 ? null : held,
      crossing: index === 0 ? crossing : [],
      seen: ink.every((found) => found !== null),
    }
  })
}

/** Null for each mark around which nobody could look. @throws cancelled */
async function inkOn(
  { context, seen: { page, size }, signal }: Asking,
  marks: readonly Region[],
  kept: boolean,
): Promise<(SnappedMark | null)[]> {
  const path = pathOf(context, page)
  if (path === null || marks.length === 0) return marks.map(() => null)
  const plan = { size, marks, kept, pixelsPerInch: page.pixelsPerInch }
  try {
    return await context.decoding.snap(path, page.frame, plan, signal ? { signal } : {})
  } catch (error) {
    if (signal?.aborted) throw error
    return marks.map(() => null)
  }
}

function pathOf(context: Context, { id }: Page): string | null {
  const catalogue = context.catalogue()
  const scan = scanOfPage(catalogue.db, id)
  try {
    const path = scan ? scanFile(catalogue, scan) : null
    return path !== null && existsSync(path) ? path : null
  } catch {
    // A link that is not followed leads to no picture.
    return null
  }
}

/** @throws pageNotFound */
export async function codingOfPage(context: Context, pageId: PageId): Promise<Coding | null> {
  const page = readPage(context.catalogue().db, pageId)
  if (!page) throw refusal('pageNotFound', { id: pageId })
  const path = pathOf(context, page)
  if (path === null) return null
  return context.decoding.coding(path, page.frame).catch(() => null)
}

/** The boxes of lines are drawn round what was read: an ascender may stick out of them. */
export async function withWholeInk(
  context: Context,
  descriptionId: DescriptionId,
  found: readonly Counterpart[],
  signal: AbortSignal | undefined,
): Promise<Counterpart[]> {
  const whole: Counterpart[] = []
  for (const counterpart of found) {
    const { place } = counterpart
    if (place.kind !== 'region') {
      whole.push(counterpart)
      continue
    }
    const { pageId, shape } = place
    const [snapped] = await snappedRegions(context, descriptionId, [{ pageId, shape }], 'ink', signal)
    whole.push({ ...counterpart, place: { ...place, shape: snapped?.shape ?? shape } })
  }
  return whole
}
