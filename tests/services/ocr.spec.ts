import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { DescriptionId } from '../../src-main/shared/contract/ids.ts'
import type { OcrResult } from '../../src-main/shared/contract/ocr.ts'
import type { Text } from '../../src-main/shared/contract/text.ts'
import { anEmptyCatalogue } from '../builders.ts'
import type { CatalogueInASpec } from '../builders.ts'
import { aTextPage } from '../text-pages.ts'

const FIRST = '先方は本件の取扱いについて述べた'
const SECOND = '外務省において先方局長と会談した'

/** An item with one scanned page for each list of lines. */
async function anItem(...sheets: string[][]) {
  const made = await anEmptyCatalogue()
  const { client, home, handle } = made
  const { id } = await client.description.create({ parentId: null, fields: { level: 'item' } })
  for (const [number, lines] of sheets.entries()) {
    const drawn = lines.map((text, index) => ({ text, x: 120, y: 100 + index * 320 }))
    const path = join(home, `sheet-${String(number + 1)}.png`)
    writeFileSync(path, await aTextPage(drawn))
    await imported(made, id, handle(path, 'read'))
  }
  return { ...made, id, pages: await client.scan.pages({ descriptionId: id }) }
}

async function imported({ client }: CatalogueInASpec, into: DescriptionId, handle: string) {
  const { jobId } = await client.import.start({ handles: [handle], into, arrange: 'attach' })
  await client.job.wait({ id: jobId })
}

type Start = Parameters<CatalogueInASpec['client']['ocr']['start']>[0]

async function read(
  { client }: CatalogueInASpec,
  input: Partial<Start> & Pick<Start, 'about'>,
): Promise<OcrResult> {
  const { jobId } = await client.ocr.start({ languages: ['jpn'], direction: 'horizontal', ...input })
  const { result, error } = await client.job.wait({ id: jobId })
  if (result?.kind !== 'ocr') throw new Error(`no result: ${error?.code ?? ''}`)
  return result
}

const branch = (id: DescriptionId): Start['about'] => ({ kind: 'scope', scope: { kind: 'branch', id } })
const valuesOf = (text: Text | undefined) => text?.paragraphs.map(({ value }) => value)
const first = <T>(list: readonly T[]): T => {
  const [one] = list
  if (one === undefined) throw new Error('nothing there')
  return one
}

describe('ocr.start', () => {
  it('reads the pages of a scope into one text, paragraphs in page order, words with their places', async () => {
    const made = await anItem([FIRST], [SECOND])
    const { client, id, pages } = made
    const result = await read(made, { about: branch(id) })
    expect(result).toMatchObject({ pages: 2, paragraphs: 2, kept: [], refused: [] })
    const texts = await client.text.list({ descriptionId: id })
    expect(texts).toMatchObject([
      {
        kind: 'transcription',
        source: 'ocr',
        language: 'jpn',
        script: 'Jpan',
        direction: 'horizontal',
        status: 'draft',
      },
    ])
    const text = first(texts)
    expect(valuesOf(text)).toEqual([FIRST, SECOND])
    expect(text.paragraphs.map(({ pageId }) => pageId)).toEqual(pages.map((page) => page.id))
    for (const { value, lines } of text.paragraphs) {
      const [line] = lines
      expect(line).toMatchObject({ start: 0, end: value.length })
      expect(line?.words.map(({ start, end }) => value.slice(start, end)).join('')).toBe(value)
      expect(line?.region.x).toBeGreaterThan(100)
      expect(line?.region.y).toBeGreaterThan(80)
      expect(line?.confidence).toBeGreaterThan(0.5)
    }
  })

  it('is one step that can be undone', async () => {
    const made = await anItem([FIRST], [SECOND])
    const { historyId } = await read(made, { about: branch(made.id) })
    const { entries } = await made.client.history.list({ descriptionId: made.id, limit: 1 })
    expect(entries[0]).toMatchObject({ id: historyId, action: 'ocr.start' })
    await made.client.history.undo({})
    expect(await made.client.text.list({ descriptionId: made.id })).toEqual([])
  })

  it('takes the place of what it read before, and asks where somebody has edited that', async () => {
    const made = await anItem([FIRST], [SECOND])
    const { client, id } = made
    await read(made, { about: branch(id) })
    const again = await read(made, { about: branch(id) })
    expect(again).toMatchObject({ pages: 2, kept: [] })
    const text = first(await client.text.list({ descriptionId: id }))
    expect(valuesOf(text)).toEqual([FIRST, SECOND])
    const {
      id: paragraphId,
      lines: _,
      mentions: _mentions,
      pageNumber: _number,
      ...paragraph
    } = first(text.paragraphs)
    await client.text.write({
      id: text.id,
      replaced: [paragraphId],
      paragraphs: [{ ...paragraph, id: paragraphId, value: '来電' }],
    })

    await expect(client.ocr.start({ about: branch(id) })).rejects.toMatchObject({
      code: 'ocrEdited',
      data: { pages: 1 },
    })
    const kept = await read(made, { about: branch(id), edited: 'keep' })
    expect(kept).toMatchObject({ pages: 1, kept: [{ descriptionId: id, pageId: paragraph.pageId }] })
    expect(valuesOf(first(await client.text.list({ descriptionId: id })))).toEqual(['来電', SECOND])

    await read(made, { about: branch(id), edited: 'replace' })
    expect(valuesOf(first(await client.text.list({ descriptionId: id })))).toEqual([FIRST, SECOND])
  })

  it('counts a mark and a check as an edit', async () => {
    const made = await anItem([FIRST])
    const { client, id } = made
    await read(made, { about: branch(id) })
    const text = first(await client.text.list({ descriptionId: id }))
    await client.text.edit({ id: text.id, patch: { status: 'checked' } })
    await expect(client.ocr.start({ about: branch(id) })).rejects.toMatchObject({ code: 'ocrEdited' })
  })

  it('puts a region among the paragraphs of its page, and replaces that region alone', async () => {
    const made = await anItem([FIRST, SECOND])
    const { client, id, pages } = made
    const about = (y: number): Start['about'] => ({
      kind: 'page',
      pageId: first(pages).id,
      region: { x: 0, y, width: 1400, height: 250 },
    })
    await read(made, { about: about(360) })
    await read(made, { about: about(40) })
    await read(made, { about: about(360) })
    expect(valuesOf(first(await client.text.list({ descriptionId: id })))).toEqual([FIRST, SECOND])
  })

  it('does not read what is left out by hand, nor a stamp that the description places', async () => {
    const made = await anItem([FIRST, SECOND])
    const { client, id, pages } = made
    const pageId = first(pages).id
    const top = { x: 0, y: 40, width: 1400, height: 250 }
    await client.ocr.leaveOut({ pageIds: [pageId], regions: [top] })
    await read(made, { about: { kind: 'page', pageId } })
    expect(valuesOf(first(await client.text.list({ descriptionId: id })))).toEqual([SECOND])
    await client.ocr.leaveOut({ pageIds: [pageId], regions: [] })
    await client.description.edit({ id, patch: { stamp: [{ value: '極秘', pageId, region: top }] } })
    await read(made, { about: branch(id), leaveOutMarks: false })
    expect(valuesOf(first(await client.text.list({ descriptionId: id })))).toEqual([FIRST, SECOND])
    await read(made, { about: branch(id) })
    expect(valuesOf(first(await client.text.list({ descriptionId: id })))).toEqual([SECOND])
    const shown = await client.ocr.preview({ pageId })
    expect(shown).toMatchObject({ leftOut: 1, width: 1400, height: 700 })
    expect(Buffer.from(shown.jpeg, 'base64').subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]))
  })

  it('keeps what is left out with each page, for jobs of many, and takes it back in one step', async () => {
    const made = await anItem([FIRST, SECOND], [SECOND, FIRST])
    const { client, id, pages } = made
    const top = { x: 0, y: 40, width: 1400, height: 250 }
    const [one, other] = pages.map((page) => page.id)
    if (one === undefined || other === undefined) throw new Error('there are two pages')
    await client.ocr.leaveOut({ pageIds: [one], regions: [top] })
    await read(made, { about: branch(id), leaveOutMarks: false })
    expect(valuesOf(first(await client.text.list({ descriptionId: id })))).toEqual([SECOND, SECOND, FIRST])

    // The same on both; of an area each page takes what lies on it.
    const beyond = { x: 1300, y: 0, width: 1000, height: 100 }
    await client.ocr.leaveOut({ pageIds: [one, other], regions: [top, beyond] })
    const there = [top, { x: 1300, y: 0, width: 100, height: 100 }]
    expect(await client.ocr.leftOut({ pageId: other })).toEqual(there)
    expect(await client.ocr.preview({ pageId: other })).toMatchObject({ leftOut: 2 })
    await client.history.undo({})
    expect(await client.ocr.leftOut({ pageId: one })).toEqual([top])
    expect(await client.ocr.leftOut({ pageId: other })).toEqual([])
  })

  it('takes what is left out to the halves of a page that is split', async () => {
    const { client, pages } = await anItem([FIRST, SECOND])
    const { id } = first(pages)
    const [left, right] = [
      { x: 0, y: 0, width: 700, height: 700 },
      { x: 700, y: 0, width: 700, height: 700 },
    ]
    const areas = [
      { x: 10, y: 10, width: 100, height: 100 },
      { x: 800, y: 10, width: 100, height: 100 },
    ]
    await client.ocr.leaveOut({ pageIds: [id], regions: areas })
    const { ids } = await client.scan.split({ pages: [{ id, parts: [left, right] }] })
    expect(await client.ocr.leftOut({ pageId: id })).toEqual([areas[0]])
    expect(await client.ocr.leftOut({ pageId: first(ids) })).toEqual([areas[1]])
  })

  it('reports a page that cannot be read, and reads the others', async () => {
    const made = await anItem([FIRST], [SECOND])
    const { id, folder, client } = made
    const broken = first(await client.scan.pages({ descriptionId: id })).scan
    writeFileSync(join(folder, 'scans', `${broken?.sha256 ?? ''}.png`), 'no picture')
    const result = await read(made, { about: branch(id) })
    expect(result.pages).toBe(1)
    expect(result.refused).toMatchObject([{ file: 'sheet-1.png', page: 1, code: 'scanUnsupported' }])
  })

  it('has nothing to read where there is no image', async () => {
    const { client } = await anEmptyCatalogue()
    const { id } = await client.description.create({ parentId: null, fields: { level: 'item' } })
    const page = await client.scan.addPage({ descriptionId: id })
    await expect(client.ocr.start({ about: branch(id) })).rejects.toMatchObject({ code: 'ocrNothing' })
    await expect(client.ocr.preview({ pageId: page.id })).rejects.toMatchObject({ code: 'pageNotFound' })
    const about = branch(99_999 as DescriptionId)
    await expect(client.ocr.start({ about })).rejects.toMatchObject({ code: 'descriptionNotFound' })
  })

  it('keeps what was read when it is cancelled', async () => {
    const made = await anItem([FIRST], [SECOND], [FIRST, SECOND])
    const { client, id } = made
    const { jobId } = await client.ocr.start({
      about: branch(id),
      languages: ['jpn'],
      direction: 'horizontal',
    })
    const { state, result } = await client.job.cancel({ id: jobId })
    expect(state).toBe('cancelled')
    const pages = result?.kind === 'ocr' ? result.pages : -1
    const [text] = await client.text.list({ descriptionId: id })
    expect(new Set(text?.paragraphs.map(({ pageId }) => pageId)).size).toBe(pages)
  })
})

describe('ocr.propose', () => {
  it('proposes the language that is on the page, unless the description knows better', async () => {
    const { client, id, pages } = await anItem([FIRST, SECOND])
    const { id: pageId } = first(pages)
    expect(await client.ocr.propose({ pageId })).toMatchObject({
      languages: ['jpn'],
      direction: 'horizontal',
    })
    await client.description.edit({ id, patch: { languages: [{ language: 'eng' }] } })
    expect(await client.ocr.propose({ pageId })).toMatchObject({
      languages: ['eng'],
      direction: 'horizontal',
    })
  })
})
