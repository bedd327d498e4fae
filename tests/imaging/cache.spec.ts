import { existsSync, readFileSync, rmSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createCache } from '../../src-main/imaging/cache.ts'
import { aFolder } from '../builders.ts'

describe('the cache', () => {
  it('makes a file once more when its folder was deleted while it was on its way', async () => {
    const folder = join(aFolder(), 'derivatives')
    const cache = createCache({ folder, maxBytes: 1000 })
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
    const cache = createCache({ folder, maxBytes: 1000 })
    await cache.add('page.jpg', async (path) => {
      await writeFile(path, 'picture')
      rmSync(folder, { recursive: true })
    })
    expect(existsSync(cache.path('page.jpg'))).toBe(false)
  })

  it('gives a failure that is not the folder’s to whoever asked, at the first time', async () => {
    const cache = createCache({ folder: aFolder(), maxBytes: 1000 })
    let times = 0
    const failing = cache.add('page.jpg', () => {
      times++
      return Promise.reject(new Error('the decoder failed'))
    })
    await expect(failing).rejects.toThrow('the decoder failed')
    expect(times).toBe(1)
  })
})
