import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { databasePath } from '../../src-main/catalogue/open.ts'
import { aCore, anEmptyCatalogue, INSTITUTION, words } from '../builders.ts'
import { aRealServer } from '../real-server.ts'

describe('a catalogue that a colleague has open', () => {
  it('is refused to a second writer with who, where and since when, and can be read meanwhile', async () => {
    const { core, folder, home } = await anEmptyCatalogue()
    await core.close()
    const colleague = await aRealServer(home, folder)
    const second = aCore({ home })
    await second.client.settings.set({ who: '森' })
    await expect(second.core.openCatalogue(folder)).rejects.toMatchObject({
      code: 'catalogueHeld',
      data: { host: hostname(), pid: colleague.process.pid },
    })
    const open = await second.client.catalogue.open({ handle: second.handle(folder, 'read'), mode: 'read' })
    expect(open).toMatchObject({ readOnly: true, access: { because: 'held', holder: { host: hostname() } } })
    // What the colleague writes is seen, and nothing can be written here.
    await colleague.client.description.create({
      parentId: null,
      fields: { level: 'fonds', title: [words('外務省')] },
    })
    expect((await second.client.search.query({ query: '外務省' })).total).toBe(1)
    await expect(second.client.catalogue.write()).rejects.toMatchObject({ code: 'catalogueHeld' })
    expect((await second.client.catalogue.current())?.readOnly).toBe(true)
  })

  it('is offered to be written as soon as the process that held it is gone, killed or not', async () => {
    const { core, folder, home } = await anEmptyCatalogue()
    await core.close()
    const colleague = await aRealServer(home, folder)
    const second = aCore({ home })
    await second.core.openCatalogue(folder, 'read')
    expect((await second.client.catalogue.current())?.access).toMatchObject({ because: 'held' })
    await colleague.kill()
    expect((await second.client.catalogue.current())?.access).toMatchObject({
      because: 'asked',
      holder: null,
    })
    expect(await second.client.catalogue.write()).toMatchObject({
      readOnly: false,
      access: { because: null },
    })
    await second.client.description.create({ parentId: null, fields: { level: 'fonds' } })
  })
})

describe('a catalogue in a folder that is carried to other machines', () => {
  it('is recognised, kept in one file with a rollback journal, and no memory is shared over it', async () => {
    const { client, core, home, handle } = aCore()
    const dropbox = join(home, 'Dropbox')
    mkdirSync(dropbox)
    const made = await client.catalogue.create({
      handle: handle(dropbox, 'write'),
      name: 'Shared',
      institution: INSTITUTION,
    })
    expect(made.access.place).toEqual({ kind: 'synchronised', by: 'Dropbox' })
    const folder = core.openFolder() ?? ''
    await client.description.create({ parentId: null, fields: { level: 'fonds' } })
    expect(readdirSync(folder).filter((name) => /-(wal|shm)$/.test(name))).toEqual([])
    const db = new Database(databasePath(folder), { readonly: true })
    expect(db.pragma('journal_mode', { simple: true })).toBe('delete')
    db.close()
  })

  it('differs from one on this disk, which is quicker', async () => {
    const { client, folder, core } = await anEmptyCatalogue()
    expect((await client.catalogue.current())?.access.place).toEqual({ kind: 'local', by: null })
    await client.description.create({ parentId: null, fields: { level: 'fonds' } })
    expect(existsSync(`${databasePath(folder)}-wal`)).toBe(true)
    // Closed, it is one file again, which can be read from a medium that cannot be written.
    await core.close()
    expect(existsSync(`${databasePath(folder)}-wal`)).toBe(false)
    const db = new Database(databasePath(folder), { readonly: true })
    expect(db.pragma('journal_mode', { simple: true })).toBe('delete')
    db.close()
  })
})
