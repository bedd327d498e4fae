/** The first document, from the file to a valid EAD3, through the command line. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { EXPORTERS } from '../../src-main/exporters/index.ts'
import { debianTool } from '../debian-tool.ts'
import { xmllint } from '../exporters/written.ts'
import { hasSharedFiles, sharedFile } from '../shared-files.ts'
import { aCommandLine } from './run.ts'

const CODE = '2002-113/119555'

/** By the formats' files, something that the first document says in each. */
const SAID: Record<string, string> = {
  'dc.xml': '総理訪中',
  'mods.xml': '総理訪中',
  'marcxml.xml': '総理訪中',
  'tei.xml': '総理訪中',
  'mets.xml': '総理訪中',
  'eac-cpf.xml': '鹿取',
  'ric-o.jsonld': '総理訪中',
  'csl-json.json': '総理訪中',
  'bibtex.bib': '総理訪中',
  'ris.ris': '総理訪中',
  'csv-atom.csv': '総理訪中',
  'csv-aspace.csv': '総理訪中',
}
/** Lists of records in XML, and the schemas that their keepers publish. */
const LISTS: Record<string, string> = {
  dc: 'schemas/dc/oai_dc.xsd',
  mods: 'schemas/mods/mods-3-8.libxml2.xsd',
  marcxml: 'schemas/marc/MARC21slim.xsd',
  tei: 'schemas/tei/4.3.0/tei_all.rng',
  mets: 'schemas/combined/mets-all.xsd',
  'eac-cpf': 'schemas/eac-cpf/2.0/eac.xsd',
}
/** Records that stand each by itself in a list without a schema. */
const RECORDS: Record<string, RegExp> = {
  dc: /<oai_dc:dc [^]*?<\/oai_dc:dc>/g,
  'eac-cpf': /<eac [^]*?<\/eac>/g,
}

describe.skipIf(!hasSharedFiles)('the first document', () => {
  it('is imported, found in both scripts, and exported as valid EAD3', async () => {
    const { shoko, folder } = aCommandLine()
    await shoko('new', 'A.shoko', '--name', '架空文書館')
    const imported = await shoko('import', 'A.shoko', sharedFile('seed/000_1cd010aa4a0030bb.txt'), '--json')
    expect(imported.code).toBe(0)
    expect(imported.json()).toMatchObject({ descriptions: 1, pages: 3, texts: 2, refused: [] })

    const shown = (await shoko('show', 'A.shoko', CODE, '--json')).json<Record<string, unknown>>()
    expect(shown).toMatchObject({
      referenceCode: CODE,
      recordType: 'telegram',
      abstract: [{ language: 'eng' }],
      languages: [{ language: 'jpn', script: 'Jpan' }],
      texts: [
        { kind: 'transcription', language: 'jpn' },
        { kind: 'translation', language: 'eng' },
      ],
    })
    for (const query of ['外相会談', 'R037701', 'Q36RA', '「グ」', 'Arkhipov', '安倍大臣']) {
      expect((await shoko('search', 'A.shoko', query, '--json')).json(), query).toMatchObject([
        { referenceCode: CODE },
      ])
    }
    // What the form prints on every page is not searched.
    expect((await shoko('search', 'A.shoko', '記帳班', '--json')).json()).toEqual([])

    await shoko('set', 'A.shoko', CODE, 'status=published')
    expect((await shoko('export', 'A.shoko', '--as', 'ead3', '--to', 'out.xml')).code).toBe(0)
    const path = join(folder, 'out.xml')
    expect(readFileSync(path, 'utf8')).toContain('総理訪中')
    if (debianTool('xmllint', 'libxml2-utils')) {
      const valid = (given: string[]) =>
        execFileSync('xmllint', ['--noout', ...given, path], { stdio: 'pipe' })
      expect(() => valid(['--relaxng', sharedFile('schemas/ead3/ead3.rng')])).not.toThrow()
      expect(() => valid(['--nonet', '--schema', sharedFile('schemas/ead3/ead3.xsd')])).not.toThrow()
    }
  })

  it('goes out in every format of the registry, each checked as it is written', async () => {
    const { shoko, folder } = aCommandLine()
    await shoko('new', 'A.shoko', '--name', '架空文書館')
    await shoko('import', 'A.shoko', sharedFile('seed/000_1cd010aa4a0030bb.txt'))
    await shoko('set', 'A.shoko', CODE, 'status=published')
    for (const { id, extension } of EXPORTERS) {
      const exported = await shoko('export', 'A.shoko', '--as', id, '--to', `${id}.${extension}`, '--json')
      expect([id, exported.code, exported.json<{ descriptions: number }>().descriptions]).toEqual([id, 0, 1])
    }
    for (const [id, words] of Object.entries(SAID))
      expect([id, readFileSync(join(folder, id), 'utf8').includes(words)]).toEqual([id, true])
    // Nobody has decided yet that the public may have its texts: staff have them.
    const asked = ['--as', 'tei', '--to', 'texts.xml', '--audience', 'staff'] as const
    const { code, ...told } = await shoko('export', 'A.shoko', ...asked, '--json')
    expect(code).toBe(0)
    const { name = '' } = told.json<{ files: { name: string }[] }>().files[0] ?? {}
    const edition = readFileSync(join(folder, name), 'utf8')
    for (const part of ['<pb n="3"', '1979年', 'type="translation"', '<link target="#t1.p'])
      expect([part, edition.includes(part)]).toEqual([part, true])
    expect(readFileSync(join(folder, 'tei.xml'), 'utf8')).not.toContain('1979年')
    if (!debianTool('xmllint', 'libxml2-utils')) return
    for (const [id, schema] of Object.entries(LISTS)) {
      const xml = readFileSync(join(folder, `${id}.xml`), 'utf8')
      const record = RECORDS[id]
      const records = record ? (xml.match(record) ?? []) : id === 'tei' ? [xml, edition] : [xml]
      expect([id, records.length > 0, xmllint(schema, records)]).toEqual([id, true, ''])
    }
  })

  it('numbers a second copy instead of taking its code twice', async () => {
    const { shoko } = aCommandLine()
    await shoko('new', 'A.shoko')
    const file = sharedFile('seed/000_1cd010aa4a0030bb.txt')
    const { code, ...rest } = await shoko('import', 'A.shoko', file, file, '--as', 'wilson-center', '--json')
    expect(code).toBe(0)
    expect(rest.json()).toMatchObject({ descriptions: 2, renumbered: [{ from: CODE, to: `${CODE}-2` }] })
  })
})
