/** What is recorded of a change, and when it is on disk. */
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { close, openToWrite, pragma, withoutWaiting } from '../../src-main/catalogue/database.ts'
import { databasePath } from '../../src-main/catalogue/open.ts'
import { aFolder, anEmptyCatalogue, words } from '../builders.ts'
import type { CatalogueInASpec } from '../builders.ts'

/** Tables in which a change is recorded, in order. */
function recorded({ folder }: CatalogueInASpec): string[] {
  const db = new Database(databasePath(folder), { readonly: true })
  const rows = db
    .prepare(
      "SELECT operation || ' ' || tableName FROM historyChange WHERE historyId = (SELECT max(id) FROM history) ORDER BY id",
    )
    .pluck()
    .all() as string[]
  db.close()
  return rows
}

async function integrity({ client }: CatalogueInASpec) {
  const { jobId } = await client.integrity.check({})
  const { result } = await client.job.wait({ id: jobId })
  return result?.kind === 'integrity' ? result.findings : result
}

const titles = (...values: string[]) => ({ title: values.map((value) => words(value)) })

describe('the record of changes', () => {
  it('tells of a new description once, and of what is added to it later row by row', async () => {
    const made = await anEmptyCatalogue()
    const { client } = made
    const { id } = await client.description.create({ parentId: null, fields: titles('極秘', 'Secret') })
    expect(recorded(made)).toEqual(['insert description'])
    await client.description.edit({ id, patch: titles('極秘', 'Top secret', '第1626号') })
    expect(recorded(made)).toEqual(['update descriptionText', 'insert descriptionText'])
  })

  it('takes back a new description with all it was made with, and gives all of it again', async () => {
    const { client } = await anEmptyCatalogue()
    const fields = { ...titles('極秘', 'Secret'), extents: [{ quantity: '3', unit: '枚' }] }
    const { id } = await client.description.create({ parentId: null, fields })
    const before = await client.description.get({ id })
    await client.history.undo()
    await client.history.redo()
    expect(await client.description.get({ id })).toMatchObject({
      title: before.title,
      extents: before.extents,
    })
  })

  it('knows two descriptions of one number apart, of which the first was taken back', async () => {
    const catalogue = await anEmptyCatalogue()
    const { client } = catalogue
    const first = await client.description.create({
      parentId: null,
      fields: titles('先の題'),
    })
    const made = (await client.history.state()).undo
    await client.history.undo()
    const second = await client.description.create({ parentId: null, fields: titles('後の題', 'two') })
    expect(second.id).toBe(first.id)
    await client.description.edit({ id: second.id, patch: titles('後の題', 'two', 'three') })
    expect(await integrity(catalogue)).toEqual([])
    if (!made) throw new Error('making a description is to be undone')
    const then = await client.history.record({ descriptionId: second.id, historyId: made.id })
    const title = then.fields.find(({ field }) => field === 'title')?.then as { value: string }[]
    expect(title.map(({ value }) => value)).toEqual(['先の題'])
  })
})

describe('work that is nothing until its end', () => {
  const opened = (shared: boolean) => openToWrite(join(aFolder(), 'a.sqlite'), { shared })
  const FULL = 2
  const NORMAL = 1

  it('does not wait for the disk meanwhile, and does again afterwards, also when it fails', () => {
    const db = opened(false)
    expect(withoutWaiting(db, () => pragma(db, 'synchronous'))).toBe(NORMAL)
    expect(() =>
      withoutWaiting(db, () => {
        throw new Error('stopped')
      }),
    ).toThrow('stopped')
    expect(pragma(db, 'synchronous')).toBe(FULL)
    close(db)
  })

  it('waits as ever where the catalogue has no log written first', () => {
    const db = opened(true)
    expect(withoutWaiting(db, () => pragma(db, 'synchronous'))).toBe(FULL)
    close(db)
  })
})
