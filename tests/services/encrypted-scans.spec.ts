/** The scans of a catalogue under a passphrase: read everywhere in the program as before, and nowhere on the disk. */
import { existsSync, readdirSync, readFileSync, watch, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { masterFile } from '../../src-main/catalogue/encryption/masters.ts'
import { isSealed } from '../../src-main/platform/sealed-file/keys.ts'
import { afterwards, aFolder, anEmptyCatalogue, words } from '../builders.ts'
import type { CatalogueInASpec } from '../builders.ts'
import { PASSPHRASE, resultOf } from '../encrypted-catalogue.ts'
import { sha256, tellingOf } from '../sealed.ts'

/** A picture of which no part is like another. */
async function aScan(path: string, seed: number): Promise<{ content: Buffer; hash: string }> {
  const [width, height] = [900, 700]
  const raw = Buffer.alloc(width * height * 3)
  for (let i = 0, state = seed; i < raw.length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    raw[i] = state >>> 24
  }
  await sharp(raw, { raw: { width, height, channels: 3 } })
    .tiff({ compression: 'none' })
    .toFile(path)
  const content = readFileSync(path)
  return { content, hash: sha256(content) }
}

async function aCatalogueOfScans() {
  // Whatever is written to the folder of temporary files lies here.
  const [temporary, sources, home] = [aFolder(), aFolder(), join(aFolder(), 'home')]
  const before = process.env['TMPDIR']
  process.env['TMPDIR'] = temporary
  afterwards(() => {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
  })
  const made = await anEmptyCatalogue({ home })
  const { client, handle, core } = made
  await client.settings.set({ who: 'Aoki' })
  const { id } = await client.description.create({
    parentId: null,
    fields: { level: 'item', title: [words('Item')], referenceCode: 'F-1' },
  })
  const take = async (name: string, seed: number) => {
    const scan = await aScan(join(sources, name), seed)
    const handles = [handle(join(sources, name), 'read')]
    const { jobId } = await client.import.start({
      handles,
      as: 'scans',
      into: id,
      arrange: 'attach',
      storage: 'copied',
    })
    expect((await client.job.wait({ id: jobId })).error).toBe(null)
    return { ...scan, path: `scans/${scan.hash}.tif` }
  }
  const answer = (path: string) => core.fetch(new Request(`http://shoko${path}`))
  const pages = () => client.scan.pages({ descriptionId: id })
  const pictures = async () =>
    Promise.all(
      (await pages()).flatMap(({ id: page }) =>
        [`/thumbnails/${String(page)}`, `/tiles/${String(page)}/2/0/0`, `/tiles/${String(page)}/0/0/0`].map(
          async (path) => Buffer.from(await (await answer(path)).arrayBuffer()),
        ),
      ),
    )
  return { ...made, id, temporary, take, answer, pages, pictures }
}

const encrypted = (client: CatalogueInASpec['client']) =>
  resultOf(client, client.encryption.encrypt({ name: 'office', passphrase: PASSPHRASE }))

/** Every file that was there for a moment in some folders, with what it held, as far as a look at once can see. */
function watched(folders: readonly string[]) {
  const names: string[] = []
  const watchers = folders.map((folder) => watch(folder, (_, name) => name !== null && names.push(name)))
  return () => {
    for (const watcher of watchers) watcher.close()
    return names
  }
}

// Each does the work of a whole day.
describe('the scans of a catalogue under a passphrase', { timeout: 480_000 }, () => {
  it('are nowhere to be read, in any work of the program, and come back byte for byte', async () => {
    const made = await aCatalogueOfScans()
    const { client, folder, home, temporary, take, pictures } = made
    const first = await take('page_1.tif', 1)
    const before = await pictures()
    const plain = () => tellingOf([folder, home, temporary], [first])
    expect(plain().length).toBeGreaterThan(1)
    const result = await encrypted(client)
    expect(result).toMatchObject({ remains: { scans: { files: 0 }, derivatives: { files: 0 } } })
    // A copy of the record from before names their hashes.
    await client.encryption.removeCopies()
    expect(plain()).toEqual([])

    // What is looked at and taken in from now on.
    const seen = watched([temporary])
    expect(await pictures()).toEqual(before)
    const second = await take('page_2.tif', 2)
    await pictures()
    expect(tellingOf([folder, temporary, join(home, 'user')], [first, second])).toEqual([])
    expect(readdirSync(join(folder, 'scans')).every(isSealed)).toBe(true)
    expect(seen()).toEqual([])
    const [page] = await made.pages()
    const answered = await made.answer(`/thumbnails/${String(page?.id)}`)
    expect(answered.headers.get('cache-control')).toBe('no-store')

    await resultOf(client, client.encryption.decrypt({ passphrase: PASSPHRASE, reason: 'spec' }))
    for (const { path, content } of [first, second])
      expect(readFileSync(join(folder, path)).equals(content)).toBe(true)
    const names = readdirSync(folder, { recursive: true }).map(String)
    expect(names.filter(isSealed)).toEqual([])
    expect((await pictures()).slice(0, 3)).toEqual(before)
  })

  it('are not shown when somebody has changed them, and the page is named; what a stop has left plain goes', async () => {
    const made = await aCatalogueOfScans()
    const { client, folder, take } = made
    const first = await take('page_1.tif', 1)
    const second = await take('page_2.tif', 2)
    await encrypted(client)
    const [page] = await made.pages()
    // Fixity is that of what they hold; whoever changes one is found, and the page is named.
    const fixity = async () => {
      const { jobId } = await client.fixity.check({})
      return (await client.job.wait({ id: jobId })).result
    }
    expect(await fixity()).toMatchObject({ matches: 2 })
    const sealed = masterFile(folder, first.path)
    const whole = readFileSync(sealed)
    const changed = Buffer.from(whole)
    changed[500_000] = (changed[500_000] ?? 0) ^ 1
    for (const [how, bytes] of Object.entries({
      changed,
      cut: whole.subarray(0, 600_000),
      other: readFileSync(masterFile(folder, second.path)),
    })) {
      writeFileSync(sealed, bytes)
      await client.scan.deleteDerivatives()
      if (page) await client.scan.tryAgain({ id: page.id })
      const refused = await made.answer(`/thumbnails/${String(page?.id)}`)
      expect([how, await refused.json()]).toEqual([
        how,
        { code: 'fileTampered', data: { file: 'page_1.tif' } },
      ])
    }
    expect(await fixity()).toMatchObject({ matches: 1 })
    const failed = await client.encryption.decrypt({ passphrase: PASSPHRASE, reason: 'spec' })
    expect((await client.job.wait({ id: failed.jobId })).error).toMatchObject({
      code: 'fileTampered',
      data: { file: 'page_1.tif' },
    })
    writeFileSync(sealed, whole)

    // What a stop has left plain is told of, and goes.
    await resultOf(client, client.encryption.encryptFiles())
    writeFileSync(join(folder, first.path), first.content)
    expect((await client.encryption.state()).remains.scans.files).toBe(1)
    await resultOf(client, client.encryption.encryptFiles())
    expect((await client.encryption.state()).remains.scans.files).toBe(0)
    expect(tellingOf([join(folder, 'scans')], [first, second])).toEqual([])
  })

  it('go with a branch that is lent, and stay encrypted there', async () => {
    const made = await aCatalogueOfScans()
    const { client, id, handle } = made
    const scan = await made.take('page_1.tif', 3)
    await encrypted(client)
    const target = aFolder()
    const to = handle(target, 'write')
    await resultOf(client, client.loan.lend({ id, lentTo: 'Tanaka', note: null, to, name: 'Lent' }))
    expect(tellingOf([target], [scan])).toEqual([])
    const lent = masterFile(join(target, 'Lent.shoko'), scan.path)
    expect([isSealed(lent), existsSync(lent)]).toEqual([true, true])
  })
})
