import { describe, expect, it } from 'vitest'
import { anEmptyCatalogue } from '../builders.ts'

const OWN = {
  regime: 'jpArchives',
  code: '寄贈-1',
  label: { en: 'Until the donor’s death', ja: '寄贈者の存命中' },
  stamp: '寄贈条件',
  basis: '寄贈契約書 第3条',
  needs: ['agreement'],
} as const

describe('exemption.offered', () => {
  it('holds the codes of one law alone, each with its standing for the record', async () => {
    const { client } = await anEmptyCatalogue()
    const { id } = await client.description.create({
      parentId: null,
      fields: { level: 'item', dates: [{ expression: '1984年3月25日', edtf: '1984-03-25' }] },
    })
    const on = '2026-06-01'
    const archives = await client.exemption.offered({ regime: 'jpArchives', descriptionId: id, on })
    expect(archives.latest).toBe('1984-03-25')
    expect(new Set(archives.codes.map(({ vocabulary }) => vocabulary))).toEqual(new Set(['jp-prama16']))
    const american = await client.exemption.offered({ regime: 'usClassification', descriptionId: id, on })
    const standing = (code: string) => american.codes.find((one) => one.code === code)
    expect(standing('1.4(d)')).toMatchObject({ standing: 'lapsed' })
    expect(standing('3.3(b)(6)')).toMatchObject({
      standing: 'offered',
      endsOn: '2034-12-31',
      needs: ['event'],
    })
    expect(standing('50X1-HUM')).toMatchObject({ standing: 'tooEarly' })
  })

  it('rules nothing out by age where the record has no date, or none is named', async () => {
    const { client } = await anEmptyCatalogue()
    const { id } = await client.description.create({ parentId: null, fields: { level: 'item' } })
    for (const descriptionId of [id, null]) {
      const { latest, codes } = await client.exemption.offered({ regime: 'ukFoi', descriptionId })
      expect(latest).toBeNull()
      expect(codes.filter((code) => code.standing !== 'offered')).toEqual([])
    }
    await expect(client.exemption.offered({ regime: 'ukFoi', descriptionId: 99 })).rejects.toMatchObject({
      code: 'descriptionNotFound',
    })
  })
})

describe('codes of the office', () => {
  it('are offered beside the others, changed, removed, and come back with undo', async () => {
    const { client } = await anEmptyCatalogue()
    const added = await client.exemption.add({ ...OWN, needs: [...OWN.needs] })
    const offered = async () =>
      (await client.exemption.offered({ regime: 'jpArchives' })).codes.filter(
        ({ vocabulary }) => vocabulary === 'local',
      )
    expect(await offered()).toMatchObject([{ code: '寄贈-1', standing: 'offered', needs: ['agreement'] }])
    const changed = await client.exemption.edit({ id: added.id, patch: { validTo: '2020-12-31' } })
    expect(changed).toEqual({ ...added, validTo: '2020-12-31' })
    expect(await offered()).toMatchObject([{ standing: 'notInForce' }])
    await client.exemption.remove({ id: added.id })
    expect((await client.exemption.list()).own).toEqual([])
    await client.history.undo()
    expect((await client.exemption.list()).own).toEqual([changed])
  })

  it('are refused where the law has a code written like that, and without any words', async () => {
    const { client } = await anEmptyCatalogue()
    const add = (more: object) => client.exemption.add({ ...OWN, needs: [], ...more })
    await expect(add({ code: '16-1-1-イ' })).rejects.toMatchObject({ code: 'exemptionTaken' })
    await expect(add({ regime: 'usClassification', code: '25X6' })).rejects.toMatchObject({
      code: 'exemptionTaken',
    })
    await expect(add({ label: { en: '', ja: ' ' } })).rejects.toMatchObject({ code: 'valueNotAllowed' })
    await expect(add({ validFrom: '2020-01-01', validTo: '2019-12-31' })).rejects.toMatchObject({
      code: 'valueNotAllowed',
    })
    await add({})
    await expect(add({})).rejects.toMatchObject({ code: 'exemptionTaken' })
    const other = await add({ code: '寄贈-2' })
    await expect(client.exemption.edit({ id: other.id, patch: { code: '寄贈-1' } })).rejects.toMatchObject({
      code: 'exemptionTaken',
    })
    await expect(client.exemption.remove({ id: 99 })).rejects.toMatchObject({
      code: 'exemptionNotFound',
    })
  })
})
