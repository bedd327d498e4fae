import sharp, { type Sharp } from 'sharp'
import { describe, expect, it } from 'vitest'
import {
  aDecoding,
  aFile,
  aFolder,
  colourAt,
  distance,
  landscape,
  meanDifference,
  pictureOf,
  quarters,
  QUARTERS,
  rgb,
} from './builders.ts'

const folder = aFolder()
const decoding = aDecoding()
let files = 0
const fileOf = (content: Uint8Array) => aFile(folder, `scan-${++files}.avif`, content)
const [width, height] = [301, 203]
const encoded = (image: Sharp, bitdepth: 8 | 10 = 8) =>
  image.avif({ quality: 90, effort: 0, chromaSubsampling: '4:4:4', bitdepth }).toBuffer()

/** Gives the first item of an AVIF a turn by quarters, counter-clockwise ('irot', ISO/IEC 23008-12, 6.5.10). */
function turned(avif: Buffer, quarters: number): Buffer {
  const at = (type: string) => avif.indexOf(type, 0, 'latin1') - 4
  const container = at('ipco')
  const [end, association] = [container + avif.readUInt32BE(container), at('ipma')]
  const property = Buffer.from([0, 0, 0, 9, ...Buffer.from('irot'), quarters])
  let index = 1
  for (let box = container + 8; box < end; box += avif.readUInt32BE(box)) index++
  const longer = (type: string, by: number) => avif.writeUInt32BE(avif.readUInt32BE(at(type)) + by, at(type))
  longer('ipco', 9)
  longer('ipma', 1)
  longer('iprp', 10)
  longer('meta', 10)
  // Version 0: one item, its number of properties after the header, the count of entries, and its identifier.
  const count = association + 18
  const properties = avif.readUInt8(count)
  avif.writeUInt8(properties + 1, count)
  const after = count + 1 + properties
  // Where the only item begins, in a location box of version 0 with offsets of four bytes.
  const location = at('iloc') + 20
  avif.writeUInt32BE(avif.readUInt32BE(location) + 10, location)
  return Buffer.concat([
    avif.subarray(0, end),
    property,
    avif.subarray(end, after),
    Buffer.of(0x80 | index),
    avif.subarray(after),
  ])
}

describe('AVIF', () => {
  it.each([8, 10] as const)('of %i bits opens in its colours', async (bitDepth) => {
    const path = fileOf(await encoded(landscape(width, height), bitDepth))
    expect(await decoding.probe(path)).toEqual({
      mediaType: 'image/avif',
      pages: [{ frame: 0, width, height, pixelsPerInch: null, bitDepth, colour: 'rgb' }],
    })
    const original = await landscape(width, height).png().toBuffer()
    expect(await meanDifference(await pictureOf(decoding, path), original)).toBeLessThan(4)
    const small = await landscape(width, height).resize(150, 101, { fit: 'fill' }).png().toBuffer()
    expect(await meanDifference(await decoding.thumbnail(path, 0, 150), small)).toBeLessThan(5)
  })

  it('has its colour profile applied', async () => {
    const red = sharp({ create: { width: 64, height: 64, channels: 3, background: '#ff0000' } })
    const stored = await encoded(red.withIccProfile('p3'))
    const shown = await decoding.thumbnail(fileOf(stored), 0, 32)
    expect(distance(await colourAt(shown, 0.5, 0.5), [255, 0, 0])).toBeLessThan(8)
  })

  it('is turned as its properties say', async () => {
    const path = fileOf(turned(await encoded(quarters(320, 240).removeAlpha()), 1))
    expect((await decoding.probe(path)).pages[0]).toMatchObject({ width: 240, height: 320 })
    for (const shown of [await decoding.thumbnail(path, 0, 160), await pictureOf(decoding, path)]) {
      // A quarter against the clock takes the upper right corner to the upper left.
      expect(distance(await colourAt(shown, 0.25, 0.25), rgb(QUARTERS.topRight))).toBeLessThan(30)
      expect(distance(await colourAt(shown, 0.75, 0.25), rgb(QUARTERS.bottomRight))).toBeLessThan(30)
    }
  })

  it('that breaks off is refused, wherever that is', async () => {
    const whole = await encoded(landscape(width, height))
    for (const part of [0.02, 0.3, 0.6, 0.99]) {
      const path = fileOf(whole.subarray(0, Math.ceil(whole.length * part)))
      await expect(decoding.probe(path)).rejects.toMatchObject({ code: 'scanTruncated' })
    }
  })

  it('is told from HEIC in the same boxes', async () => {
    const avif = await encoded(landscape(width, height))
    const heic = Buffer.from(avif)
    heic.write('heic', 8, 'latin1')
    while (heic.includes('avif')) heic.write('heic', heic.indexOf('avif'), 'latin1')
    await expect(decoding.probe(fileOf(heic))).rejects.toMatchObject({
      code: 'scanUnsupported',
      data: { format: 'HEIC' },
    })
    // The brand says how the file is built; what codes the picture is among its properties.
    const disguised = Buffer.from(avif)
    disguised.write('hvcC', disguised.indexOf('av1C'), 'latin1')
    await expect(decoding.probe(fileOf(disguised))).rejects.toMatchObject({ data: { format: 'HEIC' } })
    const neutral = Buffer.from(avif)
    neutral.write('mif1', 8, 'latin1')
    await expect(decoding.probe(fileOf(neutral))).resolves.toMatchObject({ mediaType: 'image/avif' })
  })
})
