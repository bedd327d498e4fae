import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import type { DescriptionId, PageId } from '../../src-main/shared/contract/ids.ts'
import type { VersionProposal } from '../../src-main/shared/contract/version.ts'
import { aFolder, anEmptyCatalogue, words } from '../builders.ts'
import type { CatalogueInASpec } from '../builders.ts'
import { contentHash } from '../content-hash.ts'

interface Paged extends CatalogueInASpec {
  id: DescriptionId
  pageId: PageId
  /** Where files are that are no scans yet. */
  files: string
}

/** Words on a page, always the same. */
function lines(width: number, height: number): string {
  let state = 7
  const random = () => (state = (state * 1103515245 + 12345) % 2147483648) / 2147483648
  let out = ''
  for (let y = height * 0.1; y < height * 0.9; y += height * 0.03) {
    for (let x = width * 0.1; x < width * 0.9;) {
      const long = width * (0.01 + random() * 0.06)
      out += `<rect x="${x}" y="${y}" width="${long}" height="${height * 0.012}" fill="#222"/>`
      x += long + width * 0.012
    }
  }
  return out
}

const [WIDTH, HEIGHT] = [600, 850]

const page = () =>
  sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}"><rect width="100%" height="100%" fill="#f4efe2"/>${lines(WIDTH, HEIGHT)}</svg>`,
    ),
  )

/** An item with one page, and a stamp at a place on it. */
async function aPageWithAStamp(): Promise<Paged> {
  const made = await anEmptyCatalogue()
  const { client, handle } = made
  await client.settings.set({ who: 'Aoki' })
  const files = aFolder()
  await page().tiff().toFile(join(files, 'old_1.tif'))
  const { id } = await client.description.create({
    parentId: null,
    fields: { level: 'item', title: [words('Letter')] },
  })
  const { jobId } = await client.import.start({
    handles: [handle(join(files, 'old_1.tif'), 'read')],
    as: 'scans',
    into: id,
    arrange: 'attach',
  })
  await client.job.wait({ id: jobId })
  const [first] = await client.scan.pages({ descriptionId: id })
  if (!first) throw new Error('no page')
  const region = { x: 100, y: 200, width: 60, height: 40 }
  await client.description.edit({
    id,
    patch: { stamp: [{ ...words('極秘'), pageId: first.id, region }] },
  })
  return { ...made, id, pageId: first.id, files }
}

/** The same sheet with a border around it, twice as large. */
async function aBetterScan({ files }: Paged, name = 'new_1.tif'): Promise<string> {
  const path = join(files, name)
  const bordered = await page()
    .extend({ top: 50, left: 80, right: 30, bottom: 20, background: '#111' })
    .png()
    .toBuffer()
  await sharp(bordered)
    .resize((WIDTH + 110) * 2)
    .tiff()
    .toFile(path)
  return path
}

async function proposed(
  { client, handle, pageId }: Paged,
  path: string,
  storage: 'copied' | 'linked' = 'copied',
) {
  const { jobId } = await client.version.propose({ pageId, handle: handle(path, 'read'), storage })
  const { result, error } = await client.job.wait({ id: jobId })
  if (result?.kind !== 'version') throw Object.assign(new Error('no proposal'), { code: error?.code })
  return { jobId, proposal: result satisfies VersionProposal }
}

const stampOf = async ({ client, id }: Paged) => (await client.description.get({ id })).stamp[0]
const shownBy = async ({ client, id }: Paged) => (await client.scan.pages({ descriptionId: id }))[0]

describe('a better scan of a page', () => {
  it('is laid over the old one, which changes nothing; taken, it carries marks across, and the old one stays', async () => {
    const made = await aPageWithAStamp()
    const before = contentHash(made.folder)
    const { jobId, proposal } = await proposed(made, await aBetterScan(made))
    expect(proposal.registration?.confidence).toBeGreaterThan(0.8)
    expect(proposal.registration?.scale).toBeCloseTo(2, 1)
    expect(proposal.before).toEqual({ width: WIDTH, height: HEIGHT })
    expect(proposal.after).toEqual({ width: (WIDTH + 110) * 2, height: (HEIGHT + 70) * 2 })
    const [mark] = proposal.marks
    expect(mark).toMatchObject({ field: 'stamp', value: '極秘', before: { x: 100, y: 200 } })
    expect(contentHash(made.folder)).toBe(before)
    expect(readdirSync(join(made.folder, 'scans'))).toHaveLength(1)

    const history = (await made.client.history.list({})).total
    const { page } = await made.client.version.replace({ jobId })
    expect((await made.client.history.list({})).total).toBe(history + 1)
    expect(page).toMatchObject({ id: made.pageId, width: (WIDTH + 110) * 2, scan: { fileName: 'new_1.tif' } })
    const region = (await stampOf(made))?.region
    expect(region).toEqual(mark?.registered)
    expect(Math.abs((region?.x ?? 0) - (100 + 80) * 2)).toBeLessThan(8)
    expect(Math.abs((region?.y ?? 0) - (200 + 50) * 2)).toBeLessThan(8)
    expect(Math.abs((region?.width ?? 0) - 120)).toBeLessThan(4)
    expect(await made.client.version.list({ pageId: made.pageId })).toMatchObject([
      { scan: { fileName: 'old_1.tif' }, width: WIDTH, replacedBy: 'Aoki' },
    ])
    expect(readdirSync(join(made.folder, 'scans'))).toHaveLength(2)

    await made.client.history.undo()
    expect(await shownBy(made)).toMatchObject({ width: WIDTH, scan: { fileName: 'old_1.tif' } })
    expect((await stampOf(made))?.region).toEqual({ x: 100, y: 200, width: 60, height: 40 })
    expect(await made.client.version.list({ pageId: made.pageId })).toEqual([])
    await made.client.history.redo()
    expect(await shownBy(made)).toMatchObject({ scan: { fileName: 'new_1.tif' } })
  })

  it('carries lines of texts across, and the rectangles that the page is shown by', async () => {
    const made = await aPageWithAStamp()
    const { client, id, pageId } = made
    const about = { kind: 'transcription', language: 'jpn', script: 'Jpan', agent: null } as const
    const { paragraphs } = await client.text.create({ descriptionId: id, ...about })
    const region = { x: 100, y: 200, width: 60, height: 40 }
    await client.text.place({ paragraphId: paragraphs[0]?.id ?? 0, pageId, region })
    await client.scan.adjust({ ids: [pageId], adjustments: { crop: region } })
    const { jobId } = await proposed(made, await aBetterScan(made))
    await client.version.replace({ jobId })
    const there = (await stampOf(made))?.region
    const [text] = await client.text.list({ descriptionId: id })
    expect(text?.paragraphs[0]?.lines.map((line) => line.region)).toEqual([there])
    expect((await shownBy(made))?.adjustments.crop).toEqual(there)
    await client.history.undo()
    const [before] = await client.text.list({ descriptionId: id })
    expect(before?.paragraphs[0]?.lines.map((line) => line.region)).toEqual([region])
  })

  it('gives way to the earlier one again, by the same way, and is then itself a version', async () => {
    const made = await aPageWithAStamp()
    const first = await proposed(made, await aBetterScan(made))
    await made.client.version.replace({ jobId: first.jobId })
    const [earlier] = await made.client.version.list({ pageId: made.pageId })
    const { jobId } = await made.client.version.propose({
      pageId: made.pageId,
      versionId: earlier?.id ?? null,
    })
    const { result } = await made.client.job.wait({ id: jobId })
    expect(result).toMatchObject({ kind: 'version', fileName: 'old_1.tif' })
    await made.client.version.replace({ jobId })
    expect(await shownBy(made)).toMatchObject({ width: WIDTH, scan: { fileName: 'old_1.tif' } })
    expect(
      (await made.client.version.list({ pageId: made.pageId })).map(({ scan }) => scan.fileName),
    ).toEqual(['new_1.tif'])
    const region = (await stampOf(made))?.region
    expect(Math.abs((region?.x ?? 0) - 100)).toBeLessThan(5)
    expect(Math.abs((region?.y ?? 0) - 200)).toBeLessThan(5)
  })

  it('asks how marks are carried where it cannot be laid over the old one', async () => {
    const made = await aPageWithAStamp()
    const path = join(made.files, 'blank.tif')
    await sharp({ create: { width: 1200, height: 1700, channels: 3, background: '#eee' } })
      .tiff()
      .toFile(path)
    const { jobId, proposal } = await proposed(made, path)
    expect(proposal.registration).toBeNull()
    expect(proposal.marks).toMatchObject([
      { registered: null, stretched: { x: 200, y: 400, width: 120, height: 80 } },
    ])
    await expect(made.client.version.replace({ jobId })).rejects.toMatchObject({ code: 'registrationFailed' })
    await made.client.version.replace({ jobId, carry: 'stretched' })
    expect((await stampOf(made))?.region).toEqual({ x: 200, y: 400, width: 120, height: 80 })
  })

  it('leaves marks at the page without a place where that is wanted', async () => {
    const made = await aPageWithAStamp()
    const { jobId } = await proposed(made, await aBetterScan(made))
    await made.client.version.replace({ jobId, carry: 'none' })
    expect(await stampOf(made)).toMatchObject({ value: '極秘', pageId: made.pageId })
    expect((await stampOf(made))?.region ?? null).toBeNull()
  })

  it('is not the same bytes, nor a file that was changed after it was looked at', async () => {
    const made = await aPageWithAStamp()
    await expect(proposed(made, join(made.files, 'old_1.tif'))).rejects.toMatchObject({ code: 'scanSame' })
    for (const storage of ['copied', 'linked'] as const) {
      const path = await aBetterScan(made, `${storage}.tif`)
      const { jobId } = await proposed(made, path, storage)
      writeFileSync(path, Buffer.concat([readFileSync(path), Buffer.from('x')]))
      await expect(made.client.version.replace({ jobId })).rejects.toMatchObject({ code: 'fileChanged' })
    }
    expect(await shownBy(made)).toMatchObject({ scan: { fileName: 'old_1.tif' } })
    expect(readdirSync(join(made.folder, 'scans'))).toHaveLength(1)
  })

  it('keeps the earlier scan as long as its page, and lets it go when the page is purged', async () => {
    const made = await aPageWithAStamp()
    const { client, folder, id } = made
    const { jobId } = await proposed(made, await aBetterScan(made))
    await client.version.replace({ jobId })
    // The earlier scan is looked at like any other.
    const checking = await client.fixity.check({ scope: { kind: 'units', ids: [id] } })
    expect((await client.job.wait({ id: checking.jobId })).result).toMatchObject({ checked: 2, matches: 2 })
    // It goes with its page to another record.
    const other = await client.description.create({ parentId: null, fields: { level: 'item' } })
    await client.scan.attach({ ids: [made.pageId], descriptionId: other.id })
    const there = await client.fixity.check({ scope: { kind: 'units', ids: [other.id] } })
    expect((await client.job.wait({ id: there.jobId })).result).toMatchObject({ checked: 2 })

    await client.description.bin({ ids: [other.id] })
    const survey = await client.bin.survey({ ids: [other.id] })
    expect(survey).toMatchObject({ descriptions: 1, pages: 1, scans: 2 })
    const { jobId: purge } = await client.bin.purge({ ids: [other.id], descriptions: 1 })
    await client.job.wait({ id: purge })
    expect(readdirSync(join(folder, 'scans'))).toEqual([])
  })
})
