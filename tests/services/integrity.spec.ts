import { cpSync, existsSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { databasePath } from '../../src-main/catalogue/open.ts'
import type { IntegrityReport } from '../../src-main/shared/contract/integrity.ts'
import { aCore, aFolder, anEmptyCatalogue, words } from '../builders.ts'
import type { CatalogueInASpec } from '../builders.ts'
import { contentHash } from '../content-hash.ts'

/** A fonds with three items and two scans, a few changes taken back and done again. */
async function aWorkedCatalogue(): Promise<CatalogueInASpec & { items: number[] }> {
  const made = await anEmptyCatalogue()
  const { client, handle } = made
  const { id: parentId } = await client.description.create({
    parentId: null,
    fields: { level: 'fonds', title: [words('外務省電報', 'jpn')] },
  })
  const items: number[] = []
  for (const title of ['外相会談', 'Telegram', '鹿取大使発電報']) {
    items.push(
      (await client.description.create({ parentId, fields: { level: 'item', title: [words(title)] } })).id,
    )
  }
  const scans = aFolder()
  for (const [index, background] of ['#800', '#080'].entries()) {
    const create = { width: 40, height: 30 + index, channels: 3 as const, background }
    await sharp({ create })
      .tiff()
      .toFile(join(scans, `scan_${index + 1}.tif`))
  }
  const into = items[0] as never
  const { jobId } = await client.import.start({
    handles: [handle(scans, 'read')],
    as: 'scans',
    into,
    arrange: 'attach',
  })
  await client.job.wait({ id: jobId })
  await client.description.edit({ id: items[1] as never, patch: { title: [words('Cable')] } })
  await client.history.undo()
  await client.history.redo()
  await client.description.bin({ ids: [items[2] as never] })
  await client.history.undo()
  return { ...made, items }
}

async function checked(
  { client }: Pick<CatalogueInASpec, 'client'>,
  verb: 'check' | 'repair' = 'check',
): Promise<IntegrityReport> {
  const { jobId } = await client.integrity[verb]({})
  const { result, error } = await client.job.wait({ id: jobId })
  if (result?.kind !== 'integrity') throw new Error(`no report: ${error?.code ?? ''}`)
  return result
}

/** Codes with the place and row of each finding. */
const found = ({ findings }: IntegrityReport) =>
  findings.map(({ code, place, row }) => [code, place, row].filter((part) => part !== null).join(' '))

/** Writes to the file behind the program's back, with the catalogue closed meanwhile; opens it again. */
async function behindItsBack<T extends CatalogueInASpec>(
  made: T,
  change: (db: Database.Database) => void,
): Promise<T> {
  await made.core.close()
  const db = new Database(databasePath(made.folder))
  change(db)
  db.close()
  const again = aCore({ home: made.home })
  await again.core.openCatalogue(made.folder)
  return { ...made, ...again }
}

describe('integrity.check', () => {
  it('finds nothing in a catalogue that was worked in, and says how much it read', async () => {
    const made = await aWorkedCatalogue()
    const report = await checked(made)
    expect(found(report)).toEqual([])
    expect(report).toMatchObject({ descriptions: 4, scans: 2, repaired: 0 })
    expect(report.entries).toBe((await made.client.history.list({})).total)
    expect(report.scanBytes).toBe(
      readdirSync(join(made.folder, 'scans'))
        .map((name) => readFileSync(join(made.folder, 'scans', name)).length)
        .reduce((sum, size) => sum + size, 0),
    )
  })

  it('compares the words of the index with the content, and repair makes it right', async () => {
    const made = await behindItsBack(await aWorkedCatalogue(), (db) => {
      const [first, second] = db.prepare("SELECT id FROM description WHERE level = 'item'").pluck().all()
      // A word that the record has not, a record that is not indexed, and one that is not there.
      for (const index of ['searchIndex', 'titleIndex'])
        for (const id of [first, second]) db.prepare(`DELETE FROM ${index} WHERE rowid = ?`).run(id)
      const insert = db.prepare("INSERT INTO searchIndex (rowid, title) VALUES (?, 'wrong')")
      insert.run(first)
      insert.run(999)
    })
    const before = contentHash(made.folder)
    const report = await checked(made)
    expect(report.findings.map(({ code, descriptionId }) => [code, descriptionId])).toEqual([
      ['searchIndexDiffers', made.items[0]],
      ['searchIndexDiffers', made.items[1]],
      ['searchIndexDiffers', 999],
    ])
    expect((await made.client.search.query({ query: '外相' })).total).toBe(0)
    expect((await checked(made, 'repair')).repaired).toBe(3)
    expect(found(await checked(made))).toEqual([])
    expect((await made.client.search.query({ query: '外相' })).total).toBe(1)
    expect(contentHash(made.folder)).toBe(before)
  })

  it('compares the words of the titles’ own index too', async () => {
    const made = await behindItsBack(await aWorkedCatalogue(), (db) => {
      const [first] = db.prepare("SELECT id FROM description WHERE level = 'item'").pluck().all()
      db.prepare('DELETE FROM titleIndex WHERE rowid = ?').run(first)
      db.prepare("INSERT INTO titleIndex (rowid, title) VALUES (?, 'wrong')").run(first)
    })
    const { findings } = await checked(made)
    expect(findings.map(({ code, descriptionId }) => [code, descriptionId])).toEqual([
      ['searchIndexDiffers', made.items[0]],
    ])
    await checked(made, 'repair')
    expect(found(await checked(made))).toEqual([])
  })

  it('counts again, and repairs the counts', async () => {
    const made = await behindItsBack(await aWorkedCatalogue(), (db) => {
      db.exec('UPDATE childCount SET children = 7 WHERE parentId <> 0')
    })
    expect(found(await checked(made))).toEqual([expect.stringMatching(/^countWrong childCount \d+$/)])
    await checked(made, 'repair')
    expect(found(await checked(made))).toEqual([])
  })

  it('finds a table’s index that does not match, and builds it again', async () => {
    const made = await behindItsBack(await aWorkedCatalogue(), (db) => {
      db.unsafeMode(true)
      db.pragma('writable_schema = ON')
      db.exec(`UPDATE sqlite_schema SET sql = replace(sql, 'WHERE binnedAt IS NULL', 'WHERE binnedAt IS NOT NULL')
               WHERE name = 'descriptionByParent'`)
      db.pragma('writable_schema = RESET')
      db.exec('REINDEX descriptionByParent')
      db.pragma('writable_schema = ON')
      db.exec(`UPDATE sqlite_schema SET sql = replace(sql, 'WHERE binnedAt IS NOT NULL', 'WHERE binnedAt IS NULL')
               WHERE name = 'descriptionByParent'`)
    })
    expect(found(await checked(made))).toEqual(['tableIndexWrong descriptionByParent'])
    await checked(made, 'repair')
    expect(found(await checked(made))).toEqual([])
  })

  it('walks the history back: what does not parse, what is missing, and values it did not write', async () => {
    const made = await behindItsBack(await aWorkedCatalogue(), (db) => {
      db.pragma('foreign_keys = OFF')
      db.exec(`UPDATE descriptionText SET value = 'unrecorded' WHERE value = 'Cable'`)
    })
    // An edit that nobody recorded is seen at the newest change of that value.
    expect(found(await checked(made))).toContainEqual(
      expect.stringMatching(/^historyDiffers historyChange \d+$/),
    )
    const torn = await behindItsBack(made, (db) => {
      db.exec(`UPDATE descriptionText SET value = 'Cable' WHERE value = 'unrecorded';
               UPDATE historyChange SET before = '{"value":' WHERE id = (SELECT max(id) FROM historyChange WHERE operation = 'update')`)
    })
    expect(found(await checked(torn))).toEqual([
      expect.stringMatching(/^historyUnreadable historyChange \d+$/),
    ])
    const gone = await behindItsBack(torn, (db) => {
      db.pragma('foreign_keys = OFF')
      db.exec(`UPDATE historyChange SET before = (SELECT before FROM historyChange WHERE operation = 'update' LIMIT 1)
               WHERE before = '{"value":'`)
      db.exec('DELETE FROM descriptionText WHERE id = (SELECT max(id) FROM descriptionText)')
    })
    const codes = (await checked(gone)).findings.map(({ code }) => code)
    expect(codes).toContain('historyBroken')
  })

  it('reads every scan: changed, missing, a link, a path that leads out, and files without a row', async () => {
    const made = await aWorkedCatalogue()
    const scans = join(made.folder, 'scans')
    const [first = '', second = ''] = readdirSync(scans)
    const bytes = readFileSync(join(scans, first))
    bytes[bytes.length - 9] = (bytes[bytes.length - 9] ?? 0) ^ 1
    writeFileSync(join(scans, first), bytes)
    cpSync(join(scans, second), join(scans, 'other.tif'))
    rmSync(join(scans, second))
    writeFileSync(join(scans, '.partial-1'), 'x')
    expect(found(await checked(made)).sort()).toEqual([
      expect.stringMatching(new RegExp(`^scanChanged scans/${first} `)),
      expect.stringMatching(new RegExp(`^scanMissing scans/${second} `)),
      'scanUnfinished scans/.partial-1',
      'scanUnused scans/other.tif',
    ])
    symlinkSync('/etc/passwd', join(scans, second))
    const outside = await behindItsBack(made, (db) => {
      db.prepare("UPDATE scan SET path = '../../../etc/passwd' WHERE path = ?").run(`scans/${first}`)
    })
    const codes = found(await checked(outside))
    expect(codes).toContainEqual(expect.stringMatching(new RegExp(`^scanIsLink scans/${second} `)))
    expect(codes).toContainEqual(expect.stringMatching(/^scanOutside /))
  })

  it('never touches what is not derived', async () => {
    const made = await aWorkedCatalogue()
    const [first = ''] = readdirSync(join(made.folder, 'scans'))
    writeFileSync(join(made.folder, 'scans', first), 'other bytes')
    const before = contentHash(made.folder)
    const report = await checked(made, 'repair')
    expect(report.repaired).toBe(0)
    expect(contentHash(made.folder)).toBe(before)
    expect(readFileSync(join(made.folder, 'scans', first), 'utf8')).toBe('other bytes')
    expect((await made.client.history.list({})).entries.map(({ action }) => action)).not.toContain(
      'integrity.repair',
    )
  })

  it('takes away pictures that do not open, and those of no scan', async () => {
    const made = await aWorkedCatalogue()
    const { rows } = await made.client.description.children({ parentId: null })
    expect(rows).toHaveLength(1)
    const pages = await made.client.scan.pages({ descriptionId: made.items[0] as never })
    const answer = await made.core.fetch(new Request(`http://core/thumbnails/${pages[0]?.id ?? 0}`))
    expect(answer.status).toBe(200)
    const derivatives = join(made.folder, 'derivatives')
    const [thumbnail = ''] = readdirSync(derivatives, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.jpg'),
    )
    expect(found(await checked(made))).toEqual([])
    writeFileSync(join(derivatives, thumbnail), 'no picture')
    writeFileSync(join(derivatives, `${'0'.repeat(64)}-0-256.jpg`), 'of no scan')
    expect((await checked(made, 'repair')).repaired).toBe(2)
    expect(existsSync(join(derivatives, thumbnail))).toBe(false)
    expect(found(await checked(made))).toEqual([])
  })

  it('takes nothing that is written meanwhile for a fault', async () => {
    const made = await aWorkedCatalogue()
    const id = made.items[0] as never
    const { jobId } = await made.client.integrity.check({})
    let edits = 0
    while ((await made.client.job.get({ id: jobId })).state === 'running') {
      await made.client.description.edit({ id, patch: { note: [words(`${edits++}`)] } })
      await new Promise((resolve) => setImmediate(resolve))
    }
    const { result } = await made.client.job.get({ id: jobId })
    expect(edits).toBeGreaterThan(0)
    expect(result).toMatchObject({ kind: 'integrity', total: 0 })
  })

  it('is cancelled on the way, with nothing changed', async () => {
    const made = await aWorkedCatalogue()
    const before = contentHash(made.folder)
    const { jobId } = await made.client.integrity.repair({})
    const job = await made.client.job.cancel({ id: jobId })
    expect(['cancelled', 'done']).toContain(job.state)
    expect(contentHash(made.folder)).toBe(before)
  })
})
