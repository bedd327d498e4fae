import { execFileSync } from 'node:child_process'
import {
  closeSync,
  copyFileSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { databasePath } from '../../src-main/catalogue/open.ts'
import { createClock } from '../../src-main/platform/clock.ts'
import { aCore, aFolder, afterwards, anEmptyCatalogue, INSTITUTION, words } from '../builders.ts'
import type { CatalogueInASpec } from '../builders.ts'
import { contentHash } from '../content-hash.ts'
import { acknowledged, aftermath, aWorker, seeded, someScans, work } from './mixed.ts'

const isFull = process.env['MODE'] === 'faults'
const POINTS = isFull ? 50 : 4
/** Milliseconds after which a spec is stuck and not slow. */
const LONG = isFull ? 3_600_000 : 300_000

/** A file system of some megabytes, where there may be one. */
function aDisk(megabytes: number): string | null {
  const path = aFolder()
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', path], { stdio: 'ignore' })
  } catch {
    return null
  }
  afterwards(() => void execFileSync('umount', ['-l', path]))
  return path
}

async function aCatalogueOn(disk: string): Promise<CatalogueInASpec> {
  const made = aCore()
  await made.client.catalogue.create({
    handle: made.handle(disk, 'write'),
    name: 'Spec',
    institution: INSTITUTION,
  })
  return { ...made, folder: join(disk, 'Spec.shoko') }
}

/** Fills a disk up to a rest; gives what makes room again. */
function fill(disk: string, rest: number): () => void {
  const path = join(disk, 'ballast')
  const file = openSync(path, 'w')
  const { bavail, bsize } = statfsSync(disk)
  const zeros = Buffer.alloc(64 * 1024)
  for (let left = bavail * bsize - rest; left > 0; left -= zeros.length)
    writeSync(file, zeros, 0, Math.min(left, zeros.length))
  closeSync(file)
  return () => rmSync(path)
}

describe('a full disk, at any point of mixed writing', () => {
  it('is said by name, loses nothing that was answered, and work goes on when there is room', async ({
    skip,
  }) => {
    const disk = aDisk(isFull ? 400 : 24)
    if (disk === null) return skip('a small file system needs root')
    const made = await aCatalogueOn(disk)
    const { client, folder, handle } = made
    const scans = await someScans()
    const worker = aWorker(client, 1, () => handle(scans, 'read'))
    for (let point = 1; point <= POINTS; point++) {
      worker.random = seeded(point)
      for (let step = 0; step < 5; step++) await work(worker)
      let last = await acknowledged(client, folder)
      const makeRoom = fill(disk, seeded(point)(48) * 4096)
      let code = ''
      for (let step = 0; code === '' && step < 400; step++) {
        try {
          await work(worker)
          last = await acknowledged(client, folder)
        } catch (error) {
          code = (error as { code?: string }).code ?? String(error)
        }
      }
      expect([point, code]).toEqual([point, 'diskFull'])
      expect([point, contentHash(folder)]).toEqual([point, last.hash])
      makeRoom()
      const { jobId } = await client.integrity.check({})
      const { result } = await client.job.wait({ id: jobId })
      expect(result).toMatchObject({ kind: 'integrity' })
      if (result?.kind === 'integrity')
        expect(result.findings.filter(({ severity }) => severity !== 'warning')).toEqual([])
    }
  })
})

describe('a catalogue on a disk that is full', () => {
  it('is closed, and whoever has room can open it', async ({ skip }) => {
    const disk = aDisk(24)
    if (disk === null) return skip('a small file system needs root')
    const { client, core, folder, home } = await aCatalogueOn(disk)
    const worker = aWorker(client, 11)
    for (let step = 0; step < 40; step++) await work(worker)
    const last = await acknowledged(client, folder)
    const makeRoom = fill(disk, 0)
    await core.close()
    makeRoom()
    expect(await aftermath(home, folder, last)).toMatchObject({ isWhole: true, findings: [] })
  })
})

describe('a folder that cannot be written', () => {
  it('refuses to write, says so, and is read', async ({ skip }) => {
    const disk = aDisk(8)
    if (disk === null) return skip('a small file system needs root')
    const made = await aCatalogueOn(disk)
    await made.client.description.create({
      parentId: null,
      fields: { level: 'fonds', title: [words('外務省')] },
    })
    await made.core.close()
    execFileSync('mount', ['-o', 'remount,ro', disk])
    const { client, core, handle } = aCore({ home: made.home })
    await expect(core.openCatalogue(made.folder)).rejects.toMatchObject({ code: 'folderNotWritable' })
    const opened = await client.catalogue.open({ handle: handle(made.folder, 'read'), mode: 'read' })
    expect(opened).toMatchObject({ readOnly: true, access: { because: 'asked' } })
    expect((await client.search.query({ query: '外務' })).total).toBe(1)
    await expect(client.catalogue.write()).rejects.toMatchObject({ code: 'folderNotWritable' })
  })
})

describe('a catalogue that is moved away while it is open', () => {
  it('keeps what was answered, wherever it is now', async () => {
    const { client, core, folder, home } = await anEmptyCatalogue()
    const worker = aWorker(client, 3)
    for (let step = 0; step < 10; step++) await work(worker)
    let last = await acknowledged(client, folder)
    const moved = join(home, 'Moved.shoko')
    renameSync(folder, moved)
    // Another one may be put in its place: nothing must be written into that.
    mkdirSync(folder)
    for (let step = 0; step < 10; step++) {
      try {
        await work(worker)
      } catch (error) {
        expect((error as { code?: string }).code).toMatch(/^(folderNotWritable|catalogueNotFound|diskFull)$/)
        break
      }
      last = await acknowledged(client, moved)
    }
    await core.close()
    expect(statSync(databasePath(folder), { throwIfNoEntry: false })).toBeUndefined()
    expect(await aftermath(home, moved, last)).toMatchObject({ isWhole: true, findings: [] })
  })
})

describe('a clock that jumps', () => {
  it('changes neither the order of the history nor what undo takes back', async () => {
    let now = createClock().now()
    const { client, folder, home, core } = await anEmptyCatalogue({ clock: { now: () => now } })
    const worker = aWorker(client, 5)
    await work({ ...worker, random: () => 0 })
    const id = worker.units[0]
    if (id === undefined) throw new Error('nothing was made')
    const hashes: string[] = []
    for (const [step, at] of [
      '2026-03-01',
      '1999-12-31',
      '2040-01-01',
      '1970-01-01',
      '2026-03-02',
    ].entries()) {
      now = `${at}T00:00:00.000Z`
      hashes.push(contentHash(folder))
      await client.description.edit({ id, patch: { note: [words(`step ${step}`)] } })
    }
    const { entries } = await client.history.list({})
    expect(entries.map(({ id: entry }) => entry)).toEqual([6, 5, 4, 3, 2, 1])
    const last = await acknowledged(client, folder)
    for (const hash of hashes.reverse()) {
      await client.history.undo()
      expect(contentHash(folder)).toBe(hash)
    }
    for (const _ of hashes) await client.history.redo()
    expect(contentHash(folder)).toBe(last.hash)
    const after = await acknowledged(client, folder)
    await core.close()
    expect(await aftermath(home, folder, after)).toMatchObject({ isWhole: true, findings: [] })
  })
})

function tablesOfPages(path: string): (page: number) => string | undefined {
  const db = new Database(path, { readonly: true })
  const rows = db
    .prepare('SELECT pageno, tbl_name FROM dbstat JOIN sqlite_schema USING (name)')
    .raw()
    .all() as [number, string][]
  db.close()
  const tables = new Map(rows)
  return (page) => tables.get(page)
}

describe('a page of the file that is overwritten', () => {
  it(
    'is found by the check, whichever it is, and the rest is saved',
    async () => {
      const { client, core, folder, home } = await anEmptyCatalogue()
      const worker = aWorker(client, 9)
      for (let step = 0; step < 60; step++) await work(worker)
      await core.close()
      // A free page holds nothing, and nothing is missed in it.
      const db = new Database(databasePath(folder))
      db.exec('VACUUM')
      db.close()
      const whole = join(home, 'whole.sqlite')
      copyFileSync(databasePath(folder), whole)
      const pages = readFileSync(whole).length / 4096
      /** The table whose rows, or whose index, a page holds. */
      const tableOf = tablesOfPages(whole)
      const missed: number[] = []
      const hit = isFull
        ? Array.from({ length: pages - 1 }, (_, index) => index + 2)
        : [1, 2].map((seed) => 2 + seeded(seed)(pages - 1))
      for (const page of hit) {
        const bytes = readFileSync(whole)
        bytes.fill(0xa5, (page - 1) * 4096, page * 4096)
        writeFileSync(databasePath(folder), bytes)
        const again = aCore({ home })
        try {
          await again.core.openCatalogue(folder, 'read')
          const { jobId } = await again.client.integrity.check({ fixity: false })
          const { result } = await again.client.job.wait({ id: jobId })
          if (result?.kind === 'integrity' && result.findings.length === 0) missed.push(page)
        } catch (error) {
          expect((error as { code: string }).code).toMatch(/^catalogue(Damaged|Altered)$/)
        }
        await again.core.close()
        const { jobId } = await again.client.salvage.start({
          source: { kind: 'chosen', handle: again.handle(folder, 'read') },
        })
        const { result } = await again.client.job.wait({ id: jobId })
        expect(result).toMatchObject({ kind: 'salvage' })
        const elsewhere = tableOf(page) === 'history' ? 'description' : 'history'
        if (result?.kind === 'salvage')
          expect([page, result.tables.find(({ name }) => name === elsewhere)?.rows ?? 0]).not.toEqual([
            page,
            0,
          ])
      }
      expect(missed).toEqual([])
    },
    LONG,
  )
})
