/** 0002 moves the one name of an authority into its forms, in a file with a history that can still be taken back and done again. */
import { mkdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { databasePath } from '../../src-main/catalogue/open.ts'
import { aCore, aFolder } from '../builders.ts'
import { writeOlder } from '../older.ts'

const root = resolve(import.meta.dirname, '..', '..')

function aFolderWith(make: (path: string) => void): string {
  const folder = join(aFolder(), 'Old.shoko')
  mkdirSync(folder)
  make(databasePath(folder))
  return folder
}

/** A file as the first version made it: two authorities of one name, and one that came and was taken back. */
function firstVersion(path: string): void {
  const db = new Database(path)
  db.exec(readFileSync(join(root, 'src-main/catalogue/migrations/0001-catalogue.sql'), 'utf8'))
  db.exec(`
    PRAGMA application_id = 1397247819; PRAGMA user_version = 1;
    INSERT INTO catalogue VALUES (1, 'uid', '2026-01-01T00:00:00Z', 'Shoko');
    INSERT INTO description (id, uid, position, level, createdAt) VALUES (7, 'unit', 1024, 'item', '2026-01-01T00:00:00Z');
    INSERT INTO authority (id, type, name, language) VALUES (3, 'person', '鹿取泰衛', 'jpn'), (5, 'position', '鹿取泰衛', NULL);
    INSERT INTO agent (id, descriptionId, seq, authorityId, role) VALUES (11, 7, 0, 3, 'sender'), (12, 7, 1, 5, 'originatingPost');
    INSERT INTO history (id, at, who, action, kind) VALUES (1, '2026-01-01T00:00:00Z', '', 'description.edit', 'do');
    INSERT INTO historyChange (historyId, tableName, rowId, operation) VALUES (1, 'authority', 9, 'insert');
    INSERT INTO historyChange (historyId, tableName, rowId, descriptionId, operation) VALUES (1, 'agent', 13, 7, 'insert');
    INSERT INTO history (id, at, who, action, kind, reverses) VALUES (2, '2026-01-01T00:00:01Z', '', 'description.edit', 'undo', 1);
    INSERT INTO historyChange (historyId, tableName, rowId, descriptionId, operation, before)
      VALUES (2, 'agent', 13, 7, 'delete', '{"id":13,"descriptionId":7,"seq":2,"authorityId":9,"role":"addressee"}');
    INSERT INTO historyChange (historyId, tableName, rowId, operation, before)
      VALUES (2, 'authority', 9, 'delete', '{"id":9,"type":"person","name":"グロムイコ","language":"jpn"}');`)
  db.close()
}

describe('a catalogue of the first version', () => {
  it('keeps every name as the authorized form of its authority, and every link with its role', async () => {
    const { client, core } = aCore()
    await core.openCatalogue(aFolderWith(firstVersion))
    const { agents } = await client.description.get({ id: 7 })
    expect(agents).toEqual([
      expect.objectContaining({
        authorityId: 3,
        name: '鹿取泰衛',
        type: 'person',
        role: 'sender',
        language: 'jpn',
      }),
      expect.objectContaining({
        authorityId: 5,
        name: '鹿取泰衛',
        type: 'position',
        role: 'originatingPost',
      }),
    ])
  })

  it('gives every authority an identifier of its own', async () => {
    const { core } = aCore()
    const folder = aFolderWith(firstVersion)
    await core.openCatalogue(folder)
    await core.openCatalogue(folder, 'read')
    const db = new Database(databasePath(folder), { readonly: true })
    const uids = db
      .prepare<[], { uid: string }>('SELECT uid FROM authority')
      .all()
      .map(({ uid }) => uid)
    db.close()
    expect(new Set(uids).size).toBe(2)
    for (const uid of uids)
      expect(uid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/)
  })

  it('does again what was taken back before, with the name, and takes it back again', async () => {
    const { client, core } = aCore()
    await core.openCatalogue(aFolderWith(firstVersion))
    const names = async () =>
      (await client.description.get({ id: 7 })).agents.map(({ name, role }) => [name, role])
    await client.history.redo()
    expect(await names()).toContainEqual(['グロムイコ', 'addressee'])
    await client.history.undo()
    expect(await names()).toEqual([
      ['鹿取泰衛', 'sender'],
      ['鹿取泰衛', 'originatingPost'],
    ])
  })

  it('takes back an edit that it made before, with the authority that came with it', async () => {
    const { client, core } = aCore()
    await core.openCatalogue(aFolderWith(firstVersion))
    await client.history.redo()
    await client.history.undo()
    await client.description.edit({ id: 7, patch: { agents: [{ name: 'グロムイコ' }] } })
    await client.history.undo()
    expect((await client.description.get({ id: 7 })).agents).toHaveLength(2)
  })
})

describe('the kept file of the first version', () => {
  it('opens with its names as they were', async () => {
    const kept = join(aFolder(), 'kept.sqlite')
    writeOlder('0001', kept)
    const old = new Database(kept, { readonly: true })
    const before = old
      .prepare<[], { descriptionId: number; name: string; role: string }>(
        'SELECT descriptionId, name, role FROM agent JOIN authority ON authority.id = authorityId ORDER BY descriptionId, seq',
      )
      .all()
    old.close()
    expect(before.length).toBeGreaterThan(0)
    const { client, core } = aCore()
    await core.openCatalogue(aFolderWith((path) => writeOlder('0001', path)))
    const after: typeof before = []
    for (const id of new Set(before.map(({ descriptionId }) => descriptionId))) {
      const { agents } = await client.description.get({ id: id })
      after.push(...agents.map(({ name, role }) => ({ descriptionId: id, name, role })))
    }
    expect(after).toEqual(before)
  })
})
