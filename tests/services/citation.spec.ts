import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { DescriptionPatchInput } from '../../src-main/shared/contract/description.ts'
import { DEFAULT_TEMPLATE } from '../../src-main/shared/domain/citation/index.ts'
import { aFolder, anEmptyCatalogue, words } from '../builders.ts'
import type { CatalogueInASpec } from '../builders.ts'

async function exported({ client, handle }: CatalogueInASpec): Promise<string> {
  const path = join(aFolder(), 'out.xml')
  const { jobId } = await client.export.start({ as: 'ead3', to: handle(path, 'write'), audience: 'public' })
  expect((await client.job.wait({ id: jobId })).error).toBeNull()
  return readFileSync(path, 'utf8')
}

describe('citation.setTemplate', () => {
  it('keeps a template as one undo step for one visit, and refuses what is none', async () => {
    const { client } = await anEmptyCatalogue()
    expect(await client.citation.template()).toEqual({ template: DEFAULT_TEMPLATE, isDefault: true })
    await client.citation.setTemplate({ template: '{title}', visit: 'v' })
    await client.citation.setTemplate({ template: '{title}, {date}', visit: 'v' })
    await expect(client.citation.setTemplate({ template: '{titel}' })).rejects.toMatchObject({
      code: 'citationTemplateInvalid',
      data: { code: 'tokenUnknown', about: 'titel' },
    })
    expect(await client.citation.template()).toEqual({ template: '{title}, {date}', isDefault: false })
    await client.history.undo()
    expect(await client.citation.template()).toMatchObject({ isDefault: true })
  })
})

describe('the citation that goes out', () => {
  it('is the supplied one, or else the computed one once the institution has a template', async () => {
    const catalogue = await anEmptyCatalogue()
    const { client } = catalogue
    const fields: DescriptionPatchInput = {
      level: 'fonds',
      status: 'published',
      referenceCode: 'B',
      title: [words('Cable', 'eng', 'Latn')],
      dates: [{ expression: '1984', edtf: '1984' }],
    }
    const { id } = await client.description.create({ parentId: null, fields })
    expect(await exported(catalogue)).not.toContain('prefercite')
    await client.citation.setTemplate({ template: '{title} [({referenceCode}), ]{date}' })
    expect(await exported(catalogue)).toMatch(
      /<prefercite lang="eng" localtype="computed">\s*<p>Cable \(B\), 1984<\/p>\s*<\/prefercite>/,
    )
    await client.description.edit({ id, patch: { preferredCitation: [words('As supplied', 'eng')] } })
    const xml = await exported(catalogue)
    expect(xml).toContain('As supplied')
    expect(xml).not.toContain('computed')
  })

  it('is checked against the supplied one, which one click replaces', async () => {
    const { client } = await anEmptyCatalogue()
    const { id } = await client.description.create({
      parentId: null,
      fields: {
        title: [words('Cable', 'eng')],
        dates: [{ expression: '1984', edtf: '1984' }],
        preferredCitation: [words('Cable, 1983', 'eng')],
      },
    })
    const found = async () =>
      (await client.finding.ofRecord({ descriptionId: id })).find(({ code }) => code === 'citationDiffers')
    expect(await found()).toBeUndefined()
    await client.citation.setTemplate({ template: '{title}, {date}' })
    const differs = await found()
    expect(differs).toMatchObject({ field: 'preferredCitation', index: 0, about: ['1983', '1984'] })
    await client.finding.fix({ descriptionId: id, fingerprint: differs?.fingerprint ?? '', choice: 0 })
    expect((await client.description.get({ id })).preferredCitation[0]?.value).toBe('Cable, 1984')
    expect(await found()).toBeUndefined()
  })
})
