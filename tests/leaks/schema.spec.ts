/**
 * A canary in every text column of the schema, for descriptions in every state: what the public export may not hold is
 * looked for in every byte of it. A column that nobody decided about turns this red.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { EXPORTERS } from '../../src-main/exporters/index.ts'
import { databasePath } from '../../src-main/catalogue/open.ts'
import { TEXT_FIELD_NAMES } from '../../src-main/shared/domain/field.ts'
import { aFolder, anEmptyCatalogue, words } from '../builders.ts'
import type { CatalogueInASpec } from '../builders.ts'
import { DECISIONS } from './columns.ts'
import { findCanaries } from './find-canary.ts'
import { opened } from './opened.ts'

/** What stands in a column that takes no free text. */
const CODES: Record<string, string | null> = {
  'descriptionText.language': 'eng',
  'descriptionText.script': 'Latn',
  'descriptionText.type': null,
  'descriptionText.code': null,
  'descriptionText.markup': null,
  'descriptionText.region': null,
  'page.side': 'recto',
  'page.state': 'blank',
  'page.part': null,
  'page.crop': null,
  'identifier.type': 'telegramNumber',
  'dateOfUnit.kind': 'creation',
  'dateOfUnit.language': 'eng',
  'dateOfUnit.edtf': '1984-03-25',
  'dateOfUnit.timeOfDay': '01:10',
  'dateOfUnit.timeZone': '+09:00',
  'dateOfUnit.certainty': 'certain',
  'dateOfUnit.calendar': 'gregorian',
  'dateOfUnit.era': null,
  'extent.quantity': '3',
  'extent.type': 'materialtype',
  'languageOfUnit.language': 'jpn',
  'languageOfUnit.script': 'Jpan',
  'authority.type': 'person',
  'authority.binnedAt': null,
  'authorityName.kind': 'authorized',
  'authorityName.language': 'eng',
  'authorityName.script': 'Latn',
  'authorityName.nameOrder': 'givenFirst',
  'authorityIndex.type': 'person',
  'authorityDate.kind': 'existence',
  'authorityDate.language': 'eng',
  'authorityText.field': 'history',
  'authorityText.language': 'eng',
  'authorityText.script': 'Latn',
  'authorityIdentifier.source': 'viaf',
  'authorityRelation.type': 'associated',
  'agent.role': 'mentioned',
  'exemption.regime': 'jpArchives',
  'exemption.needs': '["opinion"]',
  'agent.suppliedBy': 'translator',
  'term.type': 'subject',
  'term.source': 'local',
  'term.binnedAt': null,
  'termLabel.kind': 'preferred',
  'termLabel.language': 'eng',
  'termLabel.script': 'Latn',
  'termRelation.type': 'broader',
  'termIndex.type': 'subject',
  'termIndex.source': 'local',
  'accessPoint.type': 'subject',
  'accessPoint.source': 'local',
  'accessPoint.language': 'eng',
  'relation.type': 'isAssociatedWith',
  'scan.mediaType': 'image/tiff',
  'scan.storage': 'linked',
  'textOfUnit.kind': 'transcription',
  'textOfUnit.language': 'jpn',
  'textOfUnit.script': 'Jpan',
  'textOfUnit.source': 'typed',
  'textOfUnit.direction': 'horizontal',
  'textOfUnit.status': 'draft',
  'paragraph.kind': 'body',
  'acceptedFinding.code': 'fieldMissing',
  'acceptedFinding.field': 'title',
  'restriction.type': 'closed',
  'restriction.begins': '1984',
  'restriction.ends': null,
  'container.type': 'box',
  'accession.kind': 'transfer',
  'loan.state': 'out',
  'loanEntry.kind': 'do',
  'proposal.kind': 'field',
  'proposal.state': 'open',
  'redaction.state': 'draft',
  'redactionCode.said': '{}',
  'redactionAnchor.kind': 'span',
  'redactionAnchor.shape': null,
  'redactionAnchor.fieldOf': null,
  'redactionAnchor.field': null,
  'redactionWithout.side': 'image',
  'paperCheck.what': 'showThrough',
  'review.state': 'inReview',
  'review.authority': null,
  'review.decision': 'releaseInPart',
  'review.bound': null,
  'reviewAudit.role': 'reviewer',
  'releaseItem.decision': 'full',
  'request.state': 'received',
  'request.requesterKind': 'press',
  'request.opinions': '[]',
  'delivery.medium': 'paper',
}

/** Tables with rows of a description, in the order in which they refer to each other. */
const TABLES = [
  'descriptionText',
  'identifier',
  'dateOfUnit',
  'extent',
  'languageOfUnit',
  'authority',
  'authorityName',
  'authorityIndex',
  'authorityDate',
  'authorityText',
  'authorityIdentifier',
  'authorityRelation',
  'positionHolder',
  'authorityFile',
  'authorityTaken',
  'agent',
  'term',
  'termLabel',
  'termRelation',
  'termIndex',
  'accessPoint',
  'relation',
  'scan',
  'page',
  'pageVersion',
  'textOfUnit',
  'paragraph',
  'mention',
  'alignedPair',
  'withoutPartner',
  'leftOut',
  'ocrSlip',
  'exemption',
  'proposal',
  'acceptedFinding',
  'restriction',
  'location',
  'container',
  'instance',
  'accession',
  'accessionOfUnit',
  'loan',
  'loanEntry',
  'savedSearch',
  'colleagueNote',
  'workingList',
  'exportBatch',
  'sheetMapping',
  'redaction',
  'redactionCode',
  'redactionAnchor',
  'redactionWithout',
  'review',
  'pageLook',
  'paperCheck',
  'referral',
  'reviewAudit',
  'release',
  'releaseItem',
  'request',
  'requestItem',
  'delivery',
  'referralPackage',
] as const

const IDS: Record<string, string> = { textOfUnit: 'textId', authorityFile: 'fileId' }

const canary = (unit: string, place: string) => `カナリア ${unit} ${place} canary`

interface Column {
  name: string
  type: string
}

const columnsOf = (db: Database.Database, table: string) =>
  db.prepare<[string], Column>('SELECT name, type FROM pragma_table_info(?)').all(table)

/** One row in every table, with a canary in every column of free text. */
const OF_REVIEWS: ReadonlySet<string> = new Set(TABLES.slice(TABLES.indexOf('redaction')))

/** `reviewedId`: of what the rows of a review are about, since a unit that is in review is in no public copy. */
function fill(db: Database.Database, descriptionId: number, unit: string, reviewedId = descriptionId): void {
  const made: Record<string, number> = { descriptionId }
  const insert = (table: string, given: Record<string, string | number | null> = {}) => {
    const row = Object.fromEntries(
      columnsOf(db, table)
        .filter(({ name }) => name !== 'id')
        .map(({ name, type }) => {
          const column = `${table}.${name}`
          if (name in given) return [name, given[name] ?? null]
          if (name in made) return [name, made[name] ?? null]
          if (type !== 'TEXT') return [name, ['targetId', 'pageId', 'withinId'].includes(name) ? null : 0]
          return [name, column in CODES ? (CODES[column] ?? null) : canary(unit, column)]
        }),
    )
    const names = Object.keys(row)
    const marks = names.map(() => '?').join(', ')
    const { lastInsertRowid } = db
      .prepare(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${marks})`)
      .run(...Object.values(row))
    made[IDS[table] ?? `${table}Id`] = Number(lastInsertRowid)
    // One authority is its own relation, holder and source: enough to fill the columns.
    if (table === 'authority') made['otherId'] = made['holderId'] = made['sourceId'] = Number(lastInsertRowid)
    if (table === 'term') made['otherId'] = Number(lastInsertRowid)
  }
  for (const table of TABLES) {
    made['descriptionId'] = OF_REVIEWS.has(table) ? reviewedId : descriptionId
    if (table === 'mention') insert(table, { end: 1 })
    else if (table === 'alignedPair') insert(table, { otherId: made['paragraphId'] ?? null })
    else if (table === 'redactionAnchor')
      insert(table, { pageId: null, fromParagraphId: null, toParagraphId: null, fieldId: null, lines: null })
    else if (table === 'redactionWithout') insert(table, { textId: null })
    else if (table === 'review') insert(table, { duplicateOfId: null })
    else if (table === 'reviewAudit') insert(table, { seq: null })
    else if (table === 'releaseItem') insert(table, { release: canary(unit, 'release.name') })
    else if (table !== 'descriptionText') insert(table)
    else for (const field of TEXT_FIELD_NAMES) insert(table, { field, value: canary(unit, field) })
  }
  db.prepare(
    'UPDATE description SET otherLevel = ?, level = ?, checkedBy = ?, checkedAt = ?, assignee = ?, referenceCode = ? WHERE id = ?',
  ).run(
    canary(unit, 'description.otherLevel'),
    'otherlevel',
    canary(unit, 'description.checkedBy'),
    canary(unit, 'description.checkedAt'),
    canary(unit, 'description.assignee'),
    canary(unit, 'description.referenceCode'),
    descriptionId,
  )
}

/** A published unit, and below it a draft, a published one under the draft, and one in the bin; all full of canaries. */
async function aCatalogueFullOfCanaries(): Promise<CatalogueInASpec & { columns: string[] }> {
  const made = await anEmptyCatalogue()
  const { client, core, folder } = made
  await client.settings.set({ who: canary('history', 'history.who') })
  const unit = async (parentId: number | null, status: 'draft' | 'published') =>
    (
      await client.description.create({
        parentId,
        fields: { level: 'otherlevel', status, title: [words('title')] },
      })
    ).id
  const published = await unit(null, 'published')
  const draft = await unit(published, 'draft')
  const underDraft = await unit(draft, 'published')
  const binned = await unit(published, 'published')
  const inReview = await unit(null, 'published')
  await client.description.edit({
    id: published,
    patch: { note: [words(canary('history', 'historyChange.before'))] },
  })
  await client.description.edit({ id: published, patch: { note: [] } })
  await client.description.bin({ ids: [binned] })
  await core.openCatalogue(folder, 'read')

  const db = new Database(databasePath(folder))
  Object.entries({ published, draft, underDraft, binned }).forEach(([name, id]) =>
    fill(db, id, name, id === published ? inReview : id),
  )
  const tables = db
    .prepare<[], { name: string }>(
      `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'`,
    )
    .all()
  const columns = tables.flatMap(({ name: table }) =>
    columnsOf(db, table)
      .filter(({ type }) => type === 'TEXT')
      .map(({ name }) => `${table}.${name}`),
  )
  db.close()
  return { ...made, columns }
}

async function exported(
  { client, core, folder, handle }: CatalogueInASpec,
  options: { audience: 'public' | 'staff'; withNotes?: boolean },
  as = 'ead3',
): Promise<Buffer> {
  const target = aFolder()
  // What is for staff is told of in the audit.
  if (options.audience === 'staff') await core.openCatalogue(folder)
  const { jobId } = await client.export.start({
    as,
    to: handle(join(target, 'out.xml'), 'write'),
    reason: 'a spec',
    ...options,
  })
  const job = await client.job.wait({ id: jobId })
  expect(job.error).toBeNull()
  return Buffer.concat(readdirSync(target).map((name) => opened(readFileSync(join(target, name)))))
}

const columnsThatAre = (...kinds: string[]) =>
  Object.entries(DECISIONS)
    .filter(([column, kind]) => kinds.includes(kind) && column !== 'descriptionText.value')
    .map(([column]) => column)

/** What a format has to have a place for. */
const BESIDE = ['authorities', 'files', 'texts'] as const

/** What a public copy may not hold: everything of units that are not public, and what stays of those that are. */
const forbidden = (carries: readonly string[] = []) => [
  ...['draft', 'underDraft', 'binned'].flatMap((unit) => [
    ...columnsThatAre('public', 'staff', 'never', ...BESIDE).map((column) => canary(unit, column)),
    ...TEXT_FIELD_NAMES.map((field) => canary(unit, field)),
  ]),
  // Nobody has decided about the texts of the unit: they are in no public copy, whatever carries texts.
  ...columnsThatAre(
    'staff',
    'never',
    ...BESIDE.filter((kind) => kind === 'texts' || !carries.includes(kind)),
  ).map((column) => canary('published', column)),
  canary('published', 'staffNote'),
  canary('history', 'history.who'),
  canary('history', 'historyChange.before'),
]

describe('the schema', () => {
  it('has no text column about which nobody decided whether it may leave', async () => {
    const { columns } = await aCatalogueFullOfCanaries()
    expect(columns.filter((column) => !(column in DECISIONS) && !column.startsWith('searchIndex'))).toEqual(
      [],
    )
  })
})

describe('a public export', () => {
  it('holds no canary of what may not leave, and every one of what may', async () => {
    const catalogue = await aCatalogueFullOfCanaries()
    const bytes = await exported(catalogue, { audience: 'public' })
    expect(findCanaries(bytes, forbidden())).toEqual([])
    const text = bytes.toString()
    const ofUnits = columnsThatAre('public').filter(
      (column) => !/^(institution|citationTemplate)\./.test(column),
    )
    expect(ofUnits.filter((column) => !text.includes(canary('published', column)))).toEqual([])
    const fields = TEXT_FIELD_NAMES.filter((field) => field !== 'staffNote')
    expect(fields.filter((field) => !text.includes(canary('published', field)))).toEqual([])
  })

  it('would be caught if it held what a staff copy holds', async () => {
    const catalogue = await aCatalogueFullOfCanaries()
    const caught = new Set(
      findCanaries(await exported(catalogue, { audience: 'staff', withNotes: true }), forbidden()).map(
        ({ canary }) => canary,
      ),
    )
    for (const place of ['title', 'staffNote', 'scan.fileName', 'location.path'])
      expect(caught).toContain(canary('draft', place))
    expect(caught).toContain(canary('published', 'staffNote'))
  })
})

describe('a staff copy', () => {
  it('holds drafts, but notes only when they are asked for, and never history, proposals or what is in the bin', async () => {
    const catalogue = await aCatalogueFullOfCanaries()
    const bytes = await exported(catalogue, { audience: 'staff' })
    expect(bytes.toString()).toContain(canary('draft', 'title'))
    const never = ['published', 'draft', 'underDraft'].flatMap((unit) => [
      ...columnsThatAre('never', ...BESIDE).map((column) => canary(unit, column)),
      canary(unit, 'staffNote'),
    ])
    const binned = TEXT_FIELD_NAMES.map((field) => canary('binned', field))
    expect(findCanaries(bytes, [...never, ...binned, canary('history', 'historyChange.before')])).toEqual([])
  })
})

describe.each(EXPORTERS.map((exporter) => [exporter.id, exporter] as const))(
  'an export as %s',
  (as, { carries }) => {
    it('holds for the public no canary of what may not leave; a staff copy does', async () => {
      const made = await aCatalogueFullOfCanaries()
      expect(findCanaries(await exported(made, { audience: 'public' }, as), forbidden(carries))).toEqual([])
      const staff = await exported(made, { audience: 'staff', withNotes: true }, as)
      const notes = carries.includes('staffNote') ? [canary('published', 'staffNote')] : []
      expect(findCanaries(staff, forbidden()).map((found) => found.canary)).toEqual(
        expect.arrayContaining([canary('draft', 'title'), ...notes]),
      )
      expect(
        findCanaries(staff, [
          ...[canary('binned', 'title'), canary('history', 'historyChange.before')],
          ...['published', 'draft'].flatMap((unit) =>
            columnsThatAre('never').map((column) => canary(unit, column)),
          ),
        ]),
      ).toEqual([])
    })
  },
)
