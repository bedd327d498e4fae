/** Released units for specs, made through the one gate, from as little as a case says. */
import {
  AccessPoint,
  Agent,
  DateValue,
  Extent,
  Identifier,
  Instance,
  LanguageValue,
  Relation,
  Restriction,
  TextValue,
} from '../../src-main/shared/contract/description.ts'
import type { DescriptionPatchInput } from '../../src-main/shared/contract/description.ts'
import { Institution } from '../../src-main/shared/contract/catalogue.ts'
import { TEXT_FIELD_NAMES } from '../../src-main/shared/domain/field.ts'
import { releasedView } from '../../src-main/shared/domain/released-view.ts'
import type {
  PublicAuthority,
  ReleasePolicy,
  ReleaseSource,
  SourcePage,
  SourceContainer,
} from '../../src-main/shared/domain/released-view.ts'
import type { SourceAuthority } from '../../src-main/shared/domain/released-authority.ts'
import type { ReleasedNode } from '../../src-main/exporters/exporter.ts'

export interface UnitInput extends DescriptionPatchInput {
  depth?: number
  uid?: string
  createdAt?: string
  updatedAt?: string
  pages?: (Partial<SourcePage> & { number: number })[]
  authorities?: Record<string, PublicAuthority>
  /** The codes of terms, by their ids. */
  terms?: Record<string, string>
  kept?: Record<string, SourceContainer>
  pageNumbers?: ReadonlyMap<number, number>
  readings?: ReleaseSource['readings']
  /** Whole records of authorities, by their ids. */
  records?: Record<string, SourceAuthority>
  review?: ReleaseSource['review']
}

export const anInstitution = (given: Partial<Institution> = {}): Institution =>
  Institution.parse({
    name: 'Example Archives',
    isil: 'JP-1001234',
    country: 'JP',
    language: 'eng',
    script: 'Latn',
    rightsStatement: 'The descriptions may be used by anybody.',
    ...given,
  })

export function aSource(unit: UnitInput, index = 0): ReleaseSource {
  const texts = Object.fromEntries(
    TEXT_FIELD_NAMES.map((field) => [field, (unit[field] ?? []).map((value) => TextValue.parse(value))]),
  ) as Pick<ReleaseSource['description'], (typeof TEXT_FIELD_NAMES)[number]>
  const description: ReleaseSource['description'] = {
    uid: unit.uid ?? `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
    referenceCode: unit.referenceCode ?? null,
    level: unit.level ?? (index === 0 ? 'fonds' : 'item'),
    otherLevel: unit.otherLevel ?? null,
    recordType: unit.recordType ?? 'general',
    status: unit.status ?? 'published',
    checkedBy: null,
    createdAt: unit.createdAt ?? '2026-01-02T03:04:05Z',
    updatedAt: unit.updatedAt ?? '2026-02-03T04:05:06Z',
    binnedAt: null,
    identifiers: (unit.identifiers ?? []).map((value) => Identifier.parse(value)),
    dates: (unit.dates ?? []).map((value) => DateValue.parse(value)),
    extents: (unit.extents ?? []).map((value) => Extent.parse(value)),
    agents: (unit.agents ?? []).map((value) => Agent.parse(value)),
    languages: (unit.languages ?? []).map((value) => LanguageValue.parse(value)),
    accessPoints: (unit.accessPoints ?? []).map((value) => AccessPoint.parse(value)),
    relations: (unit.relations ?? []).map((value) => Relation.parse(value)),
    restrictions: (unit.restrictions ?? []).map((value) => Restriction.parse(value)),
    containers: (unit.containers ?? []).map((value) => Instance.parse(value)),
    ...texts,
  }
  const pages = (unit.pages ?? []).map((page) => ({
    label: null,
    mediaType: 'image/tiff',
    fileName: null,
    ...page,
  }))
  const authorities = new Map(
    Object.entries(unit.authorities ?? {}).map(([id, authority]) => [Number(id), authority]),
  )
  return {
    description,
    pages,
    authorities,
    terms: new Map(Object.entries(unit.terms ?? {}).map(([id, code]) => [Number(id), code])),
    containers: new Map(Object.entries(unit.kept ?? {}).map(([id, kept]) => [Number(id), kept])),
    ...(unit.pageNumbers && { pageNumbers: unit.pageNumbers }),
    readings: unit.readings,
    records:
      unit.records && new Map(Object.entries(unit.records).map(([id, record]) => [Number(id), record])),
    review: unit.review,
  }
}

/** The units of a case as an exporter is given them; one that the audience may not have is left out, with what is below it. */
export function released(units: readonly UnitInput[], policy: ReleasePolicy): ReleasedNode[] {
  const nodes: ReleasedNode[] = []
  let heldBack = Infinity
  units.forEach((unit, index) => {
    const depth = unit.depth ?? (index === 0 ? 0 : 1)
    if (depth > heldBack) return
    const description = releasedView(aSource(unit, index), policy)
    heldBack = description ? Infinity : depth
    if (description) nodes.push({ depth, description })
  })
  return nodes
}

export const publicCopy: ReleasePolicy = { audience: 'public', withNotes: false }
export const staffCopy: ReleasePolicy = { audience: 'staff', withNotes: false }
