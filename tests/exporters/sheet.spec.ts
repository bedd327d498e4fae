/** Spreadsheets as other programs read them. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import iconv from 'iconv-lite'
import readExcel from 'read-excel-file/node'
import { describe, expect, it } from 'vitest'
import type { ExportRemark } from '../../src-main/shared/contract/export.ts'
import { exporterOf, exportOptions } from '../../src-main/exporters/index.ts'
import { anInstitution, publicCopy, released } from './released.ts'
import type { UnitInput } from './released.ts'

const units: UnitInput[] = [
  { referenceCode: 'A', level: 'fonds', title: [{ value: '外務省電報', language: 'jpn', script: 'Jpan' }] },
  {
    referenceCode: 'A/001',
    level: 'item',
    title: [
      { value: '=HYPERLINK("https://example.org/")', language: 'eng', script: 'Latn' },
      { value: '髙田 & “鹿取”, 第|号', language: 'jpn', script: 'Jpan' },
    ],
    dates: [{ expression: '昭和59年3月25日', edtf: '1984-03-25' }],
    note: [{ value: "'-1\n二行目 _x0041_ \u0007", language: null, script: null }],
    identifiers: [
      { type: 'other', value: '1' },
      { type: 'other', value: '2' },
      { type: 'other', value: '3' },
    ],
  },
]

function written(as: 'csv' | 'xlsx', options: Record<string, string>) {
  const exporter = exporterOf(as)
  const remarks: ExportRemark[] = []
  const pieces = exporter.write(released(units, publicCopy), {
    audience: 'public',
    institution: anInstitution(),
    generator: 'spec',
    options: exportOptions(exporter, options),
    remark: (remark) => void remarks.push(remark),
  })
  return { bytes: Buffer.concat([...pieces].map((piece) => Buffer.from(piece))), remarks, exporter }
}

async function problems(as: 'csv' | 'xlsx', bytes: Uint8Array) {
  const folder = mkdtempSync(join(tmpdir(), 'shoko-sheet-'))
  try {
    writeFileSync(join(folder, 'file'), bytes)
    return (await exporterOf(as).validate(join(folder, 'file'))).problems
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const columns = 'referenceCode,level,title@jpn,title@eng,dates,note,identifiers'

describe('CSV', () => {
  it('begins with the mark by which Excel knows UTF-8, and no cell of it is a formula', async () => {
    const { bytes } = written('csv', { columns })
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    const rows: string[][] = parse(bytes, { bom: true })
    expect(rows[0]).toEqual([
      'Reference code',
      'Level',
      'Title (jpn)',
      'Title (eng)',
      'Dates',
      'Note',
      'Other numbers',
    ])
    expect(rows[1]?.slice(0, 3)).toEqual(['A', 'Fonds', '外務省電報'])
    expect(rows[2]).toEqual([
      'A/001',
      'Item',
      '髙田 & “鹿取”, 第\\|号',
      '\'=HYPERLINK("https://example.org/")',
      '昭和59年3月25日',
      "''-1\n二行目 _x0041_ \u0007",
      '1 | 2 | 3',
    ])
    expect(await problems('csv', bytes)).toEqual([])
  })

  it('is written in the encoding of Japanese Windows, and lists what that lacks by record', () => {
    const { bytes, remarks } = written('csv', {
      columns: 'referenceCode,title@jpn',
      encoding: 'cp932',
      headers: 'ja',
    })
    const rows: string[][] = parse(iconv.decode(bytes, 'cp932'))
    expect(rows[0]).toEqual(['参照コード', 'タイトル (jpn)'])
    expect(rows[2]?.[1]).toBe('髙田 & “鹿取”, 第\\|号')
    expect(remarks).toEqual([])
    units[1] = { ...units[1], title: [{ value: '𠮟る〜é', language: 'jpn', script: 'Jpan' }] }
    const lacking = written('csv', { columns: 'referenceCode,title@jpn', encoding: 'cp932' })
    expect(parse(iconv.decode(lacking.bytes, 'cp932'))).toContainEqual(['A/001', '〓る～〓'])
    expect(lacking.remarks).toEqual([
      { code: 'notInEncoding', unit: 'A/001', detail: '𠮟 U+20B9F' },
      { code: 'notInEncoding', unit: 'A/001', detail: 'é U+00E9' },
    ])
  })

  it('gives a field that repeats numbered columns, the rest in the last of them', () => {
    const { bytes } = written('csv', { columns: 'identifiers', numbered: '2', headers: 'codes' })
    expect(parse(bytes, { bom: true })).toEqual([
      ['identifiers 1', 'identifiers 2'],
      ['', ''],
      ['1', '2 | 3'],
    ])
  })

  it('is not valid when a row has other cells than the first', async () => {
    expect(await problems('csv', Buffer.from('a,b\r\n1\r\n'))).toEqual([{ line: 2, rule: 'cellCount' }])
  })
})

describe('XLSX', () => {
  it('is read by another program as it was written', async () => {
    const { bytes } = written('xlsx', {
      columns: 'referenceCode,title@eng,title@jpn,dates',
      headers: 'codes',
    })
    const sheets = (await readExcel(bytes)) as unknown as { data: unknown[][] }[]
    expect(sheets[0]?.data).toEqual([
      ['referenceCode', 'title@eng', 'title@jpn', 'dates'],
      ['A', null, '外務省電報', null],
      ['A/001', null, '𠮟る〜é', '昭和59年3月25日'],
    ])
    expect(await problems('xlsx', bytes)).toEqual([])
  })

  it('tells of a cell that is longer than Excel takes', () => {
    units[0] = { ...units[0], note: [{ value: 'x'.repeat(40_000) }] }
    expect(written('xlsx', { columns: 'note' }).remarks).toEqual([
      { code: 'cellTooLong', unit: 'A', detail: '40000' },
    ])
  })

  it('is not valid when it is not whole', async () => {
    const { bytes } = written('xlsx', {})
    expect(await problems('xlsx', bytes.subarray(0, bytes.length - 30))).toEqual([
      { line: 0, rule: 'notZip' },
    ])
  })
})
