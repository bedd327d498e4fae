/** The images of a branch that is lent: files that are copied go along and come back, one that is linked stays where it lies. */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import type { DescriptionId } from '../../src-main/shared/contract/ids.ts'
import { aCore, aFolder, anEmptyCatalogue, know, words } from '../builders.ts'
import type { CoreInASpec } from '../builders.ts'

/** A small scan, no two alike. */
async function aScan(name: string, red: number): Promise<string> {
  const path = join(aFolder(), name)
  const create = { width: 120 + red, height: 90, channels: 3, background: { r: red, g: 90, b: 30 } } as const
  await sharp({ create }).tiff().toFile(path)
  return path
}

const shaOf = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex')

async function imported(
  made: CoreInASpec,
  into: DescriptionId,
  paths: readonly [string, ...string[]],
  storage: 'copied' | 'linked' = 'copied',
): Promise<void> {
  const [first, ...rest] = paths.map((path) => made.handle(path, 'read'))
  if (first === undefined) return
  const { jobId } = await made.client.import.start({
    handles: [first, ...rest],
    as: 'scans',
    into,
    storage,
    arrange: 'attach',
  })
  expect(await made.client.job.wait({ id: jobId })).toMatchObject({ state: 'done' })
}

const pagesOf = async ({ client }: Pick<CoreInASpec, 'client'>, descriptionId: DescriptionId) =>
  (await client.scan.pages({ descriptionId })).map(({ number, label, rotation, scan }) => [
    number,
    label,
    rotation,
    scan && [scan.fileName, scan.storage],
  ])

/** A letter of two copied pages and a linked one, lent. */
async function aLentLetter() {
  const here = await anEmptyCatalogue()
  const { client } = here
  const { id: letter } = await client.description.create({
    parentId: null,
    fields: { level: 'item', referenceCode: 'L', title: [words('Letter', 'eng')] },
  })
  const [one, two, three] = [
    await aScan('one.tif', 10),
    await aScan('two.tif', 20),
    await aScan('three.tif', 30),
  ] as const
  await imported(here, letter, [one, two])
  await imported(here, letter, [three], 'linked')
  const target = join(here.home, 'out')
  mkdirSync(target)
  const lend = () =>
    client.loan.lend({
      id: letter,
      lentTo: 'Tanaka',
      note: null,
      to: here.handle(target, 'write'),
      name: 'Letter',
    })
  const lent = join(target, 'Letter.shoko')
  const elsewhere = async (fn: (there: CoreInASpec) => Promise<unknown>) => {
    const there = aCore()
    know(join(there.home, 'user'), lent)
    await there.core.openCatalogue(lent)
    await fn(there)
    await there.core.close()
  }
  return { ...here, letter, scans: { one, two, three }, target, lend, lent, elsewhere }
}

const filesIn = (folder: string) => readdirSync(join(folder, 'scans')).sort()

describe('a lent branch with images', () => {
  it('takes the copied ones along and names the linked one; pages that were changed, and new images, come back', async () => {
    const made = await aLentLetter()
    const { client, letter, scans, lend, lent, elsewhere, folder } = made
    const before = filesIn(folder)
    const { jobId } = await lend()
    expect(await client.job.wait({ id: jobId })).toMatchObject({ state: 'done', result: { scans: 2 } })
    expect(filesIn(lent)).toEqual(before)
    const four = await aScan('four.tif', 40)
    await elsewhere(async (there) => {
      expect(await pagesOf(there, letter)).toEqual([
        [1, null, 0, ['one.tif', 'copied']],
        [2, null, 0, ['two.tif', 'copied']],
        [3, null, 0, ['three.tif', 'linked']],
      ])
      await imported(there, letter, [four])
      const pages = await there.client.scan.pages({ descriptionId: letter })
      const [p1, p2, p3, p4] = pages.map(({ id }) => id)
      if (!p1 || !p2 || !p3 || !p4) throw new Error('four pages')
      await there.client.scan.edit({ id: p3, label: 'cover', rotation: 90 })
      await there.client.scan.reorder({ ids: [p3, p4], beforeId: p1 })
      await there.client.scan.detach({ ids: [p2] })
      const { findings } = await there.client.check.run()
      expect(findings.filter(({ code }) => code === 'scanMissing')).toEqual([])
    })
    const returned = await client.loan.return({ handle: made.handle(lent, 'read') })
    expect(returned).toMatchObject({ loan: { state: 'returned' }, linkedScans: 0 })
    const back = [
      [1, 'cover', 90, ['three.tif', 'linked']],
      [2, null, 0, ['four.tif', 'copied']],
      [3, null, 0, ['one.tif', 'copied']],
    ]
    expect(await pagesOf(made, letter)).toEqual(back)
    // The page that was taken out there waits among the loose ones, as it would here.
    const { pages: loose } = await client.scan.loose({})
    expect(loose.map(({ scan }) => scan?.fileName)).toEqual(['two.tif'])
    expect(filesIn(folder)).toHaveLength(before.length + 1)
    const shas = filesIn(folder).map((name) => shaOf(join(folder, 'scans', name)))
    for (const path of [scans.one, scans.two, four]) expect(shas, basename(path)).toContain(shaOf(path))
    expect(shas).not.toContain(shaOf(scans.three))
    // Every page that is there can be seen.
    for (const { id } of await client.scan.pages({ descriptionId: letter })) {
      const answer = await made.core.fetch(new Request(`http://shoko/thumbnails/${String(id)}`))
      expect(answer.status).toBe(200)
    }
    const { findings } = await client.check.run()
    expect(findings.filter(({ code }) => code.startsWith('scan'))).toEqual([])
    await client.history.undo({})
    expect((await pagesOf(made, letter)).map(([, , , scan]) => scan)).toEqual([
      ['one.tif', 'copied'],
      ['two.tif', 'copied'],
      ['three.tif', 'linked'],
    ])
    await client.history.redo({})
    expect(await pagesOf(made, letter)).toEqual(back)
  })

  it('says of an image that was linked there that it cannot come along, and keeps its page', async () => {
    const made = await aLentLetter()
    const { client, letter, lend, lent, elsewhere } = made
    await client.job.wait({ id: (await lend()).jobId })
    const five = await aScan('five.tif', 50)
    await elsewhere((there) => imported(there, letter, [five], 'linked'))
    const asked = { handle: made.handle(lent, 'read') }
    expect(await client.loan.preview(asked)).toMatchObject({ linkedScans: 1 })
    await client.loan.return({ handle: made.handle(lent, 'read') })
    expect((await pagesOf(made, letter)).at(-1)).toEqual([4, null, 0, null])
    expect(existsSync(five)).toBe(true)
  })
})
