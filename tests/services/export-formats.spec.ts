/** The sample goes out in every format: files get their names only when what was written is valid. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { EXPORTERS } from '../../src-main/exporters/index.ts'
import { debianTool } from '../debian-tool.ts'
import { hasSharedFiles } from '../shared-files.ts'
import { aFolder, anEmptyCatalogue } from '../builders.ts'
import { xmllint } from '../exporters/written.ts'

const SCHEMAS: Record<string, string> = {
  mods: 'schemas/mods/mods-3-8.libxml2.xsd',
  marcxml: 'schemas/marc/MARC21slim.xsd',
}

describe('the sample', { timeout: 600_000 }, () => {
  it('is valid in every format of the registry, for the public and with an address for each record', async () => {
    const { client, handle } = await anEmptyCatalogue()
    await client.catalogue.openSample()
    for (const { id, options } of await client.export.formats()) {
      if (!EXPORTERS.some((exporter) => exporter.id === id)) continue
      const properties = (options['properties'] ?? {}) as Record<string, unknown>
      const folder = aFolder()
      const { jobId } = await client.export.start({
        ...{ as: id, to: handle(folder, 'write') },
        options: 'recordAddress' in properties ? { recordAddress: 'https://example.org/{uid}' } : {},
      })
      const { error, result } = await client.job.wait({ id: jobId })
      expect([id, error]).toEqual([id, null])
      expect(result).toMatchObject({ kind: 'export', format: id, validation: { valid: true } })
      const names = readdirSync(folder)
      expect(names.length).toBeGreaterThan(0)
      const schema = SCHEMAS[id]
      if (schema === undefined || !hasSharedFiles || !debianTool('xmllint', 'libxml2-utils')) continue
      const texts = names.map((name) => readFileSync(join(folder, name), 'utf8'))
      expect(xmllint(schema, texts)).toBe('')
    }
  })
})

describe('the authorities of a catalogue', () => {
  it('go out with what of them the public may know: who is named by a draft alone is not related to anybody', async () => {
    const { client, handle } = await anEmptyCatalogue()
    const person = async (value: string) =>
      (await client.authority.create({ fields: { type: 'person', names: [{ kind: 'authorized', value }] } }))
        .id
    const [one, open, hidden] = [await person('Katori'), await person('Abe Shintaro'), await person('Zzyzx')]
    const related = [open, hidden].map((otherId) => ({ type: 'associated' as const, otherId }))
    await client.authority.edit({
      id: one,
      patch: { relations: related, history: [{ value: 'A diplomat.', language: null, script: null }] },
    })
    const unit = async (status: 'published' | 'draft', ids: readonly (typeof one)[]) =>
      client.description.create({
        parentId: null,
        fields: {
          status,
          title: [{ value: status, language: null, script: null, type: null, code: null }],
          agents: ids.map((authorityId) => ({ authorityId, name: '', type: 'person', role: 'mentioned' })),
        },
      })
    await unit('published', [one, open])
    const draft = await unit('draft', [hidden])
    const out = async () => {
      const path = join(aFolder(), 'eac.xml')
      const { jobId } = await client.export.start({ as: 'eac-cpf', to: handle(path, 'write') })
      expect(await client.job.wait({ id: jobId })).toMatchObject({ error: null })
      return readFileSync(path, 'utf8')
    }
    const before = await out()
    expect(before.match(/<eac /g)).toHaveLength(2)
    for (const words of ['A diplomat.', 'Abe Shintaro']) expect(before).toContain(words)
    expect(before).not.toContain('Zzyzx')

    await client.description.edit({ id: draft.id, patch: { status: 'published' } })
    // By its own record, and by the relation that another one has to it.
    expect((await out()).match(/>Zzyzx</g)).toHaveLength(2)
    // One field of it withheld, in whatever review: of its record nothing but the name is told, nor that it has a relation.
    const { id: reviewed } = await unit('draft', [])
    await client.settings.set({ who: 'Aoki' })
    await client.redaction.mark({
      descriptionId: reviewed,
      exemptions: [],
      anchors: [{ place: { kind: 'field', of: 'authority', id: hidden, field: 'name' } }],
    })
    expect((await out()).match(/>Zzyzx</g)).toHaveLength(1)
  })
})
