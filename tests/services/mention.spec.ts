import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { databasePath } from '../../src-main/catalogue/open.ts'
import type { AuthorityId } from '../../src-main/shared/contract/ids.ts'
import type { WrittenParagraph } from '../../src-main/shared/contract/text.ts'
import { anEmptyCatalogue } from '../builders.ts'

const paragraph = (value: string, kind: WrittenParagraph['kind'] = 'body'): WrittenParagraph => ({
  ...{ id: null, kind, pageId: null, value, continues: false, marks: [] },
})

/** An item whose texts name 鹿取 and Gromyko, and authorities for both. */
async function namedTexts() {
  const made = await anEmptyCatalogue()
  const { client } = made
  const { id: descriptionId } = await client.description.create({ parentId: null, fields: { level: 'item' } })
  const write = async (
    kind: 'transcription' | 'translation',
    language: string,
    paragraphs: WrittenParagraph[],
  ) => {
    const about = { kind, language, script: null, agent: null }
    const text = await client.text.create({ descriptionId, ...about })
    return client.text.write({ id: text.id, replaced: text.paragraphs.map(({ id }) => id), paragraphs })
  }
  const japanese = await write('transcription', 'jpn', [
    paragraph('グロムイコの形式', 'boilerplate'),
    paragraph('鹿取大使はグロムイコ外相と会談した。グロムイコは帰国した。'),
  ])
  const english = await write('translation', 'eng', [paragraph('Katori met [Andrei] Gromyko.')])
  const authority = async (...names: { value: string; language: string }[]): Promise<AuthorityId> =>
    (
      await client.authority.create({
        fields: {
          type: 'person',
          names: names.map((name, at) => ({ ...name, kind: at === 0 ? 'authorized' : 'parallel' })),
        },
      })
    ).id
  const katori = await authority(
    { value: '鹿取', language: 'jpn' },
    { value: 'Katori, Yasue', language: 'eng' },
  )
  const gromyko = await authority(
    { value: 'Gromyko, Andrei', language: 'eng' },
    { value: 'グロムイコ', language: 'jpn' },
  )
  return { ...made, descriptionId, japanese, english, katori, gromyko, authority }
}

const said = (names: { form: string; places: { words: string }[] }[]) =>
  names.map(({ form, places }) => `${form}: ${places.map(({ words }) => words).join(' ')}`)

describe('mention.propose', () => {
  it('finds forms of both scripts in both texts, not in the words of the form', async () => {
    const { client, descriptionId, katori, gromyko } = await namedTexts()
    const { names, places } = await client.mention.propose({ descriptionId })
    expect(said(names)).toEqual([
      '鹿取: 鹿取',
      'グロムイコ: グロムイコ グロムイコ',
      'Katori: Katori',
      'Gromyko: Gromyko',
    ])
    expect(places).toBe(5)
    expect(names.map(({ authorities }) => authorities.map(({ id }) => id))).toEqual([
      [katori],
      [gromyko],
      [katori],
      [gromyko],
    ])
    expect(names[1]?.places[1]).toMatchObject({
      index: 1,
      before: '鹿取大使はグロムイコ外相と会談した。',
      after: 'は帰国した。',
    })
  })

  it('names all who bear a form, first the one that the record links, and nobody from the bin', async () => {
    const { client, descriptionId, katori, authority } = await namedTexts()
    const other = await authority({ value: '鹿取', language: 'jpn' })
    const binned = await authority({ value: '鹿取', language: 'jpn' })
    await client.authority.bin({ ids: [binned] })
    await client.description.edit({
      id: descriptionId,
      patch: { agents: [{ authorityId: other, name: '鹿取', type: 'person', role: 'sender' }] },
    })
    const { names } = await client.mention.propose({ descriptionId })
    expect(names[0]?.authorities.map(({ id }) => id)).toEqual([other, katori])
  })

  it('goes through fifty thousand names while the desk is answered', async () => {
    const { client, folder, descriptionId } = await namedTexts()
    const db = new Database(databasePath(folder))
    const [person, form] = [
      db.prepare("INSERT INTO authority (type) VALUES ('person')"),
      db.prepare("INSERT INTO authorityName (authorityId, seq, kind, value) VALUES (?, 0, 'authorized', ?)"),
    ]
    db.transaction(() => {
      for (let n = 0; n < 50_000; n++)
        form.run(
          person.run().lastInsertRowid,
          n % 2 === 0 ? `Surname${String(n)}, Given` : `氏名${String(n)}`,
        )
    })()
    db.close()
    const begun = performance.now()
    let answered = 0
    const proposing = client.mention.propose({ descriptionId })
    const state = { done: false }
    void proposing.finally(() => (state.done = true))
    while (!state.done) {
      await client.text.list({ descriptionId })
      answered += 1
      await new Promise(setImmediate)
    }
    expect((await proposing).places).toBe(5)
    expect(performance.now() - begun).toBeLessThan(20_000)
    expect(answered).toBeGreaterThan(10)
  }, 30_000)

  it('refuses a description that is not there', async () => {
    const { client } = await namedTexts()
    await expect(client.mention.propose({ descriptionId: 99 })).rejects.toMatchObject({
      code: 'descriptionNotFound',
    })
  })
})

describe('mention.take', () => {
  it('tags all of a form and links its bearer once, in one step', async () => {
    const { client, descriptionId, gromyko } = await namedTexts()
    const { names } = await client.mention.propose({ descriptionId })
    const chosen = names.filter(({ authorities }) => authorities[0]?.id === gromyko)
    const mentions = chosen.flatMap(({ places }) =>
      places.map(({ paragraphId, start, end }) => ({ paragraphId, start, end, authorityId: gromyko })),
    )
    expect(await client.mention.take({ descriptionId, mentions })).toMatchObject({ tagged: 3 })
    const tagged = await client.mention.list({ descriptionId })
    expect(tagged.map(({ name, places }) => [name, places.map(({ words }) => words)])).toEqual([
      ['Gromyko, Andrei', ['グロムイコ', 'グロムイコ', 'Gromyko']],
    ])
    const { agents } = await client.description.get({ id: descriptionId })
    expect(agents).toMatchObject([{ authorityId: gromyko, role: 'mentioned' }])
    expect(said((await client.mention.propose({ descriptionId })).names)).toEqual([
      '鹿取: 鹿取',
      'Katori: Katori',
    ])
    expect(await client.mention.take({ descriptionId, mentions })).toEqual({ historyId: null, tagged: 0 })
    await client.history.undo()
    expect(await client.mention.list({ descriptionId })).toEqual([])
    expect((await client.description.get({ id: descriptionId })).agents).toEqual([])
  })

  it('refuses a passage outside its paragraph, and names that are gone, and tags nothing then', async () => {
    const { client, descriptionId, english, katori } = await namedTexts()
    const paragraphId = english.paragraphs[0]?.id ?? (0 as never)
    const good = { paragraphId, start: 0, end: 6, authorityId: katori }
    const take = (more: Partial<typeof good>) =>
      client.mention.take({ descriptionId, mentions: [good, { ...good, ...more }] })
    await expect(take({ end: 99 })).rejects.toMatchObject({ code: 'valueNotAllowed' })
    await expect(take({ authorityId: 99 as never })).rejects.toMatchObject({ code: 'authorityNotFound' })
    await expect(take({ paragraphId: 99 as never })).rejects.toMatchObject({ code: 'paragraphNotFound' })
    expect(await client.mention.list({ descriptionId })).toEqual([])
  })

  it('passes over a name within another, and adds a bearer who is there already no second time', async () => {
    const { client, descriptionId, japanese, gromyko } = await namedTexts()
    const paragraphId = japanese.paragraphs[1]?.id ?? (0 as never)
    const tag = (start: number, end: number) =>
      client.mention.take({ descriptionId, mentions: [{ paragraphId, authorityId: gromyko, start, end }] })
    expect(await tag(5, 10)).toMatchObject({ tagged: 1 })
    expect(await tag(18, 23)).toMatchObject({ tagged: 1 })
    expect(await tag(7, 9)).toMatchObject({ tagged: 0 })
    expect((await client.description.get({ id: descriptionId })).agents).toHaveLength(1)
  })
})

describe('mention.remove', () => {
  it('leaves the passage and the agent, and refuses what is no name any more', async () => {
    const { client, descriptionId, japanese, gromyko } = await namedTexts()
    const paragraphId = japanese.paragraphs[1]?.id ?? (0 as never)
    const mentions = [{ paragraphId, authorityId: gromyko, start: 5, end: 10 }]
    await client.mention.take({ descriptionId, mentions })
    const [tagged] = await client.mention.list({ descriptionId })
    const id = tagged?.places[0]?.id ?? (0 as never)
    await client.mention.remove({ id })
    expect(await client.mention.list({ descriptionId })).toEqual([])
    expect((await client.description.get({ id: descriptionId })).agents).toHaveLength(1)
    await expect(client.mention.remove({ id })).rejects.toMatchObject({ code: 'mentionNotFound' })
  })
})
