import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createCache } from '../../src-main/imaging/cache.ts'
import { aFolder } from '../builders.ts'

describe('the cache', () => {
  it('makes a file once more when its folder was deleted while it was on its way', async () => {
    const folder = join(aFolder(), 'derivatives')
    const cache = createCache({ folder, maxBytes: () => 1000 })
    let times = 0
    await cache.add('ab/page.jpg', async (path) => {
      if (++times === 1) rmSync(folder, { recursive: true })
      await writeFile(path, 'picture')
    })
    expect(times).toBe(2)
    expect(readFileSync(cache.path('ab/page.jpg'), 'utf8')).toBe('picture')
  })

  it('lets a file go that was deleted as soon as it was made', async () => {
    const folder = join(aFolder(), 'derivatives')
    const cache = createCache({ folder, maxBytes: () => 1000 })
    await cache.add('page.jpg', async (path) => {
      await writeFile(path, 'picture')
      rmSync(folder, { recursive: true })
    })
    expect(existsSync(cache.path('page.jpg'))).toBe(false)
  })

  it('gives a failure that is not the folder’s to whoever asked, at the first time', async () => {
    const cache = createCache({ folder: aFolder(), maxBytes: () => 1000 })
    let times = 0
    const failing = cache.add('page.jpg', () => {
      times++
      return Promise.reject(new Error('the decoder failed'))
    })
    await expect(failing).rejects.toThrow('the decoder failed')
    expect(times).toBe(1)
  })

  it('lets what was not used for longest go first, and at once when the bound becomes smaller', async () => {
    const folder = join(aFolder(), 'derivatives')
    let most = 1000
    const cache = createCache({ folder, maxBytes: () => most })
    for (const name of ['a', 'b', 'c', 'd']) await cache.add(name, (path) => writeFile(path, 'x'.repeat(200)))
    cache.used('a')
    expect(await cache.usage()).toEqual({ bytes: 800, files: 4 })
    most = 500
    await cache.bound()
    expect(readdirSync(folder).sort()).toEqual(['a', 'd'])
    // Another program looks into the same folder later, and knows what was used.
    const later = createCache({ folder, maxBytes: () => 300 })
    await later.bound()
    expect(readdirSync(folder)).toEqual(['a'])
  })

  it('is emptied, with what others put there, and goes on', async () => {
    const folder = join(aFolder(), 'derivatives')
    const cache = createCache({ folder, maxBytes: () => 1000 })
    await cache.add('ab/one', (path) => writeFile(path, 'picture'))
    await writeFile(join(folder, 'other'), 'of another program')
    expect(await cache.clear()).toEqual({ bytes: 25, files: 2 })
    expect(await cache.usage()).toEqual({ bytes: 0, files: 0 })
    await cache.add('ab/one', (path) => writeFile(path, 'again'))
    expect(await cache.usage()).toEqual({ bytes: 5, files: 1 })
  })
})
