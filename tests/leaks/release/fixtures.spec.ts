/**
 * The ways in which redactions have failed (F1 to F23 of the list in the issue), each as a release that fails so: the
 * test that is there for it turns red. A release that nobody spoiled is green.
 */
import { appendFileSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import sharp, { type Sharp } from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import { inkAcross } from '../../../src-main/shared/domain/box/ink.ts'
import { aCopy, aReleaser, PASSAGE, SIZE } from '../../exporters/release/copies.ts'
import { aSheet, pixelsOf } from '../../imaging/burn/pages.ts'
import { failing, IMAGE, manifestIn, PDF, pngWith, SECRET, withPdf } from './leaky.ts'

const releaser = aReleaser()
const releases: Record<'png' | 'tiff' | 'jpeg' | 'layer', string> = { png: '', tiff: '', jpeg: '', layer: '' }
beforeAll(async () => {
  for (const imageFormat of ['png', 'tiff', 'jpeg'] as const)
    releases[imageFormat] = (await releaser.released(await aCopy({ seed: 5 }, { imageFormat }))).folder
  releases.layer = (await releaser.released(await aCopy({ seed: 5 }, { textLayer: true }))).folder
})

const edited = (name: string, edit: (bytes: Buffer) => Buffer) => (folder: string) =>
  writeFileSync(join(folder, name), edit(readFileSync(join(folder, name))))

/** The image painted anew by `change`, saved as a release saves it. */
const repainted =
  (name: string, change: (image: Sharp) => Sharp) =>
  async (folder: string): Promise<void> => {
    const path = join(folder, name)
    const image = change(sharp(readFileSync(path)))
    const bytes = await (
      name.endsWith('png') ? image.png() : image.tiff({ compression: 'deflate', predictor: 'none' })
    ).toBuffer()
    writeFileSync(path, bytes)
  }

describe('a release that nobody spoiled', () => {
  it.each(['png', 'tiff', 'jpeg', 'layer'] as const)('is green: %s', async (kind) => {
    expect(await failing(releases[kind], () => undefined)).toEqual([])
  })
  it('is green with a PDF that was written anew with nothing more', async () => {
    expect(
      await failing(
        releases.png,
        withPdf(() => undefined),
      ),
    ).toEqual([])
  })
})

const PDF_LEAKS: [name: string, leak: Parameters<typeof withPdf>[0]][] = [
  [
    'F1 words under a box',
    (pdf) => void pdf.font('regular').text(SECRET, 100, 100).rect(90, 90, 400, 40).fill(),
  ],
  ['F2 a hidden layer of words', (pdf) => void pdf.addContent('3 Tr').font('regular').text(SECRET, 100, 100)],
  ['F4 an object that nothing leads to', (_, inside) => inside.ref({ Title: new String(SECRET) }).end()],
  [
    'F4 a page cropped to what may be seen',
    (_, { page }) => (page.dictionary.data['CropBox'] = [0, 0, 300, 300]),
  ],
  ['F5 an outline', (pdf) => void pdf.outline.addItem(SECRET)],
  ['F5 an attachment', (pdf) => void pdf.file(Buffer.from(SECRET), { name: 'original.txt' })],
  ['F5 a subject in the properties', (pdf) => (pdf.info.Subject = SECRET)],
  [
    'F6 a layer that is switched off',
    (_, { _root }) => (_root.data['OCProperties'] = { OCGs: [], D: { OFF: [] } }),
  ],
  ['F7 a box that is an annotation', (pdf) => void pdf.rectAnnotation(100, 100, 200, 40, { color: 'black' })],
  [
    'F7 a mark to redact that was never applied',
    (pdf) => void pdf.annotate(0, 0, 9, 9, { ...{ Subtype: 'Redact' }, color: 'black' }),
  ],
  ['F8 a second image under the first', (pdf) => void pdf.image(pdfImage(), 0, 0)],
]
const pdfImage = () => readFileSync(join(releases.png, 'REL-2026-0001-p0002.png'))

describe('a PDF', () => {
  it.each(PDF_LEAKS)('with %s turns T5 red', async (_, leak) => {
    expect(await failing(releases.png, withPdf(leak))).toEqual(['T5'])
  })

  it('with F2 words in its layer that were not released turns T5 red', async () => {
    const spoil = withPdf((pdf) => {
      pdf.save().addContent('3 Tr').font('regular').text(SECRET, 100, 100, { lineBreak: false }).restore()
    })
    expect(await failing(releases.layer, spoil)).toEqual(['T5'])
    const allowed = withPdf((pdf) => {
      const words = '[2 lines withheld – 5条3号 / 25X6]'
      pdf.save().addContent('3 Tr').font('regular').text(words, 100, 100, { lineBreak: false }).restore()
    })
    expect(await failing(releases.layer, allowed)).toEqual([])
  })

  it('with F3 an earlier version before its last save turns T5 red', async () => {
    const spoil = edited(PDF, (bytes) =>
      Buffer.concat([
        bytes,
        Buffer.from('30 0 obj\n<<\n>>\nendobj\nxref\n0 0\ntrailer\n<<\n/Prev 9\n>>\nstartxref\n9\n%%EOF\n'),
      ]),
    )
    expect(await failing(releases.png, spoil)).toEqual(['T5'])
  })

  it('with words in its colour profile turns T5 red', async () => {
    const spoil = withPdf((_, inside) => {
      inside._addColorOutputIntent = () => {
        const profile = inside.ref({ N: 3 })
        profile.end(Buffer.from(SECRET))
        const intent = { Type: 'OutputIntent', S: 'GTS_PDFA1', DestOutputProfile: profile }
        const made = inside.ref(intent)
        made.end()
        inside._root.data['OutputIntents'] = [made]
      }
    })
    expect(await failing(releases.png, spoil)).toEqual(['T5'])
  })

  it('with words between its objects turns T5 red', async () => {
    const spoil = edited(PDF, (bytes) => {
      const text = bytes.toString('latin1')
      return Buffer.from(text.replace('\nendobj\n', `\nendobj\n%${'x'.repeat(5)}\n`), 'latin1')
    })
    expect(await failing(releases.png, spoil)).toEqual(['T5'])
  })

  it('of other pictures than those beside it turns T1 red', async () => {
    const spoil = async (folder: string) => {
      const own = readFileSync(join(folder, IMAGE))
      await repainted(IMAGE, (image) => image.flop())(folder)
      await withPdf(() => undefined)(folder)
      writeFileSync(join(folder, IMAGE), own)
    }
    expect(await failing(releases.png, spoil)).toEqual(['T1'])
  })
})

describe('a box', () => {
  const veil = (opacity: number) => (image: Sharp) =>
    image
      .composite([
        {
          input: { create: { ...SIZE, channels: 4, background: { r: 255, g: 255, b: 255, alpha: opacity } } },
          left: 0,
          top: 0,
        },
      ])
      .removeAlpha()

  it('F10 that lets 5 of 100 through turns T1 red', async () => {
    expect(await failing(releases.png, repainted(IMAGE, veil(0.05)))).toEqual(['T1'])
    expect(await failing(releases.tiff, repainted(IMAGE.replace('.png', '.tif'), veil(0.05)))).toEqual(['T1'])
  })

  it('F8 that is a pixel smaller than the manifest says turns T1 red', async () => {
    const spoil = (folder: string) => {
      const text = readFileSync(join(folder, 'manifest.json'), 'utf8')
      writeFileSync(join(folder, 'manifest.json'), text.replace(/"width": 500/, '"width": 501'))
    }
    expect(await failing(releases.png, spoil)).toEqual(['T1'])
  })

  it('F8 through which an ascender sticks out is told before it is burnt', async () => {
    const { data, width, height } = await pixelsOf(
      aSheet(SIZE.width, SIZE.height, PASSAGE, 5, 1).toColourspace('b-w').grayscale(),
    )
    const picture = { width, height, data: new Uint8Array(data) }
    expect(inkAcross(picture, { ...PASSAGE, y: PASSAGE.y + 20 })).not.toEqual([])
    expect(inkAcross(picture, PASSAGE)).toEqual([])
  })
})

describe('an image', () => {
  it('F11 that hides pixels behind alpha turns T3 red', async () => {
    expect(
      await failing(
        releases.png,
        repainted(IMAGE, (image) => image.ensureAlpha(0)),
      ),
    ).toEqual(['T3'])
    const tiff = repainted(IMAGE.replace('.png', '.tif'), (image) => image.ensureAlpha(0))
    expect(await failing(releases.tiff, tiff)).toEqual(['T3'])
  })

  it('F13 with a preview or words beside its pixels turns T3 red', async () => {
    for (const type of ['eXIf', 'tEXt', 'iTXt', 'iCCP'])
      expect([
        type,
        await failing(
          releases.png,
          edited(IMAGE, (png) => pngWith(type, Buffer.from(SECRET), png)),
        ),
      ]).toEqual([type, ['T3']])
    const exif = edited(IMAGE.replace('.png', '.jpg'), (jpeg) => {
      const block = Buffer.concat([Buffer.from('Exif\0\0'), Buffer.from(SECRET)])
      return Buffer.concat([
        jpeg.subarray(0, 2),
        Buffer.of(0xff, 0xe1, 0, block.length + 2),
        block,
        jpeg.subarray(2),
      ])
    })
    expect(await failing(releases.jpeg, exif)).toContain('T3')
  })

  it.each([
    ['png', IMAGE],
    ['tiff', IMAGE.replace('.png', '.tif')],
    ['jpeg', IMAGE.replace('.png', '.jpg')],
  ] as const)('F14 with bytes after its end turns T3 red: %s', async (format, name) => {
    expect(await failing(releases[format], (folder) => appendFileSync(join(folder, name), SECRET))).toEqual([
      'T3',
    ])
  })

  it('F14 with bytes after its last row, within its data, turns T3 red', async () => {
    // The last piece of data made longer, before the twelve bytes of the end.
    const spoil = edited(IMAGE, (png) => {
      const at = png.lastIndexOf('IDAT') - 4
      const longer = Buffer.from(png)
      longer.writeUInt32BE(png.readUInt32BE(at) + SECRET.length, at)
      const end = at + 8 + png.readUInt32BE(at)
      return Buffer.concat([longer.subarray(0, end), Buffer.from(SECRET), longer.subarray(end)])
    })
    expect(await failing(releases.png, spoil)).toEqual(['T3'])
  })

  it('F15 with a second picture behind the first turns T3 red', async () => {
    const name = IMAGE.replace('.png', '.tif')
    const twice = async (folder: string) => {
      const { data, info } = await sharp(join(folder, name)).raw().toBuffer({ resolveWithObject: true })
      const raw = {
        width: info.width,
        height: info.height * 2,
        channels: info.channels,
        pageHeight: info.height,
      }
      const bytes = await sharp(Buffer.concat([data, data]), { raw })
        .tiff({ compression: 'deflate', predictor: 'none' })
        .toBuffer()
      writeFileSync(join(folder, name), bytes)
    }
    expect(await failing(releases.tiff, twice)).toContain('T3')
    const pyramid = async (folder: string) => {
      const bytes = await sharp(join(folder, name))
        .tiff({ compression: 'deflate', predictor: 'none', pyramid: true, tile: true })
        .toBuffer()
      writeFileSync(join(folder, name), bytes)
    }
    expect(await failing(releases.tiff, pyramid)).toContain('T3')
  })
})

describe('a name', () => {
  it('F16 that says what is in the file turns T11 red', async () => {
    const spoil = (folder: string) => {
      renameSync(join(folder, 'REL-2026-0001.txt'), join(folder, `REL-2026-0001 ${SECRET}.txt`))
    }
    expect(await failing(releases.png, spoil)).toEqual(['T11'])
  })

  it('of a file that the manifest does not list turns T11 red', async () => {
    expect(
      await failing(releases.png, (folder) => writeFileSync(join(folder, 'REL-2026-0009.txt'), SECRET)),
    ).toEqual(['T11'])
  })
})

describe('a manifest', () => {
  it('F23 with a digest of what was withheld turns T14 red', async () => {
    const spoil = (folder: string) => {
      const original = createHash('sha256').update(SECRET).digest('hex')
      writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ ...manifestIn(folder), original }))
    }
    expect(await failing(releases.png, spoil)).toEqual(['T14'])
  })
})
