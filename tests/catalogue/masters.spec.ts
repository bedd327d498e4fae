/** Masters put under the key of their catalogue and made plain again: nothing plain stays, and whatever ends it, nothing is lost. */
import { spawn } from 'node:child_process'
import {
  closeSync,
  openSync,
  readSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { sealMasters, unsealMasters } from '../../src-main/catalogue/encryption/convert-masters.ts'
import { isSealed, sealedPath } from '../../src-main/platform/sealed-file/keys.ts'
import { wholeContent } from '../../src-main/platform/sealed-file/read.ts'
import { aFolder } from '../builders.ts'
import { aPlainMaster, contentWith, heldKeys, tellingOf } from '../sealed.ts'

const WORD = 'XYZZYMASTER'
const quiet = () => ({ signal: new AbortController().signal, progress: () => undefined })

function aFolderOfMasters(count = 4, size = 200_000) {
  const folder = aFolder()
  const masters = Array.from({ length: count }, () => aPlainMaster(folder, contentWith(WORD, size)))
  return { folder, masters, keys: heldKeys() }
}
type Masters = ReturnType<typeof aFolderOfMasters>

const scansIn = (folder: string) => readdirSync(join(folder, 'scans')).sort()
const telling = ({ folder, masters }: Masters) => tellingOf([folder], masters, [WORD])

/** Each master in the form that counts, as the program finds it. */
async function contents({ folder, masters, keys }: Masters): Promise<boolean[]> {
  return Promise.all(
    masters.map(async ({ path, content }) => {
      const sealed = join(folder, sealedPath(keys, path))
      const plain = join(folder, path)
      const read = existsSync(sealed)
        ? await wholeContent(sealed)
        : existsSync(plain)
          ? readFileSync(plain)
          : null
      return read?.equals(content) ?? false
    }),
  )
}

describe('masters under a key', () => {
  it('are nowhere in the folder to be read, nor their hashes; and come back byte for byte', async () => {
    const made = aFolderOfMasters()
    const { folder, masters, keys } = made
    expect(telling(made)).toHaveLength(4)
    const before = scansIn(folder)
    await sealMasters(folder, keys, quiet())
    expect(telling(made)).toEqual([])
    expect(scansIn(folder).every(isSealed)).toBe(true)
    expect(await contents(made)).toEqual(masters.map(() => true))
    await unsealMasters(folder, keys, new Map(), quiet())
    expect(scansIn(folder)).toEqual(before)
    for (const { path, content } of masters)
      expect(readFileSync(join(folder, path)).equals(content)).toBe(true)
  })

  it('take what was half written before with them, and leave links alone', async () => {
    const made = aFolderOfMasters(1)
    const scans = join(made.folder, 'scans')
    writeFileSync(join(scans, '.partial-of-before'), contentWith(WORD, 5000))
    const elsewhere = join(aFolder(), 'elsewhere.tif')
    writeFileSync(elsewhere, 'not ours')
    symlinkSync(elsewhere, join(scans, 'link.tif'))
    await sealMasters(made.folder, made.keys, quiet())
    expect(telling(made)).toEqual([])
    expect(readFileSync(elsewhere, 'utf8')).toBe('not ours')
  })

  it('go on where somebody stopped it', async () => {
    const made = aFolderOfMasters()
    const stop = new AbortController()
    const going = { signal: stop.signal, progress: (done: number) => done > 250_000 && stop.abort() }
    await expect(
      sealMasters(made.folder, made.keys, { ...going, progress: (done) => void going.progress(done) }),
    ).rejects.toMatchObject({ code: 'cancelled' })
    expect(telling(made).length).toBeGreaterThan(0)
    expect(telling(made).length).toBeLessThan(4)
    expect(await contents(made)).toEqual([true, true, true, true])
    await sealMasters(made.folder, made.keys, quiet())
    expect(telling(made)).toEqual([])
    expect(await contents(made)).toEqual([true, true, true, true])
  })

  it('are written anew where what an earlier one has left does not open', async () => {
    const made = aFolderOfMasters(1)
    const [master] = made.masters
    const target = join(made.folder, sealedPath(made.keys, master?.path ?? ''))
    writeFileSync(target, 'broken')
    await sealMasters(made.folder, made.keys, quiet())
    expect(await contents(made)).toEqual([true])
    // And one that opens, and is of the same content, is enough.
    const plain = join(made.folder, master?.path ?? '')
    writeFileSync(plain, master?.content ?? '')
    await sealMasters(made.folder, made.keys, quiet())
    expect([existsSync(plain), await contents(made)]).toEqual([false, [true]])
  })

  it('stay as they are where one of them does not open, which is named', async () => {
    const made = aFolderOfMasters(2)
    await sealMasters(made.folder, made.keys, quiet())
    const names = new Map(made.masters.map(({ path }, index) => [path, `page ${String(index + 1)}.tif`]))
    const [one = '', other = ''] = made.masters.map(({ path }) =>
      join(made.folder, sealedPath(made.keys, path)),
    )
    copyFileSync(one, other)
    await expect(unsealMasters(made.folder, made.keys, names, quiet())).rejects.toMatchObject({
      code: 'fileTampered',
      data: { file: 'page 2.tif' },
    })
    expect(existsSync(one) || existsSync(join(made.folder, made.masters[0]?.path ?? ''))).toBe(true)
  })
})

/** Whether a file still begins as it did. */
function isAsItWas(path: string, content: Uint8Array | undefined): boolean {
  try {
    const file = openSync(path, 'r')
    const head = Buffer.alloc(64)
    readSync(file, head, 0, 64, 0)
    closeSync(file)
    return content !== undefined && head.equals(content.subarray(0, 64))
  } catch {
    return false
  }
}

const childOf = (verb: 'seal' | 'unseal', folder: string) =>
  spawn(process.execPath, [join(import.meta.dirname, 'sealing-child.ts'), verb, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })

/** Runs one in a process, and ends that when so many lines of progress were told. */
async function endedAfter(verb: 'seal' | 'unseal', folder: string, lines: number): Promise<boolean> {
  const child = childOf(verb, folder)
  let told = ''
  child.stdout.on('data', (data: Buffer) => {
    told += data.toString()
    if (told.split('\n').length > lines) child.kill('SIGKILL')
  })
  await new Promise((resolve) => child.once('close', resolve))
  return told.includes('whole')
}

describe('a process that is killed on the way', () => {
  it.each([1, 2, 5, 9, 14])('loses no master, after %d steps', async (lines) => {
    const made = aFolderOfMasters(6, 1_500_000)
    const whole = made.masters.map(() => true)
    await endedAfter('seal', made.folder, lines)
    expect(await contents(made)).toEqual(whole)
    await sealMasters(made.folder, made.keys, quiet())
    expect([telling(made), await contents(made)]).toEqual([[], whole])
    await endedAfter('unseal', made.folder, lines)
    expect(await contents(made)).toEqual(whole)
    await unsealMasters(made.folder, made.keys, new Map(), quiet())
    expect(await contents(made)).toEqual(whole)
    expect(scansIn(made.folder).filter(isSealed)).toEqual([])
  })

  it('loses none when it is writing over the plain one', async () => {
    const made = aFolderOfMasters(1, 96 * 2 ** 20)
    const [master] = made.masters
    const child = childOf('seal', made.folder)
    const ended = new Promise((resolve) => child.once('close', resolve))
    while (isAsItWas(join(made.folder, master?.path ?? ''), master?.content) && child.exitCode === null)
      await setImmediate()
    child.kill('SIGKILL')
    await ended
    expect(await contents(made)).toEqual([true])
    await sealMasters(made.folder, made.keys, quiet())
    expect([await contents(made), scansIn(made.folder).length]).toEqual([[true], 1])
  })
})

/** What must not be done, done: the specs above see each of them. */
describe('a program that did it wrongly', () => {
  it('would be seen if it left the plain file', async () => {
    const made = aFolderOfMasters(1)
    const [master] = made.masters
    await sealMasters(made.folder, made.keys, quiet())
    writeFileSync(join(made.folder, 'scans', '.partial-left'), master?.content ?? '')
    expect(telling(made)).toHaveLength(1)
  })

  it('would be seen if it kept the name, or wrote the content as it is under another', async () => {
    const made = aFolderOfMasters(1)
    const [master] = made.masters
    await sealMasters(made.folder, made.keys, quiet())
    const sealed = join(made.folder, sealedPath(made.keys, master?.path ?? ''))
    copyFileSync(sealed, join(made.folder, 'scans', `${master?.hash ?? ''}.sealed`))
    expect(telling(made)).toHaveLength(1)
    rmSync(join(made.folder, 'scans', `${master?.hash ?? ''}.sealed`))
    mkdirSync(join(made.folder, 'derivatives', 'ab'), { recursive: true })
    writeFileSync(
      join(made.folder, 'derivatives', 'ab', 'x.sealed'),
      master?.content.subarray(90_000, 180_000) ?? '',
    )
    expect(telling(made)).toHaveLength(1)
  })

  it('would be seen if it removed the plain file before the other is whole', async () => {
    const made = aFolderOfMasters(1)
    const [master] = made.masters
    rmSync(join(made.folder, master?.path ?? ''))
    writeFileSync(join(made.folder, sealedPath(made.keys, master?.path ?? '')), 'half')
    await expect(contents(made)).rejects.toMatchObject({ code: 'fileTampered' })
  })
})
