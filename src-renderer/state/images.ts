/** Addresses of what is seen of a page; the browser asks for the pixels itself. */
import { z } from 'zod'
import type { JobId, PageId, VersionId } from '../../src-main/shared/contract/ids.ts'
import type { Page } from '../../src-main/shared/contract/scan.ts'
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
