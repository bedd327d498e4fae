import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import type { DescriptionId } from '../../src-main/shared/contract/ids.ts'
import type { Scope } from '../../src-main/shared/contract/scope.ts'
import { aFolder, anEmptyCatalogue, words } from '../builders.ts'
import type { CatalogueInASpec } from '../builders.ts'
import { anItemToReview, CODE } from '../reviewed-item.ts'

async function unit(
  { client }: CatalogueInASpec,
  parentId: DescriptionId | null,
  code: string,
  status: 'draft' | 'published',
) {
  const fields = {
    level: 'item' as const,
    referenceCode: code,
    status,
    title: [words(`title of ${code}`, 'eng', 'Latn')],
  }
  return (await client.description.create({ parentId, fields })).id
}

async function listed(made: CatalogueInASpec, scope: Scope | null, audience: 'public' | 'staff' = 'public') {
  const path = join(aFolder(), 'list.csv')
  const { jobId } = await made.client.export.start({
    as: 'csv',
    to: made.handle(path, 'write'),
    audience,
    scope,
    options: { columns: 'referenceCode,parent', headers: 'codes' },
  })
  const { error, result } = await made.client.job.wait({ id: jobId })
  expect(error).toBeNull()
  const [, ...rows]: string[][] = parse(readFileSync(path), { bom: true })
  return { rows, heldBack: result?.kind === 'export' ? result.heldBack : null }
}

describe('export.start of a list', () => {
  it('gives exactly what a scope names, one row each, with the unit above', async () => {
    const made = await anEmptyCatalogue()
    const a = await unit(made, null, 'A', 'published')
    const b = await unit(made, a, 'A/B', 'published')
    await unit(made, b, 'A/B/1', 'published')
    expect((await listed(made, { kind: 'children', parentId: a })).rows).toEqual([['A/B', 'A']])
    expect((await listed(made, { kind: 'branch', id: b })).rows).toEqual([
      ['A/B', 'A'],
      ['A/B/1', 'A/B'],
    ])
    expect((await listed(made, { kind: 'search', query: 'A/B/1' })).rows).toEqual([['A/B/1', 'A/B']])
    expect((await listed(made, null)).rows).toHaveLength(3)
  })

  it('leaves out for the public what is published below something that is not, wherever it is asked for', async () => {
    const made = await anEmptyCatalogue()
    const draft = await unit(made, null, 'D', 'draft')
    const below = await unit(made, draft, 'D/1', 'published')
    const open = await unit(made, null, 'P', 'published')
    const scope: Scope = { kind: 'units', ids: [below, open] }
    expect(await listed(made, scope)).toEqual({ rows: [['P', '']], heldBack: 1 })
    expect((await listed(made, scope, 'staff')).rows).toEqual([
      ['D/1', 'D'],
      ['P', ''],
    ])
    await expect(
      made.client.export.start({ as: 'xlsx', scope: { kind: 'units', ids: [below] } }),
    ).rejects.toMatchObject({
      code: 'exportNothing',
    })
  })

  it('says of the unit above what that one says itself: not the reference code that is withheld of it', async () => {
    const item = await anItemToReview()
    const { client, id } = item
    await client.description.edit({ id, patch: { status: 'published' } })
    const marked = await client.redaction.mark({
      ...{ descriptionId: id, exemptions: [CODE] },
      anchors: [{ place: { kind: 'field', of: 'description', id, field: 'referenceCode' } }],
    })
    await item.onlyInFields(marked.id)
    await item.withholdSecondPage()
    await item.bringTo('approved')
    const below = await unit(item, id, 'E-1', 'published')
    const within = item.handle(aFolder(), 'write')
    const { jobId } = await client.release.write({ ids: [id], within, name: 'R', as: 'Chiba' })
    expect((await client.job.wait({ id: jobId })).error).toBeNull()
    const { uid } = await client.description.get({ id })
    const scope: Scope = { kind: 'units', ids: [below] }
    expect((await listed(item, scope)).rows).toEqual([['E-1', uid]])
  })
})
