import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { createHandles } from '../../src-main/platform/handles.ts'
import { createUploads } from '../../src-main/shells/server/uploads.ts'
import { aFolder } from './asking.ts'

const stream = (...parts: string[]) => Readable.from(parts.map((part) => Buffer.from(part)))

function someUploads(limits = { file: 10, total: 25, spare: 0 }) {
  const folder = aFolder()
  const handles = createHandles()
  const uploads = createUploads(folder, handles, limits)
  const send = async (name: string, text: string, expected: number | null = null) => {
    const choice = await uploads.receive(name, stream(text), expected)
    return { ...choice, path: handles.take(choice.handle, 'read') ?? '' }
  }
  const files = () =>
    readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return { folder, uploads, send, files }
}

describe('an upload', () => {
  it('lies under a random name in a private folder, and is called what it was called', async () => {
    const { send, folder } = someUploads()
    const [one, two] = [await send('page 1.tif', 'first'), await send('page 1.tif', 'second')]
    expect(one.name).toBe('page 1.tif')
    expect(basename(one.path)).toBe('page 1.tif')
    expect(one.path).not.toBe(two.path)
    expect(readFileSync(one.path, 'utf8')).toBe('first')
    expect(readFileSync(two.path, 'utf8')).toBe('second')
    expect(statSync(one.path).mode & 0o077).toBe(0)
    expect(statSync(folder).mode & 0o077).toBe(0)
  })

  it('never leaves its folder by its name, and keeps its extension', async () => {
    const { send, folder } = someUploads()
    const named = async (name: string) => {
      const { path } = await send(name, 'x')
      expect(path.startsWith(folder)).toBe(true)
      return basename(path)
    }
    expect(await named('../../etc/passwd')).toBe('passwd')
    expect(await named('C:\\scans\\頁.tif')).toBe('頁.tif')
    expect(await named('..')).toBe('_upload')
    expect(await named('')).toBe('_upload')
    expect(await named('.htaccess')).toBe('htaccess')
    expect(await named('a\0b\u202e.pdf')).toBe('a_b_.pdf')
    expect(await named('CON.tif')).toBe('_CON.tif')
    expect(await named(`${'字'.repeat(200)}.tiff`)).toMatch(/^_字{60}\.tiff$/)
  })

  it('stops at the limit for one file, announced or not, and leaves nothing', async () => {
    const { send, files } = someUploads()
    await expect(send('large.tif', 'x'.repeat(11))).rejects.toMatchObject({
      code: 'uploadTooLarge',
      data: { file: 'large.tif', limit: 10 },
    })
    await expect(send('large.tif', 'x', 11)).rejects.toMatchObject({ code: 'uploadTooLarge' })
    expect(files()).toEqual([])
    expect((await send('whole.tif', 'x'.repeat(10))).name).toBe('whole.tif')
  })

  it('stops at the limit for all together, until one has been taken in', async () => {
    const { send, uploads, files } = someUploads()
    const first = await send('1.tif', 'x'.repeat(10))
    await send('2.tif', 'x'.repeat(10))
    await expect(send('3.tif', 'x'.repeat(6))).rejects.toMatchObject({
      code: 'uploadTooLarge',
      data: { limit: 5 },
    })
    await uploads.release(first.handle)
    await uploads.release(first.path)
    expect((await send('3.tif', 'x'.repeat(6))).name).toBe('3.tif')
    expect(
      files()
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['2.tif', '3.tif'])
  })

  it('counts files that come at the same time', async () => {
    const { send } = someUploads()
    const all = await Promise.allSettled(['1', '2', '3', '4'].map((name) => send(name, 'x'.repeat(10))))
    expect(all.filter(({ status }) => status === 'fulfilled').length).toBeLessThanOrEqual(2)
  })

  it('leaves the disk the room it needs', async () => {
    const { send } = someUploads({ file: 10, total: 25, spare: Number.MAX_SAFE_INTEGER })
    await expect(send('1.tif', 'x')).rejects.toMatchObject({ code: 'diskFull', data: { file: '1.tif' } })
  })

  it('leaves nothing when it breaks off', async () => {
    const { uploads, files } = someUploads()
    const broken = function* () {
      yield Buffer.from('half')
      throw new Error('gone')
    }
    await expect(uploads.receive('half.tif', Readable.from(broken()), null)).rejects.toThrow('gone')
    expect(files()).toEqual([])
  })

  it('goes at the end of its run, and what a killed run left goes at the next start', async () => {
    const { folder, send, uploads } = someUploads()
    const living = join(folder, '1-0000')
    const dead = join(folder, '4194305-0000')
    for (const other of [living, dead]) mkdirSync(other)
    const { path } = await send('1.tif', 'x')
    await uploads.close()
    expect(existsSync(path)).toBe(false)
    const next = createUploads(folder, createHandles())
    await next.receive('2.tif', stream('x'), null)
    expect(existsSync(dead)).toBe(false)
    expect(existsSync(living)).toBe(true)
    await next.close()
  })
})
