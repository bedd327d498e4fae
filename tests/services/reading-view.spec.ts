/** Reading copies, read back with other programs: the words by poppler, the images by libvips. */
import { execFileSync } from 'node:child_process'
import { readFileSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it, vi } from 'vitest'
import type { Client } from '../../src-main/shared/contract/index.ts'
import { aFolder, anEmptyCatalogue, words } from '../builders.ts'
import type { CatalogueInASpec } from '../builders.ts'
import { debianTool } from '../debian-tool.ts'
import { copiedFrom, inksOfSheet } from '../imaging/pdf-words.ts'
import { aTelegram, addPages, aText, JAPANESE } from '../reading-copy.ts'

const hasPoppler = debianTool('pdftotext', 'poppler-utils')

type Start = Parameters<Client['export']['start']>[0]

async function exported({ client, handle }: CatalogueInASpec, asked: Partial<Start> = {}) {
  const folder = aFolder()
  const { jobId } = await client.export.start({
    as: 'reading-html',
    audience: 'staff',
    to: handle(folder, 'write'),
    ...asked,
  })
  const job = await client.job.wait({ id: jobId })
  expect(job.error).toBeNull()
  if (job.result?.kind !== 'export') throw new Error('nothing was exported')
  const names = readdirSync(folder).sort()
  return { result: job.result, names, paths: names.map((name) => join(folder, name)) }
}

const textOf = (html: string) => html.replace(/<head>.*?<\/head>/s, '').replace(/<[^>]+>/g, ' ')
const imagesIn = (html: string) =>
  [...html.matchAll(/src="data:image\/jpeg;base64,([^"]+)"/g)].map(([, data = '']) =>
    Buffer.from(data, 'base64'),
  )

/** Red, green and blue at a place of a picture, from 0 to 1. */
async function colourAt(jpeg: Buffer, x: number, y: number): Promise<number[]> {
  const { data, info } = await sharp(jpeg).raw().toBuffer({ resolveWithObject: true })
  const at = (Math.floor(y * info.height) * info.width + Math.floor(x * info.width)) * info.channels
  return [...data.subarray(at, at + 3)]
}

describe('a reading copy', () => {
  it('is for staff alone, whatever is asked', async () => {
    const made = await aTelegram()
    for (const as of ['reading-html', 'reading-pdf'])
      await expect(made.client.export.start({ as, audience: 'public' })).rejects.toMatchObject({
        code: 'exportForStaffOnly',
      })
  })

  it('is one file that needs nothing beside it, says on each page for whom it is, and holds all words in order', async () => {
    const made = await aTelegram()
    const { names, paths, result } = await exported(made)
    expect(names).toEqual(['F-1.html'])
    expect(result).toMatchObject({ descriptions: 1, validation: { valid: true }, remarks: [] })
    const html = readFileSync(paths[0] ?? '', 'utf8')
    expect(html).toContain("default-src 'none'")
    expect(html).not.toMatch(/<script|<link|<iframe|\son\w+=|src="(?!data:)/)
    const sections = html.split('<section class="page').slice(1)
    expect(sections).toHaveLength(3)
    for (const section of sections) expect(section).toContain('Internal copy')
    const said = textOf(html)
    const order = [
      'Visit of the minister',
      '大臣の訪問',
      'F/1',
      '1984-03-25',
      'Katori',
      '極秘',
      '電信写',
      'The minister visits',
    ]
    const places = order.map((one) => said.indexOf(one))
    expect(places).not.toContain(-1)
    expect(places).toEqual([...places].sort((one, other) => one - other))
    expect(html).toMatch(/lang="ja"/)
    // The sentence that runs over the page is one, with the place where the page ends.
    expect(sections[0]).toMatch(/経済協力につき<span class="turn">page 2<\/span>協議を希望/)
    expect(sections[0]).toMatch(/The other side wishes/)
    expect(sections[1]).not.toMatch(/協議を希望/)
    expect(sections[2]).toContain('欄外の書込み')
    expect(said).toMatch(/\[\?\]/)
    expect(said).not.toContain('Ask the embassy first')
    const withNotes = await exported(made, { withNotes: true })
    expect(readFileSync(withNotes.paths[0] ?? '', 'utf8')).toContain('Ask the embassy first')
  })

  it('has its labels in the language that is asked for, and leaves out images and words of the form where asked', async () => {
    const made = await aTelegram()
    const { paths } = await exported(made, {
      options: { language: 'ja', images: 'withoutImages', form: 'formLeftOut' },
    })
    const html = readFileSync(paths[0] ?? '', 'utf8')
    expect(html).toMatch(/<html lang="ja"/)
    expect(html).toContain('部内用')
    expect(html).toContain('参照コード')
    // The title in the language of the labels comes first.
    expect(html).toMatch(/<h1 lang="ja">大臣の訪問/)
    expect(html).not.toContain('<img')
    expect(textOf(html)).not.toContain('電信写')
    await expect(
      made.client.export.start({ as: 'reading-html', audience: 'staff', options: { colour: 'red' } }),
    ).rejects.toMatchObject({ code: 'exportOptionUnknown', data: { option: 'colour' } })
  })

  it('shows a page as it is set up: cropped, turned, inverted; its scan stays as it is', async () => {
    const made = await aTelegram()
    const { client, pages } = made
    const crop = { x: 100, y: 100, width: 200, height: 100 }
    await client.scan.adjust({ ids: [pages[0]], adjustments: { crop }, rotation: 90 })
    await client.scan.adjust({ ids: [pages[1]], adjustments: { inverted: true } })
    const { paths } = await exported(made)
    const [first = Buffer.alloc(0), second = Buffer.alloc(0)] = imagesIn(readFileSync(paths[0] ?? '', 'utf8'))
    expect(await sharp(first).metadata()).toMatchObject({ width: 100, height: 200 })
    // What was on the left is above.
    const [above, below] = [await colourAt(first, 0.5, 0.2), await colourAt(first, 0.5, 0.8)]
    expect(above[0]).toBeGreaterThan(180)
    expect(below[2]).toBeGreaterThan(180)
    const inverted = await colourAt(second, 0.2, 0.5)
    expect(inverted[0]).toBeLessThan(70)
    expect(inverted[2]).toBeGreaterThan(180)
  })

  it('shows of a straightened page what lies in its crop', async () => {
    const made = await aTelegram()
    const { client, pages } = made
    const crop = { x: 150, y: 100, width: 100, height: 100 }
    await client.scan.adjust({ ids: [pages[0]], adjustments: { crop, straightening: 30 } })
    const { paths } = await exported(made)
    const [first = Buffer.alloc(0)] = imagesIn(readFileSync(paths[0] ?? '', 'utf8'))
    expect(await sharp(first).metadata()).toMatchObject({ width: 100, height: 100 })
    // Turned by 30 degrees about its middle, the edge between the colours falls to the left as it goes down.
    expect((await colourAt(first, 0.45, 0.1))[0]).toBeGreaterThan(150)
    expect((await colourAt(first, 0.55, 0.1))[0]).toBeGreaterThan(150)
    expect((await colourAt(first, 0.45, 0.9))[2]).toBeGreaterThan(150)
    expect((await colourAt(first, 0.05, 0.5))[0]).toBeGreaterThan(150)
  })

  it('is made also where an image cannot be opened, and says of which page', async () => {
    const made = await aTelegram()
    const [scan = ''] = readdirSync(join(made.folder, 'scans'))
    rmSync(join(made.folder, 'scans', scan))
    const { paths, result } = await exported(made)
    expect(result.remarks).toMatchObject([{ code: 'imageNotOpened' }])
    const html = readFileSync(paths[0] ?? '', 'utf8')
    expect(imagesIn(html)).toHaveLength(1)
    expect(html).toContain('could not be opened')
  })

  it('is a file for each record: those that are named, and below them those that have something to read', async () => {
    const made = await aTelegram()
    const { client } = made
    const series = await client.description.create({
      parentId: null,
      fields: { level: 'series', referenceCode: 'S', title: [words('Series')] },
    })
    for (const code of ['S/1', 'S/2', 'S/3']) {
      const { id } = await client.description.create({
        parentId: series.id,
        fields: { level: 'item', referenceCode: code, title: [words(code)] },
      })
      if (code === 'S/1') await addPages(made, id, 1)
      if (code === 'S/3') await aText(made, id, JAPANESE, [{ value: '本文' }])
    }
    const { names, result } = await exported(made, { only: [series.id] })
    expect(names).toEqual(['S-1.html', 'S-3.html', 'S.html'])
    expect(result.descriptions).toBe(3)
    const alone = await exported(made, { scope: { kind: 'units', ids: [series.id] } })
    expect(alone.names).toEqual(['S.html'])
    expect(textOf(readFileSync(alone.paths[0] ?? '', 'utf8'))).toContain('No text has been written yet')
    const empty = await anEmptyCatalogue()
    await empty.client.description.create({ parentId: null, fields: { level: 'fonds' } })
    await expect(empty.client.export.start({ as: 'reading-html', audience: 'staff' })).rejects.toMatchObject({
      code: 'exportNothing',
    })
  })

  it('leaves no file, whole or half, when it is stopped', async () => {
    const made = await aTelegram()
    await addPages(made, made.id, 3)
    const { client, handle } = made
    for (const as of ['reading-html', 'reading-pdf']) {
      const folder = aFolder()
      const { jobId } = await client.export.start({ as, audience: 'staff', to: handle(folder, 'write') })
      const job = await client.job.cancel({ id: jobId })
      expect(job.state).toBe('cancelled')
      expect(readdirSync(folder)).toEqual([])
    }
  })

  it('leaves none either when some of many are written already', async () => {
    const made = await anEmptyCatalogue()
    const { client, handle } = made
    const series = await client.description.create({ parentId: null, fields: { level: 'series' } })
    for (let number = 1; number <= 30; number++) {
      const { id } = await client.description.create({
        parentId: series.id,
        fields: { level: 'item', referenceCode: `S/${String(number)}` },
      })
      await aText(made, id, JAPANESE, [{ value: '本文である。'.repeat(3000) }])
    }
    const folder = aFolder()
    const { jobId } = await client.export.start({
      as: 'reading-pdf',
      audience: 'staff',
      to: handle(folder, 'write'),
      options: { images: 'withoutImages' },
    })
    await vi.waitUntil(async () => (await client.job.get({ id: jobId })).done > 1, {
      timeout: 60_000,
      interval: 10,
    })
    expect(readdirSync(folder)).not.toEqual([])
    const job = await client.job.cancel({ id: jobId })
    expect(job.state).toBe('cancelled')
    expect(readdirSync(folder)).toEqual([])
  })

  it('tells hostile words as words', async () => {
    const made = await aTelegram()
    const title = '<script>alert(1)</script> "onload=" </style>\u202E\u0000'
    await made.client.description.edit({
      id: made.id,
      patch: {
        title: [words(title)],
        referenceCode: 'F"; } body { color: red } /* \\',
        identifiers: [{ type: 'url', value: 'javascript:alert(1)' }],
      },
    })
    const { paths } = await exported(made)
    const html = readFileSync(paths[0] ?? '', 'utf8')
    expect(html).not.toContain('<script')
    expect(html).not.toMatch(/href="javascript/)
    expect(html.match(/<\/style>/g)).toHaveLength(1)
    expect(html).toContain('&lt;script&gt;alert(1)')
  })
})

describe.runIf(hasPoppler)('a reading copy as PDF', () => {
  const tool = (name: string, ...given: string[]) => execFileSync(name, given, { encoding: 'utf8' })

  it('has its words as words in order, in typefaces of its own, and on every sheet for whom it is and which it is', async () => {
    const made = await aTelegram()
    const { names, paths, result } = await exported(made, { as: 'reading-pdf' })
    expect(names).toEqual(['F-1.pdf'])
    expect(result.remarks).toEqual([])
    const [path = ''] = paths
    const sheets = tool('pdftotext', '-raw', path, '-').normalize('NFKC').split('\f').slice(0, -1)
    const said = sheets.join('\n')
    const order = [
      'Visit of the minister',
      '大臣の訪問',
      '極秘',
      '電信写',
      '大臣は北京',
      'The minister visits',
      '経済協力につき',
      'The other side wishes',
      '欄外の書込み',
    ]
    const places = order.map((one) => said.indexOf(one))
    expect(places).not.toContain(-1)
    expect(places).toEqual([...places].sort((one, other) => one - other))
    for (const [index, sheet] of sheets.entries()) {
      expect(sheet).toContain('Internal copy')
      expect(sheet).toContain('F/1')
      expect(sheet).toContain(`${String(index + 1)} of ${String(sheets.length)}`)
    }
    const info = tool('pdfinfo', path)
    expect(info).toMatch(/Title:\s+Visit of the minister · F\/1/)
    expect(info).toMatch(/Tagged:\s+yes/)
    expect(readFileSync(path, 'latin1')).toMatch(/\/Lang \(en\)/)
    const fonts = tool('pdffonts', path)
      .split('\n')
      .slice(2)
      .filter((line) => line !== '')
    expect(fonts.length).toBeGreaterThan(1)
    // Embedded, as a subset, with the characters that its glyphs stand for.
    for (const font of fonts) expect(font).toMatch(/yes\s+yes\s+yes/)
    expect(
      tool('pdfimages', '-list', path)
        .split('\n')
        .slice(2)
        .filter((line) => line !== ''),
    ).toHaveLength(2)
  })

  it('cuts no word at the edge of a sheet, however long a text is', async () => {
    const made = await anEmptyCatalogue()
    const { id } = await made.client.description.create({
      parentId: null,
      fields: { level: 'item', referenceCode: 'L', title: [words('Long')] },
    })
    const sentences = Array.from({ length: 400 }, (_, n) => `第${String(n)}号の文である。`)
    await aText(made, id, JAPANESE, [{ value: sentences.join('') }, { value: `A${'b'.repeat(400)}c` }])
    const { paths } = await exported(made, { as: 'reading-pdf', only: [id] })
    const said = tool('pdftotext', '-raw', paths[0] ?? '', '-')
      .normalize('NFKC')
      .split(/[\n\f]/)
    const set = said.filter((line) => !/Internal copy|^L ·|^\d+ of \d+$/.test(line)).join('')
    expect(set).toContain(sentences.join(''))
    expect(set).toContain(`A${'b'.repeat(400)}c`)
  })

  describe('with a vertical text', () => {
    const SENTENCE =
      '先般貴電第123号をもって御照会の件に関し、本使は12日午前3時Foreign Ministryにおいて「会談」した。𠮷野川サーバー。'

    /** The sheet that holds a vertical text, its words in the order of the file, and how they are copied in Chromium. */
    async function aVerticalCopy(value: string) {
      const made = await anEmptyCatalogue()
      const { id } = await made.client.description.create({
        parentId: null,
        fields: { level: 'item', referenceCode: 'V', title: [words('Vertical')] },
      })
      await aText(made, id, { ...JAPANESE, direction: 'vertical' }, [{ value }])
      const { paths, result } = await exported(made, { as: 'reading-pdf', only: [id] })
      expect(result.remarks).toEqual([])
      return paths[0] ?? ''
    }

    /** The inks of the sheet with the text, in points, in the order of the file, but for what is around it. */
    const inksOf = async (path: string) =>
      (await inksOfSheet(path, 2)).filter(({ top, bottom }) => top > 120 && bottom < 730)
    const inOneColumn = async (value: string) => {
      const inks = (await inksOf(await aVerticalCopy(value))).filter(({ left }) => left > 510)
      const [top, bottom] = [inks.map((ink) => ink.top), inks.map((ink) => ink.bottom)]
      return {
        width: Math.max(...inks.map(({ left, right }) => right - left)),
        height: Math.max(...bottom) - Math.min(...top),
      }
    }

    it('has it in columns from right to left, each from top to bottom', async () => {
      const inks = await inksOf(await aVerticalCopy(SENTENCE))
      const columns = inks.filter(({ left, right, top, bottom }) => bottom - top > 2 * (right - left))
      const places = [...new Set(columns.map(({ left, right }) => Math.round((left + right) / 2 / 8)))]
      expect(places.length).toBeGreaterThan(3)
      expect(places).toEqual([...places].sort((one, other) => other - one))
      // The first stands on the right, at the edge of the text.
      expect(columns[0]?.right).toBeGreaterThan(530)
    })

    it('is written vertically by the file itself', async () => {
      const path = await aVerticalCopy(SENTENCE)
      expect(tool('pdffonts', path)).toMatch(/NotoSerifJP-Regular\s+CID TrueType\s+Identity-V\s+yes yes yes/)
    })

    it('gives its words in their order, to who reads the file and to who copies in Chromium', async () => {
      // Columns of signs that are all upright begin and end at one height: by their places alone they could be lines.
      const upright = 'わが方の立場を詳細に説明し、先方は本国政府の訓令を待つ必要があるとした。'
      const whole = SENTENCE.repeat(12) + upright.repeat(12)
      const path = await aVerticalCopy(whole)
      const plain = (text: string) => text.normalize('NFKC').replaceAll(/[\s\f]+/gu, '')
      const raw = tool('pdftotext', '-raw', path, '-')
      expect(plain(raw)).toContain(plain(whole))
      // A column that ends between two words still parts them.
      expect(raw.normalize('NFKC').match(/Foreign\s+Ministry/g)).toHaveLength(12)
      expect(plain(await copiedFrom(path))).toContain(plain(whole))
    })

    it('has the forms of vertical writing, turns Latin words, and sets two figures beside each other', async () => {
      // One sign of length below the other: as it is in a line, it would be as wide as its square.
      const long = await inOneColumn('ーーー')
      expect(long.width).toBeLessThan(4)
      expect(long.height).toBeGreaterThan(25)
      const latin = await inOneColumn('Ministry')
      expect(latin.width).toBeLessThan(12)
      expect(latin.height).toBeGreaterThan(25)
      // Two figures in one square, three in a line that is turned.
      expect((await inOneColumn('一12一')).height).toBeLessThan(26)
      expect((await inOneColumn('一123一')).height).toBeGreaterThan(26)
    })
  })
})
