import { readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import type { Probe } from '../../src-main/imaging/decoding.ts'
import { aDecoding, aFolder, colourAt, distance, meanDifference } from './builders.ts'
import { sharedScans } from './shared-scans.ts'

const scans = sharedScans()
const decoding = aDecoding()
const folder = aFolder()
const named = (part: string) => join(scans ?? '', part)
const all = (part: string) => (scans ? readdirSync(named(part)).map((name) => named(`${part}/${name}`)) : [])
const A4_400 = { width: 3307, height: 4677 }
const A4_600 = { width: 4960, height: 7015 }

/** Paper at half the height of the left margin, the red stamp's frame, and the first character's line. */
async function looks(picture: Uint8Array) {
  const { data, info } = await sharp(picture)
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
  let [red, dark, sum] = [0, 0, 0]
  for (let i = 0; i < data.length; i += info.channels) {
    const [r = 0, g = 0, b = 0] = [data[i], data[i + 1], data[i + 2]]
    if (r - g > 50 && r - b > 40) red++
    if (r + g + b < 450) dark++
    sum += r + g + b
  }
  const pixels = info.width * info.height
  return { info, red: red / pixels, dark: dark / pixels, mean: sum / pixels / 3 }
}

describe.skipIf(!scans)('every kind of scan', () => {
  it.each(
    [...all('tiff'), ...all('other')]
      .filter((path) => !/encrypted/.test(path))
      .map((path) => [basename(path), path]),
  )('%s is listed and looks like the page', async (name, path) => {
    const { mediaType, pages } = await decoding.probe(path)
    const expected = /_600_/.test(name) ? A4_600 : A4_400
    if (mediaType !== 'application/pdf' || /multi/.test(name)) {
      // What makes the JPEG 2000 here says no resolution.
      const pixelsPerInch = name.endsWith('.jp2') ? null : name.includes('_600_') ? 600 : 400
      expect(pages[0]).toMatchObject({ ...expected, pixelsPerInch })
    }
    expect(pages).toHaveLength(/multi|_3p/.test(name) ? 3 : 1)
    for (const { frame } of pages) {
      const seen = await looks(await decoding.thumbnail(path, frame, 1000))
      expect(Math.max(seen.info.width, seen.info.height)).toBe(1000)
      // White or yellowish paper, some writing on it; a wrong polarity or depth is far off.
      expect(seen.mean).toBeGreaterThan(200)
      expect(seen.dark).toBeGreaterThan(0.002)
      expect(seen.dark).toBeLessThan(0.2)
    }
    const coloured = !/gray|lossless|bilevel|g4|1bit|\.pdf$|mixed/.test(name)
    if (coloured) expect((await looks(await decoding.thumbnail(path, 0, 1000))).red).toBeGreaterThan(0.001)
  })

  it.each([
    'rgb_none',
    'rgb_lzw',
    'rgb_jpeg',
    'rgb16_zip',
    'rgb_bigendian',
    'rgb_bigtiff',
    'palette_lzw',
    'cmyk_lzw',
  ])('%s has the colours of the page it was made from', async (kind) => {
    const [ours, original] = await Promise.all(
      [kind, 'rgb_none'].map((one) => decoding.thumbnail(named(`tiff/a4_400_${one}.tif`), 0, 400)),
    )
    for (const [x, y] of [
      [0.05, 0.5],
      [0.5, 0.95],
      [0.9, 0.5],
      [0.3, 0.7],
    ] as const) {
      const apart = distance(await colourAt(ours ?? '', x, y), await colourAt(original ?? '', x, y))
      // Inks are converted by a profile that the file does not carry, so there it is only close.
      expect(apart).toBeLessThan(kind === 'cmyk_lzw' ? 40 : 14)
    }
  })

  it('each page of a TIFF with many pages is another one', async () => {
    const path = named('tiff/multi3_mixed.tif')
    const { pages } = await decoding.probe(path)
    expect(pages.map(({ frame, colour }) => [frame, colour])).toEqual([
      [0, 'bilevel'],
      [1, 'rgb'],
      [2, 'rgb'],
    ])
    const [first, second, third] = await Promise.all(
      pages.map(({ frame }) => decoding.thumbnail(path, frame, 300)),
    )
    expect(first).not.toEqual(second)
    expect(second).not.toEqual(third)
  })

  it('pages of a PDF that are scans keep the resolution of the scan; others are drawn at 300 dpi', async () => {
    const scanned = await decoding.probe(named('other/multi20_g4.pdf'))
    expect(scanned.pages[0]).toMatchObject({ ...A4_400, pixelsPerInch: 400 })
    const text = await decoding.probe(named('other/text_layer_3p.pdf'))
    expect(text.pages[0]).toMatchObject({ width: 2333, height: 1833, pixelsPerInch: 300 })
  })
})

describe.skipIf(!scans)('scans that say how they are turned', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('orientation %i', async (orientation) => {
    const path = named(`exif/a4_orient_${orientation}.jpg`)
    const { pages } = await decoding.probe(path)
    const turned = orientation >= 5
    const size = turned ? { width: A4_400.height, height: A4_400.width } : A4_400
    expect(pages[0]).toMatchObject(size)
    const ours = await decoding.thumbnail(path, 0, 400)
    const reference = await sharp(path).autoOrient().resize(400, 400, { fit: 'inside' }).png().toBuffer()
    const { info } = await looks(ours)
    expect(info).toMatchObject(turned ? { width: 400 } : { height: 400 })
    expect(await meanDifference(ours, reference)).toBeLessThan(3)
  })

  it('a bilevel TIFF turned by its tag', async () => {
    const path = named('exif/a4_orient_6_g4.tif')
    expect((await decoding.probe(path)).pages[0]).toMatchObject({
      width: A4_400.height,
      height: A4_400.width,
    })
    expect((await looks(await decoding.thumbnail(path, 0, 400))).info).toMatchObject({
      width: 400,
      height: 283,
    })
  })
})

describe.skipIf(!scans)('what is broken or hostile', () => {
  const expected: Record<string, object> = {
    'bomb_4294967295.tif': { code: 'scanTooLarge', data: { width: 4294967295, height: 4294967295 } },
    'bomb_60000x60000_1bit.png': { code: 'scanTooLarge', data: { width: 60000, height: 60000 } },
    'bomb_65535x65535.tif': { code: 'scanTooLarge', data: { width: 65535, height: 65535 } },
    'bomb_header_2e9.png': { code: 'scanTooLarge', data: { width: 2000000000, height: 2000000000 } },
    'html_named.tif': { code: 'scanUnsupported', data: { format: 'HTML' } },
    'ifd_loop.tif': { code: 'scanDamaged' },
    'ifd_past_eof.tif': { code: 'scanDamaged' },
    'jpeg_named.tif': { mediaType: 'image/jpeg' },
    no_extension: { mediaType: 'image/png' },
    'text_named.jpg': { code: 'scanUnsupported', data: { format: 'text' } },
    'tiff_named.jpg': { mediaType: 'image/tiff' },
    'truncated.jpg': { code: 'scanTruncated' },
    'truncated.pdf': { code: 'scanTruncated' },
    'truncated.png': { code: 'scanTruncated' },
    'truncated_40pct.tif': { code: 'scanTruncated' },
    'zero_bytes.jpg': { code: 'scanEmpty' },
    'zero_bytes.tif': { code: 'scanEmpty' },
    'zero_dims.tif': { code: 'scanDamaged' },
  }
  const outcome = (path: string): Promise<unknown> => decoding.probe(path).catch((error: unknown) => error)

  it.each(all('broken').map((path) => [basename(path), path]))('%s', async (name, path) => {
    const start = performance.now()
    const found = (await outcome(path)) as Probe
    expect(performance.now() - start).toBeLessThan(5000)
    expect(found).toMatchObject(expected[name] ?? { code: 'a verdict in this spec' })
    if (!('pages' in found)) expect(found).toMatchObject({ data: { file: name } })
    // The same verdict from the verbs that decode.
    const thumbnail: unknown = await decoding.thumbnail(path, 0, 200).catch((error: unknown) => error)
    if ('pages' in found) expect(thumbnail).toBeInstanceOf(Uint8Array)
    else expect(thumbnail).toMatchObject({ code: (expected[name] as { code: string }).code })
  })

  it('a PDF with a password', async () => {
    expect(await outcome(named('other/encrypted_u.pdf'))).toMatchObject({ code: 'pdfEncrypted' })
  })
})

describe.skipIf(!scans)('names', () => {
  it.each(all('names').map((path) => [JSON.stringify(basename(path)).slice(0, 40), path]))(
    '%s',
    async (_, path) => {
      expect((await decoding.probe(path)).pages).toHaveLength(1)
      expect(await decoding.thumbnail(path, 0, 64)).toBeInstanceOf(Uint8Array)
      const target = join(folder, 'named.tif')
      await expect(decoding.pyramid(path, 0, target, { level: 1 })).resolves.toEqual(A4_400)
    },
  )
})
