/** The copy from which a release is made once more: what is in it, and that nothing withheld is left there. */
import { describe, expect, it } from 'vitest'
import { all, close, openToRead, sql } from '../../src-main/catalogue/database.ts'
import type { ReadDatabase } from '../../src-main/catalogue/database.ts'
import { databasePath } from '../../src-main/catalogue/open.ts'
import { COPIED, copiedIntoMemory } from '../../src-main/catalogue/proof/copy.ts'
import { replaceWithheld } from '../../src-main/catalogue/proof/replace.ts'
import { replaced } from '../../src-main/catalogue/proof/words.ts'
import { coverOf } from '../../src-main/catalogue/review/cover.ts'
import { anItemToReview, SECRET } from '../reviewed-item.ts'

/** What a release knows nothing of: it is made from a copy in which these are empty. */
const LEFT_OUT = [
  'acceptedFinding',
  'accession',
  'accessionOfUnit',
  'alignedPair',
  'authorityDate',
  'authorityFile',
  'authorityIndex',
  'authorityRelation',
  'authorityTaken',
  'authorityText',
  'blindSettled',
  'borrowed',
  'changedSincePublication',
  'checkRule',
  'childCount',
  'citationTemplate',
  'colleagueNote',
  'delivery',
  'fixityCheck',
  'fixityDue',
  'history',
  'historyChange',
  'importedFile',
  'indexResidue',
  'keptFragment',
  'lentUnit',
  'leftOut',
  'loan',
  'loanEntry',
  'mention',
  'ocrSlip',
  'opening',
  'pageLook',
  'pageVersion',
  'paperCheck',
  'person',
  'personKey',
  'positionHolder',
  'printTemplate',
  'proposal',
  'publication',
  'publicationSum',
  'purge',
  'referral',
  'referralPackage',
  'release',
  'releaseItem',
  'request',
  'requestItem',
  'reviewAudit',
  'reviewSignature',
  'savedSearch',
  'searchDate',
  'searchFacet',
  'searchFact',
  'searchNumber',
  'searchState',
  'exportBatch',
  'sheetMapping',
  'termIndex',
  'termRelation',
  'unfinished',
  'withoutPartner',
  'workingList',
  'workingListEntry',
]

const tablesIn = (db: ReadDatabase): string[] =>
  all<{ name: string }>(db, sql`SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name`).map(
    ({ name }) => name,
  )
const everythingIn = (db: ReadDatabase): string =>
  tablesIn(db)
    .map((name) => JSON.stringify(all(db, { text: `SELECT * FROM ${name}`, parameters: [] })))
    .join('\n')

describe('the copy', () => {
  it('holds an item with what it is released from, and nothing of the rest; once replaced, nothing withheld', async () => {
    const item = await anItemToReview()
    await item.client.redaction.mark({
      ...{ descriptionId: item.id, exemptions: [], note: 'ZZNOTE of a reviewer' },
      anchors: [item.box(1)],
    })
    await item.markAll()
    const db = openToRead(databasePath(item.core.openFolder() ?? ''))
    const copy = copiedIntoMemory(db, [item.id])
    close(db)
    const tables = tablesIn(copy)
    expect(tables).toEqual([...Object.keys(COPIED), ...LEFT_OUT].sort())
    for (const name of LEFT_OUT)
      expect([name, all(copy, { text: `SELECT * FROM ${name}`, parameters: [] })]).toEqual([name, []])
    const before = everythingIn(copy)
    for (const withheld of [SECRET.ja, SECRET.en, 'ZZNOTE', 'page_1.png']) expect(before).toContain(withheld)
    replaceWithheld(copy, [item.id])
    const after = everythingIn(copy)
    for (const withheld of [SECRET.ja, SECRET.en, 'ZZNOTE', 'page_1.png'])
      expect(after).not.toContain(withheld)
    expect(after).toContain('Both sides greeted. ')
    // Every mark is still where it was.
    const { redactions } = coverOf(copy, item.id)
    expect(redactions.flatMap(({ anchors }) => anchors.map(({ uncertain }) => uncertain))).toEqual([
      ...[false, false, false, false],
    ])
    close(copy)
  })
})

describe('words', () => {
  it('are replaced by others of another length, and every border stays one', () => {
    for (let time = 0; time < 200; time++) {
      const { value, moved } = replaced('open SECRET open SECOND end', [
        { from: 5, to: 11 },
        { from: 8, to: 16 },
        { from: 17, to: 23 },
      ])
      expect(value.startsWith('open ')).toBe(true)
      expect(value.slice(moved(16), moved(17))).toBe(' ')
      expect(value.slice(moved(23))).toBe(' end')
      expect(moved(5)).toBe(5)
      expect(moved(8)).toBeGreaterThan(moved(5))
      expect(moved(11)).toBeGreaterThan(moved(8))
      expect(moved(16)).toBeGreaterThan(moved(11))
      expect(moved(23) - moved(17)).not.toBe(6)
      expect(value).not.toContain('SECRET')
    }
  })

  it('stay as they are where nothing is withheld', () => {
    const { value, moved } = replaced('open', [])
    expect([value, moved(0), moved(2), moved(4)]).toEqual(['open', 0, 2, 4])
  })
})
