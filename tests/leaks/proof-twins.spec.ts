/**
 * Releases that say more than they should, each by one thing that somebody once let out: made once more with other content
 * where something is withheld, they are not the same, and get no name. The one that says no more is proved.
 */
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { close, openToRead } from '../../src-main/catalogue/database.ts'
import type { ReadDatabase } from '../../src-main/catalogue/database.ts'
import { all, sql } from '../../src-main/catalogue/database.ts'
import { databasePath } from '../../src-main/catalogue/open.ts'
import { redactionsOf } from '../../src-main/catalogue/redaction/read.ts'
import type { ReleaseCopy } from '../../src-main/exporters/release/copy.ts'
import type { Burner } from '../../src-main/exporters/release/item.ts'
import { writeRelease } from '../../src-main/exporters/release/write.ts'
import { judged } from '../../src-main/services/release/copy.ts'
import { remadeCopy } from '../../src-main/services/release/remade.ts'
import { aFolder, words } from '../builders.ts'
import { aDecoding } from '../imaging/builders.ts'
import { anItemToReview, CODE, SECRET } from '../reviewed-item.ts'
import type { ReviewedItem } from '../reviewed-item.ts'

const decoding = aDecoding()

async function anApprovedItem(): Promise<ReviewedItem> {
  const item = await anItemToReview({}, { ...SECRET, pixels: (index) => (index * 31) % 200 })
  const { client, id } = item
  await client.description.edit({
    id,
    patch: { agents: [{ name: 'Zygmunt', type: 'person', role: 'mentioned' }], note: [words('On Zygmunt')] },
  })
  const field = { kind: 'field', of: 'description', id } as const
  const { id: marked } = await client.redaction.mark({
    ...{ descriptionId: id, exemptions: [CODE], note: 'Zygmunt is the source' },
    anchors: [{ place: { ...field, field: 'agents' } }, { place: { ...field, field: 'note', index: 0 } }],
  })
  await item.onlyInFields(marked)
  await item.bringTo('approved')
  return item
}

type Judge = typeof judged

/** Writes the release as `judge` and `burner` have it, with a proof. */
async function proving(item: ReviewedItem, judge: Judge, burner: Burner = decoding) {
  const path = databasePath(item.core.openFolder() ?? '')
  const folder = item.core.openFolder() ?? ''
  const db = openToRead(path)
  const language = 'en'
  const masters = all<{ id: number; path: string }>(
    db,
    sql`SELECT page.id, path FROM page JOIN scan ON scan.id = scanId`,
  ).map(({ id, path }): [number, string] => [id, join(folder, path)])
  const paths = new Map(masters)
  const one = judge(db, item.id, (page) => paths.get(page.id) ?? null, { language, acceptTraces: true })
  close(db)
  if ('blocked' in one) throw new Error(one.blocked)
  const copy: ReleaseCopy = {
    id: '2026-001',
    releasedAt: '2026-11-30T00:00:00Z',
    generator: 'Shoko',
    language,
    institution: '架空文書館 Imaginary Archives',
    banner: 'DECLASSIFIED',
    vocabularies: [...one.releasable.vocabularies],
    persons: 'asserted',
    imageFormat: 'png',
    grey: false,
    textLayer: false,
    items: [{ ...one.releasable.item, name: 'REL-2026-0001' }],
  }
  const remade = { databasePath: path, ids: [item.id], masters, acceptTraces: true }
  const again = { copy: await remadeCopy(copy, remade, judge), burner, scratch: aFolder() }
  const target = join(aFolder(), 'release')
  const written = writeRelease(copy, target, { burner, proving: again })
  return { target, written }
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 12)

/** Says `more` of an item in its title. */
const saying =
  (more: (db: ReadDatabase, id: number) => string): Judge =>
  (db, id, ...given) => {
    const one = judged(db, id, ...given)
    if ('blocked' in one) return one
    const { item } = one.releasable
    return { releasable: { ...one.releasable, item: { ...item, title: `${item.title} ${more(db, id)}` } } }
  }
const exactOf = (db: ReadDatabase, id: number): string =>
  redactionsOf(db, id)
    .flatMap(({ anchors }) => anchors)
    .flatMap(({ place }) => (place.kind === 'span' ? [place.quotation.exact] : []))
    .join(' ')
const rowsOf = (db: ReadDatabase, text: string, id: number): string =>
  JSON.stringify(all(db, { text, parameters: [id] }))

const LEAKS: [name: string, judge: Judge][] = [
  ['the words themselves', saying(exactOf)],
  ['how many letters they have', saying((db, id) => String(exactOf(db, id).length))],
  [
    'F9 a gap as wide as they were',
    (db, id, ...given) => {
      const one = judged(db, id, ...given)
      if ('blocked' in one) return one
      const { item } = one.releasable
      const wide = ' '.repeat(exactOf(db, id).length)
      const texts = item.texts.map((text) => ({
        ...text,
        paragraphs: text.paragraphs.map((paragraph) => ({
          ...paragraph,
          text: paragraph.text.replace(' withheld', `${wide}withheld`),
        })),
      }))
      return { releasable: { ...one.releasable, item: { ...item, texts } } }
    },
  ],
  ['F23 a digest of them', saying((db, id) => sha256(exactOf(db, id)))],
  [
    'the note of a reviewer',
    saying((db, id) =>
      redactionsOf(db, id)
        .map(({ note }) => note)
        .join(' '),
    ),
  ],
  [
    'the reason of a decision',
    saying((db, id) => rowsOf(db, 'SELECT reason FROM redactionWithout WHERE descriptionId = ?', id)),
  ],
  [
    'F5 a name that stands only there',
    saying((db, id) =>
      rowsOf(
        db,
        'SELECT value FROM authorityName JOIN agent USING (authorityId) WHERE descriptionId = ?',
        id,
      ),
    ),
  ],
  [
    'how many values a withheld field has',
    saying((db, id) => rowsOf(db, 'SELECT count(*) FROM agent WHERE descriptionId = ?', id)),
  ],
  [
    'F16 the name of a scan',
    saying((db, id) =>
      rowsOf(db, 'SELECT fileName FROM scan JOIN page ON scan.id = scanId WHERE descriptionId = ?', id),
    ),
  ],
  [
    'F23 a digest of a master',
    saying((db, id) =>
      rowsOf(
        db,
        'SELECT substr(sha256, 1, 12) FROM scan JOIN page ON scan.id = scanId WHERE descriptionId = ?',
        id,
      ),
    ),
  ],
  [
    'F18 what was undone',
    saying((db, id) => rowsOf(db, 'SELECT count(*) FROM historyChange WHERE descriptionId = ?', id)),
  ],
  [
    'who has looked at what',
    saying((db, id) => rowsOf(db, 'SELECT count(*) FROM pageLook WHERE descriptionId = ?', id)),
  ],
  [
    'F17 what the index knows',
    saying((db) => {
      try {
        return JSON.stringify(all(db, sql`SELECT count(*) FROM searchFact`))
      } catch {
        return ''
      }
    }),
  ],
]

describe('a proof', { timeout: 120_000 }, () => {
  it('is given to a release that says no more than it should', async () => {
    const { target, written } = await proving(await anApprovedItem(), judged)
    expect(await written).toMatchObject({ proof: { result: 'proved', differing: [], notReplaced: [] } })
    expect(existsSync(target)).toBe(true)
  })

  it('is refused to one that says more: it gets no name', async () => {
    const item = await anApprovedItem()
    const proved: string[] = []
    for (const [name, judge] of LEAKS) {
      const { target, written } = await proving(item, judge)
      const code = await written.then(
        () => 'proved',
        (error: unknown) => (error as { code?: string }).code,
      )
      if (code !== 'releaseUnproved' || existsSync(target)) proved.push(`${name}: ${String(code)}`)
    }
    expect(proved).toEqual([])
  })

  it('is refused where a page is brightened by what is under its boxes, which no look at the boxes shows', async () => {
    const folder = aFolder()
    let count = 0
    const brightened: Burner = {
      coding: (path, frame) => decoding.coding(path, frame),
      async burn(path, frame, plan, target) {
        if (plan.strips === null || plan.fill === 'noise') return decoding.burn(path, frame, plan, target)
        const levelled = join(folder, `${String(++count)}.png`)
        await sharp(path).normalise().png().toFile(levelled)
        return decoding.burn(levelled, 0, plan, target)
      },
    }
    const { written } = await proving(await anApprovedItem(), judged, brightened)
    await expect(written).rejects.toMatchObject({
      code: 'releaseUnproved',
      data: { files: ['REL-2026-0001-p0001.png', 'REL-2026-0001.pdf', 'manifest.json'] },
    })
  })
})
