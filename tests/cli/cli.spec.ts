import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { contract } from '../../src-main/shared/contract/index.ts'
import { aTextPage } from '../text-pages.ts'
import { aCommandLine } from './run.ts'
import type { Cli } from './run.ts'

async function aScan(path: string): Promise<void> {
  await sharp({ create: { width: 400, height: 300, channels: 3, background: '#f4f1e6' } })
    .tiff()
    .toFile(path)
}

/** A catalogue with one fonds, made through the command line alone. */
async function aCatalogue(
  environment: Record<string, string> = {},
): Promise<Cli & { call<T>(name: string, input?: unknown): Promise<T> }> {
  const cli = aCommandLine(environment)
  await cli.shoko('new', 'A.shoko', '--name', '架空文書館', '--country', 'JP')
  const call = async <T>(name: string, input?: unknown) =>
    (
      await cli.shoko(
        'call',
        'A.shoko',
        name,
        ...(input === undefined ? [] : [JSON.stringify(input)]),
        '--json',
      )
    ).json<T>()
  await call('description.create', {
    parentId: null,
    fields: { level: 'fonds', referenceCode: 'F/1', title: [{ value: '外務省記録', language: 'jpn' }] },
  })
  return { ...cli, call }
}

describe('shoko', () => {
  it('reads a page, takes in a file that another program made of it, and refuses what is none', async () => {
    const { shoko, call, folder } = await aCatalogue()
    const text = '外務省において先方局長と会談した'
    writeFileSync(
      join(folder, 'sheet.png'),
      await aTextPage([
        { text, x: 120, y: 100 },
        { text, x: 120, y: 420 },
      ]),
    )
    await shoko('import', 'A.shoko', 'sheet.png', '--into', 'F/1', '--attach')
    const reading = ['ocr', 'A.shoko', 'F/1', '--language', 'jpn', '--direction', 'horizontal', '--json']
    const read = await shoko(...reading)
    expect(read.json()).toMatchObject({ pages: 1, refused: [] })
    const { id } = await call<{ id: number }>('description.find', { referenceCode: 'F/1' })
    const [first] = await call<{ paragraphs: { value: string }[] }[]>('text.list', { descriptionId: id })
    expect(first?.paragraphs.map(({ value }) => value).join('')).toBe(text + text)

    await shoko(...reading, '--leave-out', '0,40,1400,250')
    const [again] = await call<{ paragraphs: { value: string; pageId: number }[] }[]>('text.list', {
      descriptionId: id,
    })
    expect(again?.paragraphs.map(({ value }) => value).join('')).toBe(text)
    expect(await call('ocr.leftOut', { pageId: again?.paragraphs[0]?.pageId })).toHaveLength(1)
    expect((await shoko(...reading, '--leave-out', '1,2')).code).toBe(2)

    const out = join(folder, 'out')
    mkdirSync(out)
    await shoko('export', 'A.shoko', '--as', 'alto', '--to', 'out', '--audience', 'staff')
    writeFileSync(join(out, 'broken.xml'), '<alto>')
    const files = ['out/F-1_0001.xml', 'out/broken.xml']
    const seen = await shoko('ocr', 'A.shoko', 'F/1', ...files, '--dry-run', '--json')
    expect(seen.json()).toMatchObject({
      files: [{ refused: { code: 'ocrFileUnreadable' } }, { format: 'alto' }],
    })
    const taken = await shoko('ocr', 'A.shoko', 'F/1', ...files, '--language', 'jpn')
    expect(taken.err).toContain('broken.xml')
    expect(taken.code).toBe(0)
    expect((await shoko('ocr', 'A.shoko', 'F/1', '--language', 'deu')).code).toBe(2)
  })

  it('says what was done in each month, and by whom', async () => {
    const { shoko } = await aCatalogue({ SOURCE_DATE_EPOCH: '1767225600' })
    const { out } = await shoko('statistics', 'A.shoko', '--people')
    const [, month = '', total = ''] = out.trim().split('\n')
    expect(month).toMatch(/^202[56]-\d\d\t[^\t]+\t1\t0\t0\t0\t0\t0$/)
    expect(total).toBe('Total\t\t1\t0\t0\t0\t0\t0')
    expect((await shoko('statistics', 'A.shoko', '--branch', 'F/1', '--json')).json()).toMatchObject({
      total: { descriptions: 1 },
    })
    expect((await shoko('statistics', 'A.shoko', '--from', '2026-13')).code).toBe(2)
  })

  it('checks the fixity of scans, says which are not as they were taken in, and finds those that were moved', async () => {
    const { shoko, folder, call } = await aCatalogue()
    mkdirSync(join(folder, 'share'))
    await aScan(join(folder, 'share', 'page_1.tif'))
    await shoko('import', 'A.shoko', 'share', '--as', 'scans', '--link', '--into', 'F/1', '--attach')
    const sound = await shoko('fixity', 'A.shoko')
    expect(sound.code).toBe(0)
    expect(sound.err).toContain('1 scan checked; all match')

    renameSync(join(folder, 'share'), join(folder, 'archive'))
    const gone = await shoko('fixity', 'A.shoko', '--branch', 'F/1')
    expect(gone.code).toBe(1)
    expect(gone.out).toBe('missing\tpage_1.tif\tF/1\n')
    const report = (await shoko('fixity', 'A.shoko', '--report')).out.split(/\r?\n/)
    expect(report[0]).toContain('Message digest')
    expect(report[1]).toMatch(/^F\/1,外務省記録,1,page_1\.tif,linked,\d+,SHA-256,[0-9a-f]{64},.*,missing,/)

    expect((await shoko('relink', 'A.shoko', 'archive', '--dry-run')).out).toContain('share → ')
    expect((await shoko('fixity', 'A.shoko', '--report', '--json')).json()).toMatchObject({
      state: { missing: 1 },
    })
    const relinked = await shoko('relink', 'A.shoko', 'archive', '--json')
    expect(relinked.json()).toMatchObject({ missing: 1, found: 1, relinked: 1, left: [] })
    expect(await call('fixity.state')).toMatchObject({ matches: 1, missing: 0 })
    expect((await shoko('fixity', 'A.shoko', '--forget', '--json')).json()).toEqual({ waiting: 0 })
  })

  it('lends a branch as a file, refuses to change it meanwhile, and takes it back', async () => {
    const { shoko } = await aCatalogue()
    const { code } = await shoko('lend', 'A.shoko', 'F/1', 'Lent.shoko', '--to', 'Tanaka')
    expect(code).toBe(0)
    expect((await shoko('set', 'A.shoko', 'F/1', 'note=here')).code).not.toBe(0)
    expect((await shoko('set', 'Lent.shoko', 'F/1', 'note=there')).code).toBe(0)
    expect((await shoko('return', 'A.shoko', 'Lent.shoko', '--preview', '--json')).json()).toMatchObject({
      counts: { changed: 1 },
      loan: { state: 'out' },
    })
    expect((await shoko('return', 'A.shoko', 'Lent.shoko', '--json')).json()).toMatchObject({
      loan: { state: 'returned' },
    })
    expect((await shoko('show', 'A.shoko', 'F/1')).out).toContain('there')
  })

  it('saves the names of one catalogue as a file, and another takes from it what is new', async () => {
    const { shoko } = await aCatalogue()
    await shoko('set', 'A.shoko', 'F/1', 'creator=外務省')
    expect((await shoko('names', 'A.shoko', 'save', 'names.json', '--json')).json()).toEqual({
      authorities: 1,
    })
    await shoko('new', 'B.shoko', '--name', '架空文書館', '--country', 'JP')
    expect((await shoko('names', 'B.shoko', 'attach', 'names.json', '--json')).json()).toMatchObject({
      id: 1,
    })
    expect((await shoko('names', 'B.shoko', 'compare', '1', '--json')).json()).toMatchObject([
      { kind: 'new', name: '外務省' },
    ])
    expect((await shoko('names', 'B.shoko', 'update', '1', '--json')).json()).toEqual({
      added: 1,
      changed: 0,
      left: 0,
    })
    expect((await shoko('names', 'B.shoko', 'files', '--json')).json()).toMatchObject([{ taken: 1 }])
    expect((await shoko('names', 'B.shoko', 'detach', '1', '--json')).code).toBe(0)
  })

  it('takes a vocabulary out of a file after a dry run, once, and writes it as SKOS and as a table', async () => {
    const { shoko, folder, call } = await aCatalogue()
    writeFileSync(
      join(folder, 'subjects.csv'),
      'code,label@ja,reading,label@en,broader\r\nS1,外交,がいこう,Diplomacy,\r\nS2,条約,じょうやく,Treaties,S1\r\nS3,,,,\r\n',
    )
    const terms = (...given: string[]) => shoko('terms', 'A.shoko', ...given)
    const taking = ['import', 'subjects.csv', '--source', 'bsh']
    expect((await terms(...taking, '--dry-run', '--json')).json()).toMatchObject({ added: 2, concepts: 3 })
    expect(await call('term.sources')).toEqual([])

    const taken = await terms(...taking)
    expect(taken.code).toBe(0)
    expect(taken.out).toBe('2 terms added, 0 changed, 0 the same\n')
    expect(taken.err).toContain('no preferred label')
    expect((await terms(...taking, '--json')).json()).toMatchObject({ added: 0, changed: 0, same: 2 })
    expect(await call('term.sources')).toEqual([{ source: 'bsh', terms: 2 }])
    expect(await call('term.list', { query: '条約' })).toMatchObject({
      rows: [{ type: 'subject', source: 'bsh', label: '条約', reading: 'じょうやく', broader: '外交' }],
    })

    // What is said of a record is a term where a term is called so, and words where none is.
    const said = async (subject: string) =>
      (await shoko('set', 'A.shoko', 'F/1', `subject=${subject}`, '--json')).json()
    expect(await said('Treaties')).toMatchObject({
      accessPoints: [
        { value: 'Treaties', source: 'bsh', language: 'eng', termId: expect.any(Number) as number },
      ],
    })
    expect(await said('Treatises')).toMatchObject({ accessPoints: [{ source: 'local', termId: null }] })

    expect((await terms('export', 'out.ttl', '--source', 'bsh', '--json')).json()).toMatchObject({ terms: 2 })
    expect(readFileSync(join(folder, 'out.ttl'), 'utf8')).toContain('skos:prefLabel "条約"@ja')
    expect((await terms('export', 'out.csv', '--as', 'csv')).code).toBe(0)
    expect(readFileSync(join(folder, 'out.csv'), 'utf8')).toContain('Treaties')
    // Another catalogue reads what was written.
    await shoko('new', 'B.shoko', '--name', '架空文書館', '--country', 'JP')
    expect(
      (await shoko('terms', 'B.shoko', 'import', 'out.ttl', '--source', 'bsh', '--json')).json(),
    ).toMatchObject({ added: 2, refused: [] })
  })

  it('leaves the terms alone when a file of them is none, and asks for what it needs to know', async () => {
    const { shoko, folder, call } = await aCatalogue()
    writeFileSync(join(folder, 'broken.ttl'), '@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n<a> ')
    const { code, err } = await shoko('terms', 'A.shoko', 'import', 'broken.ttl', '--source', 'bsh')
    expect([code, err]).toEqual([1, expect.stringContaining('broken.ttl cannot be read as a vocabulary')])
    expect(await call('term.sources')).toEqual([])
    for (const wrong of [
      ['import', 'broken.ttl'],
      ['import', 'broken.ttl', '--source', 'bsh', '--type', 'colour'],
      ['export', 'out.txt', '--as', 'txt'],
      ['gather', 'out.txt'],
    ])
      expect((await shoko('terms', 'A.shoko', ...wrong)).code, wrong.join(' ')).toBe(2)
  })

  it('does the main job: scans in, described, found, and out as EAD3', async () => {
    const { shoko, folder } = await aCatalogue()
    await aScan(join(folder, 'A_001.tif'))
    const imported = await shoko('import', 'A.shoko', 'A_001.tif', '--into', 'F/1', '--json')
    expect(imported.code).toBe(0)
    expect(imported.json()).toMatchObject({ descriptions: 1, pages: 1, texts: 0, unmapped: [], refused: [] })

    const again = await shoko('import', 'A.shoko', 'A_001.tif', '--json')
    expect(again.json()).toMatchObject({ pages: 0, duplicates: [{ file: 'A_001.tif', sameAs: 'A_001.tif' }] })

    const set = await shoko(
      'set',
      'A.shoko',
      'F/1',
      'title@eng=Records of the Ministry',
      'title.reading@jpn=がいむしょうきろく',
      'assignee=佐藤',
      'date=昭和59年3月25日',
      'extent=約3冊',
      'creator=外務省',
      'scopeAndContent=電報。',
      'status=published',
      '--json',
    )
    expect(set.code).toBe(0)
    expect(set.json()).toMatchObject({
      title: [
        { value: '外務省記録', language: 'jpn', reading: 'がいむしょうきろく' },
        { value: 'Records of the Ministry', language: 'eng' },
      ],
      assignee: '佐藤',
      dates: [{ expression: '昭和59年3月25日', edtf: '1984-03-25', calendar: 'japanese' }],
      extents: [{ quantity: '3', unit: '冊', approximate: true }],
      agents: [{ name: '外務省', role: 'creator' }],
    })

    const found = await shoko('search', 'A.shoko', '外務', '--json')
    expect(found.json()).toMatchObject([{ referenceCode: 'F/1', title: '外務省記録', level: 'fonds' }])

    const exported = await shoko('export', 'A.shoko', '--as', 'ead3', '--to', 'out.xml', '--json')
    expect(exported.code).toBe(0)
    expect(exported.json()).toMatchObject({ descriptions: 1, validation: { valid: true } })
    expect(readFileSync(join(folder, 'out.xml'), 'utf8')).toContain('外務省記録')

    // The fonds, and the item below it that has a page.
    const reading = ['export', 'A.shoko', '--as', 'reading-html', '--to', 'read.html', '--only', 'F/1']
    expect((await shoko(...reading)).code).toBe(1)
    const copies = await shoko(...reading, '--audience', 'staff', '--option', 'language=ja', '--json')
    expect(copies.json()).toMatchObject({ descriptions: 2 })
    expect(readFileSync(join(folder, 'read-F-1.html'), 'utf8')).toContain('<html lang="ja"')

    const shown = await shoko('show', 'A.shoko', 'F/1', '--json')
    expect(shown.json()).toMatchObject({ referenceCode: 'F/1', status: 'published', pages: [], texts: [] })

    const checked = await shoko('check', 'A.shoko', '--json')
    expect(checked.code).toBe(0)
    expect(checked.json()).toMatchObject({
      descriptions: 2,
      scans: 1,
      file: { descriptions: 2, scans: 1, total: 0 },
    })
  })

  it('says in one line why it refuses, and ends with 1', async () => {
    const { shoko, folder } = await aCatalogue()
    writeFileSync(join(folder, 'text.tif'), 'this is no picture')
    for (const [given, says] of [
      [['show', 'A.shoko', 'nowhere'], 'nowhere'],
      [['set', 'A.shoko', 'F/1', 'shelf=3'], 'shelf'],
      [['set', 'A.shoko', 'F/1', 'level=shelf'], 'level'],
      [['export', 'A.shoko', '--as', 'ead3', '--to', 'out.xml'], 'published'],
      [['export', 'A.shoko', '--as', 'pdf', '--to', 'out.pdf'], 'pdf'],
      [['import', 'A.shoko', 'missing.tif'], 'missing.tif'],
      [['import', 'A.shoko', 'text.tif'], 'text.tif'],
      [['new', 'A.shoko'], 'A.shoko'],
      [['show', 'B.shoko', 'F/1'], 'B.shoko'],
    ] as const) {
      const { code, out, err } = await shoko(...given)
      expect([given.join(' '), code, out.replace(/^0 desc.*\n/, '')]).toEqual([given.join(' '), 1, ''])
      const lines = err.split('\n').filter((line) => line !== '' && !line.includes(' %'))
      expect(lines, given.join(' ')).toHaveLength(1)
      expect(lines[0]).toContain(says)
    }
  })

  it('ends with 2 on wrong usage, and shows the right one', async () => {
    const { shoko } = await aCatalogue()
    for (const given of [
      ['nonsense'],
      ['show'],
      ['export', 'A.shoko'],
      ['search', 'A.shoko', 'x', '--limit', 'many'],
      ['check', 'A.shoko', '--wrong'],
      ['call', 'A.shoko', 'no.such'],
      ['call', 'A.shoko', 'description.get', '{"id":"x"}'],
    ]) {
      const { code, err } = await shoko(...given)
      expect([given, code]).toEqual([given, 2])
      expect(err).not.toBe('')
    }
    for (const verb of [
      'new',
      'import',
      'export',
      'search',
      'show',
      'set',
      'check',
      'backups',
      'restore',
      'call',
      'contract',
      'serve',
    ]) {
      const { code, out } = await shoko(verb, '--help')
      expect([verb, code]).toEqual([verb, 0])
      expect(out).toContain(`shoko ${verb}`)
    }
  })

  it('ends with 3 on a damaged catalogue', async () => {
    const { shoko, folder } = await aCatalogue()
    const path = join(folder, 'A.shoko', 'catalogue.sqlite')
    const bytes = readFileSync(path)
    bytes.fill(0x5a, 4096, 4096 * 12)
    writeFileSync(path, bytes)
    const { code } = await shoko('check', 'A.shoko')
    expect(code).toBe(3)
  })

  it('lists the contract, and makes any call of it', async () => {
    const { shoko, call } = await aCatalogue()
    const listed = (await shoko('contract', '--json')).json<
      { call: string; input: unknown; errors: object }[]
    >()
    const calls = Object.entries(contract).flatMap(([noun, verbs]) =>
      Object.keys(verbs).map((verb) => `${noun}.${verb}`),
    )
    expect(listed.map(({ call }) => call).sort()).toEqual(calls.sort())
    expect(listed.find(({ call }) => call === 'description.edit')?.errors).toHaveProperty(
      'referenceCodeTaken',
    )
    expect(await call('export.formats')).toContainEqual(expect.objectContaining({ id: 'ead3' }))
    expect(await call('description.children', { parentId: null })).toMatchObject({ total: 1 })
  })

  it('gives the same bytes for the same input', async () => {
    const made = await Promise.all(
      [1, 2].map(async () => {
        const environment = { SOURCE_DATE_EPOCH: '1767225600', SHOKO_ID_SEED: 'same' }
        const { shoko, folder } = await aCatalogue(environment)
        await shoko('set', 'A.shoko', 'F/1', 'status=published')
        await shoko('export', 'A.shoko', '--as', 'ead3', '--to', 'out.xml')
        return readFileSync(join(folder, 'out.xml'))
      }),
    )
    expect(made[0]?.equals(made[1] ?? Buffer.alloc(0))).toBe(true)
  })

  it('reads while the catalogue is open elsewhere, and says who has it when it cannot write', async () => {
    const { shoko, start } = await aCatalogue()
    await shoko('call', 'A.shoko', 'settings.set', '{"who":"田中"}')
    const server = start('serve', 'A.shoko', '--no-open')
    try {
      await new Promise((done) => server.stdout?.once('data', done))
      expect((await shoko('show', 'A.shoko', 'F/1')).code).toBe(0)
      const refused = await shoko('set', 'A.shoko', 'F/1', 'title=x', '--json')
      expect(refused.code).toBe(1)
      expect(refused.json()).toMatchObject({
        error: { code: 'catalogueHeld', data: { who: '田中', pid: server.pid } },
      })
    } finally {
      server.kill('SIGTERM')
      await new Promise((done) => server.once('exit', done))
    }
    expect((await shoko('set', 'A.shoko', 'F/1', 'title=x')).code).toBe(0)
  })
})
