/** METS: files with their digests and what was done with them, as far as nothing of a file is withheld. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { debianTool } from '../debian-tool.ts'
import { hasSharedFiles } from '../shared-files.ts'
import { OUTCOMES } from '../../src-main/shared/contract/fixity.ts'
import type { SourceFile } from '../../src-main/shared/domain/released-file.ts'
import { released, staffCopy } from './released.ts'
import type { UnitInput } from './released.ts'
import { decided } from './texts.ts'
import { anyText } from './any-unit.ts'
import { problemsIn, written, writtenUnits, xmllint } from './written.ts'

const HAS_SCHEMA = hasSharedFiles && debianTool('xmllint', 'libxml2-utils')
const METS = 'schemas/combined/mets-all.xsd'
const UID = '11111111-1111-4111-8111-111111111111'

const aFile = (scanId: number, given: Partial<SourceFile> = {}): SourceFile => ({
  ...{ scanId, sha256: String(scanId).repeat(64), byteSize: 1000 + scanId, frame: 0 },
  ...{ addedAt: '2026-01-01T00:00:00Z', showsWhole: true, isShared: false },
  check: { at: '2026-02-01T00:00:00Z', outcome: 'matches' },
  ...given,
})

/** Two pages of one PDF, and a scan of its own. */
const UNIT: UnitInput = {
  ...{ uid: UID, level: 'item', depth: 0, title: [{ value: '総理訪中' }] },
  restrictions: [{ type: 'closed', basis: '5条3号', ends: '2034-01-01' }],
  reproductionConditions: [{ value: 'Ask first.' }],
  pages: [
    { number: 1, label: '表紙', mediaType: 'application/pdf', fileName: 'katori secret.pdf', file: aFile(1) },
    { number: 2, mediaType: 'application/pdf', file: aFile(1, { frame: 1 }) },
    {
      number: 3,
      size: { width: 10, height: 20 },
      file: aFile(2, { check: { at: '2026-02-01T00:00:00Z', outcome: 'changed' } }),
    },
    { number: 4 },
  ],
}
const digests = (xml: string) =>
  [1, 2].filter(
    (scan) => xml.includes(String(scan).repeat(64)) || xml.includes(`SIZE="${String(1000 + scan)}"`),
  )

describe('mets', () => {
  it('has MODS, files by relative paths with digests and events, rights, and the pages in order', async () => {
    const xml = writtenUnits('mets', [UNIT])
    expect(await problemsIn('mets', xml)).toEqual([])
    for (const part of [
      `OBJID="${UID}" TYPE="item">`,
      '<mods:title>総理訪中</mods:title>',
      `<FLocat LOCTYPE="URL" xlink:type="simple" xlink:href="files/${UID}/0001.pdf"/>`,
      `CHECKSUM="${'2'.repeat(64)}" CHECKSUMTYPE="SHA-256" ADMID="object-1-2 event-1-2-ingestion event-1-2-fixityCheck"`,
      '<premis:messageDigestAlgorithm>SHA-256</premis:messageDigestAlgorithm>',
      '<premis:eventOutcome>fail</premis:eventOutcome>',
      '<premis:otherRightsNote>Ask first.</premis:otherRightsNote>',
      '<premis:endDate>2034-01-02</premis:endDate>',
      '<div TYPE="page" ORDER="2">\n    <fptr FILEID="file-1-1"/>',
      '<div TYPE="page" ORDER="4"/>',
    ])
      expect(xml).toContain(part)
    expect(xml).not.toContain('katori secret')
    const staff = written('mets', released([UNIT], staffCopy), { audience: 'staff' })
    expect(staff).toContain('<premis:originalName>katori secret.pdf</premis:originalName>')
  })

  it('says nothing of a file of which anything is withheld, on whatever page', () => {
    const withPage = (at: number, file: SourceFile) => ({
      ...UNIT,
      pages: (UNIT.pages ?? []).map((page, index) => (index === at ? { ...page, file } : page)),
    })
    const cases: [UnitInput, number[]][] = [
      [UNIT, [1, 2]],
      // A mark on the second page of the PDF is a mark on its file.
      [{ ...UNIT, review: decided([], { markedPages: new Set([2]) }) }, [2]],
      [{ ...UNIT, review: decided([], { withheldPages: new Set([3]) }) }, [1]],
      [withPage(2, aFile(2, { isShared: true })), [1]],
      [withPage(1, aFile(1, { frame: 1, showsWhole: false })), [2]],
    ]
    for (const [unit, expected] of cases) {
      expect(digests(writtenUnits('mets', [unit]))).toEqual(expected)
      expect(digests(written('mets', released([unit], staffCopy), { audience: 'staff' }))).toEqual([1, 2])
    }
  })

  it('is valid by our profile and by the schema, whatever is known of the files', async () => {
    const documents = [writtenUnits('mets', [UNIT]), writtenUnits('mets', [UNIT, { ...UNIT, depth: 0 }])]
    const check = fc.option(
      fc.record({ at: fc.constant('2026-02-01T00:00:00Z'), outcome: fc.constantFrom(...OUTCOMES) }),
    )
    const page = fc.record({
      ...{ label: fc.option(anyText), fileName: fc.option(anyText) },
      mediaType: fc.option(fc.constantFrom('image/tiff', 'image/x-raw')),
      file: fc.option(
        fc
          .record({ scanId: fc.integer({ min: 1, max: 3 }), check })
          .map(({ scanId, check }) => aFile(scanId, { check })),
      ),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(page, { maxLength: 5 }), anyText, fc.boolean(), async (pages, uid, staff) => {
        const unit = { uid: `u${uid}`, pages: pages.map((one, index) => ({ ...one, number: index + 1 })) }
        const nodes = released([unit], staff ? staffCopy : { audience: 'public', withNotes: false })
        const xml = written('mets', nodes, { audience: staff ? 'staff' : 'public' })
        expect(await problemsIn('mets', xml)).toEqual([])
        documents.push(xml)
      }),
      { numRuns: 60 },
    )
    if (HAS_SCHEMA) expect(xmllint(METS, documents)).toBe('')
  })

  it.each([
    ['xlink:href="files/', 'xlink:href="../files/', 'path FLocat'],
    ['xlink:href="files/', 'xlink:href="https://example.org/', 'path FLocat'],
    ['FILEID="file-1-1"', 'FILEID="file-1-9"', 'pointerLeads'],
    [/<premis:size>\d+<\/premis:size>/, '', 'elementNotExpected premis:objectCharacteristics/premis:format'],
  ])('is not valid with %s', async (from, to, rule) => {
    const good = writtenUnits('mets', [UNIT])
    const spoiled = good.replace(from, to)
    expect(spoiled).not.toBe(good)
    expect((await problemsIn('mets', spoiled)).map((problem) => problem.rule)).toContain(rule)
  })
})
