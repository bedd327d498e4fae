import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { DescriptionPatchInput } from '../../src-main/shared/contract/description.ts'
import type { DescriptionId } from '../../src-main/shared/contract/ids.ts'
import { anEmptyCatalogue, words } from '../builders.ts'
import type { CatalogueInASpec } from '../builders.ts'
import { hasSharedFiles, sharedFile } from '../shared-files.ts'

const complete: DescriptionPatchInput = {
  title: [words('Telegrams', 'eng', 'Latn')],
  dates: [{ expression: '1984', edtf: '1984' }],
  extents: [{ quantity: '3', unit: 'boxes' }],
  agents: [{ name: '外務省', type: 'corporateBody', role: 'creator', language: 'jpn' }],
}

async function unit(
  { client }: CatalogueInASpec,
  fields: DescriptionPatchInput,
  parentId: DescriptionId | null = null,
): Promise<DescriptionId> {
  return (await client.description.create({ parentId, fields: { ...complete, ...fields } })).id
}

const codesOf = async ({ client }: CatalogueInASpec, descriptionId: DescriptionId) =>
  (await client.finding.ofRecord({ descriptionId })).map(({ code }) => code)

async function checkAll({ client }: CatalogueInASpec) {
  const { jobId } = await client.finding.start()
  return client.job.wait({ id: jobId })
}

describe('finding.ofRecord', () => {
  it('finds nothing in a record that is whole', async () => {
    const catalogue = await anEmptyCatalogue()
    expect(await codesOf(catalogue, await unit(catalogue, { referenceCode: 'B', level: 'fonds' }))).toEqual(
      [],
    )
  })

  it('names the mandatory fields of the standard that the office follows', async () => {
    const catalogue = await anEmptyCatalogue()
    const id = await unit(catalogue, { level: 'fonds', extents: [], agents: [] })
    const missing = async () =>
      (await catalogue.client.finding.ofRecord({ descriptionId: id })).map(({ field }) => field)
    expect(await missing()).toEqual(['referenceCode', 'extents', 'agents'])
    await catalogue.client.finding.setRules({ standard: 'dacs' })
    expect(await catalogue.client.finding.rules()).toEqual({ standard: 'dacs' })
    expect(await missing()).toEqual([
      'referenceCode',
      'extents',
      'agents',
      'languages',
      'scopeAndContent',
      'accessConditions',
    ])
  })

  it('refuses a description that is in the bin', async () => {
    const catalogue = await anEmptyCatalogue()
    const id = await unit(catalogue, {})
    await catalogue.client.description.bin({ ids: [id] })
    await expect(catalogue.client.finding.ofRecord({ descriptionId: id })).rejects.toMatchObject({
      code: 'descriptionNotFound',
    })
  })
})

describe('finding.fix', () => {
  it('sets the era that was asked for, as one step that is undone as one', async () => {
    const catalogue = await anEmptyCatalogue()
    const { client } = catalogue
    const id = await unit(catalogue, { referenceCode: 'B', dates: [{ expression: '59年3月25日' }] })
    const [found] = await client.finding.ofRecord({ descriptionId: id })
    expect(found).toMatchObject({ code: 'eraMissing', field: 'dates', index: 0 })
    const choice = found?.fixes.findIndex(({ value }) => value === '1984-03-25') ?? -1
    await client.finding.fix({ descriptionId: id, fingerprint: found?.fingerprint ?? '', choice })
    expect((await client.description.get({ id })).dates[0]).toMatchObject({
      edtf: '1984-03-25',
      calendar: 'japanese',
      era: 'showa',
    })
    expect(await codesOf(catalogue, id)).toEqual([])
    await client.history.undo()
    expect(await codesOf(catalogue, id)).toEqual(['eraMissing'])
  })

  it('refuses a finding that is no longer there', async () => {
    const catalogue = await anEmptyCatalogue()
    const { client } = catalogue
    const id = await unit(catalogue, { referenceCode: 'B', dates: [{ expression: '59年3月25日' }] })
    const [found] = await client.finding.ofRecord({ descriptionId: id })
    await client.description.edit({ id, patch: { dates: [{ expression: '1984', edtf: '1984' }] } })
    await expect(
      client.finding.fix({ descriptionId: id, fingerprint: found?.fingerprint ?? '', choice: 0 }),
    ).rejects.toMatchObject({ code: 'findingNotFound' })
  })
})

describe('finding.accept', () => {
  it('keeps who, when and why, until what it is about changes', async () => {
    const catalogue = await anEmptyCatalogue()
    const { client } = catalogue
    await client.settings.set({ who: '鈴木' })
    const id = await unit(catalogue, { referenceCode: 'B', note: [words('left 「open', 'eng')] })
    const [found] = await client.finding.ofRecord({ descriptionId: id })
    expect(found?.code).toBe('bracketUnbalanced')
    await client.finding.accept({
      descriptionId: id,
      fingerprint: found?.fingerprint ?? '',
      reason: 'as in the original',
    })
    const accepted = { by: '鈴木', reason: 'as in the original' }
    expect((await client.finding.ofRecord({ descriptionId: id }))[0]?.accepted).toMatchObject(accepted)
    expect((await client.finding.accepted({})).rows).toMatchObject([
      { ...accepted, code: 'bracketUnbalanced', about: ['「'], stands: true },
    ])

    await client.description.edit({ id, patch: { note: [words('now 「again', 'eng')] } })
    expect((await client.finding.ofRecord({ descriptionId: id }))[0]?.accepted).toBeNull()
    expect((await client.finding.accepted({})).rows).toMatchObject([{ stands: false }])
  })

  it('can be withdrawn, and undone', async () => {
    const catalogue = await anEmptyCatalogue()
    const { client } = catalogue
    const id = await unit(catalogue, { referenceCode: 'B', extents: [] })
    const [found] = await client.finding.ofRecord({ descriptionId: id })
    await client.finding.accept({ descriptionId: id, fingerprint: found?.fingerprint ?? '', reason: 'x' })
    const [row] = (await client.finding.accepted({})).rows
    if (!row) throw new Error('nothing was accepted')
    await client.finding.withdraw({ id: row.id })
    expect((await client.finding.accepted({})).total).toBe(0)
    await expect(client.finding.withdraw({ id: row.id })).rejects.toMatchObject({
      code: 'acceptanceNotFound',
    })
    await client.history.undo()
    expect((await client.finding.accepted({})).total).toBe(1)
  })
})

describe('finding.start', () => {
  it('keeps what it finds in all descriptions, by rule and weight', async () => {
    const catalogue = await anEmptyCatalogue()
    const { client } = catalogue
    const fonds = await unit(catalogue, { referenceCode: 'B', level: 'fonds' })
    await unit(catalogue, { referenceCode: 'B-1', level: 'item' }, fonds)
    await unit(catalogue, { referenceCode: 'B-4', level: 'item' }, fonds)
    await unit(
      catalogue,
      { referenceCode: 'Ｂ－１', level: 'item', dates: [{ expression: '1990', edtf: '1990' }] },
      fonds,
    )
    expect((await client.finding.list({})).checkedAt).toBeNull()
    expect(await checkAll(catalogue)).toMatchObject({
      state: 'done',
      result: { kind: 'check', descriptions: 4 },
    })
    const all = await client.finding.list({})
    expect(all.rows.map(({ code, about }) => [code, ...about])).toEqual([
      ['codeAlike', 'B-1', 'Ｂ－１'],
      ['codeAlike', 'Ｂ－１', 'B-1'],
      ['codeGap', 'B-1', 'B-2, B-3'],
      ['dateOutsideParent', '1990', '1984-01-01/1984-12-31'],
    ])
    expect(await client.finding.list({ severity: 'warning' })).toMatchObject({ total: 2 })
    expect((await client.finding.list({ code: 'codeGap' })).rows).toMatchObject([{ referenceCode: 'B-4' }])
  })

  it('follows what changes afterwards, one record at a time', async () => {
    const catalogue = await anEmptyCatalogue()
    const { client } = catalogue
    const first = await unit(catalogue, { referenceCode: 'B-1', level: 'fonds' })
    const third = await unit(catalogue, { referenceCode: 'B-3', level: 'fonds', extents: [] })
    await checkAll(catalogue)
    const codes = async () => (await client.finding.list({})).rows.map(({ code }) => code)
    expect(await codes()).toEqual(['fieldMissing', 'codeGap'])
    // What is said of the third changes with the first.
    await client.description.edit({ id: first, patch: { referenceCode: 'B-2' } })
    expect(await codes()).toEqual(['fieldMissing'])
    const [found] = await client.finding.ofRecord({ descriptionId: third })
    await client.finding.accept({
      descriptionId: third,
      fingerprint: found?.fingerprint ?? '',
      reason: 'lost',
    })
    expect(await client.finding.list({})).toMatchObject({ total: 0, outdated: false })
    await client.history.undo()
    expect(await codes()).toEqual(['fieldMissing'])
    await client.description.bin({ ids: [third] })
    expect(await codes()).toEqual([])
    await client.finding.setRules({ standard: 'dacs' })
    expect(await client.finding.list({})).toMatchObject({ outdated: true })
  })

  it('leaves no file behind when it is cancelled, and what was found before', async () => {
    const catalogue = await anEmptyCatalogue()
    const { client, folder } = catalogue
    await unit(catalogue, { extents: [] })
    await checkAll(catalogue)
    const before = (await client.finding.list({})).total
    const { jobId } = await client.finding.start()
    expect(await client.job.cancel({ id: jobId })).toMatchObject({ state: 'cancelled' })
    expect(readdirSync(join(folder, 'derivatives')).filter((name) => name.includes('part'))).toEqual([])
    expect((await client.finding.list({})).total).toBe(before)
  })
})

describe.runIf(hasSharedFiles)('the first document', () => {
  it('is found out where original and translation disagree', async () => {
    const catalogue = await anEmptyCatalogue()
    const { client } = catalogue
    const handle = catalogue.handle(sharedFile('seed/000_1cd010aa4a0030bb.txt'), 'read')
    const { jobId } = await client.import.start({ handles: [handle], as: 'wilson-center' })
    await client.job.wait({ id: jobId })
    const [row] = (await client.description.children({ parentId: null })).rows
    if (!row) throw new Error('nothing was imported')
    const found = await client.finding.ofRecord({ descriptionId: row.id })
    const said = found.map(({ code, about }) => `${code} ${about[0] ?? ''}`)
    expect(said).toEqual(
      expect.arrayContaining([
        'identifierDiffers Q36RA',
        'timeInOneText 02時33分',
        'glyphLeft □',
        'markUntranslated Year Month',
        'sentenceBroken ことについては「グ」との',
        'nameWithoutAuthority Wu',
      ]),
    )
    // What both texts say is not spoken of.
    const figures = said.filter((one) => /InOneText|Differs/.test(one))
    expect(figures.filter((one) => /1979|1342|2月|R037701|02:28/.test(one))).toEqual([])

    const differs = found.find(({ code }) => code === 'identifierDiffers')
    await client.finding.fix({
      descriptionId: row.id,
      fingerprint: differs?.fingerprint ?? '',
      choice: differs?.fixes.findIndex(({ value }) => value === 'Q36RA') ?? -1,
    })
    const [, translation] = await client.text.list({ descriptionId: row.id })
    expect(translation?.paragraphs.map(({ value }) => value).join('\n')).toContain('Top Urgent Q36RA')
    const again = await client.finding.ofRecord({ descriptionId: row.id })
    expect(again.map(({ code }) => code)).not.toContain('identifierDiffers')
  })
})
