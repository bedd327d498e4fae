import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { resourcePath } from '../../src-main/platform/resources.ts'
import { shippedPackages } from '../notices.mjs'

describe('the third-party notices', () => {
  it('name every package that an installed program carries (node tests/notices.mjs writes them)', () => {
    const notices = readFileSync(resourcePath('resources/third-party-notices.md'), 'utf8')
    // What sharp needs depends on the system that it was installed on.
    const shipped = shippedPackages().filter((name) => !name.startsWith('@img/'))
    expect(shipped.length).toBeGreaterThan(20)
    expect(shipped.filter((name) => !notices.includes(`## ${name} `))).toEqual([])
  })
})
