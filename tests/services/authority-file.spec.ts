/** Two catalogues share an authority file: what is new is seen first, and nothing is overwritten that nobody named. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { contentHash } from '../content-hash.ts'
import { aFolder, anEmptyCatalogue, words } from '../builders.ts'
import type { CatalogueInASpec } from '../builders.ts'

const form = (value: string, more: object = {}) => ({ kind: 'authorized' as const, value, ...more })

/** A catalogue that gives its names out, and one that attached them. */
async function twoCatalogues() {
  const path = join(aFolder(), 'names.json')
  const giver = await anEmptyCatalogue()
  const abe = await giver.client.authority.create({
    fields: {
      names: [
        form('安倍晋太郎', { reading: 'あべ しんたろう' }),
        { kind: 'parallel', value: 'Abe Shintarō' },
      ],
      identifiers: [{ source: 'viaf', value: '1' }],
      staffNote: [words('誰にも見せない')],
    },
  })
  const minister = await giver.client.authority.create({
    fields: {
      type: 'position',
      names: [form('外務大臣')],
      holders: [{ holderId: abe.id, expression: '1982' }],
    },
  })
  const save = () => giver.client.authorityFile.save({ to: giver.handle(path, 'write'), name: '共有' })
  await save()
  const taker = await anEmptyCatalogue()
  const file = await taker.client.authorityFile.attach({ handle: taker.handle(path, 'read') })
  return { path, giver, taker, abe, minister, save, fileId: file.id }
}

const takeAll = async ({ client }: CatalogueInASpec, id: number) => {
  const differences = await client.authorityFile.compare({ id })
  return client.authorityFile.update({ id, uids: differences.map(({ uid }) => uid) })
}
const found = async ({ client }: CatalogueInASpec, query: string) => {
  const [row] = await client.authority.suggest({ query })
  return row ? client.authority.get({ id: row.id }) : null
}

describe('an authority file', () => {
  it('gives its names to another catalogue with all their forms and relations, as one step, and tells staff notes to nobody', async () => {
    const { path, taker, abe, fileId } = await twoCatalogues()
    expect(readFileSync(path, 'utf8')).not.toContain('誰にも見せない')
    const before = contentHash(taker.folder)
    expect(await takeAll(taker, fileId)).toEqual({ added: 2, changed: 0 })
    const here = await found(taker, 'shintaro')
    expect(here).toMatchObject({
      uid: abe.uid,
      names: [{ value: '安倍晋太郎', reading: 'あべ しんたろう' }, { value: 'Abe Shintarō' }],
      identifiers: [{ source: 'viaf', value: '1' }],
      positions: [{ name: '外務大臣', expression: '1982' }],
      fileName: '共有',
    })
    expect(await taker.client.authorityFile.compare({ id: fileId })).toEqual([])
    await taker.client.history.undo()
    expect(contentHash(taker.folder)).toBe(before)
  })

  it('shows what changed there, and only that; what changed here stays', async () => {
    const { taker, giver, abe, save, fileId } = await twoCatalogues()
    await takeAll(taker, fileId)
    const here = await found(taker, '安倍')
    await taker.client.authority.edit({ id: here?.id as never, patch: { history: [words('ここで書いた')] } })
    expect(await taker.client.authorityFile.compare({ id: fileId })).toEqual([])
    await giver.client.authority.edit({ id: abe.id, patch: { dates: [{ expression: '1924–1991' }] } })
    await save()
    expect(await taker.client.authorityFile.compare({ id: fileId })).toMatchObject([
      {
        uid: abe.uid,
        kind: 'changed',
        fields: [{ field: 'dates', here: '', there: expect.stringContaining('1924') as string }],
      },
    ])
    await takeAll(taker, fileId)
    expect(await found(taker, '安倍')).toMatchObject({
      dates: [{ expression: '1924–1991' }],
      history: [{ value: 'ここで書いた' }],
    })
  })

  it('names a field that both changed as a conflict, and leaves a record that is not named', async () => {
    const { taker, giver, abe, minister, save, fileId } = await twoCatalogues()
    await takeAll(taker, fileId)
    const here = await found(taker, '安倍')
    await taker.client.authority.edit({ id: here?.id as never, patch: { history: [words('ここ')] } })
    await giver.client.authority.edit({ id: abe.id, patch: { history: [words('そこ')] } })
    await giver.client.authority.edit({ id: minister.id, patch: { history: [words('職')] } })
    await save()
    const differences = await taker.client.authorityFile.compare({ id: fileId })
    expect(Object.fromEntries(differences.map(({ uid, kind }) => [uid, kind]))).toEqual({
      [abe.uid]: 'conflict',
      [minister.uid]: 'changed',
    })
    await taker.client.authorityFile.update({ id: fileId, uids: [minister.uid] })
    expect((await found(taker, '安倍'))?.history).toMatchObject([{ value: 'ここ' }])
    expect((await found(taker, '外務大臣'))?.history).toMatchObject([{ value: '職' }])
  })

  it('names the namesake of a new record, of the same type alone', async () => {
    const { taker, abe, minister, fileId } = await twoCatalogues()
    const { id } = await taker.client.authority.create({
      fields: { type: 'person', names: [{ kind: 'authorized', value: '安倍晋太郎' }] },
    })
    await taker.client.authority.create({
      fields: { type: 'person', names: [{ kind: 'authorized', value: '外務大臣' }] },
    })
    const differences = await taker.client.authorityFile.compare({ id: fileId })
    expect(Object.fromEntries(differences.map(({ uid, namesake }) => [uid, namesake]))).toEqual({
      [abe.uid]: id,
      [minister.uid]: null,
    })
  })

  it('knows a record again that was merged into another', async () => {
    const { taker, abe, fileId } = await twoCatalogues()
    await takeAll(taker, fileId)
    const own = await taker.client.authority.create({ fields: { names: [form('安倍外相')] } })
    const here = await found(taker, '安倍晋太郎')
    await taker.client.authority.merge({ keepId: own.id, mergeIds: [here?.id as never] })
    const kinds = await taker.client.authorityFile.compare({ id: fileId })
    expect(kinds.find(({ uid }) => uid === abe.uid)).toMatchObject({ id: own.id, kind: 'conflict' })
  })

  it('is let go of without losing what was taken, and what is no such file is refused', async () => {
    const { path, taker, fileId } = await twoCatalogues()
    await takeAll(taker, fileId)
    await taker.client.authorityFile.detach({ id: fileId })
    expect(await taker.client.authorityFile.list()).toEqual([])
    expect((await found(taker, '安倍'))?.fileName).toBeNull()
    writeFileSync(path, '{"format":"other"}')
    await expect(
      taker.client.authorityFile.attach({ handle: taker.handle(path, 'read') }),
    ).rejects.toMatchObject({ code: 'notAnAuthorityFile', data: { file: 'names.json' } })
  })
})
