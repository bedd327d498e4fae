import { readFileSync, readdirSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import type { OcrResult } from '../../src-main/shared/contract/ocr.ts'
import { anEmptyCatalogue } from '../builders.ts'
import type { CatalogueInASpec } from '../builders.ts'

/** An item with blank pages of 1,000 by 800 pixels, whose files have these names. */
async function anItem(...names: string[]) {
  const made = await anEmptyCatalogue()
  const { client, home, handle } = made
  const { id } = await client.description.create({
    parentId: null,
    fields: { level: 'item', referenceCode: 'F/1', title: [{ value: '電信' }] },
  })
  for (const [n, name] of names.entries()) {
    const path = join(home, name)
    const background = { r: 250, g: 250, b: 200 + n }
    await sharp({ create: { width: 1000, height: 800, channels: 3, background } })
      .png()
      .toFile(path)
    const { jobId } = await client.import.start({
      handles: [handle(path, 'read')],
      into: id,
      arrange: 'attach',
    })
    await client.job.wait({ id: jobId })
  }
  return { ...made, id, pages: await client.scan.pages({ descriptionId: id }) }
}

function anAlto(
  { home }: CatalogueInASpec,
  name: string,
  image: string | null,
  words: string,
  size = [1000, 800],
): string {
  const path = join(home, name)
  const strings = Array.from(
    words,
    (word, n) =>
      `<String CONTENT="${word}" HPOS="${n * 50}" VPOS="10" WIDTH="40" HEIGHT="40" WC="${n === 0 ? 0.3 : 0.9}"/>`,
  )
  const source =
    image === null ? '' : `<sourceImageInformation><fileName>${image}</fileName></sourceImageInformation>`
  writeFileSync(
    path,
    `<alto xmlns="http://www.loc.gov/standards/alto/ns-v4#"><Description>${source}</Description><Layout><Page WIDTH="${String(size[0])}" HEIGHT="${String(size[1])}"><PrintSpace><TextBlock><TextLine HPOS="0" VPOS="10" WIDTH="300" HEIGHT="40">${strings.join('')}</TextLine></TextBlock></PrintSpace></Page></Layout></alto>`,
  )
  return path
}

async function resultOf(
  { client }: CatalogueInASpec,
  jobId: Parameters<CatalogueInASpec['client']['job']['wait']>[0]['id'],
): Promise<OcrResult> {
  const { result, error } = await client.job.wait({ id: jobId })
  if (result?.kind !== 'ocr') throw new Error(error?.code)
  return result
}

describe('ocr.previewFiles and ocr.takeFiles', () => {
  it('take a page by the name of its image, then of its file, then in order; each page once', async () => {
    const made = await anItem('p1.png', 'p2.png', 'p3.png')
    const { client, id, pages, handle } = made
    const paths = [
      anAlto(made, 'a.xml', 'C:\\scans\\P3.TIF', '三'),
      anAlto(made, 'p2.alto.xml', null, '二'),
      anAlto(made, 'z.xml', null, '一', [500, 400]),
      anAlto(made, 'zz.xml', null, '余'),
    ]
    const handles = paths.map((path) => handle(path, 'read'))
    const { files, pagesWithout } = await client.ocr.previewFiles({ descriptionId: id, handles })
    expect(
      files.map(({ file, pages: [page] }) => [file, page?.pageNumber, page?.matchedBy, page?.beginning]),
    ).toEqual([
      ['a.xml', 3, 'name', '三'],
      ['p2.alto.xml', 2, 'name', '二'],
      ['z.xml', 1, 'order', '一'],
      ['zz.xml', null, null, '余'],
    ])
    expect(pagesWithout).toBe(0)
    expect(await client.text.list({ descriptionId: id })).toEqual([])

    const again = files.map((file) => file.handle)
    const { jobId } = await client.ocr.takeFiles({ descriptionId: id, handles: again, language: 'jpn' })
    const result = await resultOf(made, jobId)
    expect(result).toMatchObject({
      pages: 3,
      words: 3,
      doubtful: 3,
      refused: [{ file: 'zz.xml', page: 1, code: 'pageNotFound' }],
    })
    const [text] = await client.text.list({ descriptionId: id })
    expect(text).toMatchObject({ source: 'imported', kind: 'transcription', language: 'jpn', script: 'Jpan' })
    expect(text?.paragraphs.map(({ value, pageId }) => [value, pageId])).toEqual([
      ['一', pages[0]?.id],
      ['二', pages[1]?.id],
      ['三', pages[2]?.id],
    ])
    // The first was read from an image of half the size.
    expect(text?.paragraphs[0]?.lines[0]?.words[0]?.region).toEqual({ x: 0, y: 20, width: 80, height: 80 })
    await client.history.undo({})
    expect(await client.text.list({ descriptionId: id })).toEqual([])
  })

  it('refuse a broken file by name, and take the others', async () => {
    const made = await anItem('p1.png')
    const { client, id, home, handle } = made
    writeFileSync(join(home, 'broken\nname.xml'), '<alto><Layout>')
    const handles = () =>
      [join(home, 'broken\nname.xml'), anAlto(made, 'p1.xml', null, '文字')].map((path) =>
        handle(path, 'read'),
      )
    const { files } = await client.ocr.previewFiles({ descriptionId: id, handles: handles() })
    expect(files[0]).toMatchObject({
      file: 'broken\nname.xml',
      refused: {
        code: 'ocrFileUnreadable',
        data: { file: 'broken\nname.xml', why: 'notWellFormed', line: 1 },
      },
    })
    const { jobId } = await client.ocr.takeFiles({ descriptionId: id, handles: handles() })
    expect(await resultOf(made, jobId)).toMatchObject({
      pages: 1,
      refused: [{ file: 'broken\nname.xml', page: null }],
    })
  })
})

describe('export.start of words and boxes', () => {
  it.each(['alto', 'hocr', 'page'])(
    '%s: what goes out comes in again as it was, for staff alone',
    async (as) => {
      const made = await anItem('p1.png', 'p2.png')
      const { client, id, home, handle } = made
      const paths = [anAlto(made, 'p1.xml', null, '外務省'), anAlto(made, 'p2.xml', null, '大臣')]
      const { jobId } = await client.ocr.takeFiles({
        descriptionId: id,
        handles: paths.map((path) => handle(path, 'read')),
        language: 'jpn',
      })
      await client.job.wait({ id: jobId })
      const out = join(home, 'out')
      mkdirSync(out)
      await expect(
        client.export.start({ as, to: handle(out, 'write'), audience: 'public' }),
      ).rejects.toMatchObject({
        code: 'exportForStaffOnly',
      })
      const started = await client.export.start({
        as,
        to: handle(out, 'write'),
        audience: 'staff',
        only: [id],
      })
      const { result } = await client.job.wait({ id: started.jobId })
      expect(result).toMatchObject({ kind: 'export', descriptions: 1, validation: { valid: true } })
      const names = readdirSync(out)
      const extension = as === 'hocr' ? 'html' : 'xml'
      expect(names.sort()).toEqual([`F-1_0001.${extension}`, `F-1_0002.${extension}`])
      expect(readFileSync(join(out, names[0] ?? ''), 'utf8')).toContain('p1.png')

      const back = await client.ocr.takeFiles({
        descriptionId: id,
        handles: names.map((name) => handle(join(out, name), 'read')),
        language: 'jpn',
      })
      await client.job.wait({ id: back.jobId })
      const [before, after] = await client.text.list({ descriptionId: id })
      const shown = (text: typeof before) =>
        text?.paragraphs.map(({ value, lines, pageId }) => ({ value, lines, pageId }))
      expect(shown(after)).toEqual(shown(before))
    },
  )

  it('has nothing to give where no line stands on a page', async () => {
    const { client, id } = await anItem('p1.png')
    await client.text.create({
      descriptionId: id,
      ...{ kind: 'transcription', language: 'jpn', script: 'Jpan', agent: null },
    })
    await expect(client.export.start({ as: 'alto', audience: 'staff' })).rejects.toMatchObject({
      code: 'exportNothing',
    })
  })
})
