/**
 * A canary in everything that a copy must not hold, looked for in every byte of what each exporter writes; and a
 * leaky twin of the exporter for each way of getting it wrong, which must be caught.
 */
import { describe, expect, it } from 'vitest'
import type { Carried, Exporter, ReleasedNode } from '../../src-main/exporters/exporter.ts'
import { EXPORTERS, exportOptions } from '../../src-main/exporters/index.ts'
import { TEXT_FIELD_NAMES } from '../../src-main/shared/domain/field.ts'
import { PUBLIC_TEXT_FIELDS, releasedView } from '../../src-main/shared/domain/released-view.ts'
import type {
  ReleasePolicy,
  ReleasedDescription,
  ReleaseSource,
} from '../../src-main/shared/domain/released-view.ts'
import { aSource, anInstitution, publicCopy, staffCopy } from '../exporters/released.ts'
import type { UnitInput } from '../exporters/released.ts'
import { findCanaries } from './find-canary.ts'
import { opened } from './opened.ts'

const canary = (place: string) => `カナリア${place}の秘密 & “${place} canary”`

const allowed = TEXT_FIELD_NAMES.filter((field) => (PUBLIC_TEXT_FIELDS as readonly string[]).includes(field))
const never = TEXT_FIELD_NAMES.filter((field) => !(PUBLIC_TEXT_FIELDS as readonly string[]).includes(field))

/** A unit with a canary in each place that takes text. */
function aUnitFullOfCanaries(name: string, given: UnitInput = {}): ReleaseSource {
  const at = (place: string) => canary(`${name} ${place}`)
  const texts = Object.fromEntries(TEXT_FIELD_NAMES.map((field) => [field, [{ value: at(field) }]]))
  const { description, pages, authorities, containers } = aSource({
    ...texts,
    referenceCode: at('referenceCode'),
    identifiers: [{ type: 'number', label: at('label'), value: at('identifier'), scope: at('scope') }],
    dates: [
      { expression: at('date'), place: at('place'), inferredFrom: at('inferredFrom'), timeOfDay: '01:02' },
    ],
    extents: [{ quantity: '1', unit: at('unit') }],
    agents: [{ authorityId: 1, name: at('agent') }],
    authorities: {
      1: {
        surname: null,
        given: null,
        identifier: { source: 'viaf', value: at('authorityNumber') },
        parallel: [{ name: at('parallelName'), language: null, script: null }],
      },
    },
    accessPoints: [{ value: at('accessPoint') }],
    relations: [{ type: 'isPartOf', target: at('target'), part: at('part'), scope: at('relationScope') }],
    pages: [{ number: 1, label: at('pageLabel'), fileName: at('fileName') }],
    containers: [{ containerId: 1, indicator: at('box'), folder: at('folder'), item: at('itemNumber') }],
    kept: { 1: { chain: [{ type: 'box', indicator: at('box') }], location: at('shelf') } },
    ...given,
  })
  return {
    description: { ...description, uid: `uid-${name}`, checkedBy: at('checkedBy') },
    pages,
    authorities,
    containers,
  }
}

const published = aUnitFullOfCanaries('published')
const draft = aUnitFullOfCanaries('draft', { status: 'draft' })
const checked = aUnitFullOfCanaries('checked', { status: 'checked' })
const binned: ReleaseSource = (() => {
  const { description, ...rest } = aUnitFullOfCanaries('binned')
  return { description: { ...description, binnedAt: '2026-01-01T00:00:00Z' }, ...rest }
})()

type Gate = (source: ReleaseSource, policy: ReleasePolicy) => ReleasedDescription | null

function written(exporter: Exporter, policy: ReleasePolicy, gate: Gate = releasedView): Uint8Array {
  const nodes = [published, draft, checked, binned].flatMap((source, index): ReleasedNode[] => {
    const description = gate(source, policy)
    return description ? [{ depth: index === 0 ? 0 : 1, description }] : []
  })
  const pieces = exporter.write(nodes, {
    audience: policy.audience,
    institution: anInstitution(),
    options: exportOptions(exporter, {}),
    generator: 'spec',
  })
  return opened(Buffer.concat([...pieces].map((piece) => Buffer.from(piece))))
}

const everywhere = [
  ...TEXT_FIELD_NAMES,
  'referenceCode',
  'identifier',
  'label',
  'scope',
  'date',
  'place',
  'inferredFrom',
  'unit',
  'agent',
  'authorityNumber',
  'parallelName',
  'accessPoint',
  'target',
  'part',
  'relationScope',
  'pageLabel',
  'fileName',
  'box',
  'folder',
  'itemNumber',
  'shelf',
  'checkedBy',
]
const inUnit = (name: string, places: readonly string[] = everywhere) =>
  places.map((place) => canary(`${name} ${place}`))
const absentForThePublic = [
  ...inUnit('published', [...never, 'fileName', 'shelf', 'checkedBy']),
  ...inUnit('draft'),
  ...inUnit('checked'),
  ...inUnit('binned'),
]
const absentForStaff = [
  ...['published', 'draft', 'checked'].flatMap((name) => inUnit(name, [...never, 'checkedBy'])),
  ...inUnit('binned'),
]

/** Where something is said of a field that is more than a text. */
const PLACES: readonly (readonly [place: string, field: Carried])[] = [
  ['referenceCode', 'referenceCode'],
  ['identifier', 'identifiers'],
  ['date', 'dates'],
  ['unit', 'extents'],
  ['agent', 'agents'],
  ['accessPoint', 'accessPoints'],
  ['target', 'relations'],
  ['box', 'containers'],
  ['folder', 'containers'],
  ['pageLabel', 'pages'],
]

describe.each(EXPORTERS.map((exporter) => [exporter.id, exporter] as const))('%s', (_, exporter) => {
  const carries = new Set<Carried>(exporter.carries)

  it('holds for the public nothing of what is not published, no staff notes and no file names', () => {
    expect(findCanaries(written(exporter, publicCopy), absentForThePublic)).toEqual([])
  })

  it('holds what is published, of exactly the fields that it says it has a place for: the canaries would be seen', () => {
    const there = new Set(
      findCanaries(written(exporter, publicCopy), inUnit('published')).map((found) => found.canary),
    )
    for (const [place, field] of [...allowed.map((field) => [field, field] as const), ...PLACES])
      expect([place, there.has(canary(`published ${place}`))]).toEqual([place, carries.has(field)])
  })

  it('holds for staff no notes and no history unless they are asked for', () => {
    const without = written(exporter, staffCopy)
    expect(findCanaries(without, absentForStaff)).toEqual([])
    expect(
      findCanaries(without, [canary('draft title'), canary('published fileName')]).map(
        (found) => found.canary,
      ),
    ).toContain(canary('draft title'))
    const withNotes = written(exporter, { audience: 'staff', withNotes: true })
    expect(findCanaries(withNotes, [canary('published staffNote')]).length > 0).toBe(carries.has('staffNote'))
  })

  const leaky: [name: string, gate: Gate][] = [
    [
      'that takes drafts for published',
      ({ description, ...rest }, policy) =>
        releasedView({ description: { ...description, status: 'published' }, ...rest }, policy),
    ],
    [
      'that takes the bin for the catalogue',
      ({ description, ...rest }, policy) =>
        releasedView({ description: { ...description, binnedAt: null }, ...rest }, policy),
    ],
    [
      'that is handed the staff view',
      (source, policy) => {
        const view = releasedView(
          { ...source, description: { ...source.description, status: 'published' } },
          { ...policy, audience: 'staff' },
        )
        return view
      },
    ],
    [
      'whose pages are named after their files',
      (source, policy) => {
        const view = releasedView(source, policy)
        return view && { ...view, pages: source.pages.map((page) => ({ ...page, label: page.fileName })) }
      },
    ],
    [
      'that calls a staff note a title',
      (source, policy) => {
        const view = releasedView(source, policy)
        return view && { ...view, texts: { ...view.texts, title: source.description.staffNote } }
      },
    ],
  ]
  const gates = leaky.filter(([name]) => carries.has('pages') || !name.startsWith('whose pages'))
  it.each(gates)('is caught with a gate %s', (_name, gate) => {
    expect(findCanaries(written(exporter, publicCopy, gate), absentForThePublic)).not.toEqual([])
  })

  /** Exporters that write what they should, and then what they should not, in some disguise. */
  const disguises: [name: string, disguise: (text: string) => string][] = [
    ['in a comment', (text) => `<!-- ${text} -->`],
    ['in base64', (text) => Buffer.from(`{"note":"${text}"}`).toString('base64')],
    [
      'as character references',
      (text) => Array.from(text, (sign) => `&#x${sign.codePointAt(0)?.toString(16)};`).join(''),
    ],
    ['in an address', (text) => `<ptr href="https://example.org/?q=${encodeURIComponent(text)}"/>`],
    ['in compatibility characters', (text) => text.normalize('NFKD')],
  ]
  it.each(disguises)('is caught when it writes a draft %s', (_name, disguise) => {
    const twin: Exporter = {
      ...exporter,
      *write(nodes, context) {
        yield* exporter.write(nodes, context)
        for (const { value } of draft.description.scopeAndContent) yield disguise(value)
      },
    }
    expect(findCanaries(written(twin, publicCopy), absentForThePublic)).not.toEqual([])
  })

  it('does not say staff notes and file names even when it is handed them for the public', () => {
    const nodes = [{ depth: 0, description: releasedView(published, { audience: 'staff', withNotes: true }) }]
    const handed = nodes.flatMap(({ depth, description }) => (description ? [{ depth, description }] : []))
    const pieces = [
      ...exporter.write(handed, {
        audience: 'public',
        institution: anInstitution(),
        options: exportOptions(exporter, {}),
        generator: 'spec',
      }),
    ]
    expect(
      findCanaries(
        opened(Buffer.concat(pieces.map((piece) => Buffer.from(piece)))),
        inUnit('published', [...never, 'fileName', 'checkedBy']),
      ),
    ).toEqual([])
  })
})
