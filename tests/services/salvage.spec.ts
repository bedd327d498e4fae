import { existsSync, openSync, readdirSync, readFileSync, statSync, writeFileSync, writeSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { databasePath } from '../../src-main/catalogue/open.ts'
import type { SalvageReport } from '../../src-main/shared/contract/salvage.ts'
import { aCore, anEmptyCatalogue, words } from '../builders.ts'
import type { CatalogueInASpec } from '../builders.ts'
import { contentHash } from '../content-hash.ts'

const PAGE = 4096

/** Enough of everything for several levels of pages; closed. */
async function aFullCatalogue(): Promise<CatalogueInASpec> {
  const made = await anEmptyCatalogue()
  const { client, folder } = made
  const { id: parentId } = await client.description.create({ parentId: null, fields: { level: 'fonds' } })
  for (let number = 1; number <= 120; number++) {
    await client.description.create({
      parentId,
      fields: {
        level: 'item',
        referenceCode: `F/${number}`,
        title: [words(`電報 ${number}`, 'jpn')],
        scopeAndContent: [
          words(`第${number}号。${'外相は対ソ関係について述べた。'.repeat(1 + (number % 40))}`),
        ],
        dates: [{ expression: '1984-03-25', edtf: '1984-03-25' }],
      },
    })
  }
  await made.core.close()
  writeFileSync(join(folder, 'scans', `${'a'.repeat(64)}.tif`), 'a scan')
  return made
}

interface Salvaged extends SalvageReport {
  folder: string
}

async function salvaged({ folder, home }: CatalogueInASpec): Promise<Salvaged> {
  const { client, core, handle } = aCore({ home })
  const { jobId, name } = await client.salvage.start({
    source: { kind: 'chosen', handle: handle(folder, 'read') },
  })
  const { result, error } = await client.job.wait({ id: jobId })
  await core.close()
  if (result?.kind !== 'salvage') throw new Error(`nothing was salvaged: ${error?.code ?? ''}`)
  return { ...result, folder: join(dirname(folder), `${name}.shoko`) }
}

function overwrite(folder: string, pages: readonly number[]): void {
  const file = openSync(databasePath(folder), 'r+')
  for (const page of pages) writeSync(file, Buffer.alloc(PAGE, 0x5a), 0, PAGE, (page - 1) * PAGE)
}

/** Every row of a table as text, by its number. */
function rowsIn(folder: string, table: string): Map<number, string> {
  const db = new Database(databasePath(folder), { readonly: true })
  const rows = db.prepare<[], { id: number }>(`SELECT * FROM ${table}`).all()
  db.close()
  return new Map(rows.map((row) => [row.id, JSON.stringify(row)]))
}

const rootOf = (folder: string, table: string): number => {
  const db = new Database(databasePath(folder), { readonly: true })
  const root = db
    .prepare<[string], number>('SELECT rootpage FROM sqlite_schema WHERE name = ?')
    .pluck()
    .get(table)
  db.close()
  return root ?? 0
}

const TABLES = ['description', 'descriptionText', 'dateOfUnit', 'history', 'historyChange']

async function whatCheckSays({ folder, home }: { folder: string; home: string }): Promise<string[]> {
  const { client, core } = aCore({ home })
  await core.openCatalogue(folder)
  const { jobId } = await client.integrity.check({})
  const { result } = await client.job.wait({ id: jobId })
  if (result?.kind !== 'integrity') throw new Error('no report')
  return result.findings.map(({ code }) => code)
}

describe('salvage.start', () => {
  it('carries a file that is whole over whole: same content, same words found, same history', async () => {
    const made = await aFullCatalogue()
    const report = await salvaged(made)
    expect(basename(report.folder)).toBe('Spec salvaged.shoko')
    expect(contentHash(report.folder)).toBe(contentHash(made.folder))
    for (const table of TABLES) expect(rowsIn(report.folder, table)).toEqual(rowsIn(made.folder, table))
    expect(report).toMatchObject({ unreadablePages: 0, strayRows: 0, standIns: 0, scans: 1 })
    expect(report.tables.filter(({ left, unreadable, gaps }) => left + unreadable + gaps.length > 0)).toEqual(
      [],
    )
    expect(readFileSync(join(report.folder, 'scans', `${'a'.repeat(64)}.tif`), 'utf8')).toBe('a scan')
    expect(
      (await whatCheckSays({ ...made, folder: report.folder })).filter((code) => code !== 'scanUnused'),
    ).toEqual([])
  })

  it('carries what stands in the log of a program that was killed', async () => {
    const made = await aFullCatalogue()
    const db = new Database(databasePath(made.folder))
    db.pragma('journal_mode = WAL')
    db.pragma('wal_autocheckpoint = 0')
    db.exec("UPDATE descriptionText SET value = 'in the log' WHERE id = 1")
    const report = await salvaged(made)
    db.close()
    expect(rowsIn(report.folder, 'descriptionText').get(1)).toContain('in the log')
  })

  it.each([1, 2, 3])(
    'loses of overwritten pages only what stood in them, and says which rows (%i)',
    async (seed) => {
      const made = await aFullCatalogue()
      const before = new Map(TABLES.map((table) => [table, rowsIn(made.folder, table)]))
      const pages = statSync(databasePath(made.folder)).size / PAGE
      const hit = [...new Set([1, 2, 3, 4].map((n) => 2 + ((seed * 7919 + n * 104729) % (pages - 2))))]
      overwrite(made.folder, hit)
      const report = await salvaged(made)
      let lost = 0
      let kept = 0
      for (const table of TABLES) {
        const told = report.tables.find(({ name }) => name === table)
        const [old, fresh] = [before.get(table) ?? new Map<number, string>(), rowsIn(report.folder, table)]
        for (const [id, row] of old) {
          const carried = fresh.get(id)
          // What a reference led to may be lost; the words are the same.
          if (carried !== undefined) {
            kept++
            if (!['description', 'history'].includes(table)) expect(carried).toBe(row)
            continue
          }
          lost++
          const inGap = told?.gaps.some(({ from, to }) => id >= from && (to === null || id <= to)) ?? false
          expect([table, id, inGap || (told?.left ?? 0) + (told?.unreadable ?? 0) > 0]).toEqual([
            table,
            id,
            true,
          ])
        }
      }
      expect(kept).toBeGreaterThan(lost * 4)
      const says = await whatCheckSays({ ...made, folder: report.folder })
      const derivedOrDamaged = [
        'fileDamaged',
        'referenceBroken',
        'searchIndexDiffers',
        'countWrong',
        'tableIndexWrong',
      ]
      expect(says.filter((code) => derivedOrDamaged.includes(code))).toEqual([])
    },
  )

  it('finds the rows of a table whose root is gone', async () => {
    const made = await aFullCatalogue()
    const before = rowsIn(made.folder, 'descriptionText')
    overwrite(made.folder, [rootOf(made.folder, 'descriptionText')])
    const report = await salvaged(made)
    expect(report.unreadablePages).toBeGreaterThan(0)
    expect(
      [...rowsIn(report.folder, 'descriptionText')].filter(([id, row]) => before.get(id) !== row),
    ).toEqual([])
    expect(rowsIn(report.folder, 'descriptionText').size).toBe(before.size)
  })

  it('keeps the words of a unit whose own row is lost, under a unit that says so', async () => {
    const made = await aFullCatalogue()
    overwrite(made.folder, [rootOf(made.folder, 'description')])
    const db = openSync(databasePath(made.folder), 'r+')
    // Nothing of the table is left anywhere in the file: its leaves are spoilt as well.
    const bytes = readFileSync(databasePath(made.folder))
    for (let at = 0; at < bytes.length; at += PAGE) {
      const page = bytes.subarray(at, at + PAGE)
      if (page[0] === 0x0d && page.includes('generaldraft'))
        writeSync(db, Buffer.alloc(PAGE, 0x5a), 0, PAGE, at)
    }
    const report = await salvaged(made)
    expect(report.standIns).toBe(120)
    const { client, core } = aCore({ home: made.home })
    await core.openCatalogue(report.folder)
    expect((await client.search.ids({ query: '電報' })).ids).toHaveLength(120)
    expect((await client.description.children({ parentId: null })).rows[0]).toMatchObject({
      level: 'otherlevel',
    })
  })

  it('reads a file whose first page is gone', async () => {
    const made = await aFullCatalogue()
    const before = rowsIn(made.folder, 'descriptionText').size
    overwrite(made.folder, [1])
    const report = await salvaged(made)
    expect(rowsIn(report.folder, 'descriptionText').size).toBeGreaterThan(before * 0.9)
    expect(await whatCheckSays({ ...made, folder: report.folder })).not.toContain('fileDamaged')
  })

  it('leaves the damaged catalogue as it is, and takes no name that is there', async () => {
    const made = await aFullCatalogue()
    overwrite(made.folder, [5])
    const before = readFileSync(databasePath(made.folder))
    await salvaged(made)
    const second = await salvaged(made)
    expect(basename(second.folder)).toBe('Spec salvaged 2.shoko')
    expect(readFileSync(databasePath(made.folder)).equals(before)).toBe(true)
    expect(readdirSync(dirname(made.folder)).filter((name) => name.startsWith('.'))).toEqual([])
    expect(existsSync(join(second.folder, 'scratch.sqlite'))).toBe(false)
  })
})
