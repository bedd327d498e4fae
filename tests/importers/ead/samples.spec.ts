/** Real finding aids, and odd ones: everything they say is in a field or kept. */
import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { accountFor, Ledger, readEad } from '../../../src-main/importers/ead/index.ts'
import type { ReadUnit } from '../../../src-main/importers/ead/index.ts'
import { claim, newUnit, patchOf, unproven } from '../../../src-main/importers/ead/unit.ts'
import { DescriptionPatch } from '../../../src-main/shared/contract/description.ts'
import { hasSharedFiles, sharedFile } from '../../shared-files.ts'
import { lostTexts } from './text-loss.ts'

const folders = ['ead2002-archivesspace', 'ead2002-arclight', 'ead3-saa', 'odd']
const files = hasSharedFiles
  ? folders.flatMap((folder) =>
      readdirSync(sharedFile(`ead-samples/${folder}`)).map((name) => `ead-samples/${folder}/${name}`),
    )
  : []

async function unitsOf(path: string): Promise<{ reads: ReadUnit[]; patches: DescriptionPatch[] }> {
  const reads: ReadUnit[] = []
  const patches: DescriptionPatch[] = []
  await readEad(sharedFile(path), {
    signal: new AbortController().signal,
    onUnit(read) {
      accountFor(new Ledger(), read, false)
      reads.push(read)
      patches.push(patchOf(read.unit.draft))
    },
  })
  return { reads, patches }
}

describe.skipIf(!hasSharedFiles)('samples of EAD', () => {
  it.each(files)('%s comes in without losing a text, in the form of the contract', async (file) => {
    const { lost, texts } = await lostTexts(sharedFile(file))
    expect(texts).toBeGreaterThan(0)
    expect(lost).toEqual([])
    for (const patch of (await unitsOf(file)).patches)
      expect(DescriptionPatch.safeParse(patch).error).toBeUndefined()
  })

  it('are found to lose texts by a mapping that drops an element', async () => {
    const { lost } = await lostTexts(
      sharedFile('ead-samples/ead2002-archivesspace/voorhis.xml'),
      (patch) => ({
        ...patch,
        scopeAndContent: [],
      }),
    )
    expect(lost.length).toBeGreaterThan(0)
  })

  it('have each element, attribute and text in the account once', async () => {
    const { ledger } = await lostTexts(sharedFile('ead-samples/odd/doctype_entities.xml'))
    // ead, eadheader, eadid, filedesc, titlestmt, titleproper; archdesc with did, unitid, unittitle; dsc; c01 with did and title.
    const count = (what: string) =>
      ledger
        .rows()
        .filter((row) => row.what === what)
        .reduce((sum, { mapped, kept }) => sum + mapped + kept, 0)
    expect([count('element') - 1, count('attribute'), count('text') - 1]).toEqual([14, 2, 5])
  })

  it('say one title from entities, mixed content and CDATA', async () => {
    const titles = async (file: string) =>
      (await unitsOf(`ead-samples/odd/${file}`)).patches.map(({ title }) => title?.[0]?.value)
    expect(await titles('doctype_entities.xml')).toContain('外務省 —')
    expect(await titles('mixed_content_title.xml')).toContain('Cable of 12 June 1959 from Fujiyama to Asahi')
    expect(await titles('cdata_comments_pi.xml')).toContain('A < B & C')
    expect(await titles('shift_jis.xml')).toContain('公電第一号')
  })

  it('with two lists of units have each unit once, and say so', async () => {
    const { reads } = await unitsOf('ead-samples/odd/two_dsc.xml')
    expect(reads.filter(({ isNew }) => isNew)).toHaveLength(3)
    expect(reads.flatMap(({ notes }) => notes.map(({ code }) => code))).toContain('unitTwice')
  })

  it('read dates in any form', async () => {
    const { patches } = await unitsOf('ead-samples/odd/dates_bce_ranges.xml')
    expect(patches.flatMap(({ dates }) => dates?.map(({ edtf }) => edtf) ?? [])).toEqual([
      ...['1959', '1959/1961', '1959-06/1960-01', '1959-06-12/1960-01-19', '-0044', '1868-09-08', '0794'],
    ])
  })

  it('tell predominant dates from inclusive ones', async () => {
    const { patches } = await unitsOf('ead-samples/ead2002-archivesspace/ferris.xml')
    expect(patches[0]?.dates?.map(({ kind, edtf }) => [kind, edtf])).toEqual([
      ['bulk', '1816/1871'],
      ['creation', '1816/1931'],
    ])
  })
})

describe('a text that a mapping says it has', () => {
  it('is kept where no field has it', () => {
    const unit = newUnit({ isOwn: false, language: null })
    const [there, gone] = [
      { kind: 'text' as const, text: ' Letters of\n 1984 ', taken: false },
      { kind: 'text' as const, text: 'Diaries', taken: false },
    ]
    claim(unit, there)
    claim(unit, gone)
    unit.draft.title.push({ value: 'Letters of 1984', language: null, script: null, type: null, code: null })
    expect(unproven(unit)).toEqual([gone])
    expect([there.taken, gone.taken]).toEqual([true, false])
  })
})
