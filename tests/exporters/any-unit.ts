/** Whatever the contract lets into a catalogue, for specs of exporters. */
import fc from 'fast-check'
import languages from '../../resources/vocabularies/languages.json' with { type: 'json' }
import scripts from '../../resources/vocabularies/scripts.json' with { type: 'json' }
import {
  ACCESS_POINT_TYPES,
  AGENT_ROLES,
  AGENT_TYPES,
  DATE_KINDS,
  EXTENT_TYPES,
  RELATION_TYPES,
  STATUSES,
  TEXT_FIELD_NAMES,
} from '../../src-main/shared/domain/field.ts'
import type { AuthorityId } from '../../src-main/shared/contract/ids.ts'
import type { TextField } from '../../src-main/shared/domain/field.ts'
import { LEVELS } from '../../src-main/shared/domain/level.ts'
import { MARKUP_TAGS } from '../../src-main/shared/domain/markup.ts'
import type { UnitInput } from './released.ts'

const surrogates = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 12 })
  .map((units) => String.fromCharCode(...units))
export const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.string({ unit: 'binary-ascii', maxLength: 30 }),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  surrogates,
  fc.constantFrom(
    '',
    ' ',
    '\n\n',
    '\u3000',
    ']]>',
    '&amp;',
    '<p>',
    '-->',
    '\r\n\r\n\u0000',
    '極秘「グ」\n\n注意',
    '\u0085',
    '\ufeff',
  ),
)
const short = anyText.map((text) => text.slice(0, 40))
const orNull = <T>(values: fc.Arbitrary<T>) => fc.option(values)
const language = orNull(fc.constantFrom(...languages.map(({ code }) => code)))
const script = orNull(fc.constantFrom(...scripts.map(({ code }) => code)))
const few = <T>(values: fc.Arbitrary<T>) => fc.array(values, { maxLength: 3 })

const edtf = fc.oneof(
  fc.stringMatching(/^[0-9X\-/.?~%{}[\],TZ:]{0,20}$/),
  fc.stringMatching(
    /^-?[0-3X][0-9X]{3}(-[0-4X][0-9X](-[0-3X][0-9X])?)?[?~%]?(\/(\.\.|[0-3X][0-9X]{3}(-[01][0-9])?)?)?$/,
  ),
  short,
)
const range = fc.record({
  tag: fc.constantFrom(...MARKUP_TAGS),
  start: fc.integer({ min: 0, max: 40 }),
  end: fc.integer({ min: 0, max: 40 }),
})
const textValue = fc.record({
  value: anyText,
  language,
  script,
  type: orNull(short),
  code: orNull(short),
  reading: anyText,
  name: anyText,
  date: anyText,
  markup: fc.array(range, { maxLength: 5 }),
})
const textValues = few(textValue)
export const anyUnit: fc.Arbitrary<UnitInput> = fc.record({
  level: fc.constantFrom(...LEVELS),
  otherLevel: orNull(anyText),
  referenceCode: orNull(anyText),
  status: fc.constantFrom(...STATUSES),
  identifiers: few(
    fc.record({ type: short, label: orNull(anyText), value: anyText, scope: orNull(anyText) }),
  ),
  dates: few(
    fc.record({
      kind: fc.constantFrom(...DATE_KINDS),
      expression: anyText,
      language,
      edtf: orNull(edtf),
      timeOfDay: orNull(fc.constantFrom('01:10', '23:59:59')),
      timeZone: orNull(short),
      certainty: fc.constantFrom('certain', 'approximate', 'uncertain'),
      inferredFrom: orNull(anyText),
      calendar: fc.constantFrom('gregorian', 'japanese'),
      era: orNull(short),
      place: orNull(anyText),
    }),
  ),
  extents: few(
    fc.record({
      quantity: fc.stringMatching(/^\d{1,40}(\.\d{1,40})?$/),
      unit: anyText,
      approximate: fc.boolean(),
      type: fc.constantFrom(...EXTENT_TYPES),
    }),
  ),
  agents: few(
    fc.record({
      name: anyText,
      type: fc.constantFrom(...AGENT_TYPES),
      role: fc.constantFrom(...AGENT_ROLES),
      language,
      script,
      authorityId: fc.constantFrom(null, 1 as AuthorityId, 2 as AuthorityId),
    }),
  ),
  authorities: fc.record({
    1: fc.record({
      surname: orNull(anyText),
      given: orNull(anyText),
      identifier: orNull(fc.record({ source: fc.constantFrom('viaf', 'ndl'), value: anyText })),
      parallel: few(fc.record({ name: anyText, language, script })),
    }),
  }),
  languages: few(fc.record({ language: language.map((code) => code ?? 'und'), script })),
  accessPoints: few(
    fc.record({ type: fc.constantFrom(...ACCESS_POINT_TYPES), value: anyText, source: short, language }),
  ),
  relations: few(
    fc.record({
      type: fc.constantFrom(...RELATION_TYPES),
      target: anyText,
      part: orNull(anyText),
      scope: orNull(anyText),
    }),
  ),
  pages: few(
    fc.record({
      number: fc.integer({ min: 1, max: 9999 }),
      label: orNull(anyText),
      mediaType: orNull(fc.constantFrom('image/tiff', 'application/pdf')),
      fileName: orNull(anyText),
    }),
  ),
  ...(Object.fromEntries(TEXT_FIELD_NAMES.map((field) => [field, textValues])) as Record<
    TextField,
    typeof textValues
  >),
})
