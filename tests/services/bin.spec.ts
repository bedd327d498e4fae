/** What is purged from the bin is in no byte of the catalogue afterwards; nothing else is lost. */
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { close, openToRead, openToWrite } from '../../src-main/catalogue/database.ts'
import { databasePath } from '../../src-main/catalogue/open.ts'
import { purge, unfinishedPurges } from '../../src-main/catalogue/purge.ts'
import type { DescriptionId } from '../../src-main/shared/contract/ids.ts'
import { aCore, afterwards, anEmptyCatalogue, words } from '../builders.ts'
import type { CatalogueInASpec } from '../builders.ts'
import { contentHash } from '../content-hash.ts'

/** Words that nothing else says; the Japanese ones are in an index as pairs. */
const CANARIES = ['xyzzyplugh', 'frobozzmagic', '鱻麤', '贔屓', 'quuxbartram', 'vermilionfile']

/** Canaries in the bytes of a catalogue, but for its backup copies: `canary in file`. */
function found(folder: string, canaries: readonly string[] = CANARIES): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => !name.startsWith('snapshots') && statSync(join(folder, name)).isFile(),
  )
  return files.flatMap((name) => {
    const bytes = readFileSync(join(folder, name))
    return canaries.filter((canary) => bytes.includes(canary)).map((canary) => `${canary} in ${name}`)
  })
}

async function aScan(path: string, colour: string): Promise<string> {
  await sharp({ create: { width: 40, height: 30, channels: 3, background: colour } })
    .png()
    .toFile(path)
  return path
}

interface FullBin extends CatalogueInASpec {
  binned: DescriptionId
  kept: DescriptionId
  /** Files of scans: of what is in the bin alone, and of what stays. */
  scans: { binned: string; kept: string }
}

/** A file with an item below it in the bin, both full of canaries, changed and changed again; and a record that stays. */
async function aFullBin(): Promise<FullBin> {
  const made = await anEmptyCatalogue()
  const { client, home, folder, handle } = made
  const unit = async (parentId: DescriptionId | null, title: string, level: 'file' | 'item' = 'item') =>
    (await client.description.create({ parentId, fields: { level, title: [words(title)] } })).id
  const kept = await unit(null, 'What stays')
  const binned = await unit(null, 'xyzzyplugh first', 'file')
  const below = await unit(binned, '鱻麤龘の件')
  await client.description.edit({
    id: binned,
    patch: { title: [words('frobozzmagic')], staffNote: [words('quuxbartram')] },
  })
  await client.description.edit({
    id: below,
    patch: { note: [words(`${'長い本文。'.repeat(3000)}贔屓目籬`)] },
  })
  await client.description.edit({ id: below, patch: { note: [] } })
  await client.description.edit({
    id: kept,
    patch: { relations: [{ type: 'isPartOf', target: 'the file', targetId: binned }] },
  })
  const take = async (id: DescriptionId, name: string, colour: string) => {
    const path = await aScan(join(home, name), colour)
    const { jobId } = await client.import.start({
      handles: [handle(path, 'read')],
      into: id,
      arrange: 'attach',
    })
    await client.job.wait({ id: jobId })
    const [page] = await client.scan.pages({ descriptionId: id })
    return page?.scan?.sha256 ?? ''
  }
  const ofBinned = await take(below, 'vermilionfile.png', '#a31')
  const ofKept = await take(kept, 'other.png', '#13a')
  const pictures = join(folder, 'derivatives', ofBinned.slice(0, 2))
  mkdirSync(pictures, { recursive: true })
  writeFileSync(join(pictures, `${ofBinned}-0-256.jpg`), 'xyzzyplugh as a picture')
  writeFileSync(join(folder, 'derivatives', 'findings.txt'), 'quuxbartram is missing a date')
  await client.description.bin({ ids: [binned] })
  const file = (sha256: string) =>
    join(folder, 'scans', readdirSync(join(folder, 'scans')).find((name) => name.startsWith(sha256)) ?? '')
  return { ...made, binned, kept, scans: { binned: file(ofBinned), kept: file(ofKept) } }
}

async function purgeAndWait(
  { client }: CatalogueInASpec,
  ids: DescriptionId[] | null,
  descriptions: number,
  withBackups = false,
) {
  const { jobId } = await client.bin.purge({ ids, descriptions, withBackups })
  const job = await client.job.wait({ id: jobId })
  expect(job.error).toBeNull()
  return job.result
}

describe('bin.purge', () => {
  it('leaves no byte of what was purged, in the file, its log, its scans and its pictures', async () => {
    const catalogue = await aFullBin()
    const { client, folder, scans, binned, kept } = catalogue
    expect(new Set(found(folder).map((line) => line.split(' ')[0]))).toEqual(new Set(CANARIES))
    expect(await client.bin.survey({ ids: null })).toMatchObject({
      descriptions: 2,
      pages: 1,
      scans: 1,
      units: [{ id: binned, title: 'frobozzmagic', childCount: 1 }],
    })
    expect(await purgeAndWait(catalogue, [binned], 2)).toMatchObject({
      kind: 'purge',
      descriptions: 2,
      pages: 1,
      scans: 1,
    })
    expect(found(folder)).toEqual([])
    expect(existsSync(scans.binned)).toBe(false)
    expect(existsSync(scans.kept)).toBe(true)
    expect((await client.description.binned({})).total).toBe(0)
    expect((await client.description.get({ id: kept })).relations).toMatchObject([
      { target: 'the file', targetId: null },
    ])
    expect((await client.search.query({ query: 'What stays' })).total).toBe(1)
    expect((await client.check.run()).findings.filter(({ severity }) => severity !== 'warning')).toEqual([])
  })

  it('would be caught if the rows were deleted and the file were not written anew', async () => {
    const { core, folder, binned } = await aFullBin()
    await core.close()
    const db = openToWrite(databasePath(folder))
    purge(db, [binned], { who: '', at: '2026-01-01T00:00:00.000Z' })
    close(db)
    expect(found(folder).map((line) => line.split(' ')[0])).toEqual(expect.arrayContaining(['贔屓']))
  })

  it('tells history how much, by whom and when, and cannot be undone; what came before and stays can', async () => {
    const catalogue = await aFullBin()
    const { client, kept, folder } = catalogue
    await client.settings.set({ who: '佐藤' })
    const title = async () => (await client.description.get({ id: kept })).title[0]?.value
    await purgeAndWait(catalogue, null, 2)
    const [entry] = (await client.history.list({ limit: 1 })).entries
    expect(entry).toMatchObject({ action: 'bin.purge', who: '佐藤', descriptions: 2, title: null })
    let undone = 0
    for (let state = await client.history.state(); state.undo; state = await client.history.state()) {
      expect(state.undo.action).not.toBe('bin.purge')
      await client.history.undo({ id: state.undo.id })
      undone++
    }
    expect(undone).toBeGreaterThan(2)
    await expect(title()).rejects.toMatchObject({ code: 'descriptionNotFound' })
    const empty = contentHash(folder)
    for (let again = 0; again < undone; again++) {
      const { redo } = await client.history.state()
      await client.history.redo({ id: redo?.id ?? 0 })
    }
    expect(await title()).toBe('What stays')
    expect(contentHash(folder)).not.toBe(empty)
    expect(found(folder)).toEqual([])
    expect((await client.check.run()).findings.filter(({ severity }) => severity !== 'warning')).toEqual([])
  })

  it('refuses a number that is not that of what would go, and what is not in the bin', async () => {
    const { client, folder, kept, binned } = await aFullBin()
    const before = contentHash(folder)
    await expect(client.bin.purge({ ids: [binned], descriptions: 1 })).rejects.toMatchObject({
      code: 'purgeNumberDiffers',
      data: { descriptions: 2 },
    })
    await expect(client.bin.purge({ ids: [kept], descriptions: 1 })).rejects.toMatchObject({
      code: 'descriptionNotFound',
    })
    expect(contentHash(folder)).toBe(before)
  })

  it('keeps a scan that another record shows, and the file behind a linked one', async () => {
    const { client, home, handle, folder } = await anEmptyCatalogue()
    const path = await aScan(join(home, 'shared.png'), '#777')
    const linked = await aScan(join(home, 'linked.png'), '#999')
    const ids = []
    for (const title of ['one', 'two']) {
      const { id } = await client.description.create({
        parentId: null,
        fields: { level: 'item', title: [words(title)] },
      })
      ids.push(id)
      const { jobId } = await client.import.start({
        handles: [handle(path, 'read')],
        into: id,
        arrange: 'attach',
      })
      await client.job.wait({ id: jobId })
    }
    const { jobId } = await client.import.start({
      handles: [handle(linked, 'read')],
      into: ids[0] ?? null,
      arrange: 'attach',
      storage: 'linked',
    })
    await client.job.wait({ id: jobId })
    await client.description.bin({ ids: ids.slice(0, 1) })
    const survey = await client.bin.survey({ ids: null })
    expect(survey).toMatchObject({ descriptions: 1, pages: 2, scans: 1, byteSize: 0 })
    const purging = await client.bin.purge({ ids: null, descriptions: 1 })
    await client.job.wait({ id: purging.jobId })
    expect(readdirSync(join(folder, 'scans'))).toHaveLength(1)
    expect(existsSync(linked)).toBe(true)
    expect(await client.scan.pages({ descriptionId: ids[1] ?? 0 })).toMatchObject([
      { scan: { fileName: 'shared.png' } },
    ])
  })

  it('is finished at the next opening when the program was stopped in the middle', async () => {
    const { core, folder, home, binned, scans } = await aFullBin()
    await core.close()
    const db = openToWrite(databasePath(folder))
    purge(db, [binned], { who: '', at: '2026-01-01T00:00:00.000Z' })
    close(db)
    expect(existsSync(scans.binned)).toBe(true)
    const again = aCore({ home })
    await again.core.openCatalogue(folder)
    await again.core.close()
    expect(found(folder)).toEqual([])
    expect(existsSync(scans.binned)).toBe(false)
    const reading = openToRead(databasePath(folder))
    afterwards(() => close(reading))
    expect(unfinishedPurges(reading)).toEqual([])
  })

  it('takes the backup copies along when that is asked for, and makes one that does not hold it', async () => {
    const catalogue = await aFullBin()
    const { client, folder, binned } = catalogue
    const { name } = await client.backup.make()
    const held = (copy: string) => readFileSync(join(folder, 'snapshots', copy)).includes('frobozzmagic')
    expect(held(name)).toBe(true)
    await purgeAndWait(catalogue, [binned], 2, true)
    const copies = await client.backup.list()
    expect(copies).toHaveLength(1)
    expect(held(copies[0]?.name ?? '')).toBe(false)
  })
})
