import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { databasePath } from '../../src-main/catalogue/open.ts'
import { aCore, aFolder, afterwards, anEmptyCatalogue, words } from '../builders.ts'
import { contentHash } from '../content-hash.ts'

describe('opening', () => {
  it('refuses a catalogue of a newer version, naming the program that made it, and leaves it as it was', async () => {
    const { core, folder } = await anEmptyCatalogue()
    await core.close()
    const db = new Database(databasePath(folder))
    db.pragma('user_version = 9999')
    db.exec("UPDATE catalogue SET madeBy = 'Shoko 99.0'")
    db.close()
    const before = contentHash(folder)
    const { core: again } = aCore()
    await expect(again.openCatalogue(folder)).rejects.toMatchObject({
      code: 'catalogueTooNew',
      data: { file: 'Spec.shoko', version: 9999, madeBy: 'Shoko 99.0' },
    })
    expect(contentHash(folder)).toBe(before)
  })

  it('refuses what is no catalogue: text, another database, an empty folder, nothing', async () => {
    const home = aFolder()
    const made = (name: string, write: (path: string) => void) => {
      mkdirSync(join(home, name))
      write(join(home, name, 'catalogue.sqlite'))
      return join(home, name)
    }
    const { core } = aCore()
    const refused = (path: string) =>
      core.openCatalogue(path).then(
        () => null,
        (error: unknown) => (error as { code: string }).code,
      )
    expect(
      await refused(made('text.shoko', (path) => writeFileSync(path, 'これは目録ではない'.repeat(100)))),
    ).toBe('notACatalogue')
    expect(
      await refused(made('other.shoko', (path) => new Database(path).exec('CREATE TABLE t (x)').close())),
    ).toBe('notACatalogue')
    expect(await refused(made('zero.shoko', (path) => writeFileSync(path, '')))).toBe('notACatalogue')
    mkdirSync(join(home, 'empty.shoko'))
    expect(await refused(join(home, 'empty.shoko'))).toBe('notACatalogue')
    expect(await refused(join(home, 'missing.shoko'))).toBe('catalogueNotFound')
    expect(readdirSync(join(home, 'empty.shoko'))).toEqual([])
  })

  it('keeps the open catalogue open when another is refused', async () => {
    const { core, client, folder } = await anEmptyCatalogue()
    await expect(core.openCatalogue(join(folder, 'nothing'))).rejects.toMatchObject({
      code: 'catalogueNotFound',
    })
    expect((await client.catalogue.current())?.name).toBe('Spec')
    expect(core.openFolder()).toBe(folder)
  })
})

/** A file system of a few megabytes, where there may be one. */
function aSmallDisk(megabytes: number): string | null {
  const path = aFolder()
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', path], { stdio: 'ignore' })
  } catch {
    return null
  }
  afterwards(() => void execFileSync('umount', ['-l', path]))
  return path
}

describe('a full disk', () => {
  it('is said by name, in an import as in an edit, and nothing half done stays', async ({ skip }) => {
    const disk = aSmallDisk(7)
    if (disk === null) return skip('a small file system needs root')
    const { client, core, handle } = aCore()
    await client.catalogue.create({
      handle: handle(disk, 'write'),
      name: 'Full',
      institution: { name: 'x', country: 'JP', language: 'jpn', script: 'Jpan', rightsStatement: 'x' },
    })
    const folder = core.openFolder() ?? ''
    const scans = aFolder()
    for (let number = 1; number <= 4; number++) {
      const noise = {
        create: {
          width: 900,
          height: 900,
          channels: 3 as const,
          background: '#fff',
          noise: { type: 'gaussian' as const, mean: 128, sigma: 30 + number },
        },
      }
      await sharp(noise)
        .tiff({ compression: 'none' })
        .toFile(join(scans, `scan_${number}.tif`))
    }
    const { jobId } = await client.import.start({ handles: [handle(scans, 'read')] })
    const { result } = await client.job.wait({ id: jobId })
    if (result?.kind !== 'import') throw new Error('no result of an import')
    expect(result.refused.map(({ code }) => code)).toContain('diskFull')
    expect(readdirSync(join(folder, 'scans'))).toHaveLength(result.pages)

    const { id } = await client.description.create({ parentId: null, fields: { level: 'item' } })
    let filled = 0
    const fill = async () => {
      for (;;) {
        await client.description.edit({ id, patch: { note: [words(`${filled++} ${'書'.repeat(60_000)}`)] } })
      }
    }
    await expect(fill()).rejects.toMatchObject({ code: 'diskFull' })
    const after = contentHash(folder)
    await expect(
      client.description.edit({ id, patch: { note: [words('書'.repeat(90_000))] } }),
    ).rejects.toMatchObject({ code: 'diskFull' })
    expect(contentHash(folder)).toBe(after)
    expect((await client.description.get({ id })).note[0]?.value).toMatch(new RegExp(`^${filled - 2} `))
  })
})
