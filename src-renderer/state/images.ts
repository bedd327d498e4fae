/** Addresses of what is seen of a page; the browser asks for the pixels itself. */
import { z } from 'zod'
import type { PageId } from '../../src-main/shared/contract/ids.ts'
import { refusalIn } from './host.ts'
import type { TileSource } from './pages.svelte.ts'

const Tiles = z.object({
  width: z.number(),
  height: z.number(),
  tileSize: z.number(),
  minLevel: z.number(),
  maxLevel: z.number(),
})

export const thumbnailUrl = (id: PageId): string => `/thumbnails/${String(id)}?box=256`

async function ask(path: string): Promise<Response> {
  const answer = await fetch(path)
  if (answer.ok) return answer
  throw refusalIn(await answer.json().catch(() => null))
}

/** The shape of a page's tiles, once the first of them is made; the reason when it cannot be. */
export async function askTileSource(pageId: PageId): Promise<TileSource> {
  const path = `/tiles/${String(pageId)}`
  const shape = Tiles.parse(await (await ask(path)).json())
  await ask(`${path}/${String(shape.minLevel)}/0/0`)
  return { pageId, ...shape }
}
