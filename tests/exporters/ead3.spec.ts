import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Institution } from '../../src-main/shared/contract/catalogue.ts'
import { AUDIENCES } from '../../src-main/shared/contract/export.ts'
import { hasSharedFiles, sharedFile } from '../shared-files.ts'
import { debianTool } from '../debian-tool.ts'
import { openSchema } from '../xml/libxml.ts'
import { ead3Text, validated } from './ead3.ts'
import { asFile } from './written.ts'
import { anInstitution, publicCopy, released } from './released.ts'
import type { UnitInput } from './released.ts'
import { execFileSync } from 'node:child_process'

const folder = join(import.meta.dirname, 'cases', 'ead3')
const cases = readdirSync(folder).sort()

/** What a case's input.json holds; the units are given to the contract's own schemas by `released`. */
const Case = z.object({
  shows: z.string(),
  policy: z.object({ audience: z.enum(AUDIENCES), withNotes: z.boolean() }).default(publicCopy),
  institution: z.custom<Partial<Institution>>().default({}),
  options: z.record(z.string(), z.unknown()).default({}),
  units: z.array(z.custom<UnitInput>()),
})

function outputOf(name: string): string {
  const given = Case.parse(JSON.parse(readFileSync(join(folder, name, 'input.json'), 'utf8')))
  return ead3Text(released(given.units, given.policy), {
    audience: given.policy.audience,
    institution: anInstitution(given.institution),
    options: given.options,
  })
}

describe.each(cases)('EAD3 case %s', (name) => {
  const xml = outputOf(name)

  it('is written as the case says', async () => {
    await expect(xml).toMatchFileSnapshot(join(folder, name, 'output.xml'))
  })

  it('is valid by our profile and rules', async () => {
    expect(await validated(xml)).toEqual([])
  })

  it('is valid by our profile as libxml2 reads it', () => {
    const profile = openSchema(join(import.meta.dirname, '../../resources/profiles/ead3-shoko.rng'))
    expect(profile.check(xml)).toEqual([])
    profile.close()
  })

  it.skipIf(!hasSharedFiles).each(['ead3.rng', 'ead3.xsd'])('is valid by the published %s', (file) => {
    const schema = openSchema(sharedFile(`schemas/ead3/${file}`))
    expect(schema.check(xml)).toEqual([])
    schema.close()
  })
})

describe.skipIf(!hasSharedFiles || !debianTool('xmllint', 'libxml2-utils'))('xmllint', () => {
  it.each(['--relaxng ead3.rng', '--schema ead3.xsd'])('finds every case valid with %s', (given) => {
    const [option = '', file = ''] = given.split(' ')
    const files = cases.map((name) => asFile(outputOf(name)))
    execFileSync(
      'xmllint',
      ['--nonet', '--noout', option, sharedFile(`schemas/ead3/${file}`), ...files.map(({ path }) => path)],
      { stdio: 'pipe', env: { ...process.env, XML_CATALOG_FILES: sharedFile('schemas/catalog.xml') } },
    )
    for (const { remove } of files) remove()
  })
})

describe('EAD3 as a whole', () => {
  it('gives the same bytes for the same catalogue', () => {
    for (const name of cases) expect(outputOf(name)).toBe(outputOf(name))
  })

  it('refuses units that cannot follow one another', () => {
    const [first, second] = released([{ depth: 0 }, { depth: 1 }], publicCopy)
    if (!first || !second) throw new Error('both are published')
    expect(() => ead3Text([second])).toThrow()
    expect(() => ead3Text([first, first])).toThrow()
    expect(() => ead3Text([first, { ...second, depth: 2 }])).toThrow()
    expect(() => ead3Text([])).toThrow()
  })

  it('asks for the next unit only when the one before is written', () => {
    const [unit] = released([{ depth: 0, title: [{ value: 'x'.repeat(100_000) }] }], publicCopy)
    if (!unit) throw new Error('it is published')
    let asked = 0
    const nodes = (function* () {
      for (; asked < 100; asked++) yield { ...unit, depth: asked === 0 ? 0 : 1 }
    })()
    for (const piece of ead3Text.pieces(nodes)) {
      expect(piece.length).toBeLessThan(1_000_000)
      expect(asked).toBeLessThan(5)
      break
    }
  })
})
