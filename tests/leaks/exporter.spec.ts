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
import { anAuthority } from '../exporters/authorities.ts'
import { aSource, anInstitution, publicCopy, staffCopy } from '../exporters/released.ts'
import { decided, readings, withheldSpan } from '../exporters/texts.ts'
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
        const named = view?.pages.map((page, at) => ({ ...page, label: source.pages[at]?.fileName ?? null }))
        return view && named ? { ...view, pages: named } : view
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

/**
 * A unit whose texts were decided about: of the transcription a passage in the middle of a line, with a name, is withheld,
 * of the translation a whole paragraph; one of its agents is withheld, and named in the words that stay.
 */
const OPEN_WORDS = canary('open words')
const SECRET_WORDS = canary('secret words')
const SECRET_TRANSLATION = canary('secret translation')
const RESTRICTED = canary('restricted agent')
const CLERK = canary('clerk')

function aReviewedUnit(): ReleaseSource {
  const value = `${OPEN_WORDS}。${SECRET_WORDS}。`
  const start = value.indexOf(SECRET_WORDS)
  const box = { x: 11, y: 22, width: 4321, height: 44 }
  const source = aSource({
    agents: [
      { authorityId: 2, name: RESTRICTED },
      { authorityId: 1, name: 'Katori' },
    ],
    pages: [
      { number: 1, size: { width: 7771, height: 7772 } },
      { number: 2, label: canary('withheld page'), size: { width: 8881, height: 8882 } },
    ],
    readings: readings([
      {
        agent: CLERK,
        checkedBy: canary('checked text'),
        paragraphs: [
          {
            value,
            lines: [{ start: start - 3, end: value.length, region: box }],
            mentions: [
              { start: 0, end: 4, authorityId: 2 },
              { start, end: start + 4, authorityId: 1 },
            ],
          },
        ],
      },
      {
        kind: 'translation',
        language: 'eng',
        paragraphs: [{ value: SECRET_TRANSLATION }, { value: 'Open.' }],
      },
    ]),
    review: decided(
      [
        withheldSpan(1, 1, start, start + SECRET_WORDS.length),
        withheldSpan(2, 1001, 0, SECRET_TRANSLATION.length),
      ],
      {
        withheldPages: new Set([2]),
        withheld: [
          { of: 'authority', id: 2, field: 'name', index: null, alternate: null, lines: null, stamps: [] },
        ],
      },
    ),
  })
  return { ...source, description: { ...source.description, uid: 'reviewed' } }
}

const OF_TEXTS = EXPORTERS.filter(({ carries }) => carries.includes('texts'))
describe.each(OF_TEXTS.map((exporter) => [exporter.id, exporter] as const))(
  'the texts of %s',
  (_, exporter) => {
    const unit = aReviewedUnit()
    const absent = [
      ...[SECRET_WORDS, SECRET_TRANSLATION, RESTRICTED, CLERK],
      ...[canary('checked text'), canary('withheld page')],
    ]
    const out = (source: ReleaseSource, gate: Gate = releasedView, policy = publicCopy) => {
      const description = gate(source, policy)
      if (!description) throw new Error('it is released')
      const context = { audience: policy.audience, institution: anInstitution(), generator: 'spec' }
      const pieces = exporter.write([{ depth: 0, description }], {
        ...context,
        options: exportOptions(exporter, {}),
      })
      return Buffer.concat([...pieces].map((piece) => Buffer.from(piece)))
    }
    /** What shows neither as a word nor as a size: where the withheld words stand, how large the page is, who is meant. */
    const traces = (bytes: Buffer) => [
      ...['4332', '8881', '8882'].filter((trace) => bytes.includes(trace)),
      // Words that stay name somebody who is withheld: nobody is meant by them.
      ...(bytes.subarray(bytes.indexOf('<body>')).includes(' ref="#') ? ['ref'] : []),
    ]

    it('hold what is open, a marker with its code for what is not, and no trace of it', () => {
      const bytes = out(unit)
      expect(findCanaries(opened(bytes), absent)).toEqual([])
      expect(traces(bytes)).toEqual([])
      expect(findCanaries(bytes, [OPEN_WORDS])).not.toEqual([])
      expect(bytes.toString().match(/\[2 lines withheld – 27\(1\)\]/g)).toHaveLength(2)
    })

    it('are not there for the public where nobody has decided about them', () => {
      const { review: _, ...undecided } = unit
      expect(findCanaries(out(undecided), [OPEN_WORDS, SECRET_WORDS, SECRET_TRANSLATION])).toEqual([])
    })

    const twins: [name: string, gate: Gate][] = [
      [
        'that forgets what is withheld of texts',
        (source, policy) =>
          releasedView(
            { ...source, ...(source.review && { review: { ...source.review, ofTexts: [] } }) },
            policy,
          ),
      ],
      ['that hands out what staff have', (source) => releasedView(source, staffCopy)],
      [
        'that names who wrote a text',
        (source, policy) => {
          const view = releasedView(source, policy)
          const own = view?.readings
          return view && own
            ? { ...view, readings: { ...own, texts: own.texts.map((text) => ({ ...text, agent: CLERK })) } }
            : view
        },
      ],
      [
        'that forgets who is withheld',
        (source, policy) =>
          releasedView(
            { ...source, ...(source.review && { review: { ...source.review, withheld: [] } }) },
            policy,
          ),
      ],
      [
        'that leaves every line its place',
        (source, policy) => {
          const view = releasedView(source, policy)
          const lines = source.readings?.texts[0]?.paragraphs[0]?.lines ?? []
          const own = view?.readings
          return view && own
            ? {
                ...view,
                readings: {
                  ...own,
                  texts: own.texts.map((text) => ({
                    ...text,
                    passages: text.passages.map((passage) => ({ ...passage, lines })),
                  })),
                },
              }
            : view
        },
      ],
      [
        'that shows how large a withheld page is',
        (source, policy) => {
          const view = releasedView(source, policy)
          return (
            view && {
              ...view,
              pages: view.pages.map((page, at) => ({ ...page, size: source.pages[at]?.size ?? null })),
            }
          )
        },
      ],
    ]
    it.each(twins)('are caught with a gate %s', (_name, gate) => {
      const bytes = out(unit, gate)
      expect([...findCanaries(opened(bytes), absent), ...traces(bytes)]).not.toEqual([])
    })
  },
)

/** Records of authorities: with forms and notes that nobody sees, and relations to others who are not known to everybody. */
const OF_AUTHORITIES = EXPORTERS.filter(({ carries }) => carries.includes('authorities'))
describe.each(OF_AUTHORITIES.map((exporter) => [exporter.id, exporter] as const))(
  'the authorities of %s',
  (_, exporter) => {
    const text = (place: string) => [{ value: canary(place), language: null, script: null }]
    const span = { expression: null, edtf: null, note: canary('relation note') }
    const record = (isMarked: boolean, known: readonly number[]) =>
      anAuthority({
        isMarked,
        names: [{ value: canary('heading') }, { kind: 'variant', value: canary('variant form') }],
        history: text('history'),
        note: text('authority note'),
        staffNote: text('authority staff note'),
        relations: [{ type: 'partOf', otherId: 7 as never, name: canary('known other'), ...span }],
        relatedFrom: [{ type: 'partOf', otherId: 8 as never, name: canary('unknown other'), ...span }],
        positions: [{ holderId: 8 as never, name: canary('unknown office'), ...span }],
        others: new Map(known.map((id) => [id, { uid: `other-${String(id)}`, type: 'person' }])),
      })
    const unit = (isMarked = false, known: readonly number[] = [7]) => {
      const source = aSource({
        agents: [{ authorityId: 1, name: canary('as it is named') }],
        records: { 1: record(isMarked, known) },
      })
      return { ...source, description: { ...source.description, uid: 'naming' } }
    }
    const absent = [
      'variant form',
      'authority note',
      'authority staff note',
      'relation note',
      'unknown other',
      'unknown office',
    ]
    const out = (source: ReleaseSource, policy = publicCopy) => {
      const description = releasedView(source, policy)
      if (!description) throw new Error('it is published')
      const context = { audience: 'public' as const, institution: anInstitution(), generator: 'spec' }
      const options = exportOptions(exporter, {})
      return Buffer.concat(
        [...exporter.write([{ depth: 0, description }], { ...context, options })].map((piece) =>
          Buffer.from(piece),
        ),
      )
    }
    const found = (bytes: Buffer, places: readonly string[]) => findCanaries(bytes, places.map(canary))

    it('say what is public, and of others whom the public may know', () => {
      expect(found(out(unit()), absent)).toEqual([])
      for (const place of ['heading', 'history', 'known other'])
        expect([place, found(out(unit()), [place]).length > 0]).toEqual([place, true])
    })

    it('are the name alone where anything of one is withheld', () => {
      const bytes = out(unit(true))
      expect(found(bytes, [...absent, 'heading', 'history', 'known other'])).toEqual([])
      expect(found(bytes, ['as it is named'])).not.toEqual([])
    })

    it('are caught with a gate that hands out what staff have, that knows everybody, or that forgets a mark', () => {
      expect(found(out(unit(), staffCopy), absent)).not.toEqual([])
      expect(found(out(unit(false, [7, 8])), absent)).not.toEqual([])
      expect(found(out(unit(false)), ['history'])).not.toEqual([])
    })
  },
)

/** Files of pages: the first is open, of the second something is withheld, the third shows a part of its image alone. */
const OF_FILES = EXPORTERS.filter(({ carries }) => carries.includes('files'))
describe.each(OF_FILES.map((exporter) => [exporter.id, exporter] as const))(
  'the files of %s',
  (_, exporter) => {
    const file = (scanId: number, given = {}) => ({
      ...{ scanId, sha256: String(scanId).repeat(64), byteSize: scanId * 1_111_111, frame: 0 },
      ...{ addedAt: '2026-01-01T00:00:00Z', showsWhole: true, isShared: false, check: null, ...given },
    })
    const source: ReleaseSource = aSource({
      uid: 'with-files',
      pages: [
        { number: 1, fileName: canary('file name'), file: file(1) },
        { number: 2, file: file(2) },
        { number: 3, file: file(3, { showsWhole: false }) },
        { number: 4, file: file(4, { isShared: true }) },
      ],
      review: decided([], { markedPages: new Set([2]) }),
    })
    /** Which digests and sizes can be read. */
    const told = (given: ReleaseSource, gate: Gate = releasedView) => {
      const description = gate(given, publicCopy)
      if (!description) throw new Error('it is published')
      const context = { audience: 'public' as const, institution: anInstitution(), generator: 'spec' }
      const options = exportOptions(exporter, {})
      const bytes = Buffer.concat(
        [...exporter.write([{ depth: 0, description }], { ...context, options })].map((piece) =>
          Buffer.from(piece),
        ),
      )
      expect(findCanaries(bytes, [canary('file name')])).toEqual([])
      return [1, 2, 3, 4].filter(
        (scan) => bytes.includes(String(scan).repeat(64)) || bytes.includes(String(scan * 1_111_111)),
      )
    }

    it('are told of where everything that they hold may be seen', () => {
      expect(told(source)).toEqual([1])
    })

    const twins: [name: string, gate: Gate][] = [
      ['that hands out what staff have', (given) => releasedView(given, staffCopy)],
      [
        'that forgets on which pages something is withheld',
        (given, policy) => releasedView({ ...given, review: decided() }, policy),
      ],
      [
        'that takes a part of an image for all of it, and a shared file for one of its own',
        (given, policy) => {
          const pages = given.pages.map((page) => ({
            ...page,
            ...(page.file && { file: { ...page.file, showsWhole: true, isShared: false } }),
          }))
          return releasedView({ ...given, pages }, policy)
        },
      ],
    ]
    it.each(twins)('are caught with a gate %s', (_name, gate) => {
      expect(told(source, gate)).not.toEqual([1])
    })
  },
)
