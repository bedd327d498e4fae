/** The scanner of T6: whatever a withheld passage is written or packed in, it is found; where another text is, nothing is. */
import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { scanPath } from '../../../src-main/canary/folder.ts'
import { canariesOf } from '../../../src-main/shared/domain/canary/index.ts'
import { aFolder } from '../../builders.ts'
import { PLANTED } from './planted.ts'

const JAPANESE = '先方は、1979年に示した鉄道共同敷設案を再び持ち出したが、わが方はこれを拒絶した旨述べた。'
const ENGLISH =
  'The other side raised again its plan of 1979 for a jointly built railway, which our delegation declined at once.'
const OPEN =
  '会談は午後三時から二時間行われ、通商について意見を交換した。 The talks lasted two hours and dealt with trade between the two countries in general terms.'

const CANARIES = canariesOf(
  [
    { id: 'ja', text: JAPANESE },
    { id: 'en', text: ENGLISH },
  ],
  [OPEN],
)

async function scanned(path: string, more: object = {}) {
  const control = { signal: new AbortController().signal, progress: () => undefined }
  return scanPath({ path, canaries: CANARIES, redactions: 2, pixels: false, ...more }, control)
}

async function scannedFile(bytes: Buffer, name = 'file.bin') {
  const folder = aFolder()
  writeFileSync(join(folder, name), bytes)
  return scanned(folder)
}

const ids = ({ findings }: Awaited<ReturnType<typeof scanned>>) =>
  [...new Set(findings.map(({ redaction }) => redaction))].sort()

describe('the scanner', () => {
  /** Where the format, or the program that makes it, can carry only one of the two. */
  const ONLY: Readonly<Record<string, string>> = {
    'FTS5, words': 'ja',
    'FTS5, words of English': 'en',
    'EXIF of a JPEG': 'en',
  }

  it.each(Object.entries(PLANTED))(
    'finds a passage in: %s; and nothing in its twin with another text',
    async (name, plant) => {
      const only = ONLY[name]
      const japanese = only === 'en' ? '' : JAPANESE
      const english = only === 'ja' ? '' : ENGLISH
      // A name is short: each passage has to have one of its own.
      const texts = name === 'name of an entry' ? [JAPANESE, ENGLISH] : [`${OPEN}\n${japanese}\n${english}\n`]
      const found = new Set<string>()
      for (const text of texts) for (const id of ids(await scannedFile(await plant(text)))) found.add(id)
      expect([...found].sort()).toEqual(only === undefined ? ['en', 'ja'] : [only])
      expect((await scannedFile(await plant(`${OPEN}\n${OPEN}\n`))).findings).toEqual([])
    },
  )

  it('finds a passage that lies across the end of a window, at its byte', async () => {
    const passage = Buffer.from(JAPANESE)
    for (const before of [(1 << 20) - 40, (3 << 20) - 1]) {
      const report = await scannedFile(
        Buffer.concat([Buffer.alloc(before, '\n'), passage, Buffer.alloc(2 << 20, '\n')]),
      )
      expect(report.findings).toEqual([
        expect.objectContaining({ redaction: 'ja', encoding: 'utf-8', at: before, share: 1, inner: [] }),
      ])
    }
  })

  it('unpacks no bomb: what becomes too large, or is packed too deep, is named, and the rest is searched', async () => {
    let deep = gzipSync(JAPANESE)
    for (let level = 0; level < 20; level++) deep = gzipSync(deep)
    const folder = aFolder()
    writeFileSync(join(folder, 'bomb.gz'), gzipSync(Buffer.alloc(64 << 20)))
    writeFileSync(join(folder, 'deep.gz'), deep)
    writeFileSync(join(folder, 'plain.txt'), ENGLISH)
    const limits = { piece: 1 << 20, unpacked: 8 << 20, depth: 12 }
    const report = await scanned(folder, { limits })
    expect(report.unread.map(({ file, why }) => [file, why])).toEqual([
      ['bomb.gz', 'tooLarge'],
      ['deep.gz', 'tooDeep'],
    ])
    expect(ids(report)).toEqual(['en'])
  })

  it('goes through what is too large to be held piece by piece', async () => {
    const bytes = gzipSync(
      Buffer.concat([Buffer.alloc(5 << 20, 'x '), Buffer.from(JAPANESE), Buffer.alloc(1 << 20, '. ')]),
    )
    const folder = aFolder()
    writeFileSync(join(folder, 'large.gz'), bytes)
    const report = await scanned(folder, { limits: { piece: 1 << 20, unpacked: 64 << 20, depth: 12 } })
    expect(report.findings).toEqual([expect.objectContaining({ redaction: 'ja', at: 5 << 20 })])
  })

  it('reads what breaks off up to there, and names it', async () => {
    const packed = gzipSync(Buffer.from(`${JAPANESE}${randomBytes(100_000).toString('hex')}`))
    const report = await scannedFile(packed.subarray(0, 30_000))
    expect(ids(report)).toEqual(['ja'])
    expect(report.unread).toEqual([expect.objectContaining({ why: 'damaged' })])
  })

  it('names what is locked', async () => {
    const zip = Buffer.from((await PLANTED['ZIP']?.(JAPANESE)) ?? '')
    zip.writeUInt16LE(0x801, 6)
    expect((await scannedFile(zip)).unread).toEqual([
      { file: 'file.bin', inner: ['a.txt'], why: 'encrypted' },
    ])
  })

  it('passes over pixels, and nothing else of a picture', async () => {
    const pixels = randomBytes(300 * 200 * 3)
    const raw = { raw: { width: 300, height: 200, channels: 3 } } as const
    const png = await sharp(pixels, raw).png().toBuffer()
    const jpeg = await sharp(pixels, raw).jpeg().toBuffer()
    for (const picture of [png, jpeg]) {
      const report = await scannedFile(Buffer.concat([picture, Buffer.from(JAPANESE)]))
      expect(report.pixels).toBeGreaterThan(picture.length * 0.9)
      expect(ids(report)).toEqual(['ja'])
    }
  })

  it('finds nothing in sixteen megabytes of chance', async () => {
    expect(await scannedFile(randomBytes(16 << 20))).toMatchObject({ found: 0 })
  })

  it('stops when it is told to', async () => {
    const folder = aFolder()
    writeFileSync(join(folder, 'a.txt'), JAPANESE)
    const stop = new AbortController()
    stop.abort()
    const control = { signal: stop.signal, progress: () => undefined }
    const input = { path: folder, canaries: CANARIES, redactions: 2, pixels: false }
    await expect(scanPath(input, control)).rejects.toMatchObject({ code: 'cancelled' })
  })
})
