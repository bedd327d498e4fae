import { describe, expect, it } from 'vitest'
import { anEmptyCatalogue, words } from '../builders.ts'
import type { DescriptionPatchInput } from '../../src-main/shared/contract/description.ts'
import type { DescriptionId } from '../../src-main/shared/contract/ids.ts'

/** A catalogue with a clock that is set by hand, in the time of this machine. */
async function aCatalogueInTime() {
  let now = new Date(2026, 0, 15, 12)
  const made = await anEmptyCatalogue({ clock: { now: () => now.toISOString() } })
  const { client } = made
  return {
    client,
    /** From here on it is the middle of a month, or another moment, and somebody works. */
    on: async (month: number, who: string, day = 15, hour = 12) => {
      now = new Date(2026, month - 1, day, hour)
      await client.settings.set({ who })
    },
    add: async (parentId: DescriptionId | null, fields: DescriptionPatchInput = {}) =>
      (
        await client.description.create({
          parentId,
          fields: { level: 'item', title: [words('A')], ...fields },
        })
      ).id,
    edit: (id: DescriptionId, patch: DescriptionPatchInput) => client.description.edit({ id, patch }),
    months: async (input: Parameters<typeof client.statistics.months>[0] = {}) => {
      const { months, total } = await client.statistics.months(input)
      const said = ({ descriptions, items, pages, changed, checked, published }: typeof total) =>
        [descriptions, items, pages, changed, checked, published].join(' ')
      return {
        months: Object.fromEntries(
          months.map(({ month, people, ...counts }) => [
            month,
            {
              all: said({ ...counts, people }),
              ...Object.fromEntries(people.map((one) => [one.who, said({ ...one, people: [] })])),
            },
          ]),
        ),
        order: months.map(({ month }) => month),
        total: said(total),
      }
    },
  }
}

describe('statistics.months', () => {
  it('counts what was added, changed, checked and published, by month and by person', async () => {
    const { client, on, add, edit, months } = await aCatalogueInTime()
    await on(1, '佐藤')
    const fonds = await add(null, { level: 'fonds' })
    const one = await add(fonds)
    await edit(one, { title: [words('B')] })
    await client.scan.addPage({ descriptionId: one, label: null })
    await on(2, '森')
    await edit(one, { title: [words('C')] })
    await edit(one, { title: [words('D')] })
    await edit(one, { status: 'checked' })
    await client.scan.addPage({ descriptionId: one, label: null })
    await client.scan.addPage({ descriptionId: one, label: null })
    await on(2, '佐藤')
    await edit(one, { status: 'published' })
    await add(fonds, { status: 'published' })
    expect(await months()).toEqual({
      order: ['2026-02', '2026-01'],
      months: {
        '2026-01': { all: '2 1 1 0 0 0', 佐藤: '2 1 1 0 0 0' },
        '2026-02': { all: '1 1 2 1 1 2', 佐藤: '1 1 0 1 0 2', 森: '0 0 2 1 1 0' },
      },
      // Added in January, it is no changed one of the whole time.
      total: '3 2 3 0 1 2',
    })
    expect((await months({ from: '2026-02', to: '2026-02' })).total).toBe('1 1 2 1 1 2')
    expect((await months({ to: '2026-01' })).order).toEqual(['2026-01'])
  })

  it('counts what was published again, and what was made checked', async () => {
    const { client, on, add, edit, months } = await aCatalogueInTime()
    await on(1, '')
    const one = await add(null, { status: 'published' })
    await add(null, { status: 'checked' })
    await on(3, '')
    await edit(one, { title: [words('B')] })
    await client.publication.publish({ scope: { kind: 'units', ids: [one] } })
    const { months: found } = await months()
    expect(found).toEqual({
      '2026-01': { all: '2 2 0 0 1 1', '': '2 2 0 0 1 1' },
      '2026-03': { all: '0 0 0 1 0 1', '': '0 0 0 1 0 1' },
    })
  })

  it('leaves out what is in the bin, what was taken back, and what only stands elsewhere', async () => {
    const { client, on, add, edit, months } = await aCatalogueInTime()
    await on(1, '佐藤')
    const [file, one, two, binned] = [
      await add(null, { level: 'file' }),
      await add(null),
      await add(null),
      await add(null),
    ]
    await client.scan.addPage({ descriptionId: binned, label: null })
    await on(2, '佐藤')
    await client.description.move({ ids: [two], parentId: file, beforeId: null })
    await client.list.bookmark({ id: one })
    await edit(one, { title: [words('B')] })
    await client.history.undo()
    await edit(binned, { title: [words('B')] })
    await client.description.bin({ ids: [binned] })
    expect(await months()).toMatchObject({ order: ['2026-01'], total: '3 2 0 0 0 0' })
    await client.history.undo()
    await client.history.undo()
    await client.history.redo()
    // Done again is done.
    expect((await months()).months).toMatchObject({ '2026-02': { 佐藤: '0 0 0 1 0 0' } })
    expect((await months()).total).toBe('4 3 1 0 0 0')
  })

  it('counts a branch alone, and refuses one that is not there', async () => {
    const { client, on, add, edit, months } = await aCatalogueInTime()
    await on(1, '佐藤')
    const file = await add(null, { level: 'file' })
    const within = await add(file)
    const other = await add(null)
    await on(2, '佐藤')
    await edit(within, { title: [words('B')] })
    await edit(other, { title: [words('B')] })
    expect((await months({ branchId: file })).months).toEqual({
      '2026-01': { all: '2 1 0 0 0 0', 佐藤: '2 1 0 0 0 0' },
      '2026-02': { all: '0 0 0 1 0 0', 佐藤: '0 0 0 1 0 0' },
    })
    await client.description.bin({ ids: [file] })
    await expect(months({ branchId: file })).rejects.toMatchObject({ code: 'descriptionNotFound' })
  })

  it('goes by the months of this machine', async () => {
    const { on, add, months } = await aCatalogueInTime()
    await on(2, '', 1, 0)
    await add(null)
    await on(2, '', 28, 23)
    await add(null)
    await on(3, '', 1, 0)
    await add(null)
    expect((await months()).months).toMatchObject({
      '2026-02': { all: '2 2 0 0 0 0' },
      '2026-03': { all: '1 1 0 0 0 0' },
    })
  })
})
