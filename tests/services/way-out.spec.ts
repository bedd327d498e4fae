/** What leaves without the released view: one list, each with a reason, a mark and a line in the audit. */
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { NO_WAYS_OUT, STAFF_MARK, staffName, WAYS_OUT } from '../../src-main/shared/domain/ways-out.ts'
import { aFolder, anEmptyCatalogue, words } from '../builders.ts'
import { anItemToReview } from '../reviewed-item.ts'
import type { ReviewedItem } from '../reviewed-item.ts'

const root = join(import.meta.dirname, '..', '..')

interface Module {
  readonly name: string
  readonly text: string
}

/** Modules that write where a person says, or hand something to the system. */
const LETS_OUT =
  /handles\.take\([^)]*'write'\)|exported\.(?:downloadFolder|remember)\(|clipboard(?:Data)?\??\.(?:writeText|setData|write)\(|\b(?:page|window|contentWindow)\??\.print\(\)|execCommand\('copy'/

function modules(): Module[] {
  const of = (folder: string, prefix: string) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(?:ts|svelte)$/.test(name))
      .map((name) => ({
        name: `${prefix}${name.replaceAll('\\', '/')}`,
        text: readFileSync(join(root, folder, name), 'utf8'),
      }))
  return [...of('src-main/services', ''), ...of('src-renderer', '/')]
}

/** Ways out that are not on the list, and ways of the list that do not go through the gate. */
function wrong(all: readonly Module[]): string[] {
  const listed = new Set<string>(Object.values(WAYS_OUT).flatMap(({ at }) => [...at]))
  return all.flatMap(({ name, text }) => {
    if (!LETS_OUT.test(text)) return []
    if (name in NO_WAYS_OUT) return []
    if (!listed.has(name)) return [`${name}: not on the list`]
    return /\bleave\(context, '|leaves\.(?:note|asked)\(|waysOut\.note\(/.test(text)
      ? []
      : [`${name}: not through the gate`]
  })
}

describe('the list of ways out', () => {
  it('has every module that lets something out, and each goes through the one gate', () => {
    const all = modules()
    expect(wrong(all)).toEqual([])
    const letting = all.filter(({ text }) => LETS_OUT.test(text)).map(({ name }) => name)
    const listed = [...Object.values(WAYS_OUT).flatMap(({ at }) => [...at]), ...Object.keys(NO_WAYS_OUT)]
    // Nor does it name a way that is none any more.
    expect([...new Set(listed)].sort()).toEqual(letting.sort())
  })

  it('finds a way that somebody has made beside it, and one that goes round the gate', () => {
    const beside = { name: 'fax/index.ts', text: `const to = context.handles.take(handle, 'write')` }
    const round = { name: 'print/index.ts', text: `context.exported.remember(id, [path])` }
    const page = { name: '/views/Card.svelte', text: `void navigator.clipboard.writeText(title)` }
    expect(wrong([beside, round, page])).toEqual([
      'fax/index.ts: not on the list',
      'print/index.ts: not through the gate',
      '/views/Card.svelte: not on the list',
    ])
  })

  it('marks a name before its ending, and once', () => {
    expect(staffName('/a/B.xml', '.xml')).toBe(`/a/B-${STAFF_MARK}.xml`)
    expect(staffName(`/a/B-${STAFF_MARK}.xml`, '.xml')).toBe(`/a/B-${STAFF_MARK}.xml`)
    expect(staffName('Branch', '')).toBe(`Branch-${STAFF_MARK}`)
  })
})

const REASON = 'for the committee'
type Start = (item: ReviewedItem, to: string, reason?: string) => Promise<unknown>
const file = ({ handle }: ReviewedItem, to: string, name: string) => handle(join(to, name), 'write')
const done = async ({ client }: ReviewedItem, job: Promise<{ jobId: number }>) =>
  expect((await client.job.wait({ id: (await job).jobId })).error).toBeNull()

const WAYS: Record<string, { start: Start; leaves: string; says?: string }> = {
  staffExport: {
    start: (item, to, reason) =>
      done(
        item,
        item.client.export.start({
          ...{ as: 'ead3', audience: 'staff', only: [item.id], to: file(item, to, 'A.xml'), reason },
        }),
      ),
    leaves: `A-${STAFF_MARK}.xml`,
    says: '<ead xmlns="http://ead3.archivists.org/schema/" audience="internal">',
  },
  reading: {
    start: (item, to, reason) =>
      done(
        item,
        item.client.export.start({
          ...{ as: 'reading-html', audience: 'staff', only: [item.id], to: file(item, to, 'A.html'), reason },
        }),
      ),
    leaves: `A-${STAFF_MARK}.html`,
    says: 'STAFF – NOT FOR RELEASE',
  },
  print: {
    start: async (item, to, reason) => {
      const { template } = await item.client.print.template({ what: 'unitList' })
      return done(
        item,
        item.client.print.start({
          ...{ what: 'unitList', about: { units: { kind: 'branch', id: item.id } }, template },
          ...{ to: file(item, to, 'A.pdf'), reason },
        }),
      )
    },
    leaves: `A-${STAFF_MARK}.pdf`,
  },
  names: {
    start: (item, to, reason) =>
      item.client.authorityFile.save({ to: file(item, to, 'A.json'), name: 'A', reason }),
    leaves: `A-${STAFF_MARK}.json`,
  },
  terms: {
    start: (item, to, reason) =>
      done(item, item.client.term.exportFile({ as: 'csv', to: file(item, to, 'A.csv'), reason })),
    leaves: `A-${STAFF_MARK}.csv`,
  },
  secondCopies: {
    start: (item, to, reason) => item.client.backup.chooseSecond({ handle: file(item, to, '.'), reason }),
    leaves: join('Spec copies', `${STAFF_MARK}.txt`),
    says: STAFF_MARK,
  },
  loan: {
    start: async (item, to, reason) => {
      const { id } = await item.client.description.create({
        parentId: null,
        fields: { level: 'item', title: [words('Another')] },
      })
      return done(
        item,
        item.client.loan.lend({ id, lentTo: 'Dan', to: item.handle(to, 'write'), name: 'B', reason }),
      )
    },
    leaves: `B-${STAFF_MARK}.shoko`,
  },
}

describe('a way out', () => {
  it.each(Object.entries(WAYS))('%s asks why, says what it is, and is told of', async (way, one) => {
    const item = await anItemToReview()
    await item.markAll()
    const to = aFolder()
    mkdirSync(to, { recursive: true })
    await expect(one.start(item, to)).rejects.toMatchObject({ code: 'wayOutNeedsReason', data: { way } })
    expect(readdirSync(to)).toEqual([])
    await one.start(item, to, REASON)
    expect(existsSync(join(to, one.leaves)), readdirSync(to).join()).toBe(true)
    if (one.says !== undefined) expect(readFileSync(join(to, one.leaves), 'utf8')).toContain(one.says)
    const [row] = (await item.client.review.audit({})).rows
    expect(row).toMatchObject({ act: 'wayOut', actor: 'Aoki', reason: REASON, description: '' })
    expect(JSON.parse(row?.after ?? '{}')).toMatchObject({ way })
    expect(await item.client.wayOut.state()).toMatchObject({ asks: true })
  })

  it('of the page is told before', async () => {
    const item = await anItemToReview()
    await item.markAll()
    const { client } = item
    await expect(client.wayOut.note({ way: 'clipboard' })).rejects.toMatchObject({
      code: 'wayOutNeedsReason',
    })
    expect(await client.wayOut.note({ way: 'clipboard', reason: REASON })).toEqual({ marked: true })
  })

  it('asks nothing where nothing is under review, and never for what is public', async () => {
    const { client, handle } = await anEmptyCatalogue()
    const { id } = await client.description.create({
      parentId: null,
      fields: { level: 'item', referenceCode: 'R-1', title: [words('A letter')], status: 'published' },
    })
    expect(await client.wayOut.state()).toMatchObject({ asks: false })
    const to = aFolder()
    const start = (audience: 'public' | 'staff', name: string) =>
      client.export.start({ as: 'ead3', audience, only: [id], to: handle(join(to, name), 'write') })
    await client.job.wait({ id: (await start('staff', 'A.xml')).jobId })
    await client.review.require({ descriptionId: (await otherUnit()).id, as: 'Aoki' })
    await client.job.wait({ id: (await start('public', 'B.xml')).jobId })
    expect(readdirSync(to).sort()).toEqual(['A.xml', 'B.xml'])

    function otherUnit() {
      return client.description.create({
        parentId: null,
        fields: { level: 'item', title: [words('Another')] },
      })
    }
  })
})
