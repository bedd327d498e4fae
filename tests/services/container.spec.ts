import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { DescriptionPatchInput } from '../../src-main/shared/contract/description.ts'
import type { DescriptionId } from '../../src-main/shared/contract/ids.ts'
import { containerName, numberKey, pathKey, readInstance } from '../../src-main/shared/domain/container.ts'
import { aFolder, anEmptyCatalogue, words } from '../builders.ts'
import type { CatalogueInASpec } from '../builders.ts'

const unit = async (
  { client }: CatalogueInASpec,
  title: string,
  fields: DescriptionPatchInput = {},
  parentId: DescriptionId | null = null,
) => (await client.description.create({ parentId, fields: { title: [words(title)], ...fields } })).id

/** A fonds with two files in box 1 and one in box 2. */
async function aFondsInTwoBoxes() {
  const catalogue = await anEmptyCatalogue()
  const fonds = await unit(catalogue, 'Fonds', { level: 'fonds', status: 'published' })
  const file = (title: string, indicator: string, folder: string) =>
    unit(catalogue, title, { level: 'file', status: 'published', containers: [{ indicator, folder }] }, fonds)
  const ids = {
    first: await file('First', '1', '10'),
    second: await file('Second', '１', '9'),
    third: await file('Third', '2', '1'),
  }
  return { ...catalogue, catalogue, fonds, ...ids }
}

const shown = async ({ client }: CatalogueInASpec, filter = {}) =>
  (await client.container.list(filter)).rows.map(
    ({ type, indicator, count }) => `${type} ${indicator}: ${String(count)}`,
  )
const found = async ({ client }: CatalogueInASpec, query: string) =>
  (await client.search.query({ query: `${query} ` })).hits.map(({ title }) => title).sort()

describe('a description in containers', () => {
  it('makes a container where there is none of that number, and shares it in any width', async () => {
    const { catalogue, client, first, second } = await aFondsInTwoBoxes()
    expect(await shown(catalogue)).toEqual(['box 1: 2', 'box 2: 1'])
    const one = await client.description.get({ id: first })
    const other = await client.description.get({ id: second })
    expect(one.containers).toMatchObject([{ type: 'box', indicator: '1', folder: '10', item: null }])
    expect(other.containers[0]?.containerId).toBe(one.containers[0]?.containerId)
  })

  it('does not take the box of another fonds, but one that is still empty', async () => {
    const { catalogue, client } = await aFondsInTwoBoxes()
    const other = await unit(catalogue, 'Other', { level: 'fonds', containers: [{ indicator: '1' }] })
    expect(await shown(catalogue, { query: '1' })).toEqual(['box 1: 2', 'box 1: 1'])
    const { id: empty } = await client.container.create({ fields: { type: '箱', indicator: '7' } })
    await client.description.edit({ id: other, patch: { containers: [{ indicator: '7' }] } })
    expect((await client.description.get({ id: other })).containers[0]?.containerId).toBe(empty)
  })

  it('is one undo step with the container that was made for it', async () => {
    const { catalogue, client, first } = await aFondsInTwoBoxes()
    await client.description.edit({ id: first, patch: { containers: [{ type: 'リール', indicator: '3' }] } })
    expect(await shown(catalogue)).toEqual(['box 1: 1', 'box 2: 1', 'reel 3: 1'])
    await client.history.undo()
    expect(await shown(catalogue)).toEqual(['box 1: 2', 'box 2: 1'])
    await client.history.redo()
    expect(await shown(catalogue)).toEqual(['box 1: 1', 'box 2: 1', 'reel 3: 1'])
  })

  it('is where the unit above it is, unless it says otherwise', async () => {
    const { catalogue, client, first, third } = await aFondsInTwoBoxes()
    const item = await unit(catalogue, 'Item', { level: 'item' }, first)
    const { from, placed } = await client.container.of({ id: item })
    expect([from?.id, placed.map(({ indicator, folder }) => [indicator, folder])]).toEqual([
      first,
      [['1', '10']],
    ])
    expect((await client.container.of({ id: third })).from).toBeNull()
    expect(await found(catalogue, 'box:1')).toEqual(['First', 'Item', 'Second'])
    await client.description.edit({ id: item, patch: { containers: [{ indicator: '2' }] } })
    expect(await found(catalogue, 'box:1')).toEqual(['First', 'Second'])
  })

  it('is written into a cell and read from it again', async () => {
    const { client, first, third } = await aFondsInTwoBoxes()
    const scope = { kind: 'units' as const, ids: [first] as [DescriptionId] }
    const cell = async () =>
      (await client.grid.rows({ scope, columns: ['containers'] })).rows[0]?.cells[0]?.text
    expect(await cell()).toBe('box 1 / 10')
    await client.grid.write({ cells: [{ id: first, column: 'containers', text: '箱2/5 | reel 8' }] })
    expect(await cell()).toBe('box 2 / 5 | reel 8')
    const [own, others] = await Promise.all([
      client.description.get({ id: first }),
      client.description.get({ id: third }),
    ])
    expect(own.containers[0]?.containerId).toBe(others.containers[0]?.containerId)
  })

  it('is changed for many at once', async () => {
    const { catalogue, client, fonds } = await aFondsInTwoBoxes()
    const scope = { kind: 'children' as const, parentId: fonds }
    const changes = { set: { containers: [{ indicator: '2' }] } }
    expect(await client.bulk.tally({ scope, changes })).toMatchObject({ total: 3, changed: 3 })
    await client.bulk.edit({ scope, changes })
    expect(await shown(catalogue)).toEqual(['box 1: 0', 'box 2: 3'])
  })
})

describe('containers', () => {
  it('are listed by number, and found by number, word, barcode and place', async () => {
    const { catalogue, client } = await aFondsInTwoBoxes()
    const { id: shelf } = await client.location.create({
      fields: { path: '本館/書庫2 / 11', barcode: 'S-11' },
    })
    const { id: other } = await client.location.create({ fields: { path: '本館/書庫2 / 1' } })
    const { id } = await client.container.create({
      fields: { type: 'box', indicator: '10', barcode: '0099', locationId: shelf },
    })
    await client.container.create({ fields: { type: 'reel', indicator: '10', withinId: id } })
    await client.container.create({ fields: { type: 'box', indicator: '9', locationId: other } })
    expect(await shown(catalogue)).toEqual(['box 1: 2', 'box 2: 1', 'box 9: 0', 'box 10: 0', 'reel 10: 0'])
    expect(await shown(catalogue, { query: 'リール 10' })).toEqual(['reel 10: 0'])
    expect(await shown(catalogue, { query: '００９９' })).toEqual(['box 10: 0'])
    expect(await shown(catalogue, { query: '書庫2' })).toEqual(['box 9: 0', 'box 10: 0', 'reel 10: 0'])
    expect(await shown(catalogue, { locationId: shelf })).toEqual(['box 10: 0', 'reel 10: 0'])
    expect(await shown(catalogue, { unplaced: true })).toEqual(['box 1: 2', 'box 2: 1'])
    for (const query of ['"', '%', '_', "O'Brien", '(', '\\', '箱']) await client.container.list({ query })
  })

  it('move to a shelf together, as one undo step, and take what is in them along', async () => {
    const { catalogue, client, first } = await aFondsInTwoBoxes()
    const { id: shelf } = await client.location.create({
      fields: { path: 'Main / Stack 2 / 3', barcode: 'SHELF3' },
    })
    const { containers } = await client.container.place({ scope: { query: '' }, locationId: shelf })
    expect(containers).toBe(2)
    expect((await client.container.of({ id: first })).placed[0]?.location).toBe('Main / Stack 2 / 3')
    expect(await found(catalogue, 'location:"stack 2"')).toEqual(['First', 'Second', 'Third'])
    expect(await found(catalogue, 'barcode:SHELF3')).toEqual(['First', 'Second', 'Third'])
    expect(await found(catalogue, '配架場所:Annex')).toEqual([])
    await client.history.undo()
    expect((await client.container.of({ id: first })).placed[0]?.location).toBeNull()
    expect(await found(catalogue, 'location:"stack 2"')).toEqual([])
  })

  it('hold their descriptions by folder, 9 before 10', async () => {
    const { client } = await aFondsInTwoBoxes()
    const [box] = (await client.container.list({})).rows
    const { rows } = await client.container.contents({ id: box?.id ?? 0 })
    expect(rows.map(({ row, folder }) => [folder, row.title])).toEqual([
      ['9', 'Second'],
      ['10', 'First'],
    ])
  })

  it('become one: what was in the other is in the first, which takes what it has not', async () => {
    const { catalogue, client, third } = await aFondsInTwoBoxes()
    const [one, two] = (await client.container.list({})).rows
    if (!one || !two) throw new Error('two boxes')
    await client.container.edit({ id: two.id, patch: { barcode: '222', dimensions: '40 cm' } })
    const kept = await client.container.merge({ keepId: one.id, ids: [two.id] })
    expect(kept).toMatchObject({ barcode: '222', dimensions: '40 cm', count: 3 })
    expect((await client.description.get({ id: third })).containers[0]?.containerId).toBe(one.id)
    await client.history.undo()
    expect(await shown(catalogue)).toEqual(['box 1: 2', 'box 2: 1'])
  })

  it('are numbered on, and undone', async () => {
    const { catalogue, client } = await aFondsInTwoBoxes()
    const ids = await client.container.ids({})
    await client.container.renumber({ ids: ids, first: 'A-009' })
    expect(await shown(catalogue)).toEqual(['box A-009: 2', 'box A-010: 1'])
    await client.history.undo()
    expect(await shown(catalogue)).toEqual(['box 1: 2', 'box 2: 1'])
  })

  it('are refused one barcode twice, themselves inside, and going while something is in them', async () => {
    const { client } = await aFondsInTwoBoxes()
    const [one, two] = (await client.container.list({})).rows
    if (!one || !two) throw new Error('two boxes')
    await client.container.edit({ id: one.id, patch: { barcode: ' 111 ' } })
    await expect(client.container.edit({ id: two.id, patch: { barcode: '111' } })).rejects.toMatchObject({
      code: 'barcodeTaken',
    })
    await expect(client.location.create({ fields: { path: 'A', barcode: '１１１' } })).rejects.toMatchObject({
      code: 'barcodeTaken',
    })
    await client.container.edit({ id: two.id, patch: { withinId: one.id } })
    await expect(client.container.edit({ id: one.id, patch: { withinId: two.id } })).rejects.toMatchObject({
      code: 'containerInItself',
    })
    await expect(client.container.delete({ ids: [two.id] })).rejects.toMatchObject({
      code: 'containerInUse',
      data: { uses: 1 },
    })
    await expect(client.container.edit({ id: one.id, patch: { indicator: ' ' } })).rejects.toMatchObject({
      code: 'containerNumberMissing',
    })
    await expect(
      client.container.place({ scope: { ids: [one.id, 999] }, locationId: null }),
    ).rejects.toMatchObject({ code: 'containerNotFound' })
    const { id: empty } = await client.container.create({ fields: { indicator: '5' } })
    expect(await client.container.delete({ ids: [empty] })).toMatchObject({ containers: 1 })
  })

  it('are offered those of the same fonds first', async () => {
    const { catalogue, client, first } = await aFondsInTwoBoxes()
    const other = await unit(catalogue, 'Other', { level: 'fonds', containers: [{ indicator: '1' }] })
    const offered = async (forId: DescriptionId) =>
      (await client.container.suggest({ query: '1', forId })).map(({ first }) => first?.title)
    expect(await offered(first)).toEqual(['First', 'Other'])
    expect(await offered(other)).toEqual(['Other', 'First'])
  })
})

describe('locations', () => {
  it('are one for one path however it is written, and stay while something stands there', async () => {
    const { client } = await aFondsInTwoBoxes()
    const one = await client.location.create({ fields: { path: '本館 / 書庫２/ 3' } })
    expect(await client.location.create({ fields: { path: '本館/書庫2/3' } })).toMatchObject({
      id: one.id,
      path: '本館 / 書庫２ / 3',
    })
    const two = await client.location.create({ fields: { path: '本館/書庫2/10' } })
    expect((await client.location.list({ query: '' })).rows.map(({ id }) => id)).toEqual([one.id, two.id])
    await expect(client.location.edit({ id: two.id, patch: { path: '本館/書庫2/3' } })).rejects.toMatchObject(
      { code: 'locationTaken' },
    )
    await expect(client.location.create({ fields: { path: ' / ' } })).rejects.toMatchObject({
      code: 'locationNeedsPath',
    })
    await client.container.place({ scope: { query: '1' }, locationId: one.id })
    await expect(client.location.delete({ id: one.id })).rejects.toMatchObject({ code: 'locationInUse' })
    await client.location.delete({ id: two.id })
    await expect(client.location.get({ id: two.id })).rejects.toMatchObject({ code: 'locationNotFound' })
  })
})

describe('containers in EAD3', () => {
  const exported = async ({ client, handle }: CatalogueInASpec, audience: 'public' | 'staff') => {
    const path = join(aFolder(), 'out.xml')
    const { jobId } = await client.export.start({ as: 'ead3', to: handle(path, 'write'), audience })
    expect((await client.job.wait({ id: jobId })).error).toBeNull()
    return readFileSync(path, 'utf8')
  }

  it('say box, folder and item, each in the one before; where they stand only for staff; barcodes never', async () => {
    const { catalogue, client, first } = await aFondsInTwoBoxes()
    const { id: shelf } = await client.location.create({
      fields: { path: 'Main / Stack 2', barcode: 'SHELF-BAR' },
    })
    await client.container.place({ scope: { query: '' }, locationId: shelf })
    const [box] = (await client.container.list({})).rows
    if (!box) throw new Error('a box')
    await client.container.edit({ id: box.id, patch: { barcode: 'BOX-BAR' } })
    const { uid } = await client.description.get({ id: first })
    await client.description.edit({
      id: first,
      patch: { containers: [{ containerId: box.id, folder: '10', item: '4' }] },
    })
    const open = await exported(catalogue, 'public')
    expect(open).toContain(`<container id="c-${uid}_k1-1" localtype="box" label="Box">1</container>`)
    expect(open).toContain(
      `<container id="c-${uid}_k1-2" localtype="folder" label="Folder" parent="c-${uid}_k1-1">10</container>`,
    )
    expect(open).toContain(`<container localtype="item" label="Item" parent="c-${uid}_k1-2">4</container>`)
    const staff = await exported(catalogue, 'staff')
    expect(open).not.toContain('Stack 2')
    expect(staff).toContain('<physloc>Main / Stack 2</physloc>')
    expect(open + staff).not.toMatch(/BOX-BAR|SHELF-BAR/)
  })
})

describe('numbers of containers', () => {
  it('are compared as numbers, in any width and case', () => {
    expect(numberKey('Ａ-９') < numberKey('a-10')).toBe(true)
    expect(numberKey('007')).toBe(numberKey('７'))
    expect(pathKey('A/1') < pathKey('A/11')).toBe(true)
    expect(pathKey('A / 11').startsWith(pathKey('A/1'))).toBe(false)
  })

  it('are read with a word, a folder and an item', () => {
    const read = (text: string) => {
      const one = readInstance(text)
      return one && [one.type, one.indicator, one.folder, one.item]
    }
    expect(read('12')).toEqual(['box', '12', null, null])
    expect(read('箱12／3')).toEqual(['box', '12', '3', null])
    expect(read('Box A-1 / / 7')).toEqual(['box', 'A-1', null, '7'])
    expect(read('A-1')).toEqual(['box', 'A-1', null, null])
    expect(read('マイクロ 3')).toEqual(['マイクロ', '3', null, null])
    expect(read('/3')).toBeNull()
    expect(containerName({ type: 'box', indicator: '12' }, 'ja')).toBe('箱12')
    expect(containerName({ type: 'box', indicator: '12' }, 'en')).toBe('Box 12')
  })
})
