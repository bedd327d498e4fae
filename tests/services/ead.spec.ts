import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { DescriptionId } from '../../src-main/shared/contract/ids.ts'
import { aFolder, anEmptyCatalogue } from '../builders.ts'
import type { CatalogueInASpec } from '../builders.ts'
import { hasSharedFiles, sharedFile } from '../shared-files.ts'

const aFile = (content: string | Uint8Array, name = 'aid.xml'): string => {
  const path = join(aFolder(), name)
  writeFileSync(path, content)
  return path
}

const aid = (units: string, after = '') =>
  `<ead><eadheader><eadid>X1</eadid></eadheader><archdesc level="fonds" id="top"><did><unitid>F-1</unitid><unittitle>外務省記録</unittitle></did><dsc>${units}</dsc>${after}</archdesc></ead>`
const item = (title: string, more = '') =>
  `<c01 level="item"><did><unittitle>${title}</unittitle>${more}</did></c01>`

async function planned(
  made: CatalogueInASpec,
  path: string,
  given: { parentId?: DescriptionId; existing?: 'skip' | 'create' } = {},
) {
  const { client } = made
  const { eadId } = await client.ead.open({ handle: made.handle(path, 'read') })
  const { jobId } = await client.ead.plan({ eadId, ...given })
  const job = await client.job.wait({ id: jobId })
  return { eadId, job, result: job.result?.kind === 'ead' ? job.result : null }
}

async function taken(made: CatalogueInASpec, path: string, given: Parameters<typeof planned>[2] = {}) {
  const { eadId } = await planned(made, path, given)
  const { jobId } = await made.client.ead.take({ eadId })
  const job = await made.client.job.wait({ id: jobId })
  expect(job.error).toBeNull()
  return job.result?.kind === 'ead' ? job.result : null
}

const titles = async ({ client }: CatalogueInASpec, parentId: DescriptionId | null = null) =>
  (await client.description.children({ parentId })).rows.map(({ title }) => title)

describe('ead.plan', () => {
  it('shows what would be made, and writes nothing', async () => {
    const made = await anEmptyCatalogue()
    const { eadId, result } = await planned(made, aFile(aid(item('A') + item('B'))))
    expect(result).toMatchObject({ taken: false, units: 3, create: 3, skipped: 0 })
    expect(result?.levels).toEqual([
      { level: 'fonds', units: 1 },
      { level: 'item', units: 2 },
    ])
    const { units } = await made.client.ead.units({ eadId })
    expect(units.map(({ depth, title }) => [depth, title])).toEqual([
      [0, '外務省記録'],
      [1, 'A'],
      [1, 'B'],
    ])
    const { rows } = await made.client.ead.ledger({ eadId, only: 'kept' })
    expect(rows.map(({ path }) => path)).toContain('archdesc@id')
    expect(await titles(made)).toEqual([])
  })

  it.skipIf(!hasSharedFiles)(
    'refuses hostile and broken files with a sentence and a place, and writes nothing',
    async () => {
      const made = await anEmptyCatalogue()
      const why: Record<string, unknown> = {}
      for (const name of readdirSync(sharedFile('ead-samples/bad'))) {
        const { job } = await planned(made, sharedFile(`ead-samples/bad/${name}`))
        if (job.error) why[name] = (job.error.data as { why: string }).why
      }
      expect(why).toEqual({
        'billion_laughs.xml': 'entityTooLarge',
        'html_error_page.xml': 'notWellFormed',
        'invalid_utf8.xml': 'encodingWrong',
        'not_ead.xml': 'notEad',
        'xxe_file.xml': 'entityExternal',
        'zero_bytes.xml': 'empty',
      })
      expect(await titles(made)).toEqual([])
    },
  )

  it.each([
    ['truncated', aid(item('A')).slice(0, -60), 'notWellFormed'],
    ['with a null byte', aid(item('A\0')), 'notWellFormed'],
    ['nested without end', aid('<c>'.repeat(700) + '</c>'.repeat(700)), 'tooDeep'],
    ['packed and cut off', gzipSync(aid(item('A'))).subarray(0, 60), 'notGzip'],
    ['packed to a bomb', gzipSync(aid(item(' '.repeat(90_000_000)))), 'unpacksTooLarge'],
  ])('refuses a file that is %s', async (_, content, why) => {
    const made = await anEmptyCatalogue()
    const { job } = await planned(made, aFile(content))
    expect(job.error).toMatchObject({ code: 'eadUnreadable', data: { why } })
  })
})

describe('ead.take', () => {
  it('makes every unit as a draft, in one step that is undone and done again with what was kept', async () => {
    const made = await anEmptyCatalogue()
    const { client } = made
    const path = aFile(
      aid(
        item('A', '<physloc>Shelf 3</physloc>') + item('B'),
        '<controlaccess><subject source="lcsh">Treaties</subject></controlaccess>',
      ),
    )
    const result = await taken(made, path)
    const [top] = result?.descriptionIds ?? []
    if (top === undefined) throw new Error('nothing was made')
    expect(await titles(made, top)).toEqual(['A', 'B'])
    const unit = await client.description.get({ id: top })
    expect(unit).toMatchObject({ status: 'draft', referenceCode: 'F-1', level: 'fonds' })
    // What follows the units below is of the unit, too.
    expect(unit.accessPoints.map(({ value, source }) => [value, source])).toEqual([['Treaties', 'lcsh']])
    const [child] = (await client.description.children({ parentId: top })).rows
    if (!child) throw new Error('no child')
    const kept = async (words = '') =>
      (await client.kept.list({ descriptionId: child.id, words })).fragments.map(({ xml }) => xml)
    expect(await kept()).toEqual(['<did><physloc>Shelf 3</physloc></did>'])
    expect([await kept('shelf'), await kept('shelf 4')]).toEqual([await kept(), []])
    expect((await client.kept.list({ descriptionId: top })).files).toMatchObject([{ name: 'aid.xml' }])
    await client.history.undo()
    expect(await titles(made)).toEqual([])
    await client.history.redo()
    expect(await kept()).toEqual(['<did><physloc>Shelf 3</physloc></did>'])
  })

  it('knows the units of a file that comes a second time, and makes them again only when asked', async () => {
    const made = await anEmptyCatalogue()
    const path = aFile(gzipSync(aid(item('A') + item('B'))), 'aid.xml.gz')
    await taken(made, path)
    const again = await planned(made, path)
    expect(again.result).toMatchObject({ create: 0, skipped: 3 })
    expect(again.result?.takenBefore).not.toBeNull()
    expect(again.result?.totals.kept).toBe(0)
    // One more unit in the same file comes below the one that is there.
    const more = await taken(made, aFile(aid(item('A') + item('B') + item('C'))))
    expect(more).toMatchObject({ create: 1, skipped: 3 })
    expect(await titles(made)).toEqual(['外務省記録'])
    const copy = await taken(made, path, { existing: 'create' })
    expect(copy).toMatchObject({ create: 3, skipped: 0 })
    expect(copy?.notes.map(({ code }) => code)).toContain('codeTaken')
    expect(await titles(made)).toEqual(['外務省記録', '外務省記録'])
  })

  it('puts right what cannot stand where it does, and says it with its place', async () => {
    const made = await anEmptyCatalogue()
    const path = aFile(
      aid(
        '<c01 level="file" id="x"><did><unitid>N</unitid><unittitle>Folder</unittitle></did><c02 level="series" id="x"><did><unitid>N</unitid></did></c02></c01>',
      ),
    )
    const { eadId } = await planned(made, path)
    const { notes } = await made.client.ead.notes({ eadId })
    expect(notes.map(({ code, line }) => [code, line])).toEqual([
      ['idTwice', 1],
      ['levelMisfit', 1],
      ['codeTaken', 1],
    ])
    const { jobId } = await made.client.ead.take({ eadId })
    const { result } = await made.client.job.wait({ id: jobId })
    expect(result).toMatchObject({ create: 3 })
  })

  it('keeps what is internal out of every field that may go out', async () => {
    const made = await anEmptyCatalogue()
    const result = await taken(made, aFile(aid('', '<odd audience="internal"><p>Appraised at 300</p></odd>')))
    const [top] = result?.descriptionIds ?? []
    const unit = await made.client.description.get({ id: top as DescriptionId })
    expect([unit.note, unit.staffNote.map(({ value }) => value)]).toEqual([[], ['Appraised at 300']])
  })

  it('leaves nothing behind when it is cancelled', async () => {
    const made = await anEmptyCatalogue()
    const { eadId } = await planned(
      made,
      aFile(aid(Array.from({ length: 3000 }, (_, n) => item(`N${n}`)).join(''))),
    )
    const { jobId } = await made.client.ead.take({ eadId })
    const { state } = await made.client.job.cancel({ id: jobId })
    expect(state).toBe('cancelled')
    expect(await titles(made)).toEqual([])
    expect(await made.client.history.list({})).toMatchObject({ entries: [] })
  })
})
