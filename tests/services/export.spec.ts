import { describe, expect, it } from 'vitest'
import { anEmptyCatalogue, words } from '../builders.ts'

describe('export.start', () => {
  it('makes no second file of a unit that stands below another one of the selection', async () => {
    const { client } = await anEmptyCatalogue()
    const make = async (parentId: null | Awaited<ReturnType<typeof client.description.create>>['id']) =>
      (
        await client.description.create({
          parentId,
          fields: { title: [words('Telegrams', 'eng', 'Latn')], status: 'published' },
        })
      ).id
    const fonds = await make(null)
    const series = await make(fonds)
    const other = await make(null)
    const { jobId } = await client.export.start({ as: 'ead3', only: [series, other, fonds] })
    const { result } = await client.job.wait({ id: jobId })
    expect(result).toMatchObject({ kind: 'export', descriptions: 3 })
    expect(result?.kind === 'export' ? result.files.map((file) => file.descriptions) : []).toEqual([1, 2])
  })
})
