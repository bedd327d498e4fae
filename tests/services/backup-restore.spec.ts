/** What differs from a copy, the way back to it, single records out of it, and copies in a second folder. */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { databasePath } from '../../src-main/catalogue/open.ts'
import { aCore, aFolder, anEmptyCatalogue, words } from '../builders.ts'
import type { CatalogueInASpec } from '../builders.ts'
import { contentHash } from '../content-hash.ts'
import { writeOlder } from '../older.ts'

const titles = ({ rows }: { rows: { title: string | null }[] }) => rows.map(({ title }) => title)

/** A copy of three records, of which one was changed since, one binned, one left; and a fourth that came since. */
async function aCatalogueBehindItsCopy() {
  const made = await anEmptyCatalogue()
  const { client } = made
  const unit = async (title: string) =>
    (await client.description.create({ parentId: null, fields: { level: 'item', title: [words(title)] } })).id
  const [changed, binned, same] = [
    await unit('外相会談'),
    await unit('binned since'),
    await unit('left alone'),
  ]
  const copy = await client.backup.make()
  const atCopy = contentHash(made.folder)
  await client.description.edit({
    id: changed,
    patch: { title: [words('首脳会談')], note: [words('later')] },
  })
  await client.description.bin({ ids: [binned] })
  await client.description.edit({ id: same, patch: { note: [words('x')] } })
  await client.description.edit({ id: same, patch: { note: [] } })
  const added = await unit('added since')
  return { ...made, copy, atCopy, changed, binned, same, added }
}

describe('backup.compare', () => {
  it('says what was added, removed and changed since, and not what was changed and changed back', async () => {
    const { client, copy, changed } = await aCatalogueBehindItsCopy()
    const found = await client.backup.compare({ name: copy.name })
    expect(found.added.total).toBe(1)
    expect(titles(found.added)).toEqual(['added since'])
    expect(titles(found.removed)).toEqual(['binned since'])
    expect(titles(found.changed)).toEqual(['首脳会談'])
    const record = await client.backup.record({ name: copy.name, id: changed })
    expect(record.fields.filter(({ differs }) => differs).map(({ field }) => field)).toEqual([
      'title',
      'note',
    ])
  })

  it('says the same of a copy whose history is not the beginning of ours', async () => {
    const { client, copy, changed } = await aCatalogueBehindItsCopy()
    const later = await client.backup.make()
    await client.backup.restore({ name: copy.name })
    await client.description.edit({ id: changed, patch: { title: [words('another way')] } })
    const found = await client.backup.compare({ name: later.name })
    // In the bin there, and not here.
    expect(titles(found.added)).toEqual(['binned since'])
    expect(titles(found.removed)).toEqual(['added since'])
    expect(found.changed.rows.map(({ id }) => id)).toEqual([changed])
  })

  it('refuses a name that is no copy, and never looks outside the folder of copies', async () => {
    const { client } = await anEmptyCatalogue()
    for (const name of ['2026-01-01T00-00-00.sqlite', '../catalogue.sqlite', ''])
      await expect(client.backup.compare({ name })).rejects.toMatchObject({ code: 'backupNotFound' })
  })
})

describe('backup.restore', () => {
  it('makes the whole what the copy was, keeps what was there before, and leads back again', async () => {
    const { client, folder, copy, atCopy } = await aCatalogueBehindItsCopy()
    const before = contentHash(folder)
    await client.backup.restore({ name: copy.name })
    expect(contentHash(folder)).toBe(atCopy)
    expect((await client.search.query({ query: '外相' })).total).toBe(1)
    expect((await client.search.query({ query: '首脳' })).total).toBe(0)
    expect((await client.history.list({ limit: 1 })).entries[0]).toMatchObject({ action: 'backup.restore' })
    const kept = (await client.backup.list()).find(({ reason }) => reason === 'restore')
    await client.description.create({ parentId: null, fields: { level: 'item' } })
    await client.backup.restore({ name: kept?.name ?? '' })
    expect(contentHash(folder)).toBe(before)
    expect((await client.check.run()).findings.filter(({ severity }) => severity !== 'warning')).toEqual([])
  })

  it('leaves everything as it was when the copy is damaged, of another catalogue, or newer than the program', async () => {
    const { client, folder, copy } = await aCatalogueBehindItsCopy()
    const before = contentHash(folder)
    const put = (name: string, write: (path: string) => void) => {
      write(join(folder, 'snapshots', name))
      return client.backup.restore({ name }).then(
        () => 'restored',
        (error: unknown) => (error as { code: string }).code,
      )
    }
    const bytes = readFileSync(join(folder, 'snapshots', copy.name))
    const damaged = Buffer.from(bytes)
    damaged.fill(0x5a, 4096, damaged.length - 4096)
    expect(await put('2020-01-01T00-00-00.sqlite', (path) => writeFileSync(path, damaged))).toBe(
      'catalogueDamaged',
    )
    expect(await put('2020-01-01T00-00-01.sqlite', (path) => writeFileSync(path, 'no database'))).toBe(
      'notACatalogue',
    )
    const other = await anEmptyCatalogue()
    await other.core.close()
    expect(
      await put('2020-01-01T00-00-02.sqlite', (path) => copyFileSync(databasePath(other.folder), path)),
    ).toBe('backupOfAnother')
    expect(contentHash(folder)).toBe(before)
    expect(readdirSync(folder).filter((name) => /restored|before/.test(name))).toEqual([])
    await client.description.create({ parentId: null, fields: { level: 'item' } })
  })
})

describe('backup.takeBack', () => {
  it('takes single records out of a copy as one step: changed, binned, and gone for good', async () => {
    const { client, folder, copy, changed, binned } = await aCatalogueBehindItsCopy()
    const purging = await client.bin.purge({ ids: [binned], descriptions: 1 })
    await client.job.wait({ id: purging.jobId })
    const before = contentHash(folder)
    await client.backup.takeBack({ name: copy.name, ids: [changed, binned] })
    const { rows } = await client.description.children({ parentId: null })
    expect(rows.map(({ title }) => title).sort()).toEqual(
      ['added since', 'binned since', 'left alone', '外相会談'].sort(),
    )
    expect((await client.description.get({ id: changed })).note).toEqual([])
    expect((await client.search.query({ query: '外相' })).total).toBe(1)
    expect((await client.history.state()).undo).toMatchObject({ action: 'backup.takeBack' })
    await client.history.undo()
    expect(contentHash(folder)).toBe(before)
  })

  it('puts a record out of the bin back, with what it said in the copy', async () => {
    const { client, copy, binned } = await aCatalogueBehindItsCopy()
    await client.backup.takeBack({ name: copy.name, ids: [binned] })
    expect((await client.description.get({ id: binned })).title[0]?.value).toBe('binned since')
  })
})

describe('copies that nobody asks for', () => {
  const change = ({ client }: CatalogueInASpec) =>
    client.description.create({ parentId: null, fields: { level: 'item' } })

  it('are made as work goes on, once for what was changed', async () => {
    const catalogue = await anEmptyCatalogue({ backupEvery: 50 })
    const { client } = catalogue
    const stream = await client.event.stream()
    await stream.next()
    await change(catalogue)
    for (;;) {
      const { value } = await stream.next()
      if ((value as { type: string } | undefined)?.type === 'backup') break
    }
    expect(await client.backup.list()).toHaveLength(1)
    await stream.return(undefined)
  })

  it('are made before an import, unless there is a fresh one', async () => {
    const catalogue = await anEmptyCatalogue()
    const { client, home, handle } = catalogue
    await change(catalogue)
    writeFileSync(join(home, 'notes.txt'), 'no document')
    for (const _ of [1, 2]) {
      await client.import.start({ handles: [handle(join(home, 'notes.txt'), 'read')] }).then(
        ({ jobId }) => client.job.wait({ id: jobId }),
        () => null,
      )
    }
    expect((await client.backup.list()).map(({ reason }) => reason)).toEqual(['bulk'])
  })

  it('are made before a migration, of the file as it was', async () => {
    const folder = join(aFolder(), 'Old.shoko')
    mkdirSync(folder)
    writeOlder('0001', databasePath(folder))
    const { core, client } = aCore()
    await core.openCatalogue(folder)
    const [copy] = (await client.backup.list()).filter(({ reason }) => reason === 'migration')
    expect(copy).toBeDefined()
    const found = await client.backup.compare({ name: copy?.name ?? '' })
    expect([found.added.total, found.removed.total, found.changed.total]).toEqual([0, 0, 0])
    await client.backup.restore({ name: copy?.name ?? '' })
    expect((await client.catalogue.current())?.descriptions).toBeGreaterThan(0)
  })
})

describe('the second folder', () => {
  it('gets every copy, is missed when it is gone, and is gone back to', async () => {
    const { client, folder, handle } = await anEmptyCatalogue()
    const stick = join(aFolder(), 'STICK')
    mkdirSync(stick)
    const { id } = await client.description.create({
      parentId: null,
      fields: { level: 'item', title: [words('one')] },
    })
    expect(await client.backup.second()).toMatchObject({ name: null })
    await client.backup.chooseSecond({ handle: handle(stick, 'write') })
    await client.backup.make()
    expect(await client.backup.second()).toMatchObject({ name: 'STICK', there: true, stale: false })
    const there = (await client.backup.list()).filter(({ place }) => place === 'second')
    expect(there).toHaveLength(1)

    renameSync(stick, `${stick}-away`)
    expect(await client.backup.second()).toMatchObject({ name: 'STICK', there: false })
    await client.description.edit({ id, patch: { title: [words('two')] } })
    await client.backup.make()
    renameSync(`${stick}-away`, stick)
    rmSync(join(folder, 'snapshots'), { recursive: true })
    await client.backup.restore({ name: there[0]?.name ?? '', place: 'second' })
    expect((await client.description.get({ id })).title[0]?.value).toBe('one')
    await client.backup.chooseSecond({ handle: null })
    expect(await client.backup.second()).toMatchObject({ name: null })
    expect(existsSync(stick)).toBe(true)
  })

  it('is stale when what was changed has not been in it for more than a day', async () => {
    let day = 1
    const clock = { now: () => new Date(Date.UTC(2026, 0, day)).toISOString() }
    const { client, handle } = await anEmptyCatalogue({ clock })
    const stick = aFolder()
    await client.description.create({ parentId: null, fields: { level: 'item' } })
    await client.backup.make()
    await client.backup.chooseSecond({ handle: handle(stick, 'write') })
    day = 5
    expect(await client.backup.second()).toMatchObject({ there: true, stale: false })
    await client.description.create({ parentId: null, fields: { level: 'item' } })
    expect(await client.backup.second()).toMatchObject({ there: true, stale: true })
    await client.backup.make()
    expect(await client.backup.second()).toMatchObject({ there: true, stale: false })
  })
})
