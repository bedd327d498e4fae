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
