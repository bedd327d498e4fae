/**
 * What our EAD3 says is read back as the same fields. What EAD3 cannot carry, and so is not generated here or is compared in
 * the form it has afterwards: the scope of a number (it is in its label); calendar and era; the place of a mark's words on a
 * page, its name and date; markup in fields of one line; white space at the ends of lines and between blocks; the kind of
 * `sources`; restrictions (they are words); parallel names and the separators inside a name in parts; roles of a position.
 * Doubt is the certainty of a date in EAD3, and comes back in both of its forms.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readEad } from '../../../src-main/importers/ead/index.ts'
import { patchOf } from '../../../src-main/importers/ead/unit.ts'
import type { DescriptionPatch } from '../../../src-main/shared/contract/description.ts'
import { DescriptionFields } from '../../../src-main/shared/contract/description.ts'
import {
  DATE_KINDS,
  EXTENT_TYPES,
  RELATION_TYPES,
  TITLE_TYPES,
} from '../../../src-main/shared/domain/field.ts'
import type { TextField } from '../../../src-main/shared/domain/field.ts'
import { aFolder } from '../../builders.ts'
import { written } from '../../exporters/written.ts'
import { publicCopy, released } from '../../exporters/released.ts'
import type { UnitInput } from '../../exporters/released.ts'

const few = <T>(values: fc.Arbitrary<T>) => fc.array(values, { maxLength: 3 })
const word = fc.stringMatching(/^[a-zA-Z外務省極秘「」&<>"'—ー]{1,8}$/)
const line = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '))
const prose = fc
  .array(
    fc.array(line, { minLength: 1, maxLength: 3 }).map((lines) => lines.join('\n')),
    { minLength: 1, maxLength: 3 },
  )
  .map((all) => all.join('\n\n'))
const language = fc.option(fc.constantFrom('eng', 'jpn', 'fre'))
const script = fc.option(fc.constantFrom('Latn', 'Jpan'))
const texts = (value: fc.Arbitrary<string>, type: fc.Arbitrary<string | null> = fc.constant(null)) =>
  few(fc.record({ value, language, script, type, code: fc.constant(null) }))
const kind = fc.option(fc.stringMatching(/^[a-z]{3,9}X$/))

const PROSE = [
  ...[
    'administrativeHistory',
    'archivalHistory',
    'acquisition',
    'abstract',
    'scopeAndContent',
    'appraisal',
    'accruals',
  ],
  ...[
    'arrangement',
    'accessConditions',
    'legalStatus',
    'reproductionConditions',
    'physicalCharacteristics',
    'findingAids',
  ],
  ...['locationOfOriginals', 'locationOfCopies', 'relatedUnits', 'separatedUnits', 'publicationNote', 'note'],
  ...['preferredCitation', 'archivistNote', 'credits', 'handling'],
] as TextField[]

const edtf = fc.constantFrom(
  '1984',
  '1984-03',
  '1984-03-25',
  '1980/1984',
  '1984-03/..',
  '198X',
  '-0044',
  null,
)
const unit: fc.Arbitrary<UnitInput> = fc.record({
  referenceCode: fc.option(line),
  identifiers: few(fc.record({ type: word.map((text) => `t${text}`), label: fc.option(line), value: line })),
  dates: few(
    fc.record({
      kind: fc.constantFrom(...DATE_KINDS),
      expression: line.map((text) => `on ${text}`),
      language,
      edtf,
      certainty: fc.constantFrom('certain', 'approximate', 'uncertain'),
      place: fc.option(line),
    }),
  ),
  extents: few(
    fc.record({
      quantity: fc.constantFrom('3', '0.5', '1200'),
      unit: line,
      approximate: fc.boolean(),
      type: fc.constantFrom(...EXTENT_TYPES),
    }),
  ),
  agents: few(
    fc.record({
      name: line,
      type: fc.constantFrom('person', 'corporateBody', 'family'),
      role: fc.constantFrom(
        'creator',
        'sender',
        'originatingPost',
        'collector',
        'addressee',
        'recipient',
        'mentioned',
        'translator',
        'responsibleOffice',
        'contributor',
      ),
      language,
      script,
    }),
  ),
  languages: few(fc.record({ language: fc.constantFrom('eng', 'jpn', 'fre'), script })),
  accessPoints: few(
    fc.record({
      type: fc.constantFrom('subject', 'place', 'genre', 'function', 'occupation'),
      value: line,
      source: fc.constantFrom('local', 'lcsh'),
      language,
    }),
  ),
  relations: few(
    fc.record({
      type: fc.constantFrom(...RELATION_TYPES),
      target: line,
      part: fc.option(line),
      scope: fc.option(line),
    }),
  ),
  containers: few(
    fc.record({
      type: fc.constant('box'),
      indicator: fc.constantFrom('1', '12'),
      folder: fc.option(fc.constantFrom('3', 'a')),
      item: fc.option(fc.constantFrom('7')),
    }),
  ),
  title: texts(line, fc.option(fc.constantFrom(...TITLE_TYPES))),
  classification: texts(line),
  ...Object.fromEntries(PROSE.map((field) => [field, texts(prose, kind)])),
})

/** The form that values have once they were in EAD3. */
function carried(given: UnitInput): DescriptionPatch {
  const fields = DescriptionFields.partial().parse(given)
  return {
    ...fields,
    dates: (fields.dates ?? []).map((date) => ({
      ...date,
      edtf: date.edtf && doubted(date.edtf, date.certainty),
    })),
    // Creators stand where the records come from, before all others; who translated is said of the translation.
    agents: [...(fields.agents ?? [])].sort((one, other) => rank(one.role) - rank(other.role)),
  }
}
const doubted = (text: string, certainty: string) =>
  certainty === 'certain' || text.includes('X')
    ? text
    : text
        .split('/')
        .map((end) => (end === '..' ? end : end + (certainty === 'approximate' ? '~' : '?')))
        .join('/')
const rank = (role: string) =>
  ['creator', 'sender', 'originatingPost', 'collector'].includes(role) ? 0 : role === 'translator' ? 1 : 2

const filled = (patch: DescriptionPatch) =>
  Object.fromEntries(
    Object.entries(patch).filter(
      ([, value]) => value !== null && !(Array.isArray(value) && value.length === 0),
    ),
  )

/** What EAD 2002 cannot carry beside that: relations are words in it, and readers are shown one title first. */
const carriedBy2002 = (given: UnitInput): DescriptionPatch => {
  const { title = [], relations: _, ...fields } = carried(given)
  const main = title.find(({ language }) => language === 'eng') ?? title[0]
  const others = title.filter((one) => one !== main)
  return {
    ...fields,
    dates: DescriptionFields.partial().parse(given).dates,
    title: [...(main ? [main] : []), ...others.map((one) => ({ ...one, type: one.type ?? 'parallel' }))],
  }
}

describe.each([
  ['ead3', carried],
  ['ead2002', carriedBy2002],
  ['ead2002-dtd', carriedBy2002],
] as const)('%s of our own', (format, form) => {
  it('is read back as the fields that it was made of', async () => {
    const path = join(aFolder(), 'own.xml')
    await fc.assert(
      fc.asyncProperty(unit, async (given) => {
        const nodes = released([{ ...given, status: 'published', level: 'fonds' }], publicCopy)
        writeFileSync(path, written(format, nodes))
        let read: DescriptionPatch = {}
        await readEad(path, {
          signal: new AbortController().signal,
          onUnit: ({ unit: { draft } }) => (read = patchOf(draft)),
        })
        expect(filled(format === 'ead3' ? read : { ...read, relations: [] })).toEqual(filled(form(given)))
      }),
      { numRuns: 100 },
    )
  })
})
