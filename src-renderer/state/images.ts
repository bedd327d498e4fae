/** Addresses of what is seen of a page; the browser asks for the pixels itself. */
import { z } from 'zod'
import type { JobId, PageId, VersionId } from '../../src-main/shared/contract/ids.ts'
import type { Page } from '../../src-main/shared/contract/scan.ts'
import type { Grey } from '../../src-main/shared/domain/page-proposal.ts'
import type { Region } from '../../src-main/shared/domain/region.ts'
import { refusalIn } from './host.ts'
import type { TileSource } from './pages.svelte.ts'

const Tiles = z.object({
  width: z.number(),
  height: z.number(),
  tileSize: z.number(),
  minLevel: z.number(),
  maxLevel: z.number(),
  scan: z.string(),
})

/** With the scan in it: what a browser has kept of another one is not shown for this one. */
export const thumbnailUrl = (
  { id, scan, frame }: Pick<Page, 'id' | 'scan' | 'frame'>,
  box: 256 | 1024 = 256,
) =>
  `/thumbnails/${String(id)}?${new URLSearchParams({ box: String(box), scan: `${String(scan?.id)}-${String(frame)}` }).toString()}`
/** A scan that a page showed before. */
export const versionUrl = (id: VersionId): string => `/versions/${String(id)}`
/** A better scan of a page, as the job proposes it. */
export const proposedUrl = (id: JobId | null): string => `/proposed/${String(id)}`

async function ask(path: string): Promise<Response> {
  const answer = await fetch(path)
  if (answer.ok) return answer
  throw refusalIn(await answer.json().catch(() => null))
}

/** The shape of a page's tiles, once the first of them is made; the reason when it cannot be. */
export async function askTileSource(pageId: PageId): Promise<TileSource> {
  const path = `/tiles/${String(pageId)}`
  const shape = Tiles.parse(await (await ask(path)).json())
  await ask(`${path}/${String(shape.minLevel)}/0/0?scan=${shape.scan}`)
  return { pageId, ...shape }
}

/** A picture small enough to be looked through in a moment. */
const SMALL = 512

/** A part of a page in grey, small; `scale` is how many pixels of the page one of it stands for. Null where there is no picture. */
export async function greyOf(
  page: Pick<Page, 'id' | 'width' | 'scan' | 'frame'>,
  part: Region,
): Promise<{ picture: Grey; scale: number } | null> {
  const image = new Image()
  image.src = thumbnailUrl(page, 1024)
  try {
    await image.decode()
  } catch {
    return null
  }
  const of = image.naturalWidth / (page.width ?? image.naturalWidth)
  const scale = Math.max(1 / of, Math.max(part.width, part.height) / SMALL)
  const [width, height] = [
    Math.max(1, Math.round(part.width / scale)),
    Math.max(1, Math.round(part.height / scale)),
  ]
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) return null
  context.drawImage(image, part.x * of, part.y * of, part.width * of, part.height * of, 0, 0, width, height)
  const { data } = context.getImageData(0, 0, width, height)
  const grey = new Uint8Array(width * height)
  for (let at = 0; at < grey.length; at += 1) {
    const [red, green, blue] = [data[at * 4] ?? 0, data[at * 4 + 1] ?? 0, data[at * 4 + 2] ?? 0]
    grey[at] = Math.round(red * 0.299 + green * 0.587 + blue * 0.114)
  }
  return { picture: { width, height, data: grey }, scale }
}
