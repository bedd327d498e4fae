import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { resourcePath } from '../../src-main/platform/resources.ts'
import type { ImportResult } from '../../src-main/shared/contract/import.ts'
import type { DescriptionId } from '../../src-main/shared/contract/ids.ts'
import { aCore, aFolder, anEmptyCatalogue } from '../builders.ts'
import { buildPdf } from '../imaging/pdf-builder.ts'
import type { CatalogueInASpec } from '../builders.ts'

async function aScan(path: string, width = 300): Promise<string> {
  await sharp({ create: { width, height: 200, channels: 3, background: '#f4f1e6' } })
    .tiff()
    .toFile(path)
  return path
}

async function imported(
  { client, handle }: CatalogueInASpec,
  paths: string[],
  options: {
    into?: DescriptionId
    arrange?: 'attach' | 'items'
    storage?: 'copied' | 'linked'
    as?: string
  } = {},
): Promise<ImportResult> {
  const { jobId } = await client.import.start({
    handles: paths.map((path) => handle(path, 'read')),
    ...options,
  })
  const { result, error } = await client.job.wait({ id: jobId })
  if (result?.kind !== 'import') throw new Error(`no result: ${JSON.stringify(error)}`)
  return result
}

const titles = async ({ client }: CatalogueInASpec, parentId: DescriptionId | null) =>
  (await client.description.children({ parentId })).rows.map(({ title, pageCount }) => [title, pageCount])

describe('import.start', () => {
  it('makes items of files with one name and running numbers, also from folders below', async () => {
    const catalogue = await anEmptyCatalogue()
    const folder = aFolder()
    mkdirSync(join(folder, 'more'))
    for (const [index, name] of [
      'a_001.tif',
      'a_002.tif',
      'a_010.tif',
      'more/b_1.tif',
      'more/b_2.tif',
    ].entries()) {
      await aScan(join(folder, name), 300 + index)
    }
    const result = await imported(catalogue, [folder])
    expect(result).toMatchObject({ descriptions: 2, pages: 5, refused: [] })
    expect(await titles(catalogue, null)).toEqual([
      ['a', 3],
      ['b', 2],
    ])
    const pages = await catalogue.client.scan.pages({
      descriptionId: result.descriptionIds[0] as DescriptionId,
    })
    expect(pages.map(({ scan }) => scan?.fileName)).toEqual(['a_001.tif', 'a_002.tif', 'a_010.tif'])
  })

  it('fills the pages that wait for an image, and adds the rest', async () => {
    const catalogue = await anEmptyCatalogue()
    const { client } = catalogue
    const { id } = await client.description.create({ parentId: null, fields: { level: 'item' } })
    await client.scan.addPage({ descriptionId: id })
    const folder = aFolder()
    const scans = [await aScan(join(folder, '1.tif'), 301), await aScan(join(folder, '2.tif'), 302)]
    await imported(catalogue, scans, { into: id, arrange: 'attach' })
    const pages = await client.scan.pages({ descriptionId: id })
    expect(pages.map(({ number, width }) => [number, width])).toEqual([
      [1, 301],
      [2, 302],
    ])
  })

  it('notices bytes that are there already, under any name', async () => {
    const catalogue = await anEmptyCatalogue()
    const folder = aFolder()
    const scan = await aScan(join(folder, 'one.tif'))
    await imported(catalogue, [scan])
    writeFileSync(join(folder, 'copy.tif'), readFileSync(scan))
    const again = await imported(catalogue, [join(folder, 'copy.tif')])
    expect(again).toMatchObject({
      pages: 0,
      descriptions: 0,
      duplicates: [{ file: 'copy.tif', sameAs: 'one.tif' }],
    })
  })

  it('links scans where they lie when asked, and says so when one is gone', async () => {
    const catalogue = await anEmptyCatalogue()
    const path = await aScan(join(aFolder(), 'linked.tif'))
    const result = await imported(catalogue, [path], { storage: 'linked' })
    const [page] = await catalogue.client.scan.pages({
      descriptionId: result.descriptionIds[0] as DescriptionId,
    })
    expect(page?.scan?.storage).toBe('linked')
    const tile = () => catalogue.core.fetch(new Request(`http://core/thumbnails/${page?.id ?? 0}`))
    expect((await tile()).headers.get('content-type')).toBe('image/jpeg')
    rmSync(path)
    const codes = (await catalogue.client.check.run()).findings.map(({ code }) => code)
    expect(codes).toContain('scanMissing')
  })

  it('refuses by name what is no scan, and takes the others', async () => {
    const catalogue = await anEmptyCatalogue()
    const folder = aFolder()
    await aScan(join(folder, 'good.tif'))
    writeFileSync(join(folder, 'empty.tif'), '')
    writeFileSync(join(folder, 'text.jpg'), 'これは写真ではない')
    const result = await imported(catalogue, [folder])
    expect(result.pages).toBe(1)
    expect(result.refused.map(({ file, code }) => [file, code])).toEqual([
      ['empty.tif', 'scanEmpty'],
      ['text.jpg', 'scanUnsupported'],
    ])
  })

  it('passes over nothing in a folder: links are followed to files, and named where they lead to none', async () => {
    const catalogue = await anEmptyCatalogue()
    const [folder, elsewhere] = [aFolder(), aFolder()]
    symlinkSync(await aScan(join(elsewhere, 'master.tif')), join(folder, 'page.tif'))
    symlinkSync(join(elsewhere, 'unmounted.tif'), join(folder, 'gone.tif'))
    symlinkSync(folder, join(folder, 'round'))
    const result = await imported(catalogue, [folder])
    expect(result.pages).toBe(1)
    expect(result.refused.map(({ file, code }) => [file, code])).toEqual([
      ['gone.tif', 'fileNotFound'],
      ['round', 'fileNotRegular'],
    ])
  })

  it('refuses by name a document with a paragraph that is longer than any can be', async () => {
    const { client, handle } = await anEmptyCatalogue()
    const folder = aFolder()
    const document = (words: string) =>
      `**A talk**\n\n**Citation:**\n\nx\n\n**Original Language:**\n\nJapanese\n\n${words}\n\nThe end.\n`
    writeFileSync(join(folder, 'long.txt'), document('السفير 鹿取大使 👩‍👩‍👧 '.repeat(60_000)))
    writeFileSync(join(folder, 'short.txt'), document('鹿取大使'))
    const { jobId } = await client.import.start({ handles: [handle(folder, 'read')] })
    const { result } = await client.job.wait({ id: jobId })
    expect(result).toMatchObject({
      texts: 1,
      refused: [{ file: 'long.txt', code: 'paragraphTooLong', data: { file: 'long.txt', limit: 1_000_000 } }],
    })
  })

  it('takes files whose names hold anything that a name can hold', async () => {
    const catalogue = await anEmptyCatalogue()
    const { client, core } = catalogue
    const folder = aFolder()
    const names = [
      'new\nline.tif',
      'invoice\u202efit.exe.tif',
      'סריקה 1.tif',
      'scan[page=1]',
      `${'書'.repeat(83)}ab.tif`,
      '-rf.tif',
      ' quote"&<>;$(x) .tif',
    ]
    for (const [index, name] of names.entries()) {
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255)
      await aScan(join(folder, name), 300 + index)
    }
    const { refused, descriptionIds } = await imported(catalogue, [folder])
    expect(refused).toEqual([])
    const pages = (
      await Promise.all(descriptionIds.map((descriptionId) => client.scan.pages({ descriptionId })))
    ).flat()
    expect(pages.map(({ scan }) => scan?.fileName).sort()).toEqual([...names].sort())
    for (const { id } of pages) {
      const response = await core.fetch(new Request(`http://core/thumbnails/${id}`))
      expect(response.headers.get('content-type')).toBe('image/jpeg')
    }
  })

  it('draws pages of a PDF at what the person prefers; those taken in before keep their size', async () => {
    const catalogue = await anEmptyCatalogue()
    const { client, core } = catalogue
    const folder = aFolder()
    const taken = async (pdfPixelsPerInch: number) => {
      const path = join(folder, `${pdfPixelsPerInch}.pdf`)
      const content = `1 0 0 rg 0 0 144 144 re f % ${pdfPixelsPerInch}`
      writeFileSync(path, buildPdf([{ width: 288, height: 144, content }]))
      await client.settings.set({ pdfPixelsPerInch })
      const { descriptionIds } = await imported(catalogue, [path])
      return (await client.scan.pages({ descriptionId: descriptionIds[0] as DescriptionId }))[0]
    }
    const pages = [await taken(150), await taken(600)]
    expect(pages.map((page) => [page?.width, page?.height, page?.pixelsPerInch])).toEqual([
      [600, 300, 150],
      [2400, 1200, 600],
    ])
    // The tile at the middle of the upper edge, at full size: red to the left, white to the right.
    for (const [page, level, tile, at] of [
      [pages[0], 2, 1, 44],
      [pages[1], 4, 4, 176],
    ] as const) {
      const response = await core.fetch(new Request(`http://core/tiles/${page?.id}/${level}/${tile}/0`))
      const { data, info } = await sharp(await response.arrayBuffer())
        .raw()
        .toBuffer({ resolveWithObject: true })
      const greens = [at - 20, at + 20].map((x) => data[x * info.channels + 1] ?? -1)
      expect(greens[0]).toBeLessThan(20)
      expect(greens[1]).toBeGreaterThan(235)
    }
    await expect(client.settings.set({ pdfPixelsPerInch: 20 })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  })

  it('is one step that undo takes back and redo brings again, with its scans', async () => {
    const catalogue = await anEmptyCatalogue()
    await imported(catalogue, [await aScan(join(aFolder(), 'a.tif'))])
    await catalogue.client.history.undo()
    expect(await titles(catalogue, null)).toEqual([])
    await catalogue.client.history.redo()
    expect(await titles(catalogue, null)).toEqual([['a', 1]])
    expect(
      (await catalogue.client.check.run()).findings.filter(({ code }) => code === 'scanMissing'),
    ).toEqual([])
  })
})

describe('proposal', () => {
  const telegram = resourcePath('resources/sample/telegram.txt')

  it('is taken into its field or refused, once, and undo takes that back', async () => {
    const catalogue = await anEmptyCatalogue()
    const { client } = catalogue
    const { descriptionIds } = await imported(catalogue, [telegram])
    const descriptionId = descriptionIds[0] as DescriptionId
    const open = (await client.proposal.list({ descriptionId })).filter(
      ({ kind, state }) => kind === 'field' && state === 'open',
    )
    const agent = open.find(({ field }) => field === 'agents')
    const other = open.find(({ id }) => id !== agent?.id)
    if (!agent || !other) throw new Error('the sample proposes too little')
    const before = (await client.description.get({ id: descriptionId })).agents.length
    await client.proposal.take({ id: agent.id })
    expect((await client.description.get({ id: descriptionId })).agents).toHaveLength(before + 1)
    await expect(client.proposal.take({ id: agent.id })).rejects.toMatchObject({ code: 'proposalNotFound' })
    await client.proposal.refuse({ id: other.id })
    await client.history.undo()
    await client.history.undo()
    expect((await client.description.get({ id: descriptionId })).agents).toHaveLength(before)
    expect((await client.proposal.list({ descriptionId })).filter(({ state }) => state !== 'open')).toEqual(
      [],
    )
  })

  it('of a date takes the place of the same words that were not yet read', async () => {
    const catalogue = await anEmptyCatalogue()
    const { client } = catalogue
    const { descriptionIds } = await imported(catalogue, [telegram])
    const descriptionId = descriptionIds[0] as DescriptionId
    const proposals = await client.proposal.list({ descriptionId })
    const dates = proposals.filter(({ field, state }) => field === 'dates' && state === 'open')
    expect(dates.length).toBeGreaterThan(0)
    const before = (await client.description.get({ id: descriptionId })).dates
    for (const { id } of dates) await client.proposal.take({ id })
    const after = (await client.description.get({ id: descriptionId })).dates
    expect(after).toHaveLength(before.length)
    expect(after.filter(({ edtf }) => edtf === null).length).toBe(
      before.filter(({ edtf }) => edtf === null).length - dates.length,
    )
  })
})

describe('import with a pattern of file names', () => {
  it('says first which records and pages there would be, and then makes just those', async () => {
    const catalogue = await anEmptyCatalogue()
    const { client, handle } = catalogue
    const { id } = await client.description.create({
      parentId: null,
      fields: { level: 'item', referenceCode: 'B-1' },
    })
    const folder = aFolder()
    const names = ['A-7-2v.tif', 'A-7-1.tif', 'A-7-2r.tif', 'B-1-1.tif', 'cover.tif']
    for (const [index, name] of names.entries()) await aScan(join(folder, name), 300 + index)
    const asked = { handles: [handle(folder, 'read')], as: 'scans', pattern: '{ref}-{page}{side}' }
    const { handles, ...preview } = await client.import.preview(asked)
    const name = (file: string) => expect.stringContaining(file) as string
    expect(preview).toEqual({
      files: 5,
      recordsTotal: 2,
      records: [
        {
          title: 'A-7',
          referenceCode: 'A-7',
          existing: null,
          files: 3,
          first: name('A-7-1.tif'),
          last: name('A-7-2v.tif'),
        },
        {
          title: 'B-1',
          referenceCode: 'B-1',
          existing: id,
          files: 1,
          first: name('B-1-1.tif'),
          last: name('B-1-1.tif'),
        },
      ],
      unfit: [name('cover.tif')],
      unfitTotal: 1,
      clashes: [],
    })
    expect((await client.history.list({})).total).toBe(1)

    const { jobId } = await client.import.start({ ...asked, handles })
    const { result } = await client.job.wait({ id: jobId })
    expect(result).toMatchObject({
      descriptions: 1,
      pages: 4,
      renumbered: [],
      refused: [{ file: 'cover.tif', code: 'fileOutsidePattern' }],
    })
    const made = await client.description.find({ referenceCode: 'A-7' })
    const pages = await client.scan.pages({ descriptionId: made.id })
    expect(pages.map(({ label, scan }) => [label, scan?.fileName])).toEqual([
      [null, 'A-7-1.tif'],
      ['2r', 'A-7-2r.tif'],
      ['2v', 'A-7-2v.tif'],
    ])
    expect(await client.scan.pages({ descriptionId: id })).toHaveLength(1)
  })

  it('says so of files that are not here yet, by their names, beside those that are', async () => {
    const { client, handle } = await anEmptyCatalogue()
    const folder = aFolder()
    await aScan(join(folder, 'C-1_1.tif'), 300)
    const { handles, ...preview } = await client.import.preview({
      handles: [handle(join(folder, 'C-1_1.tif'), 'read')],
      names: ['C-1_2.tif', 'C-2_1.tif', 'odd.tif'],
      pattern: '{ref}_{page}',
    })
    expect(handles).toHaveLength(1)
    expect(preview).toMatchObject({ files: 4, recordsTotal: 2, unfit: ['odd.tif'] })
    expect(preview.records.map(({ referenceCode, files }) => [referenceCode, files])).toEqual([
      ['C-1', 2],
      ['C-2', 1],
    ])
    await expect(client.import.preview({})).rejects.toMatchObject({ code: 'importNothing' })
  })

  it('tells two files of one page, and a pattern that says nothing', async () => {
    const { client, handle } = await anEmptyCatalogue()
    const folder = aFolder()
    for (const [index, name] of ['A_01.tif', 'A_1.tif'].entries())
      await aScan(join(folder, name), 300 + index)
    const preview = await client.import.preview({
      handles: [handle(folder, 'read')],
      pattern: '{ref}_{page}',
    })
    expect(preview.clashes).toEqual([expect.stringContaining('A_1.tif')])
    await expect(
      client.import.preview({ handles: [handle(folder, 'read')], pattern: '{page}' }),
    ).rejects.toMatchObject({ code: 'filePatternInvalid', data: { code: 'noRecord' } })
  })
})

describe('an import that is under way when the catalogue is closed', () => {
  it('waits for the next opening, makes no half record, and goes on there', async () => {
    const made = await anEmptyCatalogue()
    const folder = aFolder()
    for (let number = 1; number <= 12; number++) await aScan(join(folder, `A_${number}.tif`), 300 + number)
    await made.client.import.start({ handles: [made.handle(folder, 'read')], as: 'scans' })
    await made.core.close()
    const again = aCore({ home: made.home })
    await again.core.openCatalogue(made.folder)
    expect((await again.client.history.list({})).total).toBe(0)
    const [interrupted] = await again.client.import.interrupted()
    expect(interrupted).toMatchObject({ files: 12 })
    const { jobId } = await again.client.import.goOn({ id: interrupted?.id ?? '' })
    // While it runs it is none that waits.
    expect(await again.client.import.interrupted()).toEqual([])
    expect((await again.client.job.wait({ id: jobId })).result).toMatchObject({ descriptions: 1, pages: 12 })
    expect(await again.client.import.interrupted()).toEqual([])
    await expect(again.client.import.drop({ id: interrupted?.id ?? '' })).rejects.toMatchObject({
      code: 'importNotFound',
    })
  })
})
