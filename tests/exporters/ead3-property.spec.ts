/** Whatever the contract lets into a catalogue comes out as a valid file, with every word in it. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hasSharedFiles, sharedFile } from '../shared-files.ts'
import { openSchema } from '../xml/libxml.ts'
import type { Schema } from '../xml/libxml.ts'
import { anyText, anyUnit } from './any-unit.ts'
import { ead3Text, validated } from './ead3.ts'
import { anInstitution, publicCopy, released } from './released.ts'

describe('any description that the contract allows', () => {
  it('is exported as a valid file, for the public and for staff', async () => {
    const published: Schema[] = hasSharedFiles
      ? [openSchema(sharedFile('schemas/ead3/ead3.rng')), openSchema(sharedFile('schemas/ead3/ead3.xsd'))]
      : []
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyUnit, { minLength: 1, maxLength: 3 }),
        anyText,
        fc.constantFrom('eng', 'jpn'),
        fc.boolean(),
        async (units, words, described, staff) => {
          const audience = staff ? 'staff' : 'public'
          const nodes = released(
            units.map((given, index) => ({ ...given, ...(index === 0 && { status: 'published' as const }) })),
            { audience, withNotes: staff },
          )
          const xml = ead3Text(nodes, {
            audience,
            institution: anInstitution({
              language: described,
              name: `x${words}`,
              rightsStatement: `x${words}`,
            }),
            options: {
              titleProper: words.trim(),
              author: words.trim(),
              pageAddress: 'https://example.org/{referenceCode}/{page}',
            },
          })
          expect(await validated(xml)).toEqual([])
          for (const schema of published) expect(schema.check(xml)).toEqual([])
        },
      ),
      { numRuns: 150 },
    )
    for (const schema of published) schema.close()
  })

  it('may hold five million characters in one field', async () => {
    const values = Array.from({ length: 6 }, () => ({
      value: '本電の取扱いは慎重を期せられたい。 <&> ]]>\n'.repeat(33_000),
    }))
    const xml = ead3Text(released([{ scopeAndContent: values, title: values }], publicCopy))
    expect(values.map(({ value }) => value).join('').length).toBeGreaterThan(5_000_000)
    expect(xml.split('<lb/>').length - 1).toBe(6 * 32_999)
    expect(await validated(xml)).toEqual([])
  })
})
