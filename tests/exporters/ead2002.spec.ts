/** EAD 2002 in both flavours and for every reader, over the cases of EAD3 and whatever the contract allows. */
import { execFileSync } from 'node:child_process'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Institution } from '../../src-main/shared/contract/catalogue.ts'
import { AUDIENCES } from '../../src-main/shared/contract/export.ts'
import type { ReleasedNode } from '../../src-main/exporters/exporter.ts'
import { debianTool } from '../debian-tool.ts'
import { hasSharedFiles, sharedFile } from '../shared-files.ts'
import { openSchema } from '../xml/libxml.ts'
import { anyText, anyUnit } from './any-unit.ts'
import { anInstitution, publicCopy, released } from './released.ts'
import type { UnitInput } from './released.ts'
import { asFile, problemsIn, written as textOf } from './written.ts'
import type { Given } from './written.ts'

const folder = join(import.meta.dirname, 'cases')
const cases = readdirSync(join(folder, 'ead3')).sort()

const Case = z.object({
  policy: z.object({ audience: z.enum(AUDIENCES), withNotes: z.boolean() }).default(publicCopy),
  institution: z.custom<Partial<Institution>>().default({}),
  options: z.record(z.string(), z.unknown()).default({}),
  units: z.array(z.custom<UnitInput>()),
})

/** Both flavours, for each reader that they are written for. */
const FORMS = [
  ...['general', 'archivesspace', 'arclight', 'apeead'].map((profile) => ['ead2002', profile] as const),
  ...['general', 'archivesspace', 'atom', 'arclight'].map((profile) => ['ead2002-dtd', profile] as const),
]

function caseOf(name: string): { nodes: ReleasedNode[]; given: Given } {
  const { units, policy, institution, options } = Case.parse(
    JSON.parse(readFileSync(join(folder, 'ead3', name, 'input.json'), 'utf8')),
  )
  return {
    nodes: released(units, policy),
    given: { audience: policy.audience, institution: anInstitution(institution), options },
  }
}

function written(format: string, profile: string, name: string): string {
  const { nodes, given } = caseOf(name)
  const institution = anInstitution({
    ...given.institution,
    ...(profile === 'apeead' && { isil: 'JP-1001234' }),
  })
  return textOf(format, nodes, { ...given, institution, options: { ...given.options, profile } })
}

const SCHEMAS: Record<string, readonly string[]> = {
  ead2002: ['--schema ead.xsd', '--relaxng ead.rng'],
  'ead2002-dtd': ['--dtdvalid ead.dtd'],
  apeead: ['--schema ape/apeEAD.xsd'],
}

const canCheck = hasSharedFiles && debianTool('xmllint', 'libxml2-utils')

function xmllint(given: string, documents: readonly string[]): void {
  const [option = '', file = ''] = given.split(' ')
  const files = documents.map(asFile)
  try {
    execFileSync(
      'xmllint',
      [
        ...['--nonet', '--noout', option, sharedFile(`schemas/ead2002/${file}`)],
        ...files.map(({ path }) => path),
      ],
      { stdio: 'pipe', env: { ...process.env, XML_CATALOG_FILES: sharedFile('schemas/catalog.xml') } },
    )
  } finally {
    for (const { remove } of files) remove()
  }
}

describe.each(FORMS)('%s for %s', (format, profile) => {
  it.each(cases)('is valid by our profile and rules: %s', async (name) => {
    expect(await problemsIn(format, written(format, profile, name))).toEqual([])
  })

  it.skipIf(!canCheck)('is valid by what is published', () => {
    const documents = cases.map((name) => written(format, profile, name))
    for (const schema of SCHEMAS[format] ?? []) xmllint(schema, documents)
    for (const schema of SCHEMAS[profile] ?? []) xmllint(schema, documents)
  })
})

describe('the profile of EAD 2002', () => {
  it('says the same when libxml2 reads it', () => {
    const profile = openSchema(join(import.meta.dirname, '../../resources/profiles/ead2002-shoko.rng'))
    for (const name of cases) expect(profile.check(written('ead2002', 'general', name))).toEqual([])
    profile.close()
  })

  it.each(['general', 'apeead'])('takes any description that the contract allows (%s)', async (profile) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyUnit, { minLength: 1, maxLength: 3 }),
        anyText,
        fc.constantFrom('eng', 'jpn'),
        fc.boolean(),
        async (units, words, described, staff) => {
          const audience = staff ? 'staff' : 'public'
          const nodes = released(
            units.map((given, index) => ({ ...given, ...(index === 0 && { status: 'published' as const }) })),
            { audience, withNotes: staff },
          )
          const xml = textOf('ead2002', nodes, {
            audience,
            institution: anInstitution({
              language: described,
              name: `x${words}`,
              rightsStatement: `x${words}`,
            }),
            options: {
              profile,
              titleProper: words.trim(),
              author: words.trim(),
              pageAddress: 'https://example.org/{referenceCode}/{page}',
            },
          })
          expect(await problemsIn('ead2002', xml)).toEqual([])
          if (canCheck)
            for (const schema of SCHEMAS[profile] ?? SCHEMAS['ead2002'] ?? []) xmllint(schema, [xml])
        },
      ),
      { numRuns: 25 },
    )
  })
})

describe('what readers of EAD 2002 make of a file', () => {
  const titled = released(
    [
      {
        title: [
          { value: '総理訪中', language: 'jpn', script: 'Jpan' },
          { value: 'Visit', language: 'eng', script: 'Latn', type: 'supplied' },
        ],
        dates: [{ kind: 'creation', edtf: '1984-03-25', expression: '昭和59年3月25日' }],
        extents: [{ quantity: '3', unit: 'pages', type: 'carrier' }],
        referenceCode: 'F1',
      },
    ],
    publicCopy,
  )

  it('shows the title in the language of description first, and only the others are of a type', () => {
    const xml = textOf('ead2002-dtd', titled)
    expect([...xml.matchAll(/<unittitle[^>]*>[^<]*/g)].map(([found]) => found)).toEqual([
      '<unittitle altrender="lang=eng; script=Latn; kind=supplied" encodinganalog="3.1.2">Visit',
      '<unittitle altrender="lang=jpn; script=Jpan" encodinganalog="3.1.2" type="parallel">総理訪中',
    ])
  })

  it('repeats for ArchivesSpace, which keeps one title, the others as notes', () => {
    expect(textOf('ead2002', titled, { options: { profile: 'archivesspace' } })).toContain(
      '<odd altrender="lang=jpn; script=Jpan" type="parallelTitle">\n   <p>総理訪中</p>',
    )
    expect(textOf('ead2002', titled)).not.toContain('parallelTitle')
  })

  it('has the namespace on the line of the root and before other attributes, or none at all', () => {
    const staff = { audience: 'staff' } as const
    expect(textOf('ead2002', titled, staff)).toMatch(
      /\n<ead xmlns="[^"]+" xmlns:xlink="[^"]+" audience="internal">\n/,
    )
    expect(textOf('ead2002-dtd', titled)).toMatch(/"ead\.dtd">\n<ead>\n/)
  })

  it('links pages as each flavour does', () => {
    const nodes = released([{ pages: [{ number: 1, mediaType: 'image/tiff' }] }], publicCopy)
    const options = { pageAddress: 'https://example.org/{page}' }
    expect(textOf('ead2002', nodes, { options })).toContain('xlink:href="https://example.org/1"')
    expect(textOf('ead2002-dtd', nodes, { options })).toContain(' href="https://example.org/1"')
    expect(textOf('ead2002-dtd', nodes)).toContain(
      '<dao altrender="kind=image/tiff; page=1" title="Page 1"/>',
    )
    expect(textOf('ead2002-dtd', nodes, { options: { profile: 'atom' } })).not.toContain('<dao')
  })

  it.each([
    ['archivesspace', ['unitid', 'unitdate', 'extent']],
    ['atom', ['unitid', 'unitdate', 'extent', 'origination']],
    ['general', []],
  ])('asks before the file gets its name for what %s must have', async (profile, missing) => {
    const bare = textOf('ead2002-dtd', released([{}], publicCopy), { options: { profile } })
    const problems = await problemsIn('ead2002-dtd', bare, { profile })
    expect(problems.map(({ rule }) => rule)).toEqual(missing.map((element) => `${profile} ${element}`))
  })

  it('asks for Archives Portal Europe for the code of the agency', async () => {
    const options = { profile: 'apeead' }
    const xml = textOf('ead2002', titled, { options, institution: anInstitution({ isil: null }) })
    expect((await problemsIn('ead2002', xml, options)).map(({ rule }) => rule)).toEqual(['apeead agencyCode'])
  })

  it('gives ArchivesSpace an extent that it can take apart', async () => {
    const options = { profile: 'archivesspace' }
    const xml = textOf('ead2002', titled, { options })
    expect(await problemsIn('ead2002', xml, options)).toEqual([])
    const broken = xml.replace('>3 pages<', '>pages 3<')
    expect((await problemsIn('ead2002', broken, options)).map(({ rule }) => rule)).toEqual([
      'archivesspace extent',
    ])
  })

  it.each([
    ['1984/1990', 'normal="1984/1990"'],
    ['0900/1990', null],
    ['1984?', 'normal="1984"'],
  ])('normalises %s only where every reader takes it', (edtf, normal) => {
    const xml = textOf(
      'ead2002',
      released([{ dates: [{ kind: 'creation', edtf, expression: '' }] }], publicCopy),
    )
    if (normal === null) expect(xml).not.toContain('normal="0900')
    else expect(xml).toContain(normal)
    expect(xml).toContain(edtf.replace('?', ''))
  })

  it('leaves no word out of what Archives Portal Europe has no element for', () => {
    const texts = (xml: string) =>
      xml
        .slice(xml.indexOf('<archdesc'))
        // The file name of a page is for staff.
        .replaceAll(/<daodesc>.*?<\/daodesc>/gs, '')
        .split(/<[^>]*>/)
        .map((text) => text.replace(/\s/g, ''))
    for (const name of cases) {
      const ape = texts(written('ead2002', 'apeead', name)).join('')
      const lost = texts(written('ead2002', 'general', name)).filter((text) => !ape.includes(text))
      expect(lost).toEqual([])
    }
  })
})
