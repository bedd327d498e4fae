import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { spawn } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { build, isBuilt, isInstalled } from '../../src-main/shells/fresh.mjs'
import { aFolder } from './asking.ts'

function aProject(files: Record<string, unknown>) {
  const folder = aFolder()
  const write = (path: string, content: unknown) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), typeof content === 'string' ? content : JSON.stringify(content))
  }
  for (const [path, content] of Object.entries(files)) write(path, content)
  return { folder, write }
}

describe('whether what is installed is what the lock file names', () => {
  const lock = {
    packages: {
      '': { version: '0.1.0' },
      'node_modules/zod': { version: '4.6.7' },
      'node_modules/sharp-windows': { version: '1.0.0', optional: true },
    },
  }
  const installed = (packages: object) => ({ 'node_modules/.package-lock.json': { packages } })

  it('holds for the same versions, without those for other systems', () => {
    const there = installed({ 'node_modules/zod': { version: '4.6.7' } })
    expect(isInstalled(aProject({ 'package-lock.json': lock, ...there }).folder)).toBe(true)
  })

  it('does not for nothing, for another version, for one missing, for a broken record', () => {
    const without = (there: Record<string, unknown>) =>
      isInstalled(aProject({ 'package-lock.json': lock, ...there }).folder)
    expect(without({})).toBe(false)
    expect(without({ 'node_modules/zod/package.json': {} })).toBe(false)
    expect(without(installed({ 'node_modules/zod': { version: '4.6.6' } }))).toBe(false)
    expect(without(installed({ 'node_modules/sharp-windows': { version: '1.0.0' } }))).toBe(false)
    expect(without({ 'node_modules/.package-lock.json': '{"packages":' })).toBe(false)
  })
})

describe('whether a build is of the sources as they are', () => {
  const at = (folder: string, path: string, seconds: number) =>
    utimesSync(join(folder, path), seconds, seconds)

  function aBuild() {
    const project = aProject({
      'src-main/services/search.ts': '',
      'src-renderer/main.ts': '',
      'resources/icons/shoko.svg': '',
      'package.json': {},
      'out/.built': '1000000',
    })
    for (const path of ['src-main', 'src-main/services', 'src-main/services/search.ts', 'src-renderer'])
      at(project.folder, path, 1000)
    for (const path of ['src-renderer/main.ts', 'resources', 'resources/icons', 'resources/icons/shoko.svg'])
      at(project.folder, path, 1000)
    at(project.folder, 'package.json', 1000)
    return project.folder
  }

  it('holds when nothing has been touched since', () => {
    expect(isBuilt(aBuild())).toBe(true)
  })

  it.each([
    'src-main/services/search.ts',
    'src-renderer/main.ts',
    'resources/icons/shoko.svg',
    'package.json',
  ])('does not when %s has', (path) => {
    const folder = aBuild()
    at(folder, path, 3000)
    expect(isBuilt(folder)).toBe(false)
  })

  it('does not when a source has gone, or when a build broke off', () => {
    const folder = aBuild()
    rmSync(join(folder, 'src-main/services/search.ts'))
    expect(isBuilt(folder)).toBe(false)
    const broken = aBuild()
    rmSync(join(broken, 'out/.built'))
    expect(isBuilt(broken)).toBe(false)
  })
})

describe('building', () => {
  /** A build program that counts its runs. */
  const counting = `
    import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs'
    const made = process.argv[process.argv.indexOf('--outDir') + 1]
    mkdirSync(made)
    writeFileSync(made + '/server.js', 'new')
    appendFileSync('built.txt', 'once\\n')
  `

  /** A project whose build program counts its runs, and whose Node is this one. */
  function aBuildable(script: string) {
    const { folder, write } = aProject({
      'src-main/early.ts': '',
      'package.json': { type: 'module' },
      'out/x': '',
    })
    write('node_modules/electron-vite/package.json', { type: 'module' })
    write('node_modules/electron-vite/bin/electron-vite.js', script)
    write('node_modules/node/bin/node', `#!/bin/sh\nexec "${process.execPath}" "$@"\n`)
    chmodSync(join(folder, 'node_modules/node/bin/node'), 0o755)
    return folder
  }

  it('leaves a source that changed meanwhile younger than the build', () => {
    const folder = aBuildable(`${counting}; writeFileSync('src-main/late.ts', '')`)
    build(folder)
    expect(isBuilt(folder)).toBe(false)
  })

  it('fails with one line, and leaves the build that was there', () => {
    const folder = aBuildable(`${counting}; process.exit(1)`)
    expect(() => build(folder)).toThrow(/^The build did not succeed/)
    expect(isBuilt(folder)).toBe(false)
    expect(readdirSync(join(folder, 'out'))).toEqual(['x'])
  })

  it('takes the place of the one before as a whole', () => {
    const folder = aBuildable(counting)
    build(folder)
    expect(isBuilt(folder)).toBe(true)
    expect(readdirSync(join(folder, 'out')).sort()).toEqual(['.built', 'server.js'])
    build(folder)
    expect(readFileSync(join(folder, 'built.txt'), 'utf8')).toBe('once\n')
  })

  it('happens once for two that ask at the same time', async () => {
    const folder = aBuildable(counting)
    const module = join(import.meta.dirname, '../../src-main/shells/fresh.mjs')
    const ask = () =>
      new Promise((done) =>
        spawn(process.execPath, [
          '-e',
          `import(${JSON.stringify(module)}).then((m) => m.build(${JSON.stringify(folder)}))`,
        ]).on('exit', done),
      )
    expect(await Promise.all([ask(), ask()])).toEqual([0, 0])
    expect(readFileSync(join(folder, 'built.txt'), 'utf8')).toBe('once\n')
  })

  it('takes over from one that was killed', () => {
    const folder = aBuildable(counting)
    mkdirSync(join(folder, 'node_modules/.cache'))
    writeFileSync(join(folder, 'node_modules/.cache/shoko-building'), '4194305')
    build(folder)
    expect(isBuilt(folder)).toBe(true)
  })
})
