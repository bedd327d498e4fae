import { mkdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { databasePath } from '../../src-main/catalogue/open.ts'
import { moveOf } from '../../src-main/services/relinking/tasks.ts'
import type { RelinkingResult } from '../../src-main/shared/contract/relinking.ts'
import { aFolder, anEmptyCatalogue } from '../builders.ts'
import type { CatalogueInASpec } from '../builders.ts'

interface Linked extends CatalogueInASpec {
  /** The folder above all linked scans. */
  share: string
}

const FILES = ['1984/a_1.tif', '1984/a_2.tif', '1985/b_1.tif', '1985/b_2.tif']

/** Four linked scans in two folders, all of the same size. */
async function linkedScans(): Promise<Linked> {
  const made = await anEmptyCatalogue()
  const share = join(aFolder(), 'share')
  for (const [index, name] of FILES.entries()) {
    const path = join(share, name)
    mkdirSync(dirname(path), { recursive: true })
    const create = { width: 40, height: 30, channels: 3 as const, background: { r: 40 * index, g: 9, b: 9 } }
    await sharp({ create }).tiff({ compression: 'none' }).toFile(path)
  }
  const { jobId } = await made.client.import.start({
    handles: [made.handle(share, 'read')],
    as: 'scans',
    storage: 'linked',
  })
  await made.client.job.wait({ id: jobId })
  return { ...made, share }
}

async function looked({ client, handle }: CatalogueInASpec, folder: string) {
  const { jobId } = await client.relinking.look({ handle: handle(folder, 'read') })
  const { result, error } = await client.job.wait({ id: jobId })
  if (result?.kind !== 'relinking') throw new Error(`no result: ${error?.code ?? ''}`)
  return { jobId, ...(result satisfies RelinkingResult) }
}

/** Where the catalogue says that each scan is. */
function pathsOf(folder: string): Record<string, string> {
  const db = new Database(databasePath(folder), { readonly: true })
  const rows = db.prepare<[], { fileName: string; path: string }>('SELECT fileName, path FROM scan').all()
  db.close()
  return Object.fromEntries(rows.map(({ fileName, path }) => [fileName, path]))
}

const outcomesOf = async ({ client }: CatalogueInASpec) => {
  const { matches, missing, never } = await client.fixity.state()
  return { matches, missing, never }
}

describe('relinking', () => {
  it('finds what was moved as a whole, shows the one move, and relinks all of it in a step that undo takes back', async () => {
    const made = await linkedScans()
    const before = pathsOf(made.folder)
    const moved = join(aFolder(), 'archive')
    renameSync(made.share, moved)
    const found = await looked(made, dirname(moved))
    expect(found).toMatchObject({ missing: 4, found: 4, notFound: [], differing: [], isPartial: false })
    expect(found.moves).toHaveLength(1)
    expect(found.moves[0]).toMatchObject({ files: 4 })
    expect(found.moves[0]?.from.endsWith('/share')).toBe(true)
    expect(found.moves[0]?.to.endsWith('/archive')).toBe(true)
    // Looking changes nothing.
    expect(pathsOf(made.folder)).toEqual(before)

    const history = (await made.client.history.list({})).total
    expect(await made.client.relinking.apply({ jobId: found.jobId })).toMatchObject({ relinked: 4, left: [] })
    expect((await made.client.history.list({})).total).toBe(history + 1)
    expect(pathsOf(made.folder)).toEqual(
      Object.fromEntries(FILES.map((name) => [basename(name), join(moved, name)])),
    )
    // The bytes were read on the way.
    expect(await outcomesOf(made)).toEqual({ matches: 4, missing: 0, never: 0 })

    await made.client.history.undo()
    expect(pathsOf(made.folder)).toEqual(before)
    expect(await outcomesOf(made)).toEqual({ matches: 0, missing: 0, never: 4 })
    await made.client.history.redo()
    expect(pathsOf(made.folder)['a_1.tif']).toBe(join(moved, '1984', 'a_1.tif'))
  })

  it('tells several moves apart, and relinks those that are wanted', async () => {
    const made = await linkedScans()
    const [one, other] = [join(aFolder(), 'one'), join(aFolder(), 'other')]
    renameSync(join(made.share, '1984'), one)
    renameSync(join(made.share, '1985'), other)
    rmSync(join(other, 'b_2.tif'))
    // Both lie below one folder that is looked in.
    const above = join(aFolder(), 'above')
    mkdirSync(above)
    renameSync(one, join(above, 'one'))
    renameSync(other, join(above, 'other'))
    const found = await looked(made, above)
    expect(found.moves.map(({ files }) => files)).toEqual([2, 1])
    expect(found.notFound.map(({ fileName }) => fileName)).toEqual(['b_2.tif'])
    expect(await made.client.relinking.apply({ jobId: found.jobId, moves: [1] })).toMatchObject({
      relinked: 1,
    })
    const paths = pathsOf(made.folder)
    expect(paths['b_1.tif']).toBe(join(above, 'other', 'b_1.tif'))
    expect(paths['a_1.tif']).toBe(join(made.share, '1984', 'a_1.tif'))
    // The other one is still there to be wanted.
    expect(await made.client.relinking.apply({ jobId: found.jobId })).toMatchObject({ relinked: 2 })
  })

  it('finds a file under another name by its digest', async () => {
    const made = await linkedScans()
    const there = aFolder()
    renameSync(join(made.share, '1984', 'a_1.tif'), join(there, 'renamed.tif'))
    const found = await looked(made, there)
    expect(found.files).toMatchObject([{ fileName: 'a_1.tif', move: 0 }])
    expect(found.files[0]?.to.endsWith('/renamed.tif')).toBe(true)
  })

  it('never takes a file with other bytes, however much it looks the same', async () => {
    const made = await linkedScans()
    const there = aFolder()
    const old = join(made.share, '1984', 'a_1.tif')
    const { size, mtime } = statSync(old)
    rmSync(old)
    const twin = join(there, 'a_1.tif')
    writeFileSync(twin, Buffer.alloc(size, 7))
    utimesSync(twin, mtime, mtime)
    const found = await looked(made, there)
    expect(found).toMatchObject({ missing: 1, found: 0, differing: [{ fileName: 'a_1.tif' }] })
    await expect(made.client.relinking.apply({ jobId: found.jobId })).rejects.toMatchObject({
      code: 'relinkingNothing',
    })
    expect(pathsOf(made.folder)['a_1.tif']).toBe(old)
  })

  it('leaves out and names a file that was changed after it was read', async () => {
    const made = await linkedScans()
    const there = aFolder()
    const old = join(made.share, '1984', 'a_1.tif')
    const now = join(there, 'a_1.tif')
    const { size } = statSync(old)
    renameSync(old, now)
    const found = await looked(made, there)
    expect(found.found).toBe(1)
    writeFileSync(now, Buffer.alloc(size, 7))
    expect(await made.client.relinking.apply({ jobId: found.jobId })).toMatchObject({
      relinked: 0,
      left: [{ fileName: 'a_1.tif' }],
    })
    expect(pathsOf(made.folder)['a_1.tif']).toBe(old)
  })

  it('looks for nothing while everything is where it was', async () => {
    const made = await linkedScans()
    expect(await looked(made, made.share)).toMatchObject({ missing: 0, found: 0, moves: [] })
  })
})

describe('moveOf', () => {
  it('is of the highest folders that differ', () => {
    expect(moveOf({ from: '/a/share/1984/x.tif', to: '/b/archive/1984/x.tif' })).toEqual({
      from: '/a/share',
      to: '/b/archive',
    })
    expect(moveOf({ from: '/a/x.tif', to: '/a/1/x.tif' })).toEqual({ from: '/a', to: '/a/1' })
  })
})
