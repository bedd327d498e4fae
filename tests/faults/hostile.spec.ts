import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { databasePath } from '../../src-main/catalogue/open.ts'
import { aCore, aFolder, anEmptyCatalogue, words } from '../builders.ts'
import type { CoreInASpec } from '../builders.ts'
import { contentHash } from '../content-hash.ts'
import { writeOlder } from '../older.ts'

/** Somebody's catalogue, with what they did to its file by hand. */
async function aCatalogueFromSomebody(change: (db: Database.Database, folder: string) => void = () => {}) {
  const { client, core, folder } = await anEmptyCatalogue()
  const { id: parentId } = await client.description.create({ parentId: null, fields: { level: 'fonds' } })
  for (const title of ['one', 'two'])
    await client.description.create({ parentId, fields: { level: 'item', title: [words(title)] } })
  await core.close()
  const db = new Database(databasePath(folder))
  db.unsafeMode(true)
  change(db, folder)
  db.close()
  return folder
}

/** Another person's program, which has never seen the catalogue. */
const somebodyElse = (): CoreInASpec => aCore({ foreign: true })

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: unknown) => (error as { code: string }).code,
  )

describe('a catalogue from somebody else', () => {
  it('is opened to be read, until it is trusted; that is remembered for this catalogue in this place', async () => {
    const folder = await aCatalogueFromSomebody()
    const { client, core, home, handle } = somebodyElse()
    const before = contentHash(folder)
    const opened = await client.catalogue.open({ handle: handle(folder, 'read') })
    expect(opened).toMatchObject({ readOnly: true, access: { because: 'foreign' } })
    expect(await codeOf(client.description.create({ parentId: null, fields: { level: 'item' } }))).toBe(
      'readOnly',
    )
    expect(contentHash(folder)).toBe(before)

    expect(await client.catalogue.trust({ followLinks: false })).toMatchObject({ readOnly: false })
    await client.description.create({ parentId: null, fields: { level: 'item' } })
    await core.close()

    const again = aCore({ home, foreign: true })
    expect(await again.client.catalogue.open({ handle: again.handle(folder, 'read') })).toMatchObject({
      readOnly: false,
    })
    await again.core.close()
    // The same catalogue elsewhere, and another one in its place, are asked about again.
    const moved = join(aFolder(), 'Moved.shoko')
    renameSync(folder, moved)
    const third = aCore({ home, foreign: true })
    expect(await third.client.catalogue.open({ handle: third.handle(moved, 'read') })).toMatchObject({
      access: { because: 'foreign' },
    })
    await third.core.close()
    const other = await aCatalogueFromSomebody()
    renameSync(other, folder)
    const fourth = aCore({ home, foreign: true })
    expect(await fourth.client.catalogue.open({ handle: fourth.handle(folder, 'read') })).toMatchObject({
      access: { because: 'foreign' },
    })
  })

  it('is never written with a trigger in it that is not ours; the trigger is named', async () => {
    const folder = await aCatalogueFromSomebody((db) =>
      db.exec('CREATE TRIGGER helpful AFTER INSERT ON descriptionText BEGIN DELETE FROM description; END'),
    )
    const { client, handle } = somebodyElse()
    expect(await client.catalogue.open({ handle: handle(folder, 'read') })).toMatchObject({
      readOnly: true,
      access: { because: 'altered', objects: ['trigger helpful'] },
    })
    expect((await client.description.children({ parentId: null })).total).toBe(1)
    expect(await codeOf(client.catalogue.trust({ followLinks: false }))).toBe('catalogueAltered')
    expect((await client.catalogue.current())?.readOnly).toBe(true)
  })

  it('would be emptied by that trigger, were it written', async () => {
    const folder = await aCatalogueFromSomebody((db) => {
      db.exec('CREATE TRIGGER helpful AFTER INSERT ON identifier BEGIN DELETE FROM descriptionText; END')
      const id = db.prepare('SELECT max(id) FROM description').pluck().get()
      db.prepare("INSERT INTO identifier (descriptionId, seq, type, value) VALUES (?, 0, 'other', 'x')").run(
        id,
      )
    })
    const db = new Database(databasePath(folder))
    expect(db.prepare('SELECT count(*) FROM descriptionText').pluck().get()).toBe(0)
    db.close()
  })

  it.each([
    [
      'a view in the place of a table',
      'view descriptionText',
      'ALTER TABLE descriptionText RENAME TO hidden; CREATE VIEW descriptionText AS SELECT * FROM hidden',
    ],
    [
      'a table without its rules',
      'table accessPoint',
      'DROP TABLE accessPoint; CREATE TABLE accessPoint (id, descriptionId, seq, type, value, source, language)',
    ],
    ['a table that is missing', 'table extent', 'DROP TABLE extent'],
    [
      'another trigger under the name of ours',
      'trigger countInsertedChild',
      'DROP TRIGGER countInsertedChild; CREATE TRIGGER countInsertedChild AFTER INSERT ON description BEGIN DELETE FROM scan; END',
    ],
  ])('is refused with %s', async (_, object, change) => {
    const folder = await aCatalogueFromSomebody((db) => {
      db.pragma('foreign_keys = OFF')
      db.pragma('legacy_alter_table = ON')
      db.exec(change)
    })
    const { client, handle } = somebodyElse()
    const refused = await client.catalogue
      .open({ handle: handle(folder, 'read') })
      .catch((error: unknown) => error)
    expect(refused).toMatchObject({ code: 'catalogueAltered' })
    expect((refused as { data: { objects: string[] } }).data.objects).toContain(object)
    expect(await client.catalogue.current()).toBeNull()
  })

  it('does not get its linked scans followed before that is said', async () => {
    const folder = await aCatalogueFromSomebody((db) => {
      db.prepare(
        "INSERT INTO scan (id, sha256, byteSize, fileName, mediaType, storage, path, addedAt) VALUES (9, ?, 10, 'x.tif', 'image/tiff', 'linked', '/etc/passwd', '')",
      ).run('0'.repeat(64))
      db.exec(
        'INSERT INTO page (id, descriptionId, position, scanId, width, height) VALUES (9, 1, 1, 9, 10, 10)',
      )
    })
    const { client, core, handle } = somebodyElse()
    expect(await client.catalogue.open({ handle: handle(folder, 'read') })).toMatchObject({
      access: { linked: 1 },
    })
    const asked = async () =>
      (await (await core.fetch(new Request('http://core/thumbnails/9'))).json()) as { code: string }
    expect((await asked()).code).toBe('linkNotFollowed')
    await client.catalogue.trust({ followLinks: false })
    expect((await asked()).code).toBe('linkNotFollowed')
    // Confirmed, it is looked at, and found to be no scan: the decoder says so, not the gate.
    await client.catalogue.trust({ followLinks: true })
    expect((await asked()).code).not.toBe('linkNotFollowed')
  })

  it('has a link among its scans, or a path that leads out: neither is followed, even when it is trusted', async () => {
    const target = join(aFolder(), 'secret.tif')
    writeFileSync(target, 'secret')
    const folder = await aCatalogueFromSomebody((db, at) => {
      symlinkSync(target, join(at, 'scans', 'link.tif'))
      const insert = db.prepare(
        "INSERT INTO scan (id, sha256, byteSize, fileName, mediaType, storage, path, addedAt) VALUES (?, ?, 6, 'x.tif', 'image/tiff', 'copied', ?, '')",
      )
      insert.run(8, '1'.repeat(64), 'scans/link.tif')
      insert.run(9, '2'.repeat(64), 'scans/../../../../../../../../etc/passwd')
      db.exec(`INSERT INTO page (id, descriptionId, position, scanId, width, height)
               VALUES (8, 1, 1, 8, 10, 10), (9, 1, 2, 9, 10, 10)`)
    })
    const { client, core, handle } = somebodyElse()
    await client.catalogue.open({ handle: handle(folder, 'read') })
    await client.catalogue.trust({ followLinks: true })
    for (const page of [8, 9]) {
      const answer = await core.fetch(new Request(`http://core/thumbnails/${page}`))
      expect([page, ((await answer.json()) as { code: string }).code]).toEqual([page, 'linkNotFollowed'])
    }
  })

  it('is refused when one of its own folders is a link: what is made would be made there', async () => {
    const elsewhere = aFolder()
    const folder = await aCatalogueFromSomebody((_, at) => {
      renameSync(join(at, 'derivatives'), join(at, 'was'))
      symlinkSync(elsewhere, join(at, 'derivatives'))
    })
    const { client, handle } = somebodyElse()
    const refused = await client.catalogue
      .open({ handle: handle(folder, 'read') })
      .catch((error: unknown) => error)
    expect(refused).toMatchObject({ code: 'catalogueAltered', data: { objects: ['link derivatives'] } })
    expect(readdirSync(elsewhere)).toEqual([])
  })

  it('is refused when a unit stands below itself: going up from it would not end', async () => {
    const folder = await aCatalogueFromSomebody((db) => {
      db.exec(
        'UPDATE description SET parentId = 3 WHERE id = 2; UPDATE description SET parentId = 2 WHERE id = 3',
      )
    })
    const { client, handle } = somebodyElse()
    expect(await codeOf(client.catalogue.open({ handle: handle(folder, 'read') }))).toBe('catalogueAltered')
  })

  it('cannot change its schema from inside: the connection is defensive', async () => {
    const folder = await aCatalogueFromSomebody()
    const made = aCore()
    await made.core.openCatalogue(folder)
    const { openToWrite, execute, close } = await import('../../src-main/catalogue/database.ts')
    await made.core.close()
    const db = openToWrite(databasePath(folder))
    expect(() =>
      execute(db, "PRAGMA writable_schema = ON; DELETE FROM sqlite_schema WHERE type = 'trigger'"),
    ).toThrow()
    close(db)
  })

  it('of an older version is read as a copy, and stays as it is', async () => {
    const folder = join(aFolder(), 'Old.shoko')
    mkdirSync(join(folder, 'scans'), { recursive: true })
    writeOlder('0001', databasePath(folder))
    const before = readFileSync(databasePath(folder))
    const { client, handle } = somebodyElse()
    expect(await client.catalogue.open({ handle: handle(folder, 'read') })).toMatchObject({
      access: { because: 'foreign' },
    })
    expect((await client.description.children({ parentId: null })).total).toBeGreaterThan(0)
    expect(readFileSync(databasePath(folder)).equals(before)).toBe(true)
    expect(existsSync(join(folder, 'lock'))).toBe(false)
  })
})
