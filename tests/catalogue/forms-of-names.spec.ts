/** Every form of a name is found in the descriptions that link to it. */
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { run, sql } from '../../src-main/catalogue/database.ts'
import type { WriteDatabase } from '../../src-main/catalogue/database.ts'
import { insertDescription } from '../../src-main/catalogue/description/write.ts'
import { makeCatalogue, openCatalogue } from '../../src-main/catalogue/open.ts'
import { findDescriptions, searchableTexts } from '../../src-main/catalogue/search/index.ts'
import { transact } from '../../src-main/catalogue/transact.ts'
import { createClock } from '../../src-main/platform/clock.ts'
import { createIds } from '../../src-main/platform/ids.ts'
import { DescriptionPatch } from '../../src-main/shared/contract/description.ts'
import { parseQuery, termsOf } from '../../src-main/shared/domain/query/index.ts'
import { snippetOf } from '../../src-main/shared/domain/snippet.ts'
import { aFolder, afterwards } from '../builders.ts'

/** A telegram from グロムイコ. */
function aTelegram() {
  const [clock, ids] = [createClock({}), createIds({})]
  const folder = makeCatalogue(join(aFolder(), 'Forms'), {
    uid: ids.uid(),
    createdAt: clock.now(),
    madeBy: 'spec',
    institution: null,
  })
  const catalogue = openCatalogue(folder, 'spec', clock.now())
  afterwards(() => catalogue.close())
  const db = catalogue.writer as WriteDatabase
  const write = <T>(fn: (db: WriteDatabase) => T) =>
    transact({ db, clock, ids, who: () => 'spec', notify: () => {} }, 'description.edit', fn).value
  const id = write((db) =>
    insertDescription(
      db,
      { uid: ids.uid(), parentId: null, position: 1, createdAt: clock.now() },
      DescriptionPatch.parse({
        title: [{ value: '来電' }],
        agents: [{ name: 'グロムイコ', role: 'sender', language: 'jpn' }],
        accessPoints: [{ type: 'place', value: 'モスクワ' }],
      }),
    ),
  )
  const found = (query: string) => findDescriptions(db, parseQuery(query), { offset: 0, limit: 10 })
  const passage = (query: string) =>
    snippetOf(searchableTexts(db, [id]).get(id) ?? [], termsOf(parseQuery(query).root))
  return { db, write, id, found, passage }
}

describe('a form of a name', () => {
  it('is found in the record that shows another, which the result names', () => {
    const { write, id, found, passage } = aTelegram()
    expect(found('Gromyko')).toEqual([])
    write((db) =>
      run(
        db,
        sql`INSERT INTO authorityName (authorityId, seq, kind, value, language, script, reading)
            SELECT id, 1, 'parallel', 'Gromyko, Andrei', 'eng', 'Latn', 'グロムイコ アンドレイ' FROM authority`,
      ),
    )
    for (const query of ['Gromyko', 'gromyko andrei', 'アンドレイ', 'sender:gromyko', 'name:gromyko'])
      expect(found(query), query).toEqual([id])
    expect(found('addressee:gromyko')).toEqual([])
    expect(passage('gromyko')).toMatchObject({
      matchedIn: 'agents',
      snippet: 'Gromyko, Andrei',
      nameShown: 'グロムイコ',
    })
    expect(passage('グロムイコ')).toMatchObject({ snippet: 'グロムイコ', nameShown: null })
  })

  it('is no longer found when it is taken away', () => {
    const { write, found } = aTelegram()
    write((db) =>
      run(
        db,
        sql`INSERT INTO authorityName (authorityId, seq, kind, value) SELECT id, 1, 'variant', 'Громыко' FROM authority`,
      ),
    )
    expect(found('громыко')).toHaveLength(1)
    write((db) => run(db, sql`DELETE FROM authorityName WHERE value = 'Громыко'`))
    expect(found('громыко')).toEqual([])
  })

  it('of a place is a label of its term', () => {
    const { write, id, found, passage } = aTelegram()
    write((db) => {
      const term = run(db, sql`INSERT INTO term (uid, type, source) VALUES ('1', 'place', 'local')`)
      run(db, sql`UPDATE accessPoint SET termId = ${term.id}`)
      run(
        db,
        sql`INSERT INTO termLabel (termId, seq, kind, value) VALUES (${term.id}, 0, 'preferred', 'Moscow')`,
      )
    })
    expect(found('moscow')).toEqual([id])
    expect(found('place:moscow')).toEqual([id])
    expect(passage('moscow')).toMatchObject({ snippet: 'Moscow', nameShown: 'モスクワ' })
    write((db) => run(db, sql`UPDATE termLabel SET value = 'Moskva'`))
    expect(found('moscow')).toEqual([])
    expect(found('moskva')).toEqual([id])
  })
})
