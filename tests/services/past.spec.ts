/** The record at any earlier moment, walked back through history, is what the record was. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { DescriptionPatchInput } from '../../src-main/shared/contract/description.ts'
import { DescriptionFields } from '../../src-main/shared/contract/description.ts'
import type { DescriptionId } from '../../src-main/shared/contract/ids.ts'
import { isRefusal } from '../../src-main/shared/contract/errors.ts'
import { anEmptyCatalogue, words } from '../builders.ts'
import type { CatalogueInASpec } from '../builders.ts'

const FIELDS = Object.keys(DescriptionFields.shape) as (keyof DescriptionFields)[]

/** What a record says at this moment, page by page and text by text; null when it is not there. */
async function recordNow(client: Client, id: DescriptionId): Promise<Record<string, unknown> | null> {
  try {
    const found = await client.description.get({ id })
    const pages = await client.scan.pages({ descriptionId: id })
    return {
      ...Object.fromEntries(FIELDS.map((field) => [field, found[field]])),
      pages: pages.map(({ number, label, side, state, rotation, part, adjustments, scan }) => ({
        number,
        label,
        side,
        state,
        rotation,
        part,
        ...adjustments,
        fileName: scan?.fileName ?? null,
      })),
      parentId: found.parentId,
    }
  } catch (error) {
    if (isRefusal(error)) return null
    throw error
  }
}

async function recordThen(client: Client, descriptionId: DescriptionId, historyId: number) {
  const { then, fields } = await client.history.record({ descriptionId, historyId: historyId })
  const value = (name: string, empty: unknown) => fields.find(({ field }) => field === name)?.then ?? empty
  if (!then || value('binned', false) === true) return null
  const place = value('place', null) as { parentId: number | null } | null
  return {
    ...Object.fromEntries(
      FIELDS.map((field) => [
        field,
        value(field, DescriptionFields.shape[field].safeParse([]).success ? [] : null),
      ]),
    ),
    pages: value('pages', []),
    parentId: place?.parentId ?? null,
  }
}

const TEXTS = ['外相会談', '首脳会談について', 'Gromyko visit', '', '𠮷野'] as const
const some = <T>(...values: T[]) => fc.constantFrom(...values)
const text = fc.array(fc.record({ value: some(...TEXTS), language: some('jpn', 'eng', null) }), {
  maxLength: 3,
})
const patch: fc.Arbitrary<DescriptionPatchInput> = fc.oneof(
  fc.record({ title: text }),
  fc.record({ note: text, staffNote: text }),
  fc.record({ referenceCode: some('A', 'B', null) }),
  fc.record({ status: some('draft' as const, 'checked' as const, 'published' as const) }),
  fc.record({
    agents: fc.array(
      fc.record({
        name: some('鹿取', '外務省', 'Gromyko'),
        role: some('creator' as const, 'sender' as const),
      }),
      { maxLength: 3 },
    ),
  }),
  fc.record({
    extents: fc.array(
      fc.record({ quantity: some('1', '2.5'), unit: some('枚', '冊'), approximate: fc.boolean() }),
      { maxLength: 2 },
    ),
  }),
  fc.record({
    dates: fc.array(fc.record({ expression: some('昭和59年', '1984'), edtf: some('1984', null) }), {
      maxLength: 2,
    }),
  }),
  fc.record({
    identifiers: fc.array(fc.record({ type: some('telegramNumber'), value: some('1339', '1340') }), {
      maxLength: 2,
    }),
  }),
)

type Step =
  | { do: 'create'; under: number; patch: DescriptionPatchInput }
  | { do: 'edit'; unit: number; patch: DescriptionPatchInput; visit: string | undefined }
  | { do: 'addPage' | 'detach' | 'turn' | 'bin' | 'binBack' | 'moveUp'; unit: number }
  | { do: 'attach'; unit: number; to: number }
  | { do: 'undo' | 'redo' }

const unit = fc.nat(4)
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ do: fc.constant('create' as const), under: unit, patch }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('edit' as const),
      unit,
      patch,
      visit: some(undefined, 'one', 'two'),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: some(
        'addPage' as const,
        'detach' as const,
        'turn' as const,
        'bin' as const,
        'binBack' as const,
        'moveUp' as const,
      ),
      unit,
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('attach' as const), unit, to: unit }) },
  { weight: 3, arbitrary: fc.record({ do: some('undo' as const, 'redo' as const) }) },
)

async function perform({ client }: CatalogueInASpec, ids: DescriptionId[], step: Step): Promise<void> {
  const at = (number: number) => ids[number % Math.max(1, ids.length)] ?? (0 as DescriptionId)
  const firstPage = async (id: DescriptionId) =>
    (await client.scan.pages({ descriptionId: id }))[0] ?? (await client.scan.loose({})).pages[0]
  try {
    switch (step.do) {
      case 'create': {
        const parentId = step.under === 0 ? null : at(step.under)
        ids.push((await client.description.create({ parentId, fields: { level: 'item', ...step.patch } })).id)
        return
      }
      case 'edit':
        await client.description.edit({ id: at(step.unit), patch: step.patch, visit: step.visit })
        return
      case 'addPage':
        await client.scan.addPage({ descriptionId: at(step.unit), label: 'p' })
        return
      case 'detach': {
        const page = await firstPage(at(step.unit))
        if (page) await client.scan.detach({ ids: [page.id] })
        return
      }
      case 'attach': {
        const page = await firstPage(at(step.unit))
        if (page) await client.scan.attach({ ids: [page.id], descriptionId: at(step.to) })
        return
      }
      case 'turn': {
        const page = await firstPage(at(step.unit))
        if (page) await client.scan.edit({ id: page.id, rotation: page.rotation === 90 ? 180 : 90 })
        return
      }
      case 'bin':
        await client.description.bin({ ids: [at(step.unit)] })
        return
      case 'binBack':
        await client.description.restore({ id: at(step.unit) })
        return
      case 'moveUp':
        await client.description.move({ ids: [at(step.unit)], parentId: null })
        return
      case 'undo':
      case 'redo':
        await client.history[step.do]()
    }
  } catch (error) {
    if (!isRefusal(error) && (error as { code?: string }).code !== 'BAD_REQUEST') throw error
  }
}

describe('history.record', () => {
  it('gives every record at every moment as it was, whatever was done, undone and done again', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 22 }), async (steps) => {
        const catalogue = await anEmptyCatalogue()
        const { client, core } = catalogue
        const ids: DescriptionId[] = []
        const moments = new Map<number, Map<DescriptionId, Record<string, unknown> | null>>()
        for (const one of steps) {
          await perform(catalogue, ids, one)
          const last = (await client.history.list({ limit: 1 })).entries[0]
          // Another visit to the same field goes on in the same entry: the last state is that of the moment.
          if (last)
            moments.set(
              last.id,
              new Map(await Promise.all(ids.map(async (id) => [id, await recordNow(client, id)] as const))),
            )
        }
        for (const [historyId, records] of moments) {
          for (const [id, record] of records)
            expect(await recordThen(client, id, historyId), `record ${id} at ${historyId}`).toEqual(record)
        }
        await core.close()
      }),
      { numRuns: 20 },
    )
  })

  it('keeps a name that is in no record and no file of names any more, and the texts of a document', async () => {
    const { client, home, handle } = await anEmptyCatalogue()
    const { id } = await client.description.create({ parentId: null, fields: { level: 'item' } })
    const before = (await client.history.list({ limit: 1 })).entries[0]?.id ?? (0 as never)
    await client.description.edit({ id, patch: { agents: [{ name: '鹿取', role: 'sender' }] } })
    const named = (await client.history.list({ limit: 1 })).entries[0]?.id ?? (0 as never)
    // Undoing the edit takes the name out of the catalogue, too.
    await client.history.undo()
    expect(await recordThen(client, id, named)).toMatchObject({ agents: [{ name: '鹿取', role: 'sender' }] })
    expect(await recordThen(client, id, before)).toMatchObject({ agents: [] })
    // The next one is another: it does not stand where the first one stood.
    await client.description.edit({ id, patch: { agents: [{ name: '呉学謙', role: 'sender' }] } })
    expect(await recordThen(client, id, named)).toMatchObject({ agents: [{ name: '鹿取', role: 'sender' }] })

    const scan = join(home, 'a.png')
    writeFileSync(
      scan,
      await sharp({ create: { width: 9, height: 9, channels: 3, background: '#fff' } })
        .png()
        .toBuffer(),
    )
    const { jobId } = await client.import.start({
      handles: [handle(scan, 'read')],
      into: id,
      arrange: 'attach',
    })
    await client.job.wait({ id: jobId })
    const [page] = await client.scan.pages({ descriptionId: id })
    const imported = (await client.history.list({ limit: 1 })).entries[0]?.id ?? (0 as never)
    await client.scan.detach({ ids: [page?.id ?? 0] })
    expect(await recordThen(client, id, imported)).toMatchObject({ pages: [{ fileName: 'a.png' }] })
  })

  it('follows a page to another record and what is done to it there', async () => {
    const { client } = await anEmptyCatalogue()
    const [one, another] = await Promise.all(
      [1, 2].map(() => client.description.create({ parentId: null, fields: { level: 'item' } })),
    )
    if (!one || !another) throw new Error('not made')
    const { id: page } = await client.scan.addPage({ descriptionId: one.id, label: '表' })
    const moments: number[] = []
    const moment = async () => moments.push((await client.history.list({ limit: 1 })).entries[0]?.id ?? 0)
    await moment()
    await client.scan.attach({ ids: [page], descriptionId: another.id })
    await moment()
    await client.scan.edit({ id: page, label: '裏', rotation: 90 })
    await moment()
    await client.scan.detach({ ids: [page] })
    const labels = async (id: DescriptionId) => {
      const records = await Promise.all(moments.map((historyId) => recordThen(client, id, historyId)))
      return records.map((record) => (record?.pages as { label: string; rotation: number }[])[0] ?? null)
    }
    expect(await labels(one.id)).toMatchObject([{ label: '表', rotation: 0 }, null, null])
    expect(await labels(another.id)).toMatchObject([
      null,
      { label: '表', rotation: 0 },
      { label: '裏', rotation: 90 },
    ])
    const { entries } = await client.history.list({ descriptionId: another.id })
    expect(entries.map(({ action }) => action)).toContain('scan.edit')
  })

  it('refuses a moment that history does not know', async () => {
    const { client } = await anEmptyCatalogue()
    const { id } = await client.description.create({ parentId: null, fields: { level: 'item' } })
    await expect(client.history.record({ descriptionId: id, historyId: 77 })).rejects.toMatchObject({
      code: 'historyNotFound',
    })
  })
})

describe('history.restore', () => {
  const aRecordWithThreeTitles = async () => {
    const made = await anEmptyCatalogue()
    const { client } = made
    const { id } = await client.description.create({
      parentId: null,
      fields: {
        level: 'item',
        title: [words('one')],
        note: [words('注一', 'jpn')],
        agents: [{ name: '鹿取' }],
      },
    })
    const [created] = (await client.history.list({})).entries
    await client.description.edit({ id, patch: { title: [words('two'), words('二', 'jpn')] } })
    await client.description.edit({ id, patch: { note: [], agents: [], level: 'file' } })
    return { ...made, id, moment: created?.id ?? (0 as never) }
  }

  it('makes one field what it was, as one step', async () => {
    const { client, id, moment } = await aRecordWithThreeTitles()
    const restored = await client.history.restore({ descriptionId: id, historyId: moment, fields: ['title'] })
    expect(restored.title.map(({ value }) => value)).toEqual(['one'])
    expect(restored.level).toBe('file')
    const { undo } = await client.history.state()
    expect(undo).toMatchObject({ action: 'history.restore', field: 'title' })
    await client.history.undo()
    expect((await client.description.get({ id })).title.map(({ value }) => value)).toEqual(['two', '二'])
  })

  it('makes the whole record what it was, as one step, search included', async () => {
    const { client, id, moment } = await aRecordWithThreeTitles()
    const now = await recordNow(client, id)
    const then = await recordThen(client, id, moment)
    await client.history.restore({ descriptionId: id, historyId: moment })
    expect(await recordNow(client, id)).toEqual(then)
    expect((await client.search.query({ query: '注一' })).total).toBe(1)
    await client.history.undo()
    expect(await recordNow(client, id)).toEqual(now)
  })

  it('refuses a reference code that somebody else has now, and a field that there is not', async () => {
    const { client, id } = await aRecordWithThreeTitles()
    await client.description.edit({ id, patch: { referenceCode: 'A' } })
    const [coded] = (await client.history.list({ limit: 1 })).entries
    const historyId = coded?.id ?? (0 as never)
    await client.description.edit({ id, patch: { referenceCode: 'B' } })
    await client.description.create({ parentId: null, fields: { level: 'item', referenceCode: 'A' } })
    await expect(client.history.restore({ descriptionId: id, historyId })).rejects.toMatchObject({
      code: 'referenceCodeTaken',
    })
    expect((await client.description.get({ id })).referenceCode).toBe('B')
    await expect(
      client.history.restore({ descriptionId: id, historyId, fields: ['place'] }),
    ).rejects.toMatchObject({ code: 'fieldUnknown' })
  })
})

describe('the folder of a catalogue that is only read', () => {
  it('shows its history and its earlier records', async () => {
    const { client, core, folder } = await anEmptyCatalogue()
    const { id } = await client.description.create({
      parentId: null,
      fields: { level: 'item', title: [words('one')] },
    })
    await client.description.edit({ id, patch: { title: [words('two')] } })
    await core.openCatalogue(folder, 'read')
    const { entries } = await client.history.list({ descriptionId: id })
    expect(await recordThen(client, id, entries[1]?.id ?? 0)).toMatchObject({ title: [{ value: 'one' }] })
  })
})
