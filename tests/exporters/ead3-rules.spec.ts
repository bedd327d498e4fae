import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hasSharedFiles, sharedFile } from '../shared-files.ts'
import { openSchema } from '../xml/libxml.ts'
import { validated } from './ead3.ts'

const root = join(import.meta.dirname, '..', '..')
const telegram = readFileSync(
  join(import.meta.dirname, 'cases/ead3/telegram-with-every-field/output.xml'),
  'utf8',
)
const dates = readFileSync(join(import.meta.dirname, 'cases/ead3/dates/output.xml'), 'utf8')

/** The file with one thing changed; the change must be there to be made. */
function damaged(from: string | RegExp, to: string, file = telegram): string {
  const changed = file.replace(from, to)
  expect(changed).not.toBe(file)
  return changed
}

describe('EAD3 validation', () => {
  it.each([
    ['languageCode unittitle@lang', /<unittitle lang="eng"/, '<unittitle lang="eng"'.replace('eng', 'zzz')],
    ['languageCode unittitle@lang', /<unittitle lang="jpn"/, '<unittitle lang="ja"'],
    ['languageCode language@langcode', 'langcode="jpn"', 'langcode="fra"'],
    ['scriptCode unittitle@script', 'script="Jpan"', 'script="Japn"'],
    ['scriptCode script@scriptcode', 'scriptcode="Latn"', 'scriptcode=""'],
    ['countryCode unitid@countrycode', '<unitid countrycode="JP"', '<unitid countrycode="UK"'],
    [
      'countryCode maintenanceagency@countrycode',
      '<maintenanceagency countrycode="JP"',
      '<maintenanceagency countrycode="XX"',
    ],
    ['repositoryCode unitid@repositorycode', 'repositorycode="JP-1001234"', 'repositorycode="1001234"'],
    ['agencyCode', '<agencycode>JP-1001234', '<agencycode>JP1001234'],
    ['otherLevelNamed', 'level="item"', 'level="otherlevel"'],
    ['otherExtentTypeNamed', 'otherphysdescstructuredtype="local" ', ''],
    ['unorderedListMarked', ' mark="none"', ''],
    ['standardDate datesingle@standarddate', 'standarddate="1984-03-25"', 'standarddate="1984-03-25T01:10"'],
    ['standardDate datesingle@standarddate', 'standarddate="1984-03-25"', 'standarddate="1984?"'],
    ['normalDate unitdate@normal', 'normal="1984-03-25"', 'normal="1984-03-32"'],
    [
      'instant eventdatetime@standarddatetime',
      'standarddatetime="2026-01-02T03:04:05Z"',
      'standarddatetime="today"',
    ],
    ['era unitdate@era', /(<unitdate [^>]*)era="ce"/, '$1era="showa"'],
    ['idForm c@id', '<c id="c-5b', '<c id="5b'],
    [
      'idUnique c@id',
      '<c id="c-5b0c2f1e-7a0f-4c53-9a51-6f1d2b3c4d5e"',
      '<c id="c-00000000-0000-4000-8000-000000000000"',
    ],
    ['quantity', '<quantity>3', '<quantity>three'],
    ['elementEmpty part', /<part>[^<]*/, '<part>'],
    ['elementEmpty p', /<p lang="eng" script="Latn">[^<]*/, '<p lang="eng" script="Latn">'],
    ['attributeEmpty unitid@label', /label="[^"]*"/, 'label=""'],
    ['oneDsc', '</dsc>', '</dsc><dsc dsctype="combined"></dsc>'],
    ['elementNotExpected did/scopecontent', '</did>', '<scopecontent><p>x</p></scopecontent></did>'],
    ['elementNotExpected archdesc/odd', '</dsc>', '</dsc><odd><p>x</p></odd>'],
    [
      'elementNotExpected c/scopecontent',
      '</relations>',
      '</relations><scopecontent><p>x</p></scopecontent>',
    ],
    ['textNotExpected origination', /<origination [^>]*>/, '$&secret'],
    ['notComplete scopecontent', /<p>\u3000第一段落[^]*?<\/p>\s*<p>[^]*?<\/p>/, ''],
    ['attributeNotExpected c@level', 'level="item"', 'level="piece"'],
    ['attributeMissing c', ' level="item"', ''],
    ['notWellFormed', '</relations>', '</relation>'],
    ['notWellFormed', '</ead>', ''],
    ['entityExternal', '<ead ', '<!DOCTYPE ead [<!ENTITY x SYSTEM "file:///etc/passwd">]><ead label="&x;" '],
  ])('finds %s', async (rule, from, to) => {
    const xml = damaged(from, to)
    const problems = await validated(xml)
    expect(problems.map((problem) => problem.rule)).toContain(rule)
    const { line } = problems.find((problem) => problem.rule === rule) ?? { line: 0 }
    const firstChange = xml.split('\n').findIndex((text, index) => text !== telegram.split('\n')[index]) + 1
    expect(line).toBeGreaterThanOrEqual(rule === 'idUnique c@id' ? 1 : firstChange)
    expect(JSON.stringify(problems)).not.toMatch(/secret|three|passwd/)
  })

  it('finds a set of one date', async () => {
    const xml = damaged(
      /<dateset>\s*(<datesingle[^>]*>[^<]*<\/datesingle>)[^]*?<\/dateset>/,
      '<dateset>$1</dateset>',
      dates,
    )
    expect((await validated(xml)).map(({ rule }) => rule)).toEqual(['notComplete dateset'])
  })

  it('stops counting where counting helps nobody', async () => {
    const xml = damaged('</relations>', `</relations>${'<x/>'.repeat(5000)}`)
    expect((await validated(xml)).length).toBe(200)
  })

  it('tells how far it has read, and can be stopped', async () => {
    const { exporterOf } = await import('../../src-main/exporters/index.ts')
    const path = join(import.meta.dirname, 'cases/ead3/dates/output.xml')
    const seen: number[] = []
    await exporterOf('ead3').validate(path, (bytes) => seen.push(bytes))
    expect(seen).toEqual([readFileSync(path).length])
    const stopped = exporterOf('ead3').validate(path, () => {
      throw new Error('stop')
    })
    await expect(stopped).rejects.toThrow('stop')
  })
})

describe('the profile', () => {
  /** Every way of taking away, doubling, moving and renaming one tag or attribute. */
  const tags = [...telegram.matchAll(/<[a-z][^<>]*?\/>|<([a-z]+)(?: [^<>]*)?>[^<>]*<\/\1>/g)].map(
    ({ 0: text, index }) => ({ text, index }),
  )
  const attributes = [...telegram.matchAll(/ [a-z]+="[^"]*"/g)].map(({ 0: text, index }) => ({ text, index }))
  interface Piece {
    readonly text: string
    readonly index: number
  }
  interface Damage {
    readonly how: string
    readonly what: Piece
    readonly to?: Piece
  }
  const damage: fc.Arbitrary<Damage> = fc.oneof(
    fc.record({ how: fc.constantFrom('drop', 'double', 'empty', 'rename'), what: fc.constantFrom(...tags) }),
    fc.record({ how: fc.constantFrom('drop', 'copy'), what: fc.constantFrom(...attributes) }),
    fc.record({ how: fc.constant('move'), what: fc.constantFrom(...tags), to: fc.constantFrom(...tags) }),
  )
  const apply = ({ how, what, to }: Damage): string => {
    const { text, index } = what
    const without = telegram.slice(0, index) + telegram.slice(index + text.length)
    switch (how) {
      case 'drop':
        return without
      case 'double':
        return telegram.slice(0, index) + text + telegram.slice(index)
      case 'empty':
        return telegram.slice(0, index) + text.replace(/>[^<]*</, '><') + telegram.slice(index + text.length)
      case 'rename':
        return (
          telegram.slice(0, index) +
          text.replaceAll(/(<\/?)[a-z]+/g, '$1odd') +
          telegram.slice(index + text.length)
        )
      case 'copy':
        return telegram.replace(/<odd /, `<odd${text} `)
      default: {
        const target = to?.index ?? 0
        const at = target > index ? target - text.length : target
        return at > index && at < index + text.length
          ? without
          : without.slice(0, at) + text + without.slice(at)
      }
    }
  }

  it('means the same to us and to libxml2, for any damage to a file', async () => {
    const libxml = openSchema(join(root, 'resources/profiles/ead3-shoko.rng'))
    const codes =
      /^(?:element|attribute|text)NotExpected|^attributeMissing|^notComplete|^namespaceNotExpected|^notWellFormed/
    let invalid = 0
    await fc.assert(
      fc.asyncProperty(damage, async (given) => {
        const xml = apply(given)
        const ours = (await validated(xml)).some(({ rule }) => codes.test(rule))
        if (ours) invalid++
        expect(ours).toBe(libxml.check(xml).length > 0)
      }),
      { numRuns: 1500 },
    )
    libxml.close()
    expect(invalid).toBeGreaterThan(300)
  })

  it.skipIf(!hasSharedFiles)(
    'lets nothing through that the published schemas refuse, for any damage to a file',
    async () => {
      const published = [
        openSchema(sharedFile('schemas/ead3/ead3.rng')),
        openSchema(sharedFile('schemas/ead3/ead3.xsd')),
      ]
      await fc.assert(
        fc.asyncProperty(damage, async (given) => {
          const xml = apply(given)
          if ((await validated(xml)).length > 0) return
          for (const schema of published) expect(schema.check(xml)).toEqual([])
        }),
        { numRuns: 500 },
      )
      for (const schema of published) schema.close()
    },
  )
})
