/** Pages of HTML: what is released is in them, units of a finding aid stand within each other, nothing runs but their own. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyUnit } from './any-unit.ts'
import { openZip } from '../../src-main/platform/zip-reader.ts'
import { zip } from '../../src-main/platform/zip-writer.ts'
import { anInstitution, publicCopy, released } from './released.ts'
import type { UnitInput } from './released.ts'
import { asFile, AWKWARD, piecesOf, problemsIn, written, writtenUnits } from './written.ts'
import type { Given } from './written.ts'

const AS = 'finding-aid-html'
const unit = (uid: string, depth: number, title: string): UnitInput => ({
  ...{ uid, depth, level: depth === 0 ? ('fonds' as const) : ('series' as const), referenceCode: uid },
  title: [{ value: title, language: 'eng' }],
})
const BRANCH = [
  unit('f', 0, 'Fonds'),
  { ...unit('s', 1, 'Series'), level: 'subfonds' as const },
  unit('i', 2, 'Item'),
  unit('j', 2, 'Another'),
  unit('t', 1, 'Last'),
]

/** Units by their addresses, as they stand within each other: `(f(s(ij)t))`. */
const nesting = (html: string): string =>
  [...html.replace(/<dd>.*?<\/dd>/gs, '').matchAll(/<li id="([^"]*)"|<(\/?)ul/g)]
    .map(([, id, end]) => id ?? (end === '/' ? ')' : '('))
    .join('')

describe('records as HTML', () => {
  it('stand one below the other, each with its citation, for readers and for programs that gather citations', async () => {
    const options = { recordAddress: 'https://example.org/{uid}' }
    const html = writtenUnits('html', AWKWARD, { options })
    expect(await problemsIn('html', html)).toEqual([])
    expect(html.match(/<article>/g)).toHaveLength(3)
    expect(html).not.toContain('<script')
    const coins = [...html.matchAll(/class="Z3988" title="([^"]*)"/g)].map(
      ([, title = '']) => new URLSearchParams(title.replaceAll('&amp;', '&')),
    )
    expect(coins).toHaveLength(3)
    expect(coins[1]?.get('rft.title')).toBe('Talks & “tea” \u{1F375} <1>')
    expect(coins[1]?.get('rft.creator')).toBe('鹿取, 泰衛')
    expect(coins[1]?.get('rft.date')).toBe('1984-03-25')
    expect(coins[1]?.getAll('rft.identifier')).toEqual([
      'https://example.org/11111111-1111-4111-8111-111111111111',
      'F/1',
    ])
    const script = html.replace('</main>', '<script>x()</script></main>')
    expect((await problemsIn('html', script)).map(({ rule }) => rule)).toContain('script')
  })
})

describe('a finding aid as HTML', () => {
  it('holds units within each other as they stand in the catalogue', async () => {
    const html = writtenUnits(AS, BRANCH)
    expect(nesting(html)).toBe('(f(s(ij)t))')
    expect(nesting(writtenUnits(AS, BRANCH.slice(0, 3)))).toBe('(f(s(i)))')
    expect(await problemsIn(AS, html)).toEqual([])
  })

  it('says the awkward things that archives hold, in the language of the descriptions or in the one that is chosen', async () => {
    const options = { pageAddress: 'https://example.org/{uid}/{page}' }
    const html = writtenUnits(AS, AWKWARD, { options, institution: anInstitution({ language: 'jpn' }) })
    expect(await problemsIn(AS, html)).toEqual([])
    for (const words of [
      '外務省記録　第一集',
      'Talks &amp; “tea” \u{1F375} &lt;1&gt;',
      '鹿取泰衛',
      'Katori, Yasue',
      '昭和59年3月25日',
      '<html lang="ja">',
    ])
      expect(html).toContain(words)
    expect(html).not.toContain('\u0007')
    expect(html).not.toContain('href="javascript')
    const english = writtenUnits(AS, AWKWARD, {
      options: { language: 'en' },
      institution: anInstitution({ language: 'jpn' }),
    })
    expect(english).toContain('<html lang="en">')
    expect(english).toContain('Search in this finding aid')
  })

  it('leads from a page to where it can be seen, and gives the name of a scan to staff alone', () => {
    const units = [
      { ...unit('f', 0, 'Fonds'), pages: [{ number: 1, label: '表', fileName: 'secret-name.tif' }] },
    ]
    const options = { pageAddress: 'https://example.org/{uid}/{page}' }
    expect(writtenUnits(AS, units, { options })).toContain('<a href="https://example.org/f/1">Page 表</a>')
    expect(writtenUnits(AS, units)).not.toContain('secret-name')
    const staff = written(AS, released(units, { audience: 'staff', withNotes: false }), { audience: 'staff' })
    expect(staff).toContain('secret-name.tif')
    expect(staff.indexOf('class="staff"')).toBeLessThan(staff.indexOf('<h1'))
  })

  it('is whole and harmless whatever the contract lets into a catalogue, and so are records', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyUnit, { minLength: 1, maxLength: 4 }),
        fc.constantFrom(AS, 'html'),
        fc.constantFrom('eng', 'jpn'),
        fc.boolean(),
        async (units, as, language, staff) => {
          const audience = staff ? 'staff' : 'public'
          const nodes = released(
            units.map((one, index) => ({ ...one, depth: Math.min(index, 2), status: 'published' as const })),
            { audience, withNotes: staff },
          )
          const html = written(as, nodes, { audience, institution: anInstitution({ language }) })
          expect(await problemsIn(as, html)).toEqual([])
        },
      ),
      { numRuns: 120 },
    )
  })

  it('is not kept when anything in it could run, lead astray, or is missing', async () => {
    const html = writtenUnits(AS, BRANCH)
    const rules = async (text: string) => (await problemsIn(AS, text)).map(({ rule }) => rule)
    const broken = {
      'script in an attribute': [html.replace('<dl>', '<dl onclick="x()">'), 'script'],
      'another script': [html.replace('</main>', '<script>x()</script></main>'), 'script'],
      'a changed script': [html.replace('goToAddress()\n//]]', 'goToAddress();x()\n//]]'), 'script'],
      'another policy': [html.replace("default-src 'none'", "default-src 'self'"), 'policy'],
      'an image from elsewhere': [
        html.replace('<dl>', '<img src="https://example.org/" /><dl>'),
        'foreign img',
      ],
      'a harmful address': [html.replace('<dl>', '<a href="javascript:x()">x</a><dl>'), 'address'],
      'a style of its own': [html.replace('</style>', 'p{}</style>'), 'style'],
      'one address twice': [html.replace('<li id="j">', '<li id="i">'), 'idUnique'],
      'a unit that says nothing': [html.replace(/<summary>.*?<\/summary>/s, '<summary></summary>'), 'empty'],
    } as const
    for (const [what, [text, rule]] of Object.entries(broken)) {
      expect(text, what).not.toBe(html)
      expect(await rules(text), what).toContain(rule)
    }
    expect(await rules(html.slice(0, -30))).not.toEqual([])
  })
})

describe('a finding aid as DOCX', () => {
  const OPTIONS = { pageAddress: 'https://example.org/{uid}/{page}' }
  const bytesOf = (units: readonly UnitInput[], given: Given = {}) =>
    Buffer.concat(
      [...piecesOf('docx', released(units, publicCopy), { options: OPTIONS, ...given })].map((piece) =>
        Buffer.from(piece),
      ),
    )

  it('has a heading of its level for each unit, its fields in their languages, and links that lead to pages alone', async () => {
    const units = [
      { ...unit('f', 0, 'Fonds'), pages: [{ number: 1 }] },
      ...BRANCH.slice(1),
      ...AWKWARD.slice(1),
    ]
    const bytes = bytesOf(units)
    expect(await problemsIn('docx', bytes)).toEqual([])
    const xml = await partOf(bytes, 'word/document.xml')
    expect([...xml.matchAll(/w:val="(Heading\d)"/g)].map(([, name]) => name).slice(0, 5)).toEqual([
      ...['Heading1', 'Heading2', 'Heading3', 'Heading3', 'Heading2'],
    ])
    for (const words of ['Talks &amp; “tea” \u{1F375} &lt;1&gt;', '鹿取泰衛', '昭和59年3月25日', '極秘'])
      expect(xml).toContain(words)
    expect(xml).toContain('<w:lang w:val="ja" w:eastAsia="ja"/>')
    expect(xml).toContain('w:instr=" HYPERLINK &quot;https://example.org/f/1&quot; "')
    expect(bytesOf(units)).toEqual(bytes)
  })

  it('is whole whatever the contract lets into a catalogue', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyUnit, { minLength: 1, maxLength: 3 }), async (units) => {
        const own = units.map((one, depth) => ({ ...one, depth, status: 'published' as const }))
        expect(await problemsIn('docx', bytesOf(own))).toEqual([])
      }),
      { numRuns: 40 },
    )
  })

  it('is not kept when it would bring something from elsewhere, or is damaged', async () => {
    const bytes = bytesOf(BRANCH)
    const rules = async (change: (name: string, text: string) => string) =>
      (await problemsIn('docx', await rewritten(bytes, change))).map(({ rule }) => rule)
    const inDocument = (from: string, to: string) => (name: string, text: string) =>
      name === 'word/document.xml' ? text.replace(from, to) : text
    expect(await rules((_, text) => text)).toEqual([])
    expect(await rules(inDocument('<w:sectPr>', '<w:altChunk/><w:sectPr>'))).toContain('foreign w:altChunk')
    expect(
      await rules(
        inDocument('<w:sectPr>', '<w:fldSimple w:instr=" INCLUDETEXT &quot;/etc/passwd&quot; "/><w:sectPr>'),
      ),
    ).toContain('field')
    expect(
      await rules((name, text) =>
        name.endsWith('document.xml.rels')
          ? text.replace('Target="styles.xml"', 'Target="https://example.org/" TargetMode="External"')
          : text,
      ),
    ).toContain('foreign')
    expect(await rules(inDocument('</w:body>', ''))).not.toEqual([])
    expect((await problemsIn('docx', bytes.subarray(0, -40))).length).toBeGreaterThan(0)
  })
})

/** A part of a document. */
async function partOf(bytes: Uint8Array, name: string): Promise<string> {
  const { path, remove } = asFile(bytes)
  const archive = await openZip(path, Number.MAX_SAFE_INTEGER)
  const pieces: Uint8Array[] = []
  for await (const piece of archive.read(name) ?? []) pieces.push(Buffer.from(piece))
  await archive.close()
  remove()
  return Buffer.concat(pieces).toString()
}

/** The same document with its parts changed. */
async function rewritten(bytes: Uint8Array, change: (name: string, text: string) => string): Promise<Buffer> {
  const { path, remove } = asFile(bytes)
  const archive = await openZip(path, Number.MAX_SAFE_INTEGER)
  const { names } = archive
  await archive.close()
  remove()
  const parts = await Promise.all(
    names.map(async (name) => ({ name, pieces: [change(name, await partOf(bytes, name))] })),
  )
  return Buffer.concat([...zip(parts)])
}
