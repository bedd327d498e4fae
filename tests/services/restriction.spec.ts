import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { DescriptionPatchInput } from '../../src-main/shared/contract/description.ts'
import { aFolder, anEmptyCatalogue, words } from '../builders.ts'
import type { CatalogueInASpec } from '../builders.ts'

const unit = async ({ client }: CatalogueInASpec, fields: DescriptionPatchInput) =>
  (await client.description.create({ parentId: null, fields: { title: [words('File')], ...fields } })).id

const of = (edtf: string) => [{ expression: edtf, edtf }]
const days = async ({ client }: CatalogueInASpec, filter = {}) =>
  (await client.restriction.openings(filter)).rows.map(({ opensOn }) => opensOn)

describe('restriction.openings', () => {
  it('lists restricted units by the day on which they open', async () => {
    const catalogue = await anEmptyCatalogue()
    await unit(catalogue, { dates: of('1990'), restrictions: [{ years: 30 }] })
    await unit(catalogue, { dates: of('1984'), restrictions: [{ years: 30 }, { years: 20 }] })
    await unit(catalogue, { dates: of('1984') })
    await unit(catalogue, { restrictions: [{ event: 'death of the author' }] })
    expect(await days(catalogue)).toEqual(['2015-01-01', '2021-01-01'])
    expect(await days(catalogue, { from: '2016-01-01' })).toEqual(['2021-01-01'])
    expect(await days(catalogue, { to: '2016-01-01' })).toEqual(['2015-01-01'])
    expect(await days(catalogue, { undetermined: true })).toEqual([null])
  })

  it('follows the dates of the unit, undo, and the bin', async () => {
    const catalogue = await anEmptyCatalogue()
    const { client } = catalogue
    const id = await unit(catalogue, { dates: of('1984'), restrictions: [{ years: 30 }] })
    await client.description.edit({ id, patch: { dates: of('1994') } })
    expect(await days(catalogue)).toEqual(['2025-01-01'])
    await client.history.undo()
    expect(await days(catalogue)).toEqual(['2015-01-01'])
    await client.description.edit({ id, patch: { restrictions: [] } })
    expect(await days(catalogue)).toEqual([])
    await client.history.undo()
    await client.description.bin({ ids: [id] })
    expect(await days(catalogue)).toEqual([])
  })
})

describe('a restriction of a branch', () => {
  it('holds below, down to units with restrictions of their own, and is found by what it opens', async () => {
    const catalogue = await anEmptyCatalogue()
    const { client } = catalogue
    const below = async (parentId: number, fields: DescriptionPatchInput = {}) =>
      (await client.description.create({ parentId, fields: { title: [words('Item')], ...fields } })).id
    const series = await unit(catalogue, { restrictions: [{ ends: '2099' }] })
    const file = await below(series)
    const item = await below(file)
    const own = await below(file, { restrictions: [{ ends: '1999' }] })
    const waiting = await unit(catalogue, { restrictions: [{ event: 'death of the author' }] })
    const free = await unit(catalogue, {})
    const found = async (query: string) =>
      (await client.search.query({ query })).hits.map(({ id }) => id).sort((one, other) => one - other)
    expect(await client.restriction.above({ id: item })).toMatchObject({
      row: { id: series },
      restrictions: [{ ends: '2099' }],
      opensOn: '2100-01-01',
    })
    expect(await client.restriction.above({ id: free })).toBeNull()
    expect(await found('is:closed')).toEqual([series, file, item, waiting])
    expect(await found('is:open')).toEqual([own, free])
    expect(await found('opens:2100')).toEqual([series, file, item])
    expect(await found('opens:..2050')).toEqual([own])
    expect(await found('opens:unknown')).toEqual([waiting])
    expect(await found('公開日:2100 level:item')).toEqual([])
    expect(await found('has:restriction')).toEqual([series, own, waiting])
    await client.description.edit({ id: series, patch: { restrictions: [] } })
    expect(await found('is:closed')).toEqual([waiting])
  })
})

describe('a restriction in EAD3', () => {
  it('says in words why, and from which day; its note stays unless it is public', async () => {
    const catalogue = await anEmptyCatalogue()
    const { client, handle } = catalogue
    await unit(catalogue, {
      level: 'fonds',
      status: 'published',
      dates: of('1984'),
      restrictions: [
        {
          type: 'personalInformation',
          basis: 'Public Records Act, art. 16',
          years: 30,
          note: 'asked by S.',
          reviewOn: '2010-04-01',
        },
        { type: 'donor', event: 'death of the donor', note: 'Ask the family.', noteIsPublic: true },
      ],
    })
    const path = join(aFolder(), 'out.xml')
    const { jobId } = await client.export.start({ as: 'ead3', to: handle(path, 'write'), audience: 'public' })
    expect((await client.job.wait({ id: jobId })).error).toBeNull()
    const xml = readFileSync(path, 'utf8')
    expect(xml).toContain('Closed: personal information; Public Records Act, art. 16; open from 2015-01-01')
    expect(xml).toContain('Closed by agreement with the donor; death of the donor')
    expect(xml).toContain('Ask the family.')
    expect(xml).not.toContain('asked by S.')
    expect(xml).not.toContain('2010-04-01')
  })
})
