/** What is printed is read back with other programs: the words by poppler, the bars by zbar. */
import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { ContainerId, DescriptionId } from '../../src-main/shared/contract/ids.ts'
import { PRINTED } from '../../src-main/shared/domain/print.ts'
import type { Printed } from '../../src-main/shared/domain/print.ts'
import { aFolder, anEmptyCatalogue, words } from '../builders.ts'
import type { CatalogueInASpec } from '../builders.ts'
import { debianTool } from '../debian-tool.ts'

const hasPoppler = debianTool('pdftotext', 'poppler-utils')
const hasZbar = debianTool('zbarimg', 'zbar-tools')

type Start = NonNullable<Parameters<Client['print']['start']>[0]>

const EVERYTHING = { units: { kind: 'branch', id: null } } as const

/** A fonds with twenty items in two boxes, of which the first has a barcode. */
async function aShelf() {
  const made = await anEmptyCatalogue()
  const { client } = made
  const fonds = await client.description.create({
    parentId: null,
    fields: { level: 'fonds', referenceCode: 'B', title: [words('外務省電報', 'jpn', 'Jpan')] },
  })
  const boxes: ContainerId[] = []
  for (const [indicator, barcode] of [
    ['9', 'SHK-000009'],
    ['10', null],
  ] as const)
    boxes.push((await client.container.create({ fields: { type: 'box', indicator, barcode } })).id)
  const items: DescriptionId[] = []
  for (let number = 1; number <= 20; number++) {
    const { id } = await client.description.create({
      parentId: fonds.id,
      fields: {
        level: 'item',
        referenceCode: `B-${String(number)}`,
        title: [words(`電報第${String(number)}号`, 'jpn', 'Jpan')],
        dates: [{ expression: '昭和59年', edtf: String(1983 + (number % 3)) }],
        containers: [{ containerId: boxes[number % 2], folder: String(number) }],
      },
    })
    items.push(id)
  }
  return { ...made, fonds: fonds.id, boxes, items }
}

const templateOf = async ({ client }: CatalogueInASpec, what: Printed) =>
  (await client.print.template({ what })).template

async function printed(made: CatalogueInASpec, what: Printed, asked: Partial<Start> = {}) {
  const { client, handle } = made
  const folder = aFolder()
  const template = await templateOf(made, what)
  const { jobId } = await client.print.start({
    what,
    about: EVERYTHING,
    template,
    language: 'ja',
    to: handle(join(folder, 'out.pdf'), 'write'),
    ...asked,
  })
  const job = await client.job.wait({ id: jobId })
  expect(job.error).toBeNull()
  if (job.result?.kind !== 'print') throw new Error('nothing was printed')
  return { result: job.result, path: join(folder, 'out.pdf'), folder }
}

const textOf = (path: string): string =>
  execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' }).normalize('NFKC')

describe.runIf(hasPoppler)('a printed sheet', () => {
  it('has a label for each box, with its number, what is in it, its years and the fonds', async () => {
    const made = await aShelf()
    const { result, path } = await printed(made, 'containerLabels')
    expect(result).toMatchObject({ pages: 1, printed: 2, cut: 0, missing: [] })
    const text = textOf(path)
    expect(text).toContain('外務省電報')
    expect(text).toContain('箱9')
    expect(text).toContain('B-2 – B-20')
    expect(text).toContain('B-1 – B-19')
    expect(text).toContain('1983–1985')
  })

  it('begins where the sheet is not used up, and goes on on the next one', async () => {
    const made = await aShelf()
    const template = { ...(await templateOf(made, 'unitLabels')), sheet: 'l7160' as const }
    const about = { units: { kind: 'children' as const, parentId: made.fonds } }
    expect((await printed(made, 'unitLabels', { template, about })).result.pages).toBe(1)
    const { result, path } = await printed(made, 'unitLabels', { template, about, skip: 5 })
    expect(result).toMatchObject({ pages: 2, printed: 20 })
    const [first = '', second = ''] = textOf(path).split('\f')
    expect(first).toContain('電報第16号')
    expect(first).not.toContain('電報第17号')
    expect(second).toContain('電報第20号')
  })

  it('lists what boxes hold, box by box, with its heads on every page', async () => {
    const made = await aShelf()
    const template = { ...(await templateOf(made, 'unitList')), size: 17 }
    const { result, path } = await printed(made, 'unitList', {
      about: { containers: { ids: made.boxes } },
      template,
    })
    expect(result.printed).toBe(20)
    const pages = textOf(path).split('\f').slice(0, -1)
    expect(pages).toHaveLength(result.pages)
    expect(pages.length).toBeGreaterThan(1)
    for (const page of pages) expect(page).toContain('参照コード')
    const order = [...pages.join('').matchAll(/B-(\d+)\b/g)].map(([, number]) => Number(number))
    expect(order).toEqual([2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19])
  })

  it('prints an out-card with blanks to be filled in by hand', async () => {
    const made = await aShelf()
    const about = { units: { kind: 'units' as const, ids: made.items.slice(0, 5) } }
    const { result, path } = await printed(made, 'outCards', { about })
    expect(result).toMatchObject({ pages: 2, printed: 5 })
    const text = textOf(path)
    for (const said of ['出納票', '電報第1号', '箱10', '請求者', '返却日']) expect(text).toContain(said)
  })

  it('sets less of what is too long, and says so; what the typeface lacks becomes 〓', async () => {
    const made = await aShelf()
    const [id] = made.items
    if (id === undefined) throw new Error('no item')
    const title = `${'とても長い標題'.repeat(60)}😀`
    await made.client.description.edit({ id, patch: { title: [words(`😀${title}`, 'jpn', 'Jpan')] } })
    const about = { units: { kind: 'units' as const, ids: [id] } }
    const { result, path } = await printed(made, 'unitLabels', { about })
    expect(result).toMatchObject({ cut: 1, missing: ['😀'] })
    const text = textOf(path)
    expect(text).toContain('〓とても長い')
    expect(text).toMatch(/…|\.\.\./)
  })

  it('refuses a token that it does not know, a sheet that is too small, and nothing', async () => {
    const made = await aShelf()
    const { client } = made
    const template = await templateOf(made, 'unitLabels')
    const asked = { what: 'unitLabels' as const, about: EVERYTHING }
    await expect(
      client.print.preview({ ...asked, template: { ...template, lines: ['{nonsense}'] } }),
    ).rejects.toMatchObject({
      code: 'printTemplateInvalid',
      data: { code: 'tokenUnknown', about: 'nonsense' },
    })
    await expect(
      client.print.preview({
        ...asked,
        template: { ...template, sheet: 'own', own: { ...template.own, columns: 9 } },
      }),
    ).rejects.toMatchObject({ code: 'printTemplateInvalid', data: { code: 'sheetTooSmall' } })
    await expect(
      client.print.preview({ ...asked, about: { units: { kind: 'search', query: 'nowhere' } }, template }),
    ).rejects.toMatchObject({ code: 'printNothing' })
  })

  it('leaves no file when it is stopped', async () => {
    const made = await aShelf()
    const { client, handle } = made
    const folder = aFolder()
    const { jobId } = await client.print.start({
      what: 'unitList',
      about: EVERYTHING,
      template: await templateOf(made, 'unitList'),
      to: handle(join(folder, 'out.pdf'), 'write'),
    })
    const job = await client.job.cancel({ id: jobId })
    expect(readdirSync(folder)).toEqual(job.state === 'cancelled' ? [] : ['out.pdf'])
  })
})

describe.runIf(hasPoppler && hasZbar)('a printed barcode', () => {
  it('is read by a scanner as the barcode of the box', async () => {
    const made = await aShelf()
    const { path, folder } = await printed(made, 'containerLabels', {
      about: { containers: { ids: made.boxes } },
    })
    execFileSync('pdftoppm', ['-r', '300', '-gray', path, join(folder, 'page')])
    const [page = ''] = readdirSync(folder).filter((name) => name.startsWith('page'))
    const read = execFileSync('zbarimg', ['--quiet', '--raw', join(folder, page)], { encoding: 'utf8' })
    expect(read.trim()).toBe('SHK-000009')
  })
})

describe('print.setTemplate', () => {
  it('keeps a template for everything that is printed, one undo step each, and takes the proposed one again', async () => {
    const made = await aShelf()
    const { client } = made
    for (const what of PRINTED) {
      const template = { ...(await templateOf(made, what)), size: 13 }
      await client.print.setTemplate({ what, template })
      expect(await client.print.template({ what })).toEqual({ template, isDefault: false })
    }
    await client.history.undo()
    expect((await client.print.template({ what: 'unitList' })).isDefault).toBe(true)
    await client.print.setTemplate({ what: 'outCards', template: null })
    expect((await client.print.template({ what: 'outCards' })).isDefault).toBe(true)
  })
})
