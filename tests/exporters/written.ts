/** Files of any format for specs, through the registry as the program makes them. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ExportContext, ReleasedNode, ValidationProblem } from '../../src-main/exporters/exporter.ts'
import { exportOptions, exporterOf } from '../../src-main/exporters/index.ts'
import { sharedFile } from '../shared-files.ts'
import { anInstitution, publicCopy, released } from './released.ts'
import type { UnitInput } from './released.ts'

export type Given = Partial<Omit<ExportContext<unknown>, 'options'>> & { options?: Record<string, unknown> }

/** The file as the exporter gives it, piece by piece. */
export function piecesOf(
  as: string,
  nodes: Iterable<ReleasedNode>,
  given: Given = {},
): Iterable<string | Uint8Array> {
  const exporter = exporterOf(as)
  return exporter.write(nodes, {
    audience: 'public',
    institution: anInstitution(),
    generator: 'Shoko (spec)',
    ...given,
    options: exportOptions(exporter, given.options ?? {}),
  })
}

/** The whole file as text. */
export const written = (as: string, nodes: Iterable<ReleasedNode>, given: Given = {}): string =>
  Buffer.concat([...piecesOf(as, nodes, given)].map((piece) => Buffer.from(piece))).toString()

/** Of units for the public. */
export const writtenUnits = (as: string, units: readonly UnitInput[], given: Given = {}): string =>
  written(as, released(units, publicCopy), given)

/** A text as a file, to be removed. */
export function asFile(text: string | Uint8Array): { path: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'shoko-written-'))
  const path = join(folder, 'file.xml')
  writeFileSync(path, text)
  return { path, remove: () => rmSync(folder, { recursive: true }) }
}

/** The problems that the exporter's own validation finds in a text that was written with these options. */
export async function problemsIn(
  as: string,
  text: string | Uint8Array,
  options: Record<string, unknown> = {},
): Promise<readonly ValidationProblem[]> {
  const { path, remove } = asFile(text)
  const exporter = exporterOf(as)
  try {
    return (await exporter.validate(path, undefined, exportOptions(exporter, options))).problems
  } finally {
    remove()
  }
}

/** What `xmllint` says of texts against a published schema, offline; empty when all are valid. */
export function xmllint(schema: string, texts: readonly string[]): string {
  const language = schema.endsWith('.rng') ? '--relaxng' : '--schema'
  const folder = mkdtempSync(join(tmpdir(), 'shoko-xmllint-'))
  try {
    const paths = texts.map((_, index) => join(folder, `${String(index)}.xml`))
    paths.forEach((path, index) => writeFileSync(path, texts[index] ?? ''))
    execFileSync('xmllint', ['--nonet', '--noout', '--huge', language, sharedFile(schema), ...paths], {
      stdio: 'pipe',
      env: { ...process.env, XML_CATALOG_FILES: sharedFile('schemas/catalog.xml') },
    })
    return ''
  } catch (error) {
    const said = (error as { stderr?: Buffer }).stderr?.toString() ?? String(error)
    return said.replace(/^.* validates\n/gm, '')
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** One unit with everything that is awkward about what archives hold. */
export const AWKWARD: readonly UnitInput[] = [
  {
    referenceCode: 'F & “1”',
    level: 'fonds',
    title: [{ value: '外務省記録　第一集', language: 'jpn', script: 'Jpan', reading: 'がいむしょうきろく' }],
    dates: [{ expression: '紀元前44年3月15日', language: 'jpn', edtf: '-0043-03-15' }],
  },
  {
    referenceCode: 'F/1',
    level: 'item',
    uid: '11111111-1111-4111-8111-111111111111',
    title: [
      { value: 'Talks & “tea” \u{1F375} <1>', language: 'eng', script: 'Latn' },
      { value: '総理訪中（外相会談・対ソ関係）', language: 'jpn', script: 'Jpan', type: 'original' },
      { value: '', language: 'jpn' },
    ],
    dates: [
      { expression: '昭和59年3月25日', language: 'jpn', edtf: '1984-03-25' },
      { kind: 'despatch', expression: '25日01時10分', edtf: '1984-03-25', timeOfDay: '01:10', place: '中国' },
      { expression: '', edtf: '1984/1986' },
      { expression: 'spring', edtf: null },
    ],
    identifiers: [
      { type: 'telegramNumber', value: '第1342号', scope: '北京 1984' },
      { type: 'url', value: 'javascript:alert(1)' },
      { type: 'url', value: '  ' },
    ],
    extents: [{ quantity: '3', unit: '枚' }],
    agents: [
      { authorityId: 1, name: '鹿取泰衛', role: 'sender', language: 'jpn', script: 'Jpan' },
      { name: 'Gromyko, Andrei', role: 'mentioned' },
      { name: 'Tanaka {Jr}', role: 'translator' },
    ],
    authorities: {
      1: {
        surname: '鹿取',
        given: '泰衛',
        identifier: { source: 'viaf', value: '12345' },
        parallel: [{ name: 'Katori, Yasue', language: 'eng', script: 'Latn' }],
      },
    },
    languages: [{ language: 'jpn', script: 'Jpan' }],
    accessPoints: [
      { type: 'subject', value: '日中関係', source: 'bsh' },
      { type: 'place', value: 'Beijing' },
      { type: 'genre', value: '電報' },
    ],
    relations: [{ type: 'isSeparateTelegramOf', target: '1339', part: '別電3' }],
    scopeAndContent: [
      { value: '一、本件。\u0007\n二行目 \\ {x} % # $ _ ~ ^\n\n　三、終わり。', language: 'jpn' },
    ],
    note: [{ value: '=HYPERLINK("https://example.org/")' }, { value: '\u3000' }],
    legalStatus: [{ value: 'Act on Access to Information' }],
    acquisition: [{ value: 'Obtained by “A” & B.' }],
    classification: [{ value: '極秘', language: 'jpn', code: 'topSecret' }],
    restrictions: [{ type: 'closed', basis: '5条3号', ends: '2034-01-01' }],
    containers: [{ type: 'box', indicator: '3', folder: '2' }],
  },
  { referenceCode: null, level: 'item', title: [] },
]
