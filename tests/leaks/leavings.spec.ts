/**
 * What a release leaves behind (T9), and what it is made of (T10): canaries in everything that withheld words get into, and
 * after releases and public copies of every format none in what went out, nor anywhere beside the catalogue.
 */
import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { scanPath } from '../../src-main/canary/folder.ts'
import { databasePath } from '../../src-main/catalogue/open.ts'
import { EXPORTERS } from '../../src-main/exporters/index.ts'
import { createLog } from '../../src-main/platform/log.ts'
import type { JobId } from '../../src-main/shared/contract/ids.ts'
import { canariesOf } from '../../src-main/shared/domain/canary/index.ts'
import { aFolder, words } from '../builders.ts'
import { anItemToReview, CODE, SECRET } from '../reviewed-item.ts'
import type { ReviewedItem } from '../reviewed-item.ts'
import { findCanaries } from './find-canary.ts'
import { opened } from './opened.ts'

const NOTE = `ZZNOTE-${randomUUID()}`
const SQLITE = 'SQLite format 3\0'

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())

/** Files that hold a canary, by their names or in what they hold, packed or not; and databases. */
async function telling(folder: string): Promise<string[]> {
  const canaries = [NOTE, SECRET.ja, SECRET.en]
  const raw = filesIn(folder).filter(
    (path) => findCanaries(opened(readFileSync(path)), canaries).length > 0 || path.includes(NOTE),
  )
  const control = { signal: new AbortController().signal, progress: () => undefined }
  const passages = canariesOf(
    [SECRET.ja, SECRET.en].map((text, index) => ({ id: String(index), text })),
    [],
  )
  const { findings } = await scanPath(
    { path: folder, canaries: passages, redactions: 2, pixels: false },
    control,
  )
  return [...raw, ...findings.map(({ file }) => file)]
}
const databasesIn = (folder: string): string[] =>
  filesIn(folder).filter((path) => readFileSync(path).includes(SQLITE))

/** In reasons, notes, comments and questions; in what was undone, binned, recognised and copied; in names of files. */
async function anItemFullOfNotes(options: object): Promise<ReviewedItem> {
  const item = await anItemToReview(options, { ...SECRET, pixels: (index) => (index * 31) % 200 })
  const { client, id, handle, home } = item
  const said = words(`${NOTE} ${SECRET.en}`)
  await client.description.edit({ id, patch: { staffNote: [said], status: 'published' } })
  await client.description.edit({ id, patch: { note: [said] } })
  await client.history.undo({})
  await client.note.write({ descriptionId: id, text: said.value })
  const { id: gone } = await client.description.create({
    parentId: null,
    fields: { level: 'item', referenceCode: NOTE, title: [said] },
  })
  await client.description.bin({ ids: [gone] })
  // A file that is kept where it lies, and one that could not be read; the ledger has both.
  const folder = join(home, NOTE)
  mkdirSync(folder)
  writeFileSync(join(folder, `${NOTE}.tif`), SECRET.en)
  writeFileSync(join(folder, `${NOTE}.csv`), `title\n${SECRET.en} ${NOTE}\n`)
  for (const name of readdirSync(folder)) {
    const started = await client.import
      .start({ handles: [handle(join(folder, name), 'read')] })
      .catch(() => null)
    if (started) await client.job.wait({ id: started.jobId })
  }
  const db = new Database(databasePath(item.core.openFolder() ?? ''))
  db.prepare(
    `INSERT INTO proposal (descriptionId, seq, kind, field, value, source, basis, state)
     VALUES (?, 99, 'field', 'title', ?, ?, ?, 'open')`,
  ).run(id, said.value, NOTE, said.value)
  db.prepare('INSERT INTO ocrSlip (wrong, correct) VALUES (?, ?)').run(NOTE, SECRET.en)
  db.close()
  await client.backup.make()
  const reason = `${NOTE} ${SECRET.en}`
  const { id: marked } = await client.redaction.mark({
    ...{ descriptionId: id, exemptions: [CODE], reason, note: reason },
    anchors: [
      {
        place: {
          kind: 'field',
          of: 'description',
          id,
          field: 'title',
          index: 0,
          alternate: '[title withheld]',
        },
      },
    ],
  })
  await item.onlyInFields(marked, reason)
  await item.bringTo('proposed')
  await client.review.return({
    ...{ descriptionId: id, as: 'Baba', reason },
    comments: [{ redactionId: marked, comment: reason }],
  })
  await client.redaction.edit({ id: marked, patch: { reason } })
  await client.review.refer({ descriptionId: id, agency: 'Agency', question: reason })
  const [referral] = (await client.review.state({ descriptionId: id })).referrals
  await client.review.answer({
    ...{ descriptionId: id, referralId: referral?.id ?? 0, answer: reason, on: '2026-01-01' },
  })
  await client.review.decide({ descriptionId: id, decision: 'releaseInPart', reason })
  await client.review.propose({ descriptionId: id, reason })
  await client.review.agree({ descriptionId: id, as: 'Baba', reason })
  const authority = { name: 'Chiba', position: 'Director', guide: '', on: '2026-01-01' }
  await client.review.approve({ descriptionId: id, as: 'Chiba', authority })
  return item
}

/** Where the program, its threads and its decoders put what they need for a moment. */
async function withTemporaryFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const usual = process.env['TMPDIR']
  const folder = join(aFolder(), 'tmp')
  mkdirSync(folder)
  process.env['TMPDIR'] = folder
  try {
    await use(folder)
  } finally {
    if (usual === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = usual
  }
}

describe('after a release', { timeout: 240_000 }, () => {
  it('nothing that was noted or withheld is in what went out, nor in the person’s folders, temporary ones, or the log', () =>
    withTemporaryFolder(async (scratch) => {
      const out = aFolder()
      const logFile = join(aFolder(), 'shoko.log')
      const item = await anItemFullOfNotes({ log: createLog(logFile, () => '2026-01-01T00:00:00Z') })
      const { client, handle, id, home, core } = item
      const done = async ({ jobId }: { jobId: JobId }) => {
        const { error } = await client.job.wait({ id: jobId })
        if (error) throw new Error(error.code)
      }
      const within = () => handle(out, 'write')
      for (const [name, prove] of [
        ['one', true],
        ['two', false],
      ] as const)
        await done(
          await client.release.write({
            ids: [id],
            within: within(),
            name,
            textLayer: true,
            prove,
            as: 'Chiba',
          }),
        )
      for (const { id: format, extension } of EXPORTERS) {
        const to = handle(join(out, `out-${format}.${extension}`), 'write')
        await done(await client.export.start({ as: format, to, audience: 'public', only: [id] }))
      }
      expect(filesIn(out).length).toBeGreaterThan(2 * 8 + EXPORTERS.length - 1)
      expect(await telling(out)).toEqual([])
      // T10: no database, and none in a packed file.
      expect(databasesIn(out)).toEqual([])
      const folder = core.openFolder() ?? ''
      await core.close()
      // What is withheld is in the catalogue, where it would be seen; and nowhere beside it but where the person had it.
      expect(await telling(folder)).not.toEqual([])
      expect(await telling(join(home, 'user'))).toEqual([])
      expect(filesIn(scratch).filter((path) => !path.includes('shoko-spec-'))).toEqual([])
      expect(existsSync(logFile) ? findCanaries(readFileSync(logFile), [NOTE, SECRET.en]) : []).toEqual([])

      // T10, with its leak: the catalogue itself among what goes out.
      writeFileSync(join(out, 'copy.sqlite'), readFileSync(databasePath(folder)))
      expect(databasesIn(out)).toEqual([join(out, 'copy.sqlite')])
      expect(await telling(out)).toContain(join(out, 'copy.sqlite'))
      // T9, with its leak: a report of what was done, left beside the settings.
      writeFileSync(join(home, 'user', 'last-release.json'), JSON.stringify({ reason: NOTE }))
      expect(await telling(join(home, 'user'))).toEqual([join(home, 'user', 'last-release.json')])
    }))
})
