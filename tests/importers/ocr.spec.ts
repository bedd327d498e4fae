import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { alto } from '../../src-main/exporters/ocr/alto.ts'
import { hocr } from '../../src-main/exporters/ocr/hocr.ts'
import { pageXml } from '../../src-main/exporters/ocr/page-xml.ts'
import type { WrittenPage } from '../../src-main/exporters/ocr/page.ts'
import { readOcrFile } from '../../src-main/importers/ocr/index.ts'
import { paragraphOf } from '../../src-main/shared/domain/ocr.ts'
import type { ReadLine } from '../../src-main/shared/domain/ocr.ts'
import { aFolder } from '../builders.ts'

async function read(content: string | Buffer) {
  const path = join(aFolder(), 'file.xml')
  writeFileSync(path, content)
  return readOcrFile(path)
}

const CONTEXT = { generator: 'Shoko 0.1.0', at: '2026-01-01T00:00:00Z' }
const FORMATS = { alto, hocr, page: pageXml }

const lines: ReadLine[] = [
  {
    region: { x: 100, y: 50, width: 600, height: 60 },
    confidence: 0.9,
    words: [
      { text: '外務省', region: { x: 100, y: 50, width: 180, height: 60 }, confidence: 0.93 },
      { text: 'Telegram', region: { x: 300, y: 52, width: 200, height: 50 }, confidence: 0.41 },
      { text: 'No.<&"301">', region: { x: 520, y: 50, width: 180, height: 58 }, confidence: 1 },
    ],
  },
  {
    region: { x: 100, y: 130, width: 300, height: 60 },
    confidence: 0.5,
    words: [
      { text: 'שלום', region: { x: 300, y: 130, width: 100, height: 60 }, confidence: 0.5 },
      { text: '👩‍🚀', region: { x: 100, y: 130, width: 60, height: 60 }, confidence: 0 },
    ],
  },
]

const page = (direction: WrittenPage['direction'] = 'horizontal'): WrittenPage => ({
  ...{ number: 3, image: 'sheet & "3".tif', width: 1400, height: 700 },
  ...{ language: 'jpn', script: 'Jpan', direction },
  paragraphs: [paragraphOf(lines), paragraphOf(lines.slice(0, 1))],
})

describe.each(['alto', 'hocr', 'page'] as const)('%s', (format) => {
  it('holds after a way out and back the same words, boxes, and doubts', async () => {
    const { format: found, pages } = await read(FORMATS[format].write(page(), CONTEXT))
    expect(found).toBe(format)
    const [only] = pages
    expect(only).toMatchObject({ width: 1400, height: 700, unplaced: 0 })
    expect(only?.image).toBe(format === 'hocr' ? 'sheet & 3.tif' : 'sheet & "3".tif')
    expect(only?.paragraphs.map((own) => paragraphOf(own).value)).toEqual(
      page().paragraphs.map(({ value }) => value),
    )
    const words = (list: readonly (readonly ReadLine[])[]) => list.flat().flatMap((line) => line.words)
    expect(words(only?.paragraphs ?? [])).toEqual(words([lines, lines.slice(0, 1)]))
    expect(only?.paragraphs[0]?.map(({ region }) => region)).toEqual(lines.map(({ region }) => region))
  })

  it('gives words that were typed between others the place of their line', async () => {
    const { value, lines: placed } = paragraphOf(lines.slice(0, 1))
    const typed = value.replace('Telegram', 'Secret Telegram')
    const by = 'Secret '.length
    const [first] = placed
    if (!first) throw new Error('no line')
    const moved = first.words.map((word, n) =>
      n === 0 ? word : { ...word, start: word.start + by, end: word.end + by },
    )
    const written = {
      ...page(),
      paragraphs: [{ value: typed, lines: [{ ...first, end: typed.length, words: moved }] }],
    }
    const { pages } = await read(FORMATS[format].write(written, CONTEXT))
    const found = pages[0]?.paragraphs[0]?.[0]?.words
    expect(found?.[1]).toEqual({ text: 'Secret', region: lines[0]?.region, confidence: null })
    expect(paragraphOf(pages[0]?.paragraphs[0] ?? []).value).toBe(typed)
  })
})

const altoOf = (body: string, size = 'WIDTH="1000" HEIGHT="500"') =>
  `<?xml version="1.0"?><alto xmlns="http://www.loc.gov/standards/alto/ns-v4#"><Layout><Page ${size}><PrintSpace><TextBlock><TextLine HPOS="0" VPOS="0" WIDTH="900" HEIGHT="40">${body}</TextLine></TextBlock></PrintSpace></Page></Layout></alto>`
const string = (text: string, box: string) => `<String CONTENT="${text}" ${box}/>`
const hocrOf = (title: string) =>
  `<html xmlns="http://www.w3.org/1999/xhtml"><body><div class="ocr_page" title="bbox 0 0 1000 500"><p class="ocr_par"><span class="ocr_line" title="bbox 0 0 900 40"><span class="ocrx_word" title="${title}">語</span></span></p></div></body></html>`

describe('boxes that cannot be meant', () => {
  it.each([
    ['no number', 'HPOS="NaN" VPOS="0" WIDTH="10" HEIGHT="10"'],
    ['text', 'HPOS="left" VPOS="0" WIDTH="10" HEIGHT="10"'],
    ['a missing side', 'HPOS="5" VPOS="0" WIDTH="10"'],
    ['nothing wide', 'HPOS="5" VPOS="0" WIDTH="0" HEIGHT="10"'],
    ['less than nothing', 'HPOS="5" VPOS="0" WIDTH="-40" HEIGHT="10"'],
    ['beside the page', 'HPOS="5000" VPOS="0" WIDTH="10" HEIGHT="10"'],
    ['above the page', 'HPOS="5" VPOS="-400" WIDTH="10" HEIGHT="10"'],
    ['without end', 'HPOS="5" VPOS="0" WIDTH="1e400" HEIGHT="10"'],
  ])('of ALTO, %s, are left out and counted; the word stays', async (_, box) => {
    const { pages } = await read(altoOf(string('語', box)))
    expect(pages[0]?.unplaced).toBe(1)
    expect(pages[0]?.paragraphs[0]?.[0]?.words).toEqual([{ text: '語', region: null, confidence: null }])
  })

  it('are cut to the page where a part of them is on it', async () => {
    const { pages } = await read(
      altoOf(string('語', 'HPOS="-10.4" VPOS="480" WIDTH="50" HEIGHT="9999999999"')),
    )
    expect(pages[0]?.paragraphs[0]?.[0]?.words[0]?.region).toEqual({ x: 0, y: 480, width: 40, height: 20 })
  })

  it.each(['bbox 1 2 3', 'bbox a b c d', 'bbox 40 40 10 10', 'bbox 1 2 3 1e999', 'bbox', 'bbox -9 -9 -1 -1'])(
    'of hOCR, %s, are left out',
    async (title) => {
      const { pages } = await read(hocrOf(`${title}; x_wconf 200`))
      expect(pages[0]?.paragraphs[0]?.[0]?.words).toEqual([{ text: '語', region: null, confidence: 1 }])
    },
  )
})

describe('what other programs write', () => {
  it('a hyphen of ALTO belongs to its word, and the word goes on in the next line', async () => {
    const at = 'HPOS="0" VPOS="0" WIDTH="10" HEIGHT="10"'
    const body = `${string('Am', at)}<HYP CONTENT="-"/></TextLine><TextLine>${string('bassador', at)}`
    const { pages } = await read(altoOf(body))
    expect(paragraphOf(pages[0]?.paragraphs[0] ?? []).value).toBe('Am-bassador')
  })

  it('lines of hOCR without words, and Shift_JIS', async () => {
    const head = '<?xml version="1.0" encoding="Shift_JIS"?>'
    const body =
      '<html><body><div class="ocr_page" title="image a.png; bbox 0 0 9 9"><span class="ocr_line" title="bbox 0 0 5 5">'
    const bytes = Buffer.concat([
      Buffer.from(head + body),
      Buffer.from([0x8a, 0x4f, 0x96, 0xb1]),
      Buffer.from('</span></div></body></html>'),
    ])
    const { pages } = await read(bytes)
    expect(pages[0]?.image).toBe('a.png')
    expect(pages[0]?.paragraphs[0]?.[0]).toMatchObject({ words: [{ text: '外務' }], region: { width: 5 } })
  })

  it('regions of PAGE in the order that it gives, the likeliest of several readings', async () => {
    const region = (id: string, text: string) =>
      `<TextRegion id="${id}"><Coords points="0,0 9,0 9,9"/><TextLine id="l${id}"><Coords points="1,1 8,2"/><TextEquiv index="1"><Unicode>no</Unicode></TextEquiv><TextEquiv index="0" conf="0.7"><Unicode>${text}</Unicode></TextEquiv></TextLine></TextRegion>`
    const order =
      '<ReadingOrder><OrderedGroup id="o"><RegionRefIndexed index="0" regionRef="b"/><RegionRefIndexed index="1" regionRef="a"/></OrderedGroup></ReadingOrder>'
    const { pages } = await read(
      `<pc:PcGts xmlns:pc="x"><pc:Page imageFilename="s.jpg" imageWidth="10" imageHeight="10">${order}${region('a', 'two')}${region('b', 'one')}</pc:Page></pc:PcGts>`,
    )
    expect(pages[0]?.paragraphs.map((own) => paragraphOf(own).value)).toEqual(['one', 'two'])
    expect(pages[0]?.paragraphs[0]?.[0]?.words[0]).toMatchObject({
      confidence: 0.7,
      region: { x: 1, y: 1, width: 7, height: 1 },
    })
  })
})

describe('files that are refused', () => {
  const long = '長'.repeat(1_700_000)
  it.each([
    ['broken XML', '<alto><Layout>', 'notWellFormed'],
    ['no XML', 'words', 'notWellFormed'],
    ['an empty file', '', 'notWellFormed'],
    ['another format', '<TEI/>', 'unknownFormat'],
    ['a format with an inherited name', '<constructor/>', 'unknownFormat'],
    ['no page', '<alto><Layout/></alto>', 'noPage'],
    [
      'an external entity',
      '<!DOCTYPE alto [<!ENTITY x SYSTEM "file:///etc/passwd">]><alto>&x;</alto>',
      'entity',
    ],
    ['an unknown encoding', '<?xml version="1.0" encoding="klingon"?><alto/>', 'encoding'],
    ['elements nested without end', `<alto>${'<a>'.repeat(5000)}`, 'tooDeep'],
    ['a paragraph of five megabytes, as one word', altoOf(string(long, '')), 'tooLarge'],
    ['a paragraph of five megabytes, in many', altoOf(string('長'.repeat(900), '').repeat(2000)), 'tooLarge'],
    ['five megabytes between two tags', hocrOf('bbox 0 0 1 1').replace('語', long), 'tooLarge'],
    ['more paragraphs than a book', `<alto><Layout><Page>${'<TextBlock/>'.repeat(300_000)}`, 'tooLarge'],
  ])('%s', async (_, content, why) => {
    const started = performance.now()
    await expect(read(content)).rejects.toMatchObject({ why })
    expect(performance.now() - started).toBeLessThan(20_000)
  })
})
