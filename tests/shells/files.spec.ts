import { chmodSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { createHandles } from '../../src-main/platform/handles.ts'
import { HostFolder, HostRoots } from '../../src-main/shared/domain/host.ts'
import { createFolderBrowser, isPlainName, isWithin, usualRoots } from '../../src-main/shells/server/files.ts'
import { aFolder } from './asking.ts'

/** Root may read everything; what others may not is tried as another user. */
async function asNobody(work: () => Promise<unknown>): Promise<void> {
  if (process.getuid?.() === 0) process.seteuid?.(65_534)
  try {
    await work()
  } finally {
    if (process.getuid?.() === 0) process.seteuid?.(0)
  }
}

/** A root with scans, something hidden, and ways out of it; and what lies outside. */
function aBrowser() {
  const top = aFolder()
  const root = join(top, 'Scans')
  mkdirSync(join(root, 'Box 1'), { recursive: true })
  mkdirSync(join(root, 'Katori.shoko'))
  mkdirSync(join(root, '.hidden'))
  mkdirSync(join(top, 'Outside'))
  for (const name of ['page-10.tif', 'page-2.tif', '.secret', 'Box 1/inner.tif', '.hidden/key'])
    writeFileSync(join(root, name), 'bytes')
  writeFileSync(join(top, 'Outside', 'private.txt'), 'private')
  symlinkSync(join(top, 'Outside'), join(root, 'folder-link'))
  symlinkSync(join(top, 'Outside', 'private.txt'), join(root, 'file-link.tif'))
  spawnSync('mkfifo', [join(root, 'pipe.tif')])
  const handles = createHandles()
  const browser = createFolderBrowser(() => [{ path: root, kind: 'documents' }], handles)
  const start = async () => {
    const [first] = HostRoots.parse(await browser.roots())
    return HostFolder.parse(await browser.folder(first?.id ?? ''))
  }
  const idOf = async (name: string) => (await start()).entries.find((entry) => entry.name === name)?.id ?? ''
  return { top, root, handles, browser, start, idOf }
}

describe('the folder browser', () => {
  it('lists folders and ordinary files by name, and nothing hidden, linked or special', async () => {
    const { start, root } = aBrowser()
    const folder = await start()
    expect(folder.entries.map(({ name, kind, byteSize }) => [name, kind, byteSize])).toEqual([
      ['Box 1', 'folder', null],
      ['Katori.shoko', 'catalogue', null],
      ['page-2.tif', 'file', 5],
      ['page-10.tif', 'file', 5],
    ])
    expect(folder).toMatchObject({ name: 'Scans', leftOut: 0, writable: true })
    expect(JSON.stringify(folder)).not.toContain(dirname(root))
  })

  it('shows the way down from its root, and no further up', async () => {
    const { browser, idOf, start } = aBrowser()
    const inner = await browser.folder(await idOf('Box 1'))
    expect(inner.trail.map(({ name }) => name)).toEqual(['Scans', 'Box 1'])
    expect(inner.trail[0]?.id).toBe((await start()).id)
  })

  it('gives a handle for a file, good for one reading', async () => {
    const { browser, idOf, handles, root } = aBrowser()
    const choice = await browser.choose({ purpose: 'read', id: await idOf('page-2.tif') })
    expect(choice.name).toBe('page-2.tif')
    expect(handles.take(choice.handle, 'write')).toBeNull()
    expect(handles.take(choice.handle, 'read')).toBe(join(root, 'page-2.tif'))
    expect(handles.take(choice.handle, 'read')).toBeNull()
  })

  it('does not know ids of its own making, and never a path', async () => {
    const { browser, root, top } = aBrowser()
    for (const id of ['', '/', root, join(top, 'Outside'), '../Outside', 'a7f0'])
      await expect(browser.folder(id)).rejects.toMatchObject({ code: 'fileNotFound' })
  })

  it('looks where a thing is after opening it, so that an exchange for a link leads nowhere', async () => {
    const { browser, idOf, root, top } = aBrowser()
    const [file, folder] = [await idOf('page-2.tif'), await idOf('Box 1')]
    const inner = (await browser.folder(folder)).entries[0]?.id ?? ''
    rmSync(join(root, 'page-2.tif'))
    symlinkSync(join(top, 'Outside', 'private.txt'), join(root, 'page-2.tif'))
    await expect(browser.choose({ purpose: 'read', id: file })).rejects.toMatchObject({
      code: 'fileNotRegular',
    })
    // A folder on the way is exchanged: what is opened then is a real file, but outside.
    renameSync(join(root, 'Box 1'), join(top, 'Box 1'))
    symlinkSync(join(top, 'Outside'), join(root, 'Box 1'))
    writeFileSync(join(top, 'Outside', 'inner.tif'), 'private')
    await expect(browser.choose({ purpose: 'read', id: inner })).rejects.toMatchObject({
      code: 'fileNotFound',
    })
    await expect(browser.folder(folder)).rejects.toMatchObject({ code: 'fileNotRegular' })
    // The same through a folder that has become hidden.
    rmSync(join(root, 'Box 1'))
    symlinkSync(join(root, '.hidden'), join(root, 'Box 1'))
    writeFileSync(join(root, '.hidden', 'inner.tif'), 'private')
    await expect(browser.choose({ purpose: 'read', id: inner })).rejects.toMatchObject({
      code: 'fileNotFound',
    })
  })

  it('forgets a root that is no longer allowed', async () => {
    const root = aFolder()
    let allowed = [{ path: root, kind: 'allowed' as const }]
    const browser = createFolderBrowser(() => allowed, createHandles())
    const id = (await browser.roots())[0]?.id ?? ''
    expect((await browser.folder(id)).entries).toEqual([])
    allowed = []
    await expect(browser.folder(id)).rejects.toMatchObject({ code: 'fileNotFound' })
  })

  it('names a new file in a folder, once', async () => {
    const { browser, start, handles, root } = aBrowser()
    const { id } = await start()
    const choice = await browser.choose({ purpose: 'write', id, name: 'export.xml' })
    expect(handles.take(choice.handle, 'write')).toBe(join(root, 'export.xml'))
    const taken = { purpose: 'write', id, name: 'page-2.tif' } as const
    await expect(browser.choose(taken)).rejects.toMatchObject({ code: 'fileExists' })
    expect((await browser.choose({ ...taken, replace: true })).name).toBe('page-2.tif')
    // A link or folder of that name is never replaced.
    for (const name of ['file-link.tif', 'Box 1'])
      await expect(browser.choose({ ...taken, name, replace: true })).rejects.toMatchObject({
        code: 'fileExists',
      })
    for (const name of ['../x', 'a/b', 'a\\b', '.hidden', '', 'con.txt', 'x\0', 'x.', 'x '])
      await expect(browser.choose({ purpose: 'write', id, name })).rejects.toMatchObject({
        code: 'nameNotAllowed',
      })
    const file = (await start()).entries.find(({ kind }) => kind === 'file')?.id ?? ''
    await expect(browser.choose({ purpose: 'write', id: file, name: 'x' })).rejects.toMatchObject({
      code: 'folderNotWritable',
    })
  })

  it('says which folder it cannot read', async () => {
    const { browser, idOf, root, top } = aBrowser()
    const id = await idOf('Box 1')
    chmodSync(top, 0o755)
    chmodSync(join(root, 'Box 1'), 0o000)
    await asNobody(() => expect(browser.folder(id)).rejects.toMatchObject({ data: { file: 'Box 1' } }))
    chmodSync(join(root, 'Box 1'), 0o700)
  })

  it('says which folder it cannot write to', async () => {
    // Root may write everywhere but where the kernel keeps its own files.
    const [path, name] = process.getuid?.() === 0 ? ['/proc/sys', 'sys'] : ['/usr', 'usr']
    const browser = createFolderBrowser(() => [{ path, kind: 'allowed' }], createHandles())
    const [root] = await browser.roots()
    const chosen = browser.choose({ purpose: 'write', id: root?.id ?? '' })
    await expect(chosen).rejects.toMatchObject({ code: 'folderNotWritable', data: { file: name } })
    expect(await browser.folder(root?.id ?? '')).toMatchObject({ writable: false })
  })
})

describe('the usual roots', () => {
  const folders = {
    documents: '/d/Documents',
    pictures: '/d/Pictures',
    catalogue: '/c/X.shoko',
    allowed: ['/a'],
  }

  it('are documents, pictures, beside the catalogue, and what was allowed', () => {
    expect(usualRoots(folders).map(({ path, kind }) => [path, kind])).toEqual([
      ['/d/Documents', 'documents'],
      ['/d/Pictures', 'pictures'],
      ['/c', 'besideCatalogue'],
      ['/a', 'allowed'],
    ])
  })

  it('never are the whole home or more, unless somebody says so', () => {
    const home = homedir()
    const wide = { documents: home, pictures: '/', catalogue: join(home, 'X.shoko'), allowed: [] }
    expect(usualRoots(wide)).toEqual([])
    expect(usualRoots({ ...wide, allowed: [home] })).toEqual([{ path: home, kind: 'allowed' }])
  })
})

it('tells inside from beside', () => {
  expect(isWithin('/a/b', '/a')).toBe(true)
  expect(isWithin('/a', '/a')).toBe(true)
  expect(isWithin('/a/..b', '/a')).toBe(true)
  expect(isWithin('/ab', '/a')).toBe(false)
  expect(isWithin('/', '/a')).toBe(false)
})

it('takes names that are one name on every system', () => {
  expect(['x.xml', '昭和59年.xml', 'a b (1).ead3.xml'].every(isPlainName)).toBe(true)
  expect(
    ['', '.', '..', 'a:b', 'NUL', 'lpt1.xml', 'a\u202eb', 'x'.repeat(241), '字'.repeat(81)].some(isPlainName),
  ).toBe(false)
})
