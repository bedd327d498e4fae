import { appendFileSync, chmodSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { execute, run, sql } from '../../src-main/catalogue/database.ts'
import { guardDigests } from '../../src-main/catalogue/fixity/guard.ts'
import { databasePath, openCatalogue } from '../../src-main/catalogue/open.ts'
import { openToWrite } from '../../src-main/catalogue/database.ts'
import type { FixityResult } from '../../src-main/shared/contract/fixity.ts'
import type { DescriptionId } from '../../src-main/shared/contract/ids.ts'
import type { Scope } from '../../src-main/shared/contract/scope.ts'
import { aCore, aFolder, anEmptyCatalogue, words } from '../builders.ts'
import type { CatalogueInASpec } from '../builders.ts'

interface Scanned extends CatalogueInASpec {
  first: DescriptionId
  second: DescriptionId
  /** Where the linked scans lie. */
  scans: string
}

/** Two items: the first with two copied scans, the second with two linked ones. */
async function twoScannedItems(options = {}): Promise<Scanned> {
  const made = await anEmptyCatalogue(options)
  const { client, handle } = made
  const item = async (title: string, storage: 'copied' | 'linked', folder: string, colour: number) => {
    const { id } = await client.description.create({
      parentId: null,
      fields: { level: 'item', title: [words(title)] },
    })
    mkdirSync(folder, { recursive: true })
    for (const page of [1, 2]) {
      const create = {
        width: 40,
        height: 30 + page,
        channels: 3 as const,
        background: { r: colour, g: 9, b: 9 },
      }
      await sharp({ create })
        .tiff()
        .toFile(join(folder, `page_${page}.tif`))
    }
    const { jobId } = await client.import.start({
      handles: [handle(folder, 'read')],
      as: 'scans',
      into: id,
      arrange: 'attach',
      storage,
    })
    await client.job.wait({ id: jobId })
    return id
  }
  const scans = join(aFolder(), 'linked')
  const first = await item('First', 'copied', aFolder(), 10)
  const second = await item('Second', 'linked', scans, 200)
  return { ...made, first, second, scans }
}

async function checked({ client }: Pick<CatalogueInASpec, 'client'>, scope?: Scope): Promise<FixityResult> {
  const { jobId } = await client.fixity.check(scope ? { scope } : {})
  const { result, error } = await client.job.wait({ id: jobId })
  if (result?.kind !== 'fixity') throw new Error(`no result: ${error?.code ?? ''}`)
  const { kind: _, ...counts } = result
  return counts
}

/** A catalogue's file, changed behind the program's back. */
function behindItsBack(folder: string, change: (db: Database.Database) => void): void {
  const db = new Database(databasePath(folder))
  change(db)
  db.close()
}

describe('fixity.check', () => {
  it('finds every scan as it was taken in, and keeps when that was seen', async () => {
    const made = await twoScannedItems()
    expect(await made.client.fixity.state()).toMatchObject({ scans: 4, never: 4, waiting: 0, running: null })
    expect(await checked(made)).toMatchObject({ checked: 4, matches: 4, changed: 0, missing: 0, waiting: 0 })
    expect(await made.client.fixity.state()).toMatchObject({ scans: 4, never: 0, matches: 4 })
    const [page] = await made.client.scan.pages({ descriptionId: made.first })
    expect(page?.scan?.fixity).toMatchObject({ outcome: 'matches' })
    expect(page?.scan?.fixity?.matchedAt).toBe(page?.scan?.fixity?.checkedAt)
  })

  it('tells a file that was changed from one that is gone, and remembers when it last matched', async () => {
    const made = await twoScannedItems()
    await checked(made)
    const before = (await made.client.fixity.list({ outcomes: ['matches'] })).scans
    const [copied = ''] = readdirSync(join(made.folder, 'scans'))
    appendFileSync(join(made.folder, 'scans', copied), 'x')
    rmSync(join(made.scans, 'page_1.tif'))
    expect(await checked(made)).toMatchObject({ checked: 4, matches: 2, changed: 1, missing: 1 })
    const { total, scans } = await made.client.fixity.list({})
    expect(total).toBe(2)
    expect(scans.map(({ check }) => check?.outcome).sort()).toEqual(['changed', 'missing'])
    for (const { scanId, check } of scans)
      expect(check?.matchedAt).toBe(before.find((row) => row.scanId === scanId)?.check?.matchedAt)
    const missing = scans.find(({ check }) => check?.outcome === 'missing')
    expect(missing).toMatchObject({
      fileName: 'page_1.tif',
      page: { number: 1, descriptionId: made.second, title: 'Second' },
    })
  })

  it('looks at the bytes, not only at length and date', async () => {
    const made = await twoScannedItems()
    const path = join(made.scans, 'page_2.tif')
    await sharp({ create: { width: 40, height: 32, channels: 3, background: '#123456' } })
      .tiff()
      .toFile(path)
    expect(await checked(made, { kind: 'units', ids: [made.second] })).toMatchObject({
      checked: 2,
      changed: 1,
    })
  })

  it('is of a selection, a branch or what a search finds; what was not asked for is left alone', async () => {
    const made = await twoScannedItems()
    expect(await checked(made, { kind: 'branch', id: made.first })).toMatchObject({ checked: 2 })
    expect(await checked(made, { kind: 'search', query: 'title:Second' })).toMatchObject({ checked: 2 })
    const { id } = await made.client.description.create({ parentId: null, fields: { level: 'item' } })
    await expect(made.client.fixity.check({ scope: { kind: 'units', ids: [id] } })).rejects.toMatchObject({
      code: 'fixityNothing',
    })
  })

  it('is no step of history, and undo goes past it', async () => {
    const made = await twoScannedItems()
    const before = await made.client.history.list({})
    await checked(made)
    expect((await made.client.history.list({})).total).toBe(before.total)
  })

  it('is a way to find the records: by outcome, by `is:`, and by none yet', async () => {
    const made = await twoScannedItems()
    const found = async (query: string) => (await made.client.search.ids({ query })).ids
    expect(await found('fixity:never')).toEqual([made.first, made.second])
    rmSync(join(made.scans, 'page_1.tif'))
    await checked(made)
    expect(await found('is:missing')).toEqual([made.second])
    expect(await found('固定性:所在不明')).toEqual([made.second])
    expect(await found('fixity:wrong')).toEqual([made.second])
    expect(await found('-fixity:missing')).toEqual([made.first])
    expect(await found('fixity:changed')).toEqual([])
    expect(await found('fixity:never')).toEqual([])
    // A page on no description does not spoil the opposite of a search.
    const [page] = await made.client.scan.pages({ descriptionId: made.second })
    if (page) await made.client.scan.detach({ ids: [page.id] })
    expect(await found('-is:missing')).toEqual([made.first, made.second])
  })
})

describe('a check that is stopped', () => {
  it('by a person waits until it is asked to go on, or is let be', async () => {
    const made = await twoScannedItems()
    const { client } = made
    const { jobId } = await client.fixity.check({})
    const { state, result } = await client.job.cancel({ id: jobId })
    const { waiting, isStopped } = await client.fixity.state()
    // The thread has hardly begun by then.
    expect({ state, isStopped }).toEqual({ state: 'cancelled', isStopped: true })
    expect(result).toMatchObject({ kind: 'fixity', checked: 4 - waiting, waiting })
    expect(waiting).toBeGreaterThan(0)
    // Other work does not set it going again.
    await checked(made, { kind: 'units', ids: [made.first] })
    expect((await client.fixity.state()).waiting).toBeGreaterThan(0)
    const again = await client.fixity.goOn()
    await client.job.wait({ id: again.jobId })
    expect(await client.fixity.state()).toMatchObject({ isStopped: false, waiting: 0, never: 0 })
    await expect(client.fixity.goOn()).rejects.toMatchObject({ code: 'fixityNothing' })
  })

  it('by the end of the program goes on by itself at the next opening, and checks nothing twice', async () => {
    const made = await twoScannedItems()
    await made.core.close()
    // As it is left by a program that was killed between two batches.
    behindItsBack(made.folder, (db) => {
      db.exec(`INSERT INTO fixityDue (scanId) SELECT id FROM scan WHERE storage = 'linked'`)
      db.exec(
        `INSERT INTO fixityCheck SELECT id, '2020-01-01T00:00:00.000Z', 'matches', NULL FROM scan WHERE storage = 'copied'`,
      )
    })
    const again = aCore({ home: made.home, ...asADesk })
    await again.client.settings.set({ fixityEvery: null })
    await again.core.openCatalogue(made.folder)
    const job = await theCheck(again.client)
    expect(job).toMatchObject({ state: 'done', result: { kind: 'fixity', checked: 2 } })
    const { scans } = await again.client.fixity.list({ outcomes: ['matches'] })
    expect(scans.filter(({ storage }) => storage === 'copied').map(({ check }) => check?.checkedAt)).toEqual([
      '2020-01-01T00:00:00.000Z',
      '2020-01-01T00:00:00.000Z',
    ])
  })
})

describe('a check by itself', () => {
  it('is of what was not looked at for as long as the person says, and of nothing else', async () => {
    const made = await twoScannedItems()
    await made.core.close()
    behindItsBack(made.folder, (db) => {
      db.exec(`UPDATE scan SET addedAt = '2020-01-01T00:00:00.000Z' WHERE storage = 'copied'`)
    })
    const again = aCore({ home: made.home, ...asADesk })
    await again.client.settings.set({ fixityEvery: 30 })
    await again.core.openCatalogue(made.folder)
    expect(await theCheck(again.client)).toMatchObject({ result: { kind: 'fixity', checked: 2, matches: 2 } })
    expect(await again.client.fixity.state()).toMatchObject({ never: 2, matches: 2 })
  })
})

const asADesk = {
  host: {
    shell: 'server' as const,
    reveal: () => Promise.resolve(false),
    invite: () => Promise.resolve(null),
  },
  fixityDue: { after: 0, every: 60_000 },
}

/** The check that began by itself, at its end. */
async function theCheck(client: CatalogueInASpec['client']) {
  for await (const notice of await client.event.stream()) {
    const running = (await client.job.list()).find(({ kind }) => kind === 'fixity')
    if (running) return client.job.wait({ id: running.id })
    if (notice.type === 'job' && notice.job.kind === 'fixity') return client.job.wait({ id: notice.job.id })
  }
  throw new Error('no check began')
}

describe('the recorded digest', () => {
  it('is written over by nobody, whichever call tries', async () => {
    const made = await twoScannedItems()
    await made.core.close()
    const file = openCatalogue(made.folder, '', '')
    const db = file.writer
    if (!db) throw new Error('not written')
    for (const change of [
      sql`UPDATE scan SET sha256 = ${'0'.repeat(64)}`,
      sql`UPDATE scan SET byteSize = byteSize + 1`,
      sql`UPDATE scan SET fileModifiedAt = NULL`,
      sql`UPDATE scan SET addedAt = '2000-01-01T00:00:00.000Z'`,
    ])
      expect(() => run(db, change)).toThrow('digestKept')
    expect(run(db, sql`UPDATE scan SET path = path, sha256 = sha256`).changes).toBe(4)
    file.close()
  })

  it('would be, without the guard', async () => {
    const made = await twoScannedItems()
    await made.core.close()
    const db = openToWrite(databasePath(made.folder))
    const change = sql`UPDATE scan SET sha256 = ${'0'.repeat(64)}`
    expect(run(db, change).changes).toBe(4)
    guardDigests(db)
    expect(() => run(db, sql`UPDATE scan SET sha256 = ${'1'.repeat(64)}`)).toThrow('digestKept')
    execute(db, 'PRAGMA wal_checkpoint')
  })

  it('says nothing any more of a scan whose file is meant to be another one', async () => {
    const made = await twoScannedItems()
    await checked(made)
    await made.core.close()
    const file = openCatalogue(made.folder, '', '')
    if (!file.writer) throw new Error('not written')
    run(
      file.writer,
      sql`UPDATE scan SET path = '/elsewhere' WHERE fileName = 'page_1.tif' AND storage = 'linked'`,
    )
    file.close()
    const again = aCore({ home: made.home })
    await again.core.openCatalogue(made.folder)
    expect(await again.client.fixity.state()).toMatchObject({ never: 1, matches: 3 })
  })
})

describe('what cannot be read', () => {
  it.skipIf(process.getuid?.() === 0)('is told from what is gone', async () => {
    const made = await twoScannedItems()
    chmodSync(join(made.scans, 'page_1.tif'), 0)
    expect(await checked(made)).toMatchObject({ unreadable: 1, missing: 0 })
  })

  it('is a folder in the place of a scan, too', async () => {
    const made = await twoScannedItems()
    const path = join(made.scans, 'page_1.tif')
    renameSync(path, `${path}.away`)
    mkdirSync(path)
    expect(await checked(made)).toMatchObject({ unreadable: 1, missing: 0 })
  })
})
