import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { sha256OfFile } from '../../src-main/platform/checksum.ts'
import { copyAtomic, isPartial, partialBeside, writeAtomic } from '../../src-main/platform/files.ts'
import { smallDisk } from '../small-disk.ts'

const root = mkdtempSync(join(tmpdir(), 'shoko-files-'))
chmodSync(root, 0o755)
afterAll(() => rmSync(root, { recursive: true, force: true, maxRetries: 20 }))
let folders = 0
const aFolder = () => {
  const folder = join(root, String(++folders))
  mkdirSync(folder)
  return folder
}
const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex')
/** Not a whole number of chunks, and different everywhere. */
const content = Buffer.alloc(5_300_007, 0).map((_, i) => (i * 2654435761) >>> 13)
const aSource = () => {
  const path = join(aFolder(), 'source.tif')
  writeFileSync(path, content)
  return path
}

/** Runs with the rights of somebody else: to the superuser nothing is forbidden. */
async function asAnybody<T>(work: () => Promise<T>): Promise<T> {
  const isRoot = process.geteuid?.() === 0
  if (isRoot) process.seteuid?.(65534)
  try {
    return await work()
  } finally {
    if (isRoot) process.seteuid?.(0)
  }
}

describe('sha256OfFile', () => {
  it('reads a file to its end, telling how far it is', async () => {
    const seen: number[] = []
    const path = aSource()
    expect(await sha256OfFile(path, { onBytes: (total) => seen.push(total) })).toBe(sha256(content))
    expect(seen.at(-1)).toBe(content.length)
    expect(seen).toEqual([...new Set(seen)].sort((one, other) => one - other))
    expect(seen.length).toBeGreaterThan(4)
    truncateSync(path, 0)
    expect(await sha256OfFile(path)).toBe(sha256(''))
  })

  it('stops when it is told to', async () => {
    const controller = new AbortController()
    let last = 0
    const stopped = sha256OfFile(aSource(), {
      signal: controller.signal,
      onBytes(total) {
        last = total
        controller.abort()
      },
    })
    await expect(stopped).rejects.toMatchObject({ code: 'cancelled' })
    expect(last).toBeLessThan(content.length)
  })

  it('refuses what cannot be read, by its base name', async () => {
    const folder = aFolder()
    await expect(sha256OfFile(join(folder, 'none.tif'))).rejects.toMatchObject({
      code: 'fileNotFound',
      data: { file: 'none.tif' },
    })
    await expect(sha256OfFile(folder)).rejects.toMatchObject({ code: 'fileNotRegular' })
    const pipe = join(folder, 'pipe')
    execFileSync('mkfifo', [pipe])
    await expect(sha256OfFile(pipe)).rejects.toMatchObject({ code: 'fileNotRegular' })
    const round = join(folder, 'round')
    symlinkSync(round, round)
    await expect(sha256OfFile(round)).rejects.toMatchObject({ code: 'fileUnreadable' })
    const locked = join(folder, 'locked.tif')
    writeFileSync(locked, 'x', { mode: 0 })
    await asAnybody(() =>
      expect(sha256OfFile(locked)).rejects.toMatchObject({
        code: 'fileUnreadable',
        data: { file: 'locked.tif' },
      }),
    )
  })
})

describe('writeAtomic', () => {
  it('writes text and bytes, in one piece or many, in place of what was there', async () => {
    const path = join(aFolder(), 'out.xml')
    await writeAtomic(path, '公電')
    expect(readFileSync(path, 'utf8')).toBe('公電')
    async function* pieces() {
      yield '<a>'
      yield await Promise.resolve(Buffer.from('書庫'))
      yield '</a>'
    }
    const totals: number[] = []
    await writeAtomic(path, pieces(), { onBytes: (total) => totals.push(total) })
    expect(readFileSync(path, 'utf8')).toBe('<a>書庫</a>')
    expect(totals).toEqual([3, 9, 13])
    expect(readdirSync(join(path, '..'))).toEqual(['out.xml'])
  })

  it.each<[string, (path: string) => Promise<void>, object]>([
    [
      'the content fails',
      (path) =>
        writeAtomic(
          path,
          (function* () {
            yield 'half'
            throw new Error('no more')
          })(),
        ),
      { message: 'no more' },
    ],
    [
      'the check fails',
      (path) =>
        writeAtomic(path, 'whole', {
          check(partial) {
            expect(readFileSync(partial, 'utf8')).toBe('whole')
            return Promise.reject(new Error('invalid'))
          },
        }),
      { message: 'invalid' },
    ],
    [
      'it is cancelled',
      (path) => {
        const controller = new AbortController()
        return writeAtomic(path, ['half', 'the other half'], {
          signal: controller.signal,
          onBytes: () => controller.abort(),
        })
      },
      { code: 'cancelled' },
    ],
  ])('keeps the old file and nothing else when %s', async (_, write, error) => {
    const path = join(aFolder(), 'out.xml')
    writeFileSync(path, 'old')
    await expect(write(path)).rejects.toMatchObject(error)
    expect(readFileSync(path, 'utf8')).toBe('old')
    expect(readdirSync(join(path, '..'))).toEqual(['out.xml'])
  })

  it('shows nothing under the name before it is whole', async () => {
    const path = join(aFolder(), 'out.xml')
    await writeAtomic(
      path,
      (function* () {
        for (let i = 0; i < 5; i++) {
          expect(existsSync(path)).toBe(false)
          yield 'x'
        }
      })(),
      {
        check: (partial) =>
          Promise.resolve(
            expect([isPartial(partial.split('/').at(-1) ?? ''), existsSync(path)]).toEqual([true, false]),
          ),
      },
    )
    expect(readFileSync(path, 'utf8')).toBe('xxxxx')
  })

  it('refuses a folder that is not there or may not be written to', async () => {
    const folder = aFolder()
    await expect(writeAtomic(join(folder, 'none', 'out'), 'x')).rejects.toMatchObject({
      code: 'folderNotWritable',
      data: { file: 'none' },
    })
    await asAnybody(() =>
      expect(writeAtomic(join(folder, 'out'), 'x')).rejects.toMatchObject({ code: 'folderNotWritable' }),
    )
  })
})

describe('copyAtomic', () => {
  it('copies and hashes in one pass, and names the copy by the hash', async () => {
    const folder = join(aFolder(), 'new', 'scans')
    const seen: number[] = []
    const copied = await copyAtomic(aSource(), folder, (hash) => `${hash}.tif`, {
      onBytes: (total) => seen.push(total),
    })
    expect(copied).toEqual({
      path: join(folder, `${sha256(content)}.tif`),
      sha256: sha256(content),
      bytes: content.length,
      existed: false,
    })
    expect(readFileSync(copied.path).equals(content)).toBe(true)
    expect(seen.at(-1)).toBe(content.length)
    expect(readdirSync(folder)).toHaveLength(1)
  })

  it('leaves a file of that name as it is', async () => {
    const folder = aFolder()
    writeFileSync(join(folder, 'kept'), 'first')
    expect(await copyAtomic(aSource(), folder, () => 'kept')).toMatchObject({
      existed: true,
      sha256: sha256(content),
    })
    expect(readFileSync(join(folder, 'kept'), 'utf8')).toBe('first')
    expect(readdirSync(folder)).toEqual(['kept'])
  })

  it('leaves nothing when it is cancelled or the source cannot be read', async () => {
    const folder = aFolder()
    const controller = new AbortController()
    const stopped = copyAtomic(aSource(), folder, (hash) => hash, {
      signal: controller.signal,
      onBytes: () => controller.abort(),
    })
    await expect(stopped).rejects.toMatchObject({ code: 'cancelled' })
    await expect(copyAtomic(join(folder, 'none.tif'), folder, (hash) => hash)).rejects.toMatchObject({
      code: 'fileNotFound',
    })
    await expect(copyAtomic(root, folder, (hash) => hash)).rejects.toMatchObject({ code: 'fileNotRegular' })
    expect(readdirSync(folder)).toEqual([])
  })

  it('a name as long as a name may be', async () => {
    const source = join(aFolder(), 'x'.repeat(255))
    writeFileSync(source, 'x')
    expect(await copyAtomic(source, aFolder(), () => 'y'.repeat(255))).toMatchObject({ bytes: 1 })
  })
})

describe('a full disk', () => {
  const small = smallDisk()

  it.skipIf(small === null)('is said by name, and nothing is left on it', async () => {
    const disk = small ?? ''
    await expect(writeAtomic(join(disk, 'export.xml'), content)).rejects.toMatchObject({
      code: 'diskFull',
      data: { file: 'export.xml' },
    })
    await expect(copyAtomic(aSource(), disk, (hash) => hash)).rejects.toMatchObject({
      code: 'diskFull',
      data: { file: 'source.tif' },
    })
    expect(readdirSync(disk)).toEqual([])
    await writeAtomic(join(disk, 'export.xml'), 'small')
    expect(readFileSync(join(disk, 'export.xml'), 'utf8')).toBe('small')
  })
})

describe('partialBeside', () => {
  it('is in the same folder, hidden, and never the same', () => {
    const [one, other] = [partialBeside('/a/b.tif'), partialBeside('/a/b.tif')]
    expect(one).toMatch(/^\/a\/\.partial-/)
    expect(one).not.toBe(other)
    expect(isPartial('b.tif')).toBe(false)
  })
})
