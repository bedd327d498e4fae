/** What the index forgets: words of a marked description are gone from the bytes of the file, not only from what is found. */
import Database from 'better-sqlite3'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { inTransaction, openToWrite, all, close, execute, run, sql } from '../../src-main/catalogue/database.ts'
import { databasePath } from '../../src-main/catalogue/open.ts'
import { clearing, clearResidue, hasResidue } from '../../src-main/catalogue/search/residue.ts'
import { aFolder, anEmptyCatalogue, words } from '../builders.ts'

/** As the index folds it; in the tables and in history it stands with capitals. */
const WORD = 'XYZZYCANARY'
const FOLDED = 'zzycanary'

async function aUnitWithTheWord() {
  const made = await anEmptyCatalogue()
  await made.client.settings.set({ who: 'Aoki' })
  const unit = async (title: string) =>
    (await made.client.description.create({ parentId: null, fields: { level: 'item', title: [words(title)] } })).id
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
    expect((await client.search.find({ query: WORD, offset: 0, limit: 5 })).total).toBe(0)
    await core.close()
    expect(bytesOf(folder)).toContain(FOLDED)
  })

  it('holds no byte of what was written over under a mark', async () => {
    const { client, core, folder, id } = await aUnitWithTheWord()
    await client.redaction.mark({
      descriptionId: id,
      anchors: [{ place: { kind: 'field', of: 'description', field: 'title', index: 0 } }],
      exemptions: [],
    } as never)
    await client.description.edit({ id, patch: { title: [words('about others')] } })
    await core.close()
    expect(bytesOf(folder)).not.toContain(FOLDED)
  })

  it('holds none of what was written over before, once it is marked', async () => {
    const { client, core, folder, id } = await aUnitWithTheWord()
    await client.description.edit({ id, patch: { title: [words('about others')] } })
    await client.redaction.mark({
      descriptionId: id,
      anchors: [{ place: { kind: 'field', of: 'description', field: 'title', index: 0 } }],
      exemptions: [],
    } as never)
    await core.close()
    expect(bytesOf(folder)).not.toContain(FOLDED)
  })
})
