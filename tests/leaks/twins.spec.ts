/**
 * More of the ways in which redactions have failed (F9, F17 to F22, F24), each as something that fails so: the test that is
 * there for it turns red; its twin that does it right is green.
 */
import { createHash } from 'node:crypto'
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import sharp from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import { scanPath } from '../../src-main/canary/folder.ts'
import { EXPORTERS, exportOptions } from '../../src-main/exporters/index.ts'
import type { Burner } from '../../src-main/exporters/release/item.ts'
import { releasedView } from '../../src-main/shared/domain/released-view.ts'
import { canariesOf } from '../../src-main/shared/domain/canary/index.ts'
import { words } from '../builders.ts'
import { anInstitution, aSource, publicCopy } from '../exporters/released.ts'
import { aCopy, aReleaser, PASSAGE } from '../exporters/release/copies.ts'
import { aFolder } from '../imaging/builders.ts'
import { anItemToReview, CODE, SECRET } from '../reviewed-item.ts'
import { failing, IMAGE } from './release/leaky.ts'

const PASSAGES = [
  '先方は、1979年に示した鉄道共同敷設案を再び持ち出したが、わが方はこれを拒絶した旨述べた。',
  'The other side raised again its plan of 1979 for a jointly built railway, which our delegation declined at once.',
] as const
const OPEN = 'The talks lasted two hours and dealt with trade between the two countries in general terms.'
const CANARIES = canariesOf(
  PASSAGES.map((text, index) => ({ id: String(index), text })),
  [OPEN],
)

async function found(path: string): Promise<number> {
  const control = { signal: new AbortController().signal, progress: () => undefined }
  const report = await scanPath({ path, canaries: CANARIES, redactions: 2, pixels: false }, control)
  return report.findings.length
}

const releaser = aReleaser()
let release = ''
beforeAll(async () => {
  release = (await releaser.released(await aCopy({ seed: 5 }))).folder
})

/** A copy of the release with something done to it. */
async function spoiled(spoil: (folder: string) => Promise<void> | void): Promise<string> {
  const folder = join(aFolder(), 'release')
  cpSync(release, folder, { recursive: true })
  await spoil(folder)
  return folder
}

describe('F17 an index of words', () => {
  const index = (remembers: boolean) => (folder: string) => {
    const db = new Database(join(folder, 'index.sqlite'))
    db.pragma('secure_delete = ON')
    db.exec('CREATE VIRTUAL TABLE found USING fts5(words, tokenize = "trigram")')
    const insert = db.prepare('INSERT INTO found (rowid, words) VALUES (?, ?)')
    insert.run(1, OPEN)
    if (remembers) {
      insert.run(2, PASSAGES[0])
      db.prepare('DELETE FROM found WHERE rowid = 2').run()
    }
    db.close()
  }

  it('from which the passage was deleted still holds it: the scanner (T10) and the names (T11) say so', async () => {
    const folder = await spoiled(index(true))
    expect(await found(folder)).toBeGreaterThan(0)
    expect(await failing(release, index(true))).toEqual(['T11'])
  })

  it('that was built from what is released alone holds nothing; it is no file of a release all the same', async () => {
    expect(await found(await spoiled(index(false)))).toBe(0)
    expect(await failing(release, index(false))).toEqual(['T11'])
  })
})

describe('F18 a record with what it said before', () => {
  const changes = (before: string) => (folder: string) => {
    const path = join(folder, 'REL-2026-0001.json')
    const record = JSON.parse(readFileSync(path, 'utf8')) as object
    writeFileSync(
      path,
      JSON.stringify({ ...record, changes: [{ before: Buffer.from(before).toString('base64') }] }),
    )
  }

  it('is found by the scanner (T6), in whatever it is coded', async () => {
    expect(await found(await spoiled(changes(PASSAGES[1])))).toBeGreaterThan(0)
    expect(await found(await spoiled(changes(OPEN)))).toBe(0)
  })
})

describe('F19 another copy of the same page', () => {
  async function echoes(open: string) {
    const item = await anItemToReview()
    const { client, handle } = item
    await item.markAll()
    const earlier = join(aFolder(), 'earlier')
    writeFileSync(earlier, `${OPEN} ${open}`)
    const { jobId } = await client.leak.scan({ handle: handle(earlier, 'read') })
    const { result } = await client.job.wait({ id: jobId })
    if (result?.kind !== 'leak') throw new Error('not scanned')
    await client.description.create({
      parentId: null,
      fields: { level: 'item', referenceCode: 'R-2', status: 'published', scopeAndContent: [words(open)] },
    })
    return { open: (await client.leak.consistency()).echoes.length, earlier: result.findings.length }
  }

  it('that says what is withheld in this one is told (T8), and so is an earlier release that says it', async () => {
    expect(await echoes(`He reported: ${SECRET.en}`)).toMatchObject({
      open: expect.toSatisfy((count: number) => count > 0) as number,
      earlier: expect.toSatisfy((count: number) => count > 0) as number,
    })
    expect(await echoes('He reported on the harvest.')).toEqual({ open: 0, earlier: 0 })
  })
})

describe('F20 a translation that nobody marked', () => {
  it('keeps the item from being proposed, until the passage is marked there as well', async () => {
    const item = await anItemToReview()
    const { client, id } = item
    const { id: redaction } = await client.redaction.mark({
      ...{ descriptionId: id, exemptions: [CODE] },
      anchors: [item.box(), { place: item.span(item.ja, SECRET.ja) }],
    })
    await item.lookAtAll()
    await item.check()
    await client.review.decide({ descriptionId: id, decision: 'releaseInPart' })
    await expect(client.review.propose({ descriptionId: id })).rejects.toMatchObject({
      code: 'reviewUnresolved',
    })
    await client.redaction.addAnchor({
      id: redaction,
      anchors: [{ place: item.span(item.en, SECRET.en) }],
    })
    await item.check()
    await expect(client.review.propose({ descriptionId: id })).resolves.toMatchObject({ state: 'proposed' })
  })
})

describe('F21 another way out', () => {
  const xlsx = EXPORTERS.find(({ id }) => id === 'xlsx')
  if (!xlsx) throw new Error('no spreadsheet')
  const written = (audience: 'public' | 'staff') => {
    const source = aSource({
      scopeAndContent: [{ value: OPEN }],
      staffNote: [{ value: PASSAGES[1] }],
      status: 'published',
    })
    const policy = audience === 'public' ? publicCopy : ({ audience: 'staff', withNotes: true } as const)
    const description = releasedView(source, policy)
    if (!description) throw new Error('nothing leaves')
    const context = {
      ...{ audience, institution: anInstitution(), generator: 'spec' },
      options: exportOptions(xlsx, {}),
    }
    const pieces = [...xlsx.write([{ depth: 0, description }], context)]
    return Buffer.concat(pieces.map((piece) => Buffer.from(piece)))
  }
  const beside = (audience: 'public' | 'staff') => (folder: string) =>
    writeFileSync(join(folder, 'REL-2026-0001.xlsx'), written(audience))

  it('that skips the released view is found by the scanner (T6), and no release has room for it (T11)', async () => {
    expect(await found(await spoiled(beside('staff')))).toBeGreaterThan(0)
    expect(await failing(release, beside('staff'))).toEqual(['T11'])
    expect(await found(await spoiled(beside('public')))).toBe(0)
  })
})

describe('F22 a box that is blurred or made coarse', () => {
  const veiled = (how: 'coarse' | 'blurred') => async (folder: string) => {
    const path = join(folder, IMAGE)
    const { items } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as {
      items: {
        pages: { regions: { boxes: { x: number; y: number; width: number; height: number }[] }[] }[]
      }[]
    }
    const [box] = items[0]?.pages[0]?.regions[0]?.boxes ?? []
    if (!box) throw new Error('no box')
    const { x: left, y: top, width, height } = box
    const page = await aCopy({ seed: 5 })
    const [first] = page.items[0]?.pages ?? []
    if (!first || !('master' in first)) throw new Error('no page')
    const own = sharp(first.master.path).extract({
      left: PASSAGE.x,
      top: PASSAGE.y,
      width: PASSAGE.width,
      height: PASSAGE.height,
    })
    const small = how === 'coarse' ? await own.resize(20, 4).toBuffer() : await own.blur(12).toBuffer()
    const input = await sharp(small).resize(width, height, { kernel: 'nearest', fit: 'fill' }).toBuffer()
    const image = await sharp(readFileSync(path))
      .composite([{ input, left, top }])
      .removeAlpha()
      .png()
      .toBuffer()
    writeFileSync(path, image)
  }

  it.each(['coarse', 'blurred'] as const)('turns T1 red: %s', async (how) => {
    expect(await failing(release, veiled(how))).toContain('T1')
  })
})

describe('F24 what a printer strews over a page', () => {
  /** Yellow dots whose places say on which machine, and when, it was printed. */
  async function aPrint(serial: number): Promise<string> {
    const path = join(aFolder(), 'print.png')
    const { width, height } = { width: 800, height: 1100 }
    const data = Buffer.alloc(width * height * 3, 255)
    for (let dot = 0; dot < 200; dot++) {
      const [x, y] = [(dot * 53 * serial) % width, (dot * 97 * serial) % height]
      data[(y * width + x) * 3 + 2] = 90
    }
    await sharp(data, { raw: { width, height, channels: 3 } })
      .png()
      .toFile(path)
    return path
  }

  async function released(serial: number, grey: boolean, burner: Burner = releaser.decoding) {
    const copy = await aCopy({ seed: 5 }, { grey })
    const path = await aPrint(serial)
    const items = copy.items.map((item) => ({
      ...item,
      pages: item.pages.map((page) =>
        'master' in page ? { ...page, marks: [], master: { ...page.master, path } } : page,
      ),
    }))
    const { folder } = await releaser.released({ ...copy, items }, { burner })
    return Object.fromEntries(
      readdirSync(folder).map((name) => [
        name,
        createHash('sha256')
          .update(readFileSync(join(folder, name)))
          .digest('hex'),
      ]),
    )
  }

  it('is in no file of a release without colour, and its manifest says that it is one', async () => {
    expect(await released(3, true)).toEqual(await released(7, true))
    expect((await released(3, false))[IMAGE]).not.toBe((await released(7, false))[IMAGE])
  })

  it('would be, only paler, where the colours were mixed', async () => {
    const folder = aFolder()
    let count = 0
    const mixing: Burner = {
      ...releaser.decoding,
      async burn(path, frame, plan, target) {
        if (plan.strips === null) return releaser.decoding.burn(path, frame, plan, target)
        const mixed = join(folder, `${String(++count)}.png`)
        await sharp(path).grayscale().png().toFile(mixed)
        return releaser.decoding.burn(mixed, 0, plan, target)
      },
    }
    expect((await released(3, true, mixing))[IMAGE]).not.toBe((await released(7, true, mixing))[IMAGE])
  })
})
