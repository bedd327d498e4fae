/** Batches: kept, planned, run, paused, gone on with, and what a report says and does not say. */
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { BatchDefinition, BatchResult } from '../../src-main/shared/contract/batch.ts'
import type { DescriptionId } from '../../src-main/shared/contract/ids.ts'
import { aFolder, anEmptyCatalogue, words } from '../builders.ts'
import type { CatalogueInASpec } from '../builders.ts'
import { SECRET, anItemToReview } from '../reviewed-item.ts'

const FORMATS = ['ead3', 'ead2002', 'ead2002-dtd', 'csv'].map((as) => ({ as, options: {} }))
const all: BatchDefinition['scope'] = { kind: 'branch', id: null }

const aBatch = (given: Partial<BatchDefinition> = {}): BatchDefinition => ({
  scope: all,
  split: 'each',
  formats: FORMATS,
  naming: '{referenceCode}',
  ...given,
})

async function withUnits(count: number) {
  const made = await anEmptyCatalogue()
  const { client, folder } = made
  const fonds = await client.description.create({
    parentId: null,
    fields: { level: 'fonds', referenceCode: 'F', title: [words('会談', 'jpn')], status: 'published' },
  })
  const ids: DescriptionId[] = [fonds.id]
  for (let at = 1; at < count; at++) {
    const { id } = await client.description.create({
      parentId: fonds.id,
      fields: {
        level: 'item',
        referenceCode: `F/${String(at)}`,
        title: [words(`Item ${String(at)}`)],
        status: 'published',
      },
    })
    ids.push(id)
  }
  const to = join(folder, '..', 'given')
  mkdirSync(to, { recursive: true })
  return { ...made, ids, to }
}

async function run(
  { client, handle }: Pick<CatalogueInASpec, 'client' | 'handle'>,
  id: Awaited<ReturnType<CatalogueInASpec['client']['batch']['save']>>['id'],
  to: string | null,
): Promise<BatchResult> {
  const { jobId } = await client.batch.run({ id, to: to === null ? null : handle(to, 'write') })
  const job = await client.job.wait({ id: jobId })
  if (job.result?.kind !== 'batch') throw new Error(`the run ended with ${job.error?.code ?? job.state}`)
  return job.result
}

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => statSync(join(folder, file)).isFile())
    .sort()

describe('batch', () => {
  it('keeps a definition under a name, and no second one under the same', async () => {
    const { client } = await anEmptyCatalogue()
    const kept = await client.batch.save({ id: null, name: 'Portal', definition: aBatch() })
    expect(await client.batch.list()).toMatchObject([
      { name: 'Portal', folder: null, unfinished: null, definition: aBatch() },
    ])
    await expect(client.batch.save({ id: null, name: 'Portal', definition: aBatch() })).rejects.toMatchObject(
      {
        code: 'batchNameTaken',
      },
    )
    await client.batch.save({ id: kept.id, name: 'Portal 2', definition: aBatch({ split: 'together' }) })
    expect(await client.batch.list()).toMatchObject([{ id: kept.id, name: 'Portal 2' }])
    await client.history.undo({})
    expect(await client.batch.list()).toMatchObject([{ id: kept.id, name: 'Portal' }])
    await client.batch.remove({ id: kept.id })
    expect(await client.batch.list()).toEqual([])
  })

  it('refuses formats, options and names of files that it does not know', async () => {
    const { client } = await anEmptyCatalogue()
    const saving = (definition: BatchDefinition) => client.batch.save({ id: null, name: 'x', definition })
    await expect(saving(aBatch({ formats: [{ as: 'ead4', options: {} }] }))).rejects.toMatchObject({
      code: 'exportFormatUnknown',
    })
    await expect(saving(aBatch({ formats: [{ as: 'ead3', options: { a: 1 } }] }))).rejects.toMatchObject({
      code: 'exportOptionUnknown',
    })
    await expect(saving(aBatch({ naming: '{nothing}' }))).rejects.toMatchObject({ code: 'batchNameUnknown' })
  })

  it('gives out each unit in each format, whole and with the same bytes each time', async () => {
    const made = await withUnits(4)
    const { id } = await made.client.batch.save({ id: null, name: 'Each', definition: aBatch() })
    const first = await run(made, id, made.to)
    expect(first).toMatchObject({ units: 4, files: 16, written: 16, failedTotal: 0, leftOutTotal: 0 })
    const folder = join(made.to, 'Each')
    expect(filesIn(folder)).toEqual(
      ['csv', 'ead2002', 'ead2002-dtd', 'ead3']
        .flatMap((as) =>
          ['F', 'F-1', 'F-2', 'F-3'].map((name) => `${as}/${name}.${as === 'csv' ? 'csv' : 'xml'}`),
        )
        .sort(),
    )
    const bytes = () => filesIn(made.to).map((file) => [file, readFileSync(join(made.to, file), 'latin1')])
    const before = bytes()
    expect(await run(made, id, null)).toMatchObject({ files: 16, written: 16 })
    expect(bytes()).toEqual(before)
    expect((await made.client.batch.list())[0]).toMatchObject({ folder: 'given', unfinished: null })
  })

  it('gives out a tree as one file for each branch, and a list as one', async () => {
    const made = await withUnits(4)
    const { id } = await made.client.batch.save({
      id: null,
      name: 'Together',
      definition: aBatch({ split: 'together' }),
    })
    expect(await run(made, id, made.to)).toMatchObject({ units: 4, files: 4 })
    expect(filesIn(join(made.to, 'Together'))).toEqual([
      'csv/Together.csv',
      'ead2002-dtd/F.xml',
      'ead2002/F.xml',
      'ead3/F.xml',
    ])
    expect(readFileSync(join(made.to, 'Together', 'ead3', 'F.xml'), 'utf8')).toContain('Item 3')
  })

  it('leaves out what the public may not have, says why, and writes nothing of it', async () => {
    const { client, core, handle, id: item, markAll } = await anItemToReview({}, SECRET)
    await markAll()
    await client.description.edit({ id: item, patch: { status: 'published' } })
    const parent = await client.description.create({
      parentId: null,
      fields: { title: [words('Hidden title')] },
    })
    await client.description.create({
      parentId: parent.id,
      fields: { title: [words('Below')], status: 'published' },
    })
    await client.description.create({
      parentId: null,
      fields: { title: [words('Open')], referenceCode: 'O', status: 'published' },
    })
    const folder = core.openFolder()
    if (folder === null) throw new Error('it is open')
    const to = join(folder, '..', 'given')
    mkdirSync(to)
    const { id } = await client.batch.save({ id: null, name: 'Public', definition: aBatch() })
    const result = await run({ client, handle }, id, to)
    const why = new Map(result.leftOut.map(({ unit, why: reason }) => [unit.title, reason]))
    expect(why.get('Hidden title')).toBe('notPublished')
    expect(why.get('Below')).toBe('aboveNotOpen')
    expect(result.leftOut.find(({ unit }) => unit.id === item)?.why).toBe('notReleased')
    const written = filesIn(to)
      .map((file) => readFileSync(join(to, file), 'utf8'))
      .join('\n')
    expect(written).toContain('Open')
    for (const hidden of ['Hidden title', 'Below', SECRET.en, SECRET.ja])
      expect(written).not.toContain(hidden)
  })

  it('gives out a released item with its texts and files: what was decided about, and nothing of what is withheld', async () => {
    const item = await anItemToReview({}, SECRET)
    const { client, handle, id, pages, ja } = item
    await client.description.edit({
      id,
      patch: { status: 'published', agents: [{ name: '鹿取', type: 'person', role: 'mentioned' }] },
    })
    const [first] = ja.paragraphs
    const region = { x: 10, y: 20, width: 30, height: 40 }
    const [page] = pages
    if (!first || !page) throw new Error('it has pages and words')
    await client.text.place({ paragraphId: first.id, pageId: page.id, region })
    await item.bringTo('approved')
    const to = aFolder()
    const released = await client.release.write({
      ...{ ids: [id], within: handle(to, 'write'), name: 'Release', imageFormat: 'png', as: 'Chiba' },
    })
    expect(await client.job.wait({ id: released.jobId })).toMatchObject({ error: null })
    const formats = ['tei', 'mets', 'eac-cpf', 'ead3'].map((as) => ({ as, options: {} }))
    const batch = await client.batch.save({ id: null, name: 'Edition', definition: aBatch({ formats }) })
    expect(await run(item, batch.id, to)).toMatchObject({ files: 4, failedTotal: 0, leftOutTotal: 0 })
    const read = (as: string) => readFileSync(join(to, 'Edition', as, 'R-1.xml'), 'utf8')
    const [tei, mets] = [read('tei'), read('mets')]
    for (const part of [
      '会談は午前に始まった。',
      '双方は挨拶した。<gap reason="withheld"><desc>[2 lines withheld – 27(1)]</desc></gap>会談は続いた。',
      'ulx="10" uly="20" lrx="40" lry="60"',
      '<link target="#t1.p1 #t2.p1"',
    ])
      expect(tei).toContain(part)
    // Of the first page a passage is withheld: of its file nothing is told.
    const digests = pages.map(({ scan }) => scan?.sha256 ?? 'none')
    expect(digests.map((digest) => mets.includes(digest))).toEqual([false, true])
    expect(read('eac-cpf')).toContain('鹿取')
    for (const text of [tei, mets])
      for (const secret of Object.values(SECRET)) expect(text).not.toContain(secret)
  })

  it('gives no name to a file that is not valid, and says which record and what is to blame', async () => {
    const made = await withUnits(2)
    const { id } = await made.client.batch.save({
      id: null,
      name: 'Strict',
      definition: aBatch({ formats: [{ as: 'ead2002-dtd', options: { profile: 'archivesspace' } }] }),
    })
    const result = await run(made, id, made.to)
    expect(result).toMatchObject({ files: 0, failedTotal: 2 })
    expect(result.failed[0]).toMatchObject({
      file: 'ead2002-dtd/F.xml',
      unit: { id: made.ids[0], referenceCode: 'F' },
      problems: [{ rule: 'archivesspace unitdate' }, { rule: 'archivesspace extent' }],
    })
    expect(filesIn(made.to)).toEqual(['Strict report.html', 'Strict report.json'])
    expect(readFileSync(join(made.to, 'Strict report.html'), 'utf8')).toContain('archivesspace extent')
  })

  it('is paused, goes on where it was, and ends with what one run makes', async () => {
    const made = await withUnits(30)
    const { client, handle, to } = made
    const { id } = await client.batch.save({ id: null, name: 'Long', definition: aBatch() })
    const { jobId } = await client.batch.run({ id, to: handle(to, 'write') })
    await expect(client.batch.run({ id })).rejects.toMatchObject({ code: 'batchRunning' })
    while ((await client.job.get({ id: jobId })).done < 20) await new Promise((go) => setImmediate(go))
    expect((await client.job.cancel({ id: jobId })).state).toBe('cancelled')
    const [paused] = await client.batch.list()
    const files = paused?.unfinished?.files ?? 0
    expect(files).toBeGreaterThanOrEqual(20)
    expect(files).toBeLessThan(120)
    expect(filesIn(join(to, 'Long'))).toHaveLength(files)
    // A file that is not what it was is made again.
    const [damaged = ''] = filesIn(join(to, 'Long'))
    writeFileSync(join(to, 'Long', damaged), 'x')
    const result = await run(made, id, null)
    expect(result).toMatchObject({ files: 120, written: 120 - files + 1 })
    const bytes = filesIn(to).map((file) => readFileSync(join(to, file), 'latin1'))
    rmSync(join(to, 'Long'), { recursive: true })
    await run(made, id, null)
    expect(filesIn(to).map((file) => readFileSync(join(to, file), 'latin1'))).toEqual(bytes)
  })

  it('begins anew when the catalogue has changed meanwhile', async () => {
    const made = await withUnits(30)
    const { client, handle, to, ids } = made
    const { id } = await client.batch.save({ id: null, name: 'Changed', definition: aBatch() })
    const { jobId } = await client.batch.run({ id, to: handle(to, 'write') })
    while ((await client.job.get({ id: jobId })).done < 20) await new Promise((go) => setImmediate(go))
    await client.job.cancel({ id: jobId })
    const [first] = ids
    if (first === undefined) throw new Error('there is one')
    await client.description.edit({ id: first, patch: { title: [words('Another title')] } })
    expect(await run(made, id, null)).toMatchObject({ files: 120, written: 120 })
    expect(readFileSync(join(to, 'Changed', 'ead3', 'F.xml'), 'utf8')).toContain('Another title')
  })

  it('gives up a paused run: nothing of it stays, and nothing else is touched', async () => {
    const made = await withUnits(30)
    const { client, handle, to } = made
    const { id } = await client.batch.save({ id: null, name: 'Dropped', definition: aBatch() })
    mkdirSync(join(to, 'Dropped'))
    writeFileSync(join(to, 'Dropped', 'mine.txt'), 'mine')
    writeFileSync(join(to, 'other.xml'), 'other')
    const { jobId } = await client.batch.run({ id, to: handle(to, 'write') })
    while ((await client.job.get({ id: jobId })).done < 20) await new Promise((go) => setImmediate(go))
    await client.job.cancel({ id: jobId })
    // A journal that somebody has tampered with leads out of the folder nowhere.
    const journal = join(to, 'Dropped (unfinished).jsonl')
    writeFileSync(
      journal,
      `${readFileSync(journal, 'utf8')}{"file":"../other.xml","byteSize":5,"sha256":"","units":1,"remarks":[]}\n`,
    )
    const { removed } = await client.batch.drop({ id })
    expect(removed).toBeGreaterThanOrEqual(20)
    expect(filesIn(to)).toEqual(['Dropped/mine.txt', 'other.xml'])
    expect((await client.batch.list())[0]?.unfinished).toBeNull()
  })

  it('asks for a folder when none was chosen, or the one it had is gone', async () => {
    const made = await withUnits(1)
    const { id } = await made.client.batch.save({ id: null, name: 'Where', definition: aBatch() })
    await expect(made.client.batch.run({ id })).rejects.toMatchObject({ code: 'batchNowhere' })
    await run(made, id, made.to)
    rmSync(made.to, { recursive: true })
    await expect(made.client.batch.run({ id })).rejects.toMatchObject({ code: 'batchNowhere' })
    expect(existsSync(made.to)).toBe(false)
  })
})
