/** What the index forgets: words of a marked description are gone from the bytes of the file, not only from what is found. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  inTransaction,
  openToWrite,
  all,
  close,
  execute,
  run,
  sql,
} from '../../src-main/catalogue/database.ts'
import { databasePath } from '../../src-main/catalogue/open.ts'
import { clearing, clearResidue, hasResidue } from '../../src-main/catalogue/search/residue.ts'
import { aFolder, anEmptyCatalogue, words } from '../builders.ts'

/** As the index folds it; in the tables and in history it stands with capitals. */
const WORD = 'XYZZYCANARY'
const FOLDED = 'canary'

const titleOf = (id: number) => ({
  place: { kind: 'field', of: 'description', id, field: 'title', index: 0 } as const,
})

async function aUnitWithTheWord() {
  const made = await anEmptyCatalogue()
  await made.client.settings.set({ who: 'Aoki' })
  const unit = async (title: string) =>
    (
      await made.client.description.create({
        parentId: null,
        fields: { level: 'item', title: [words(title)] },
      })
    ).id
  const id = await unit(`about ${WORD} and others`)
  await unit('something else')
  return { ...made, id }
}

/** The bytes of the file and of its log, once it is closed. */
const bytesOf = (folder: string) => readFileSync(databasePath(folder)).toString('latin1')

describe('the index of a catalogue', () => {
  it('keeps what was written over where nothing is marked: that is what the rest of this is about', async () => {
    const { client, core, folder, id } = await aUnitWithTheWord()
    await client.description.edit({ id, patch: { title: [words('about others')] } })
    await core.close()
    expect(bytesOf(folder).includes(FOLDED)).toBe(true)
  })

  it('holds no byte of what was written over under a mark', async () => {
    const { client, core, folder, id } = await aUnitWithTheWord()
    await client.redaction.mark({ descriptionId: id, anchors: [titleOf(id)] })
    await client.description.edit({ id, patch: { title: [words('about others')] } })
    await core.close()
    expect(bytesOf(folder).includes(FOLDED)).toBe(false)
  })

  it('of a large index is merged in steps, between which others write', () => {
    const folder = aFolder()
    const path = join(folder, 'index.sqlite')
    const bytes = () => readFileSync(path).toString('latin1')
    const db = openToWrite(path)
    const put = (id: number, text: string) =>
      run(db, sql`INSERT INTO searchIndex (rowid, words) VALUES (${id}, ${text})`)
    // As the migrations make them.
    for (const name of ['searchIndex', 'titleIndex', 'boilerplateIndex'])
      execute(
        db,
        `CREATE VIRTUAL TABLE ${name} USING fts5 (words, content = '', contentless_delete = 1, tokenize = 'ascii', prefix = '1')`,
      )
    execute(
      db,
      `CREATE TABLE indexResidue (one INTEGER PRIMARY KEY, upTo INTEGER NOT NULL);
       CREATE TABLE redaction (descriptionId INTEGER); INSERT INTO redaction VALUES (7)`,
    )
    inTransaction(db, () => {
      for (let id = 1; id <= 4000; id++)
        put(
          id,
          `${Array.from({ length: 60 }, (_, word) => (id * 7919 + word * 104729).toString(36)).join(' ')} ${id === 7 ? 'xyzzycanary' : ''}`,
        )
    })
    run(db, sql`DELETE FROM searchIndex WHERE rowid = 7`)
    inTransaction(db, () => clearResidue(db, [7], 1, true))
    expect(hasResidue(db)).toBe(true)
    execute(db, 'PRAGMA wal_checkpoint(TRUNCATE)')
    // The broken twin: everything was done but for the merging.
    expect(bytes().includes(FOLDED)).toBe(true)
    let steps = 0
    for (const _ of clearing(db)) steps += 1
    expect(steps).toBeGreaterThan(1)
    expect(hasResidue(db)).toBe(false)
    execute(db, 'PRAGMA wal_checkpoint(TRUNCATE)')
    expect(bytes().includes(FOLDED)).toBe(false)
    expect(all(db, sql`SELECT rowid FROM searchIndex WHERE searchIndex MATCH 'xyzzycanary'`)).toEqual([])
    close(db)
  })

  it('holds none of what was written over before, once it is marked', async () => {
    const { client, core, folder, id } = await aUnitWithTheWord()
    await client.description.edit({ id, patch: { title: [words('about others')] } })
    await client.redaction.mark({ descriptionId: id, anchors: [titleOf(id)] })
    await core.close()
    expect(bytesOf(folder).includes(FOLDED)).toBe(false)
  })
})
