/** Vocabularies as files: what is read, what is refused, what stays of the office's own, and what comes back. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import iconv from 'iconv-lite'
import type { TermsInResult } from '../../src-main/shared/contract/term.ts'
import { aFolder, anEmptyCatalogue } from '../builders.ts'
import type { CatalogueInASpec } from '../builders.ts'
import { contentHash } from '../content-hash.ts'

type Type = 'subject' | 'place' | 'genre' | 'function' | 'occupation'

const TURTLE = `@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix lc: <http://id.loc.gov/authorities/subjects/> .
lc:sh1 a skos:Concept ; skos:prefLabel "International relations"@en ; skos:narrower lc:sh2 .
lc:sh2 a skos:Concept ; skos:prefLabel "Diplomacy"@en , "外交"@ja , "がいこう"@ja-Hira ;
  skos:altLabel "Foreign affairs"@en ; skos:hiddenLabel "Diplomcy"@en ;
  skos:related lc:sh3 ; skos:scopeNote "Between states." .
<https://id.loc.gov/authorities/subjects/sh3> a skos:Concept ; skos:prefLabel "Treaties"@en ; skos:related lc:sh2 .
`

/** As the National Diet Library writes its headings. */
const NDLSH = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE rdf:RDF [<!ENTITY ndl "http://id.ndl.go.jp/auth/ndlsh/">]>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:skos="http://www.w3.org/2004/02/skos/core#"
  xmlns:xl="http://www.w3.org/2008/05/skos-xl#" xmlns:dcndl="http://ndl.go.jp/dcndl/terms/">
  <rdf:Description rdf:about="&ndl;00560404">
    <rdf:type rdf:resource="http://www.w3.org/2004/02/skos/core#Concept"/>
    <xl:prefLabel><rdf:Description>
      <xl:literalForm>図書館</xl:literalForm>
      <dcndl:transcription xml:lang="ja-Kana">トショカン</dcndl:transcription>
      <dcndl:transcription xml:lang="ja-Latn">Toshokan</dcndl:transcription>
    </rdf:Description></xl:prefLabel>
    <xl:altLabel><rdf:Description>
      <xl:literalForm xml:lang="en">Libraries</xl:literalForm>
    </rdf:Description></xl:altLabel>
    <skos:broader rdf:resource="http://id.ndl.go.jp/auth/ndlsh/00574000"/>
  </rdf:Description>
</rdf:RDF>`

function aFile(content: string | Uint8Array, name = 'vocabulary'): string {
  const path = join(aFolder(), name)
  writeFileSync(path, content)
  return path
}

async function taken(
  { client, handle }: CatalogueInASpec,
  path: string,
  source = 'lcsh',
  type: Type = 'subject',
): Promise<TermsInResult> {
  const { jobId } = await client.term.importFile({ handle: handle(path, 'read'), source, type })
  const job = await client.job.wait({ id: jobId })
  expect(job.error).toBeNull()
  if (job.result?.kind !== 'termsIn') throw new Error('nothing was taken in')
  return job.result
}

async function refusedBy(made: CatalogueInASpec, content: string | Uint8Array): Promise<unknown> {
  const { client, handle, folder } = made
  const before = contentHash(folder)
  const path = aFile(content)
  const { jobId } = await client.term.importFile({
    handle: handle(path, 'read'),
    source: 'lcsh',
    type: 'subject',
  })
  const { error } = await client.job.wait({ id: jobId })
  expect(contentHash(folder)).toBe(before)
  return error
}

/** Every term of the catalogue by its English label, or its first. */
async function terms({ client }: CatalogueInASpec) {
  const { rows } = await client.term.list({ limit: 200, order: 'latin' })
  const all = await Promise.all(rows.map(({ id }) => client.term.get({ id })))
  return new Map(
    all.map(({ uid, type, source, code, note, labels, relations, relatedFrom }) => [
      (labels.find(({ kind, language }) => kind === 'preferred' && language === 'eng') ?? labels[0])?.value ??
        '',
      {
        uid,
        type,
        source,
        code,
        note,
        labels,
        relations: relations.map((one) => [one.type, one.label]),
        narrower: relatedFrom.length,
      },
    ]),
  )
}

async function written(
  made: CatalogueInASpec,
  as: 'skos' | 'csv',
  source: string | null = null,
): Promise<string> {
  const { client, handle } = made
  const path = join(aFolder(), 'out')
  const { jobId } = await client.term.exportFile({ as, source, to: handle(path, 'write') })
  const job = await client.job.wait({ id: jobId })
  expect(job.error).toBeNull()
  expect(job.result).toMatchObject({ kind: 'termsOut', file: { name: 'out' } })
  return path
}

describe('term.importFile', () => {
  it('reads SKOS in Turtle: labels with readings, both directions of relations, notes; undone as one step', async () => {
    const made = await anEmptyCatalogue()
    const before = contentHash(made.folder)
    const result = await taken(made, aFile(TURTLE))
    expect(result).toMatchObject({
      format: 'turtle',
      concepts: 3,
      added: 3,
      changed: 0,
      same: 0,
      refusals: [],
    })
    const found = await terms(made)
    expect(found.get('Diplomacy')).toMatchObject({
      source: 'lcsh',
      code: 'sh2',
      type: 'subject',
      note: 'Between states.',
      labels: [
        { kind: 'preferred', value: 'Diplomacy', language: 'eng', script: 'Latn', reading: null },
        { kind: 'preferred', value: '外交', language: 'jpn', script: 'Jpan', reading: 'がいこう' },
        { kind: 'alternative', value: 'Foreign affairs', language: 'eng' },
        { kind: 'alternative', value: 'Diplomcy', language: 'eng' },
      ],
      relations: [
        ['broader', 'International relations'],
        ['related', 'Treaties'],
      ],
    })
    expect(found.get('Treaties')).toMatchObject({ code: 'sh3', relations: [] })
    expect((await made.client.term.suggest({ query: 'gaikou' })).map(({ label }) => label)).toEqual([
      'Diplomacy',
    ])
    expect(
      (await made.client.history.list({})).entries.filter(({ action }) => action === 'term.importFile'),
    ).toHaveLength(1)
    await made.client.history.undo()
    expect(contentHash(made.folder)).toBe(before)
    expect((await made.client.term.list({})).total).toBe(0)
  })

  it('reads RDF/XML as the National Diet Library writes it, and N-Triples', async () => {
    const made = await anEmptyCatalogue()
    const result = await taken(made, aFile(NDLSH), 'ndlsh')
    expect(result).toMatchObject({
      format: 'rdfxml',
      added: 1,
      refused: [{ at: 'http://id.ndl.go.jp/auth/ndlsh/00560404', reason: 'relationUnknown' }],
    })
    const triples = `<http://id.ndl.go.jp/auth/ndlsh/1> <http://www.w3.org/2004/02/skos/core#prefLabel> "\\u8CC7\\u6599"@ja .
<http://id.ndl.go.jp/auth/ndlsh/1> <http://www.w3.org/2004/02/skos/core#broader> <http://id.ndl.go.jp/auth/ndlsh/00560404> .\n`
    await taken(made, aFile(triples), 'ndlsh')
    const found = await terms(made)
    expect(found.get('図書館')).toMatchObject({
      code: '00560404',
      labels: [
        { kind: 'preferred', language: 'jpn', reading: 'トショカン' },
        { kind: 'alternative', value: 'Libraries', language: 'eng' },
      ],
    })
    expect(found.get('資料')?.relations).toEqual([['broader', '図書館']])
  })

  it('reads tables in UTF-8 and CP932, with several labels in a cell, and says which rows it leaves out', async () => {
    const made = await anEmptyCatalogue()
    const table = [
      'code,type,label@ja,reading,label@en,alt@ja,broader,note',
      'K1,place,東京,とうきょう,Tokyo,江戸 | 東京府,,',
      'K2,place,永田町,ながたちょう,,,K1,官庁街',
      'K2,place,重複,,,,,',
      'K4,person,誰,,,,,',
      'K5,place,,,,別,,',
      '',
    ].join('\r\n')
    const result = await taken(made, aFile(iconv.encode(table, 'cp932')), 'local')
    expect(result).toMatchObject({ format: 'csv', concepts: 5, added: 2 })
    expect(result.refused).toEqual([
      { at: '5', reason: 'typeUnknown' },
      { at: '4', reason: 'duplicate' },
      { at: '6', reason: 'noLabel' },
    ])
    const found = await terms(made)
    expect(found.get('Tokyo')).toMatchObject({
      type: 'place',
      labels: [
        { value: '東京', reading: 'とうきょう' },
        { value: 'Tokyo', language: 'eng' },
        { kind: 'alternative', value: '江戸' },
        { kind: 'alternative', value: '東京府' },
      ],
    })
    expect(found.get('永田町')).toMatchObject({ note: '官庁街', relations: [['broader', '東京']] })
    expect(await taken(made, aFile(`\uFEFF${table}`), 'local')).toMatchObject({
      added: 0,
      changed: 0,
      same: 2,
    })
  })

  it('changes nothing when the same file comes again, and loses nothing that the office added', async () => {
    const made = await anEmptyCatalogue()
    const { client } = made
    await taken(made, aFile(TURTLE))
    const [row] = await client.term.suggest({ query: 'Diplomacy' })
    const before = await client.term.get({ id: row?.id ?? 0 })
    const own = await client.term.create({ fields: { labels: [{ kind: 'preferred', value: '自館' }] } })
    await client.term.edit({
      id: before.id,
      patch: {
        note: 'Our note.',
        labels: [
          ...before.labels.map((label) =>
            label.value === 'Diplomacy' ? { ...label, value: 'Diplomatic work' } : label,
          ),
          { kind: 'preferred', value: 'Diplomatie', language: 'fre' },
        ],
        relations: [...before.relations, { type: 'related', otherId: own.id }],
      },
    })
    expect(await taken(made, aFile(TURTLE))).toMatchObject({ added: 0, changed: 1, same: 2 })
    const after = await client.term.get({ id: before.id })
    const kinds = Object.fromEntries(after.labels.map(({ value, kind }) => [value, kind]))
    expect(kinds).toMatchObject({
      'Diplomatic work': 'alternative',
      Diplomacy: 'preferred',
      Diplomatie: 'preferred',
    })
    expect(after.note).toBe('Our note.\n\nBetween states.')
    expect(after.relations).toHaveLength(3)
    const hash = contentHash(made.folder)
    expect(await taken(made, aFile(TURTLE))).toMatchObject({ added: 0, changed: 0, same: 3, historyId: null })
    expect(contentHash(made.folder)).toBe(hash)
  })

  it('drops what would put a term under itself, also with what is here already, and says so', async () => {
    const made = await anEmptyCatalogue()
    const { client } = made
    const head = 'code,label@en,broader\n'
    expect(await taken(made, aFile(`${head}A,Anna,B\nB,Bertha,C\nC,Clara,A\nD,Dora,D\n`))).toMatchObject({
      added: 4,
      refusals: [{ reason: 'circle', count: 2 }],
    })
    const found = await terms(made)
    expect(found.get('Clara')?.relations).toEqual([])
    expect(await taken(made, aFile(`${head}C,Clara,A\n`))).toMatchObject({
      same: 1,
      refusals: [{ reason: 'circle', count: 1 }],
    })
    const [anna] = await client.term.suggest({ query: 'Anna' })
    expect((await client.term.get({ id: anna?.id ?? 0 })).relations).toMatchObject([{ label: 'Bertha' }])
  })

  const entities = (declared: string) =>
    NDLSH.replace(/<!DOCTYPE[^\]]*\]>/, `<!DOCTYPE rdf:RDF [<!ENTITY a "${'x'.repeat(50_000)}">${declared}]>`)
  const unreadable = (why: string) => ({ code: 'vocabularyUnreadable', data: { why } })
  const harmful: readonly (readonly [string, string | Buffer, object])[] = [
    [
      'RDF/XML with an element that is not closed',
      NDLSH.replace('</xl:altLabel>', ''),
      unreadable('notWellFormed'),
    ],
    [
      'entities that grow in attributes',
      entities(`<!ENTITY ndl "${'&a;'.repeat(1000)}">`),
      unreadable('entity'),
    ],
    [
      'entities that grow in text',
      entities('<!ENTITY ndl "n">').replace('Libraries', '&a;'.repeat(1000)),
      unreadable('entity'),
    ],
    [
      'an entity that is a file of this machine',
      NDLSH.replace('"http://id.ndl.go.jp/auth/ndlsh/"', 'SYSTEM "file:///etc/passwd"'),
      unreadable('entity'),
    ],
    [
      'Turtle that ends in a label',
      `${TURTLE}lc:sh4 a skos:Concept ; skos:prefLabel "open`,
      unreadable('notWellFormed'),
    ],
    [
      'bytes that are no text',
      Buffer.concat([Buffer.from(TURTLE), Buffer.from([0x22, 0xff, 0xfe])]),
      unreadable('encoding'),
    ],
    ['a table of something else', 'name,age\nAnna,3\n', { code: 'vocabularyEmpty' }],
    ['an empty file', '', { code: 'sheetUnreadable', data: { why: 'empty' } }],
  ]
  it.each(harmful)('refuses %s, and writes nothing of it', async (_, content, refusal) => {
    expect(await refusedBy(await anEmptyCatalogue(), content)).toMatchObject(refusal)
  })

  it('leaves out a label of a megabyte and a concept without an address, and takes the rest', async () => {
    const made = await anEmptyCatalogue()
    const long = `lc:sh9 a skos:Concept ; skos:prefLabel "${'長'.repeat(1 << 20)}"@ja .\n[] a skos:Concept ; skos:prefLabel "Nowhere" .\n`
    const result = await taken(made, aFile(TURTLE + long))
    expect(result.added).toBe(3)
    expect(result.refused).toEqual([
      { at: 'Nowhere', reason: 'noAddress' },
      { at: 'http://id.loc.gov/authorities/subjects/sh9', reason: 'tooLong' },
    ])
  })

  it('leaves nothing when it is cancelled, and the lists as they were', async () => {
    const made = await anEmptyCatalogue()
    const { client, handle } = made
    await taken(made, aFile('code,label@en\nT1,Old name\n'))
    const before = contentHash(made.folder)
    const rows = Array.from({ length: 4000 }, (_, at) => `T${String(at + 1)},Term ${String(at)}`)
    const path = aFile(`code,label@en\n${rows.join('\n')}\n`)
    const { jobId } = await client.term.importFile({
      handle: handle(path, 'read'),
      source: 'lcsh',
      type: 'subject',
    })
    while ((await client.term.list({ query: 'Term 0' })).total === 0)
      await new Promise((go) => setTimeout(go, 5))
    expect((await client.job.cancel({ id: jobId })).state).toBe('cancelled')
    expect(contentHash(made.folder)).toBe(before)
    expect((await client.term.list({})).total).toBe(1)
    expect((await client.term.list({ query: 'Term' })).total).toBe(0)
    expect((await client.term.list({ query: 'Old name' })).total).toBe(1)
  })

  it(
    'takes five thousand terms, and finds nothing new in them afterwards',
    { timeout: 120_000 },
    async () => {
      const made = await anEmptyCatalogue()
      const rows = Array.from(
        { length: 5000 },
        (_, at) =>
          `T${String(at)},用語${String(at)},ようご,Term ${String(at)},T${String(Math.floor(at / 10))}`,
      )
      const path = aFile(`code,label@ja,reading,label@en,broader\n${rows.join('\n')}\n`)
      const result = await taken(made, path)
      expect(result).toMatchObject({ added: 5000, refusals: [{ reason: 'circle', count: 1 }] })
      expect(await taken(made, path)).toMatchObject({ same: 5000, historyId: null })
    },
  )
})

describe('term.previewFile', () => {
  it('says what a file would do, writes nothing, and gives a handle for the import', async () => {
    const made = await anEmptyCatalogue()
    const { client, handle, folder } = made
    await taken(made, aFile('code,label@en\nsh3,Treaties\nsh1,International politics\n'))
    const before = contentHash(folder)
    const path = aFile(TURTLE, 'lcsh.ttl')
    const seen = await client.term.previewFile({
      handle: handle(path, 'read'),
      source: 'lcsh',
      type: 'subject',
    })
    expect(seen).toMatchObject({
      file: 'lcsh.ttl',
      concepts: 3,
      added: 1,
      changed: 1,
      same: 1,
      languages: [
        { language: 'eng', labels: 5 },
        { language: 'jpn', labels: 1 },
      ],
      samples: [{ code: 'sh1', labels: ['International relations'] }, { code: 'sh2' }, { code: 'sh3' }],
    })
    expect(contentHash(folder)).toBe(before)
    const { jobId } = await client.term.importFile({ handle: seen.handle, source: 'lcsh', type: 'subject' })
    expect((await client.job.wait({ id: jobId })).result).toMatchObject({ added: 1, changed: 1, same: 1 })
  })
})

describe('term.exportFile', () => {
  it.each(['csv', 'skos'] as const)('writes %s that comes back unchanged, here and elsewhere', async (as) => {
    const made = await anEmptyCatalogue()
    const { client } = made
    await taken(made, aFile(TURTLE))
    const wide = await client.term.create({
      fields: {
        type: 'place',
        labels: [
          { kind: 'preferred', value: '=東京|"都"', language: 'jpn', script: 'Jpan', reading: 'とうきょう' },
          { kind: 'preferred', value: 'Tokyo\\', language: 'eng', script: 'Latn' },
          { kind: 'preferred', value: 'Токио', language: 'rus', script: 'Cyrl' },
          { kind: 'preferred', value: '东京', language: 'chi', script: 'Hans' },
          { kind: 'alternative', value: '江戸', language: 'jpn', script: 'Jpan', reading: 'えど' },
          { kind: 'alternative', value: '東亰', language: 'jpn', script: 'Jpan' },
          { kind: 'alternative', value: 'トウケイ', language: 'jpn', script: 'Kana' },
          { kind: 'alternative', value: 'unknown' },
        ],
        note: 'One\n\ntwo, "three"',
      },
    })
    await client.term.create({
      fields: {
        type: 'place',
        labels: [{ kind: 'preferred', value: 'Nagata', language: 'eng', script: 'Latn' }],
        relations: [{ type: 'broader', otherId: wide.id }],
      },
    })
    const path = await written(made, as)
    if (as === 'csv') {
      const hash = contentHash(made.folder)
      expect(await taken(made, path, 'local')).toMatchObject({ added: 0, changed: 0, same: 5, refusals: [] })
      expect(contentHash(made.folder)).toBe(hash)
      const other = await anEmptyCatalogue()
      expect(await taken(other, path, 'local')).toMatchObject({ added: 5, refusals: [] })
      // The columns say which language goes before another: that of all terms, not of each.
      const sorted = async (one: CatalogueInASpec) =>
        [...(await terms(one))].map(([name, { labels, relations: _, ...term }]) => [
          name,
          { ...term, labels: labels.map((label) => JSON.stringify(label)).sort() },
        ])
      expect(await sorted(other)).toEqual(await sorted(made))
      expect(readFileSync(await written(other, as), 'utf8')).toBe(readFileSync(path, 'utf8'))
      return
    }
    const other = await anEmptyCatalogue()
    for (const source of ['lcsh', 'local']) {
      const one = await written(made, as, source)
      expect(await taken(made, one, source)).toMatchObject({ added: 0, changed: 0, refusals: [] })
      await taken(other, one, source)
    }
    const [here, there] = [await terms(made), await terms(other)]
    expect(there.size).toBe(5)
    for (const [name, { uid, ...term }] of here) {
      if (term.code === null) expect(there.get(name)?.uid).toBe(uid)
      const { labels, ...rest } = there.get(name) ?? { labels: [] }
      expect(rest).toMatchObject({ type: term.type, source: term.source, code: term.code, note: term.note })
      expect(new Set(labels)).toEqual(new Set(term.labels))
    }
  })
})
