import Database from 'better-sqlite3'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { DescriptionId } from '../../src-main/shared/contract/ids.ts'
import { all, sql } from '../../src-main/catalogue/database.ts'
import { openCatalogue } from '../../src-main/catalogue/open.ts'
import { insertText } from '../../src-main/catalogue/text/write.ts'
import { transact } from '../../src-main/catalogue/transact.ts'
import { createClock } from '../../src-main/platform/clock.ts'
import { createIds } from '../../src-main/platform/ids.ts'
import { aCore, anEmptyCatalogue, know, words } from '../builders.ts'
import type { CoreInASpec } from '../builders.ts'

/** A fonds with a series of two letters and one beside it; the series is lent, and opened elsewhere by somebody else. */
async function aLentSeries({ work = true } = {}) {
  const here = await anEmptyCatalogue()
  const { client } = here
  await client.settings.set({ who: 'Aoki' })
  const make = async (parentId: number | null, level: 'fonds' | 'series' | 'item', code: string) =>
    (
      await client.description.create({
        parentId,
        fields: { level, referenceCode: code, title: [words(`Unit ${code}`, 'eng')] },
      })
    ).id
  const fonds = await make(null, 'fonds', 'F')
  const series = await make(fonds, 'series', 'F/1')
  const beside = await make(fonds, 'series', 'F/2')
  const one = await make(series, 'item', 'F/1/1')
  const two = await make(series, 'item', 'F/1/2')
  const outside = await make(beside, 'item', 'F/2/1')
  const smith = await client.authority.create({
    fields: { type: 'person', names: [{ kind: 'authorized', value: 'Smith' }] },
  })
  const jones = await client.authority.create({
    fields: { type: 'person', names: [{ kind: 'authorized', value: 'Jones' }] },
  })
  await client.description.edit({
    id: one,
    patch: {
      agents: [{ name: 'Smith', authorityId: smith.id, role: 'creator' }],
      relations: [{ type: 'isAssociatedWith', target: 'F/2/1', targetId: outside }],
    },
  })
  const folder = join(here.home, 'out')
  mkdirSync(folder)
  const { jobId, loanId } = await client.loan.lend({
    id: series,
    lentTo: 'Tanaka',
    note: 'for the summer',
    to: here.handle(folder, 'write'),
    name: 'Series',
  })
  const job = await client.job.wait({ id: jobId })
  const lent = join(folder, 'Series.shoko')
  const units = { fonds, series, beside, one, two, outside }
  const back = () => client.loan.return({ handle: here.handle(lent, 'read') })
  const preview = () => client.loan.preview({ handle: here.handle(lent, 'read') })
  const elsewhere = async (fn: (there: CoreInASpec['client']) => Promise<unknown>) => {
    const there = aCore()
    know(join(there.home, 'user'), lent)
    await there.core.openCatalogue(lent)
    await there.client.settings.set({ who: 'Tanaka' })
    await fn(there.client)
    await there.core.close()
  }
  if (!work) await client.loan.callOff({ id: loanId })
  return { ...here, ...units, smith, jones, job, loanId, lent, back, preview, elsewhere }
}

/** What an importer reads, written to the lent file. */
function aText(lent: string, id: DescriptionId): void {
  const file = openCatalogue(lent, 'Sato', '')
  if (!file.writer) throw new Error('not written')
  const context = {
    db: file.writer,
    clock: createClock(process.env),
    ids: createIds(process.env),
    who: () => 'Sato',
    notify: () => undefined,
  }
  transact(context, 'import.start', (db) =>
    insertText(db, id, {
      kind: 'transcription',
      language: 'jpn',
      script: 'Jpan',
      source: 'typed',
      agent: null,
      paragraphs: [{ kind: 'body', pageNumber: null, value: '先方ハ外相卜会談セリ' }],
    }),
  )
  file.close()
}

const title = async (client: CoreInASpec['client'], id: DescriptionId) =>
  (await client.description.get({ id })).title[0]?.value

const out = { code: 'lentOut', data: { to: 'Tanaka' } }

describe('loan.lend', () => {
  it('makes a catalogue of the branch alone, with what it uses, that says whose it is', async () => {
    const { job, lent, elsewhere, client, series, one, outside } = await aLentSeries()
    expect(job).toMatchObject({
      state: 'done',
      result: { kind: 'lend', descriptions: 3, file: 'Series.shoko' },
    })
    expect(existsSync(lent)).toBe(true)
    const uid = (await client.description.get({ id: one })).uid
    await elsewhere(async (there) => {
      expect(await there.loan.borrowed()).toMatchObject({
        lentTo: 'Tanaka',
        lentBy: 'Aoki',
        catalogueName: 'Spec',
      })
      const { rows } = await there.description.children({ parentId: null })
      expect(rows.map(({ referenceCode }) => referenceCode)).toEqual(['F/1'])
      const letter = await there.description.get({ id: one })
      expect(letter).toMatchObject({ uid, agents: [{ name: 'Smith' }] })
      expect(letter.relations).toMatchObject([{ target: 'F/2/1', targetId: null }])
      expect((await there.authority.list({ offset: 0, limit: 10 })).total).toBe(1)
      await expect(there.description.get({ id: outside })).rejects.toMatchObject({
        code: 'descriptionNotFound',
      })
      expect((await there.catalogue.current())?.institution?.name).toContain('Imaginary')
    })
    const { units, loans } = await client.loan.among({ ids: [series, one, outside] })
    expect(units.map(({ id }) => id)).toEqual([series, one])
    expect(loans).toMatchObject([{ lentTo: 'Tanaka', note: 'for the summer', state: 'out', descriptions: 3 }])
    expect(await client.loan.borrowed()).toBeNull()
  })

  it('refuses what is out already, in itself and around it', async () => {
    const { client, fonds, one, handle, home } = await aLentSeries()
    for (const id of [fonds, one])
      await expect(
        client.loan.lend({ id, lentTo: 'X', to: handle(home, 'write'), name: 'X' }),
      ).rejects.toMatchObject(out)
  })

  it('leaves nothing out when the file cannot be made', async () => {
    const { client, beside, handle, home } = await aLentSeries()
    const { jobId, loanId } = await client.loan.lend({
      id: beside,
      lentTo: 'X',
      to: handle(join(home, 'nowhere'), 'write'),
      name: 'X',
    })
    expect((await client.job.wait({ id: jobId })).state).toBe('failed')
    expect((await client.loan.list()).map(({ id }) => id)).not.toContain(loanId)
    await client.description.edit({ id: beside, patch: { referenceCode: 'F/9' } })
  })

  it('is one step: taken back, the branch is written again and what comes back is refused', async () => {
    const { client, one, back } = await aLentSeries()
    await client.history.undo({})
    await client.description.edit({ id: one, patch: { referenceCode: 'N' } })
    await expect(back()).rejects.toMatchObject({ code: 'loanEnded' })
  })
})

describe('while a branch is out', () => {
  const writes: Record<string, (lent: Awaited<ReturnType<typeof aLentSeries>>) => Promise<unknown>> = {
    'an edit': ({ client, one }) => client.description.edit({ id: one, patch: { referenceCode: 'X' } }),
    'a list of values': ({ client, one }) => client.description.edit({ id: one, patch: { agents: [] } }),
    'a new unit in it': ({ client, series }) =>
      client.description.create({ parentId: series, fields: { level: 'item' } }),
    'moving in': ({ client, series, outside }) =>
      client.description.move({ ids: [outside], parentId: series, beforeId: null }),
    'moving out': ({ client, beside, one }) =>
      client.description.move({ ids: [one], parentId: beside, beforeId: null }),
    'arranging in it': ({ client, series, one, two }) =>
      client.description.move({ ids: [two], parentId: series, beforeId: one }),
    'the bin': ({ client, one }) => client.description.bin({ ids: [one] }),
    'the bin, with what is above it': ({ client, fonds }) => client.description.bin({ ids: [fonds] }),
    'merging names': ({ client, smith, jones }) =>
      client.authority.merge({ keepId: jones.id, mergeIds: [smith.id] }),
    'bulk edit': ({ client, one }) =>
      client.bulk.edit({ scope: { kind: 'units', ids: [one] }, changes: { set: { level: 'file' } } }),
    replacing: async ({ client }) => {
      const asked = { scope: { kind: 'branch', id: null }, find: 'Unit', replaceBy: 'Piece' } as const
      const { seen } = await client.replacement.find(asked)
      return client.replacement.apply({ ...asked, seen })
    },
    'the grid': ({ client, one }) =>
      client.grid.write({ cells: [{ id: one, column: 'referenceCode', text: 'X' }] }),
    'a page': ({ client, one }) => client.scan.addPage({ descriptionId: one }),
  }
  for (const [what, write] of Object.entries(writes)) {
    it(`refuses ${what}`, async () => {
      const made = await aLentSeries()
      const before = await made.client.history.list({ offset: 0, limit: 1 })
      await expect(write(made)).rejects.toMatchObject(out)
      expect((await made.client.history.list({ offset: 0, limit: 1 })).total).toBe(before.total)
    })
  }

  it('lets what is beside it be changed, and the top of it be arranged among others', async () => {
    const { client, fonds, series, beside, outside } = await aLentSeries()
    await client.description.edit({ id: outside, patch: { referenceCode: 'F/2/9' } })
    await client.description.move({ ids: [beside], parentId: fonds, beforeId: series })
    await client.note.write({ descriptionId: series, text: 'Ask Tanaka' })
    await client.history.undo({})
  })
})

describe('loan.return', () => {
  it('takes edits, texts, new units with new names, moves and the bin, in one step', async () => {
    const { client, elsewhere, preview, back, one, two, series, outside, lent } = await aLentSeries()
    // Numbers that were free when it was lent are taken by now.
    await client.description.create({
      parentId: null,
      fields: { level: 'fonds', title: [words('Meanwhile')] },
    })
    await client.authority.create({
      fields: { type: 'person', names: [{ kind: 'authorized', value: 'Meanwhile' }] },
    })
    aText(lent, one)
    await elsewhere(async (there) => {
      await there.description.edit({ id: one, patch: { title: [words('Edited there')] } })
      const ito = await there.authority.create({
        fields: { type: 'person', names: [{ kind: 'authorized', value: 'Ito' }] },
      })
      const made = await there.description.create({
        parentId: series,
        fields: {
          level: 'file',
          referenceCode: 'F/1/3',
          title: [words('Made there')],
          agents: [{ name: 'Ito', authorityId: ito.id, role: 'creator' }],
        },
      })
      await there.description.move({ ids: [one], parentId: made.id, beforeId: null })
      await there.description.bin({ ids: [two] })
    })
    expect(await preview()).toMatchObject({
      counts: { added: 1, changed: 1, moved: 1, binned: 1, gone: 0 },
      people: ['Sato', 'Tanaka'],
      newNames: 1,
      otherNames: 0,
    })
    const entries = (await client.history.list({ offset: 0, limit: 1 })).total
    const returned = await back()
    expect(returned.loan).toMatchObject({ state: 'returned', people: ['Sato', 'Tanaka'] })
    expect((await client.history.list({ offset: 0, limit: 1 })).total).toBe(entries + 1)
    expect(await title(client, one)).toBe('Edited there')
    const made = await client.description.find({ referenceCode: 'F/1/3' })
    const whole = await client.description.get({ id: made.id })
    expect(whole).toMatchObject({ parentId: series, agents: [{ name: 'Ito' }] })
    expect(await client.description.get({ id: one })).toMatchObject({
      parentId: made.id,
      agents: [{ name: 'Smith' }],
      relations: [{ target: 'F/2/1', targetId: outside }],
    })
    expect(await client.text.list({ descriptionId: one })).toHaveLength(1)
    await expect(client.description.get({ id: two })).rejects.toMatchObject({ code: 'descriptionNotFound' })
    expect((await client.search.query({ query: 'Edited' })).hits).toHaveLength(1)
    // What was done there is told, the newest first.
    const told = await client.loan.entries({ id: returned.loan.id, offset: 0, limit: 100 })
    expect(told.map(({ who, action }) => `${who} ${action}`)).toEqual([
      'Tanaka description.bin',
      'Tanaka description.move',
      'Tanaka description.create',
      'Tanaka authority.create',
      'Tanaka description.edit',
      'Sato import.start',
    ])
    await client.description.edit({ id: one, patch: { referenceCode: 'N' } })
    await client.history.undo({})
    // Taken back, it is out again; done again, it is here.
    await client.history.undo({})
    expect(await title(client, one)).toBe('Unit F/1/1')
    await expect(client.description.edit({ id: one, patch: { referenceCode: 'N' } })).rejects.toMatchObject(
      out,
    )
    await client.history.redo({})
    expect(await title(client, one)).toBe('Edited there')
    expect(await client.check.run({})).toBeDefined()
  })

  it('takes what was not changed, and says so', async () => {
    const { back } = await aLentSeries()
    const { counts, loan } = await back()
    expect(Object.values(counts)).toEqual([0, 0, 0, 0, 0])
    expect(loan.state).toBe('returned')
  })

  it('refuses a second return, one that was called off, and what was never lent or lent by another', async () => {
    const { back, home, handle, client, lent } = await aLentSeries()
    await back()
    await expect(back()).rejects.toMatchObject({ code: 'loanEnded', data: { state: 'returned' } })
    const off = await aLentSeries({ work: false })
    await expect(off.back()).rejects.toMatchObject({ code: 'loanEnded', data: { state: 'calledOff' } })
    await off.client.description.edit({ id: off.one, patch: { referenceCode: 'N' } })
    await expect(off.client.loan.return({ handle: off.handle(lent, 'read') })).rejects.toMatchObject({
      code: 'loanOfAnother',
    })
    await expect(
      client.loan.return({ handle: handle(join(home, 'documents', 'Spec.shoko'), 'read') }),
    ).rejects.toMatchObject({ code: 'notOnLoan' })
  })

  it('refuses a number that another unit has by now, and takes nothing', async () => {
    const { client, outside, elsewhere, one, back } = await aLentSeries()
    await elsewhere((there) => there.description.edit({ id: one, patch: { referenceCode: 'NEW' } }))
    await client.description.edit({ id: outside, patch: { referenceCode: 'NEW' } })
    await expect(back()).rejects.toMatchObject({ code: 'referenceCodeTaken', data: { id: outside } })
    expect((await client.loan.list())[0]?.state).toBe('out')
  })
})

describe('what comes back', () => {
  it('may have images, units at the top, numbers that changed places, and units that were purged', async () => {
    const { client, elsewhere, back, one, two, series, fonds } = await aLentSeries()
    await elsewhere(async (there) => {
      await there.description.edit({ id: one, patch: { referenceCode: null } })
      await there.description.edit({ id: two, patch: { referenceCode: 'F/1/1' } })
      await there.description.edit({ id: one, patch: { referenceCode: 'F/1/2' } })
      await there.scan.addPage({ descriptionId: one })
      const top = await there.description.create({
        parentId: null,
        fields: { level: 'series', referenceCode: 'F/3', title: [words('Beside it')] },
      })
      const gone = await there.description.create({ parentId: series, fields: { level: 'item' } })
      await there.description.move({ ids: [two], parentId: top.id, beforeId: null })
      await there.description.bin({ ids: [gone.id] })
    })
    expect((await back()).counts).toMatchObject({ added: 2, changed: 2, moved: 1 })
    expect((await client.description.find({ referenceCode: 'F/1/2' })).id).toBe(one)
    expect((await client.description.find({ referenceCode: 'F/1/1' })).id).toBe(two)
    expect(await client.scan.pages({ descriptionId: one })).toHaveLength(1)
    const top = await client.description.find({ referenceCode: 'F/3' })
    expect((await client.description.get({ id: top.id })).parentId).toBe(fonds)
    expect((await client.description.get({ id: two })).parentId).toBe(top.id)
    const { findings } = await client.check.run({})
    expect(findings.filter(({ severity }) => severity !== 'warning')).toEqual([])
  })

  it('goes to the bin here when it was purged there', async () => {
    const { client, elsewhere, back, one } = await aLentSeries()
    await elsewhere(async (there) => {
      await there.description.bin({ ids: [one] })
      const { jobId } = await there.bin.purge({ ids: [one], descriptions: 1 })
      await there.job.wait({ id: jobId })
    })
    expect((await back()).counts).toMatchObject({ gone: 1 })
    await expect(client.description.get({ id: one })).rejects.toMatchObject({ code: 'descriptionNotFound' })
    await client.history.undo({})
    expect(await title(client, one)).toBe('Unit F/1/1')
  })

  it('is refused while somebody writes in it, and takes nothing', async () => {
    const { back, elsewhere } = await aLentSeries()
    await elsewhere(async () => {
      await expect(back()).rejects.toMatchObject({ code: 'catalogueHeld' })
    })
  })
})

describe('the guard', () => {
  it('is on every table of which rows belong to a description, but for what is about the work', async () => {
    const { folder, core } = await anEmptyCatalogue()
    await core.close()
    const file = openCatalogue(folder, '', '')
    const tables = all<{ name: string }>(
      file.db,
      sql`SELECT DISTINCT m.name FROM sqlite_schema AS m JOIN pragma_table_info(m.name) AS c
          WHERE m.type = 'table' AND c.name = 'descriptionId'
            AND EXISTS (SELECT 1 FROM pragma_table_info(m.name) WHERE name = 'id')`,
    ).map(({ name }) => name)
    const guarded = new Set(
      all<{ name: string }>(
        file.db,
        sql`SELECT tbl_name AS name FROM temp.sqlite_schema WHERE type = 'trigger' AND name LIKE 'lent%' GROUP BY 1 HAVING count(*) = 3`,
      ).map(({ name }) => name),
    )
    file.close()
    expect(guarded).toContain('description')
    expect(tables.filter((name) => !guarded.has(name)).sort()).toEqual([
      'changedSincePublication',
      'colleagueNote',
      'historyChange',
      'loan',
      'pageLook',
      'paperCheck',
      'publication',
      'redaction',
      'redactionAnchor',
      'redactionCode',
      'redactionWithout',
      'referral',
      'requestItem',
      'review',
    ])
  })
})

describe('the file that was lent', () => {
  it('has no word of what stayed', async () => {
    const { lent } = await aLentSeries()
    const db = new Database(join(lent, 'catalogue.sqlite'), { readonly: true })
    const titles = db.prepare('SELECT value FROM descriptionText').pluck().all()
    const history = db.prepare('SELECT count(*) FROM historyChange').pluck().get()
    db.close()
    expect(titles).toEqual(['Unit F/1', 'Unit F/1/1', 'Unit F/1/2'])
    expect(history).toBe(0)
  })
})
