/** A picture that stops the decoder twice, and how it comes back. */
import { createHash } from 'node:crypto'
import { readFileSync, rmSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Call } from '../../src-main/imaging/protocol.ts'
import { createTiles, picturesSetAside, type PageImage, type Tiles } from '../../src-main/imaging/tiles.ts'
import { aDecoding, aFile, aFolder, afterwards, quarters, spawnDecoder } from './builders.ts'
import { buildPdf } from './pdf-builder.ts'

/** Real processes that die of what `deadly` says. */
function fragile(deadly: (call: Call) => boolean) {
  const died: Call[] = []
  const decoding = aDecoding({
    spawn() {
      const child = spawnDecoder()
      return {
        ...child,
        postMessage(message) {
          child.postMessage(message)
          if (!deadly(message as Call)) return
          died.push(message as Call)
          process.kill(child.pid ?? 0, 'SIGKILL')
        },
      }
    },
  })
  return { decoding, died }
}

function tilesOf(decoding: ReturnType<typeof fragile>['decoding']): Tiles {
  const tiles = createTiles({ decoding })
  afterwards(() => tiles.close())
  return tiles
}

async function aPage(name = 'deadly.jpg', frame = 0): Promise<PageImage> {
  const folder = aFolder()
  const content = name.endsWith('.pdf')
    ? buildPdf([
        { width: 72, height: 72 },
        { width: 72, height: 72 },
      ])
    : await quarters(300, 300).jpeg().toBuffer()
  const path = aFile(folder, name, content)
  const sha256 = createHash('sha256').update(content).digest('hex')
  return { cacheFolder: join(folder, 'derivatives'), path, sha256, frame, width: 300, height: 300, name }
}
const onDeadly = (call: Call) => call.name === 'deadly.jpg' && call.verb !== 'probe'

describe('a picture that stops the decoder twice', () => {
  it('is set aside by name, by the second time it happens', async () => {
    const { decoding, died } = fragile(onDeadly)
    const tiles = tilesOf(decoding)
    const page = await aPage()
    await expect(tiles.thumbnail(page, 64)).rejects.toMatchObject({ code: 'decoderFailed' })
    // Other sizes are other work, and no way around it.
    await expect(tiles.thumbnail(page, 65)).rejects.toMatchObject({
      code: 'scanSetAside',
      data: { file: 'deadly.jpg' },
    })
    for (const box of [66, 67, 68]) {
      await expect(tiles.thumbnail(page, box)).rejects.toMatchObject({ code: 'scanSetAside' })
    }
    await expect(tiles.tile(page, 1, 0, 0)).rejects.toMatchObject({ code: 'scanSetAside' })
    expect(died).toHaveLength(2)
    expect(await picturesSetAside(page.cacheFolder)).toEqual([{ sha256: page.sha256, frame: 0 }])
  })

  it('stays so when the program starts anew, and when its file is copied back', async () => {
    const first = fragile(onDeadly)
    const page = await aPage()
    const tiles = tilesOf(first.decoding)
    for (const box of [64, 65]) await tiles.thumbnail(page, box).catch(() => undefined)
    const second = fragile(onDeadly)
    utimesSync(page.path, new Date(), new Date(2000, 1, 1))
    await expect(tilesOf(second.decoding).thumbnail(page, 66)).rejects.toMatchObject({ code: 'scanSetAside' })
    expect(second.died).toHaveLength(0)
    // Without the mark, as if nobody had kept it, a new program dies of it again.
    rmSync(page.cacheFolder, { recursive: true })
    const third = fragile(onDeadly)
    await expect(tilesOf(third.decoding).thumbnail(page, 67)).rejects.toMatchObject({ code: 'decoderFailed' })
    expect(third.died).toHaveLength(1)
  })

  it('is tried again when somebody asks, and shown when it is well', async () => {
    let ill = true
    const { decoding, died } = fragile((call) => ill && onDeadly(call))
    const tiles = tilesOf(decoding)
    const page = await aPage()
    for (const box of [64, 65, 66]) await tiles.thumbnail(page, box).catch(() => undefined)
    expect(died).toHaveLength(2)
    await tiles.tryAgain(page)
    expect(await picturesSetAside(page.cacheFolder)).toEqual([])
    await expect(tiles.thumbnail(page, 64)).rejects.toMatchObject({ code: 'decoderFailed' })
    expect(died).toHaveLength(3)
    ill = false
    await tiles.tryAgain(page)
    await expect(tiles.thumbnail(page, 64)).resolves.toBeInstanceOf(Uint8Array)
  })

  it('does not take the other pages of its file along', async () => {
    const { decoding } = fragile((call) => 'frame' in call && call.frame === 0)
    const tiles = tilesOf(decoding)
    const page = await aPage('two.pdf')
    for (const box of [64, 65]) await tiles.thumbnail(page, box).catch(() => undefined)
    await expect(tiles.thumbnail(page, 66)).rejects.toMatchObject({ code: 'scanSetAside' })
    await expect(tiles.thumbnail({ ...page, frame: 1 }, 66)).resolves.toBeInstanceOf(Uint8Array)
    expect(await picturesSetAside(page.cacheFolder)).toEqual([{ sha256: page.sha256, frame: 0 }])
  })

  it('leaves a picture alone that only refuses to open', async () => {
    const { decoding } = fragile(() => false)
    const tiles = tilesOf(decoding)
    const page = await aPage()
    const broken = aFile(aFolder(), 'broken.jpg', readFileSync(page.path).subarray(0, 300))
    for (const box of [64, 65, 66]) {
      await expect(tiles.thumbnail({ ...page, path: broken }, box)).rejects.toMatchObject({
        code: 'scanTruncated',
      })
    }
    expect(await picturesSetAside(page.cacheFolder)).toEqual([])
  })
})
