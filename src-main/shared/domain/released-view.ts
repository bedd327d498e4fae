/**
 * The one gate to the outside. Exporters, print, clipboard and previews take values of a type that only
 * `releasedView` makes; what is withheld is not in the value at all.
 *
 * A description is public when it and every unit above it is published, and, where it has to be reviewed, once it was
 * approved and released as it is now; the caller walks from the top and does not go below a unit that is not released.
 * Every field is allowed by name: a new field is absent until it is named here.
 */
import type {
  AccessPoint,
  Agent,
  DateValue,
  Description,
  Extent,
  Identifier,
  LanguageValue,
  Relation,
  Restriction,
  TextValue,
} from '../contract/description.ts'
import type { Audience } from '../contract/export.ts'
import { standsOnSheet } from './field.ts'
import type { TextField } from './field.ts'
import type { Level } from './level.ts'
import { withoutWithheld } from './redaction/withheld-fields.ts'
import type { WithheldField } from './redaction/withheld-fields.ts'
import { releasedAuthority } from './released-authority.ts'
import type { ReleasedAuthority, SourceAuthority } from './released-authority.ts'
import { releasedFiles } from './released-file.ts'
import type { ReleasedFile, SourceFile } from './released-file.ts'
import { releasedReadings } from './released-readings.ts'
import type { ReleasedReadings, SourceReadings, Withholding } from './released-readings.ts'
import type { Size } from './region.ts'
import { latestDay, openingOf } from './restriction.ts'

declare const released: unique symbol

/** Fields of text that a public copy may carry. */
export const PUBLIC_TEXT_FIELDS = [
  'title',
  'physicalFacet',
  'dimensions',
  'administrativeHistory',
  'archivalHistory',
  'acquisition',
  'abstract',
  'scopeAndContent',
  'appraisal',
  'accruals',
  'arrangement',
  'accessConditions',
  'legalStatus',
  'reproductionConditions',
  'languageNote',
  'physicalCharacteristics',
  'findingAids',
  'locationOfOriginals',
  'locationOfCopies',
  'relatedUnits',
  'separatedUnits',
  'publicationNote',
  'note',
  'preferredCitation',
  'credits',
  'archivistNote',
  'sources',
  'classification',
  'declassification',
  'precedence',
  'handling',
  'distribution',
  'stamp',
] as const satisfies readonly TextField[]

/** A text with the number of the page it stands on; where on that page it stands, the image shows. */
export type ReleasedText = Omit<TextValue, 'pageId' | 'region'> & { readonly pageNumber?: number }

export interface ReleasePolicy {
  readonly audience: Audience
  /** Staff notes go into a staff copy only when asked for; never into a public one. */
  readonly withNotes: boolean
}

export interface ReleasedPage {
  readonly number: number
  readonly label: string | null
  readonly mediaType: string | null
  /** Name of the scan's file: only in a staff copy, because a file name can itself be withheld. */
  readonly fileName: string | null
  /** Pixels of the upright image. */
  readonly size?: Size | null
  /** What is known of its file, where it was asked for and nothing of the file is withheld. */
  readonly file?: ReleasedFile
}

/** A page as it is. */
export type SourcePage = Omit<ReleasedPage, 'file'> & { readonly file?: SourceFile | null }

/** What of an authority record may go out with a description: its forms, and by what number others know it. */
export interface PublicAuthority {
  readonly surname: string | null
  readonly given: string | null
  readonly identifier: { readonly source: string; readonly value: string } | null
  readonly parallel: readonly { name: string; language: string | null; script: string | null }[]
}

export type ReleasedAgent = Omit<Agent, 'authorityId' | 'suppliedBy'> &
  PublicAuthority & {
    /** The whole record, where it was asked for. */
    readonly record?: ReleasedAuthority
  }

/** A restriction with the day on which it ends; what the note says only where it is public. */
export interface ReleasedRestriction {
  readonly type: Restriction['type']
  readonly basis: string | null
  readonly event: string | null
  readonly note: string | null
  readonly opensOn: string | null
}

/** A container from the outermost in, as its number is written on it. What it is called by a scanner stays. */
export interface ReleasedContainer {
  readonly type: string
  readonly indicator: string
}

/** Where a unit is kept: what a reader asks for at the desk. On which shelf that stands is for staff alone. */
export interface ReleasedInstance {
  readonly containers: readonly ReleasedContainer[]
  readonly folder: string | null
  readonly item: string | null
  readonly location: string | null
}

/** Words by which a unit is found. `identifier` is the term's code or address in its vocabulary, where it is a known term. */
export type ReleasedAccessPoint = Omit<AccessPoint, 'termId'> & { readonly identifier?: string }

export interface ReleasedDescription {
  readonly [released]: Audience
  readonly uid: string
  readonly level: Level
  readonly otherLevel: string | null
  readonly referenceCode: string | null
  readonly status: Description['status']
  readonly createdAt: string
  readonly updatedAt: string
  readonly identifiers: readonly Identifier[]
  readonly dates: readonly DateValue[]
  readonly extents: readonly Extent[]
  readonly agents: readonly ReleasedAgent[]
  readonly languages: readonly LanguageValue[]
  readonly accessPoints: readonly ReleasedAccessPoint[]
  readonly relations: readonly Omit<Relation, 'targetId'>[]
  readonly restrictions: readonly ReleasedRestriction[]
  readonly containers: readonly ReleasedInstance[]
  readonly texts: Readonly<Partial<Record<TextField, readonly ReleasedText[]>>>
  readonly pages: readonly ReleasedPage[]
  /** Its texts, where they were asked for: the public has those that were decided about, and none of what nobody reviews. */
  readonly readings?: ReleasedReadings
  /** With which accessions it came; for staff alone. */
  readonly accessions?: readonly string[]
}

/** A container with those that it is in, the outermost first and itself last, and where they stand. */
export interface SourceContainer {
  readonly chain: readonly ReleasedContainer[]
  readonly location: string | null
}

/** How the review of a description stands, where it has to be reviewed before anything of it is public. */
export interface ReviewGate {
  /** It was approved and released, and everything is as it was then. */
  readonly isReleased: boolean
  /** When it was approved: what was changed since does not show in a date either. Null for a unit that only holds others. */
  readonly approvedAt: string | null
  readonly withheld: readonly WithheldField[]
  /** Numbers of the pages that are withheld whole. */
  readonly withheldPages: ReadonlySet<number>
  /** Numbers of the pages of which anything is withheld. */
  readonly markedPages: ReadonlySet<number>
  /** What is withheld of its texts; absent where nobody has decided that they may leave. */
  readonly ofTexts?: readonly Withholding[]
}

/** What the released view is made from: a description with its pages. */
export interface ReleaseSource {
  readonly description: Omit<
    Description,
    'childCount' | 'pageCount' | 'parentId' | 'id' | 'assignee' | 'checkedAt' | 'changed'
  >
  /** By the ids of the authorities that the description links to. */
  readonly authorities: ReadonlyMap<number, PublicAuthority>
  /** Their whole records; absent where nobody asks for them. */
  readonly records?: ReadonlyMap<number, SourceAuthority> | undefined
  readonly pages: readonly SourcePage[]
  /** By the ids of the terms that describe it: their codes in their vocabularies. */
  readonly terms?: ReadonlyMap<number, string>
  /** By the ids of the containers that the description is in. */
  readonly containers: ReadonlyMap<number, SourceContainer>
  /** By the ids of the pages of the description. */
  readonly pageNumbers?: ReadonlyMap<number, number>
  /** Absent where nobody asks for texts. */
  readonly readings?: SourceReadings | undefined
  /** Numbers of the accessions with which the description came. */
  readonly accessions?: readonly string[]
  /** Absent where no review is asked for. */
  readonly review?: ReviewGate | undefined
}

/** The released form of one description for an audience, or null when that audience may not have it. */
export function releasedView(source: ReleaseSource, policy: ReleasePolicy): ReleasedDescription | null {
  const { pages, authorities, terms, pageNumbers, containers, readings, accessions } = source
  const staff = policy.audience === 'staff'
  const review = staff ? undefined : source.review
  if (source.description.binnedAt !== null) return null
  if (!staff && source.description.status !== 'published') return null
  if (review?.isReleased === false) return null
  const description = review ? withoutWithheld(source.description, review.withheld) : source.description
  const fields: readonly TextField[] =
    staff && policy.withNotes ? [...PUBLIC_TEXT_FIELDS, 'staffNote'] : PUBLIC_TEXT_FIELDS
  const isOpen = (page: number) =>
    review === undefined || (!review.withheldPages.has(page) && !review.markedPages.has(page))
  const files = releasedFiles(pages, isOpen, staff)
  const view: Omit<ReleasedDescription, typeof released> = {
    uid: description.uid,
    level: description.level,
    otherLevel: description.otherLevel,
    referenceCode: description.referenceCode,
    status: description.status,
    createdAt: description.createdAt,
    updatedAt: review?.approvedAt ?? description.updatedAt,
    identifiers: description.identifiers.map(({ type, label, value, scope }) => ({
      type,
      label,
      value,
      scope,
    })),
    dates: description.dates.map((date) => ({
      kind: date.kind,
      expression: date.expression,
      language: date.language,
      edtf: date.edtf,
      timeOfDay: date.timeOfDay,
      timeZone: date.timeZone,
      certainty: date.certainty,
      inferredFrom: date.inferredFrom,
      calendar: date.calendar,
      era: date.era,
      place: date.place,
    })),
    extents: description.extents.map(({ quantity, unit, approximate, type }) => ({
      quantity,
      unit,
      approximate,
      type,
    })),
    agents: description.agents.map(({ authorityId, name, type, role, language, script }) => {
      const { surname, given, identifier, parallel } = authorities.get(authorityId ?? 0) ?? UNKNOWN
      return {
        name,
        type,
        role,
        language,
        script,
        surname,
        given,
        identifier: identifier && { source: identifier.source, value: identifier.value },
        parallel: parallel.map(({ name, language, script }) => ({ name, language, script })),
        ...recordOf(source.records?.get(authorityId ?? 0), staff),
      }
    }),
    languages: description.languages.map(({ language, script }) => ({ language, script })),
    accessPoints: description.accessPoints.map(({ type, value, source, language, termId }) => {
      const identifier = terms?.get(termId ?? 0)
      return { type, value, source, language, ...(identifier !== undefined && { identifier }) }
    }),
    relations: description.relations.map(({ type, target, part, scope }) => ({ type, target, part, scope })),
    restrictions: description.restrictions.map((one) => {
      const opening = openingOf(one, latestDay(description.dates))
      return {
        type: one.type,
        basis: one.basis,
        event: one.event,
        note: one.noteIsPublic ? one.note : null,
        opensOn: opening.kind === 'on' ? opening.day : null,
      }
    }),
    containers: description.containers.map(({ containerId, type, indicator, folder, item }) => {
      const { chain, location } = containers.get(containerId ?? 0) ?? {
        chain: [{ type, indicator }],
        location: null,
      }
      return {
        containers: chain.map(({ type, indicator }) => ({ type, indicator })),
        folder,
        item,
        location: staff ? location : null,
      }
    }),
    texts: Object.fromEntries(
      fields
        .filter((field) => description[field].length > 0)
        .map((field) => [
          field,
          description[field].map(
            ({ value, language, script, type, code, reading, name, date, pageId, markup }) => ({
              value,
              language,
              script,
              type,
              code,
              ...(field === 'title' && reading !== undefined && { reading }),
              ...(standsOnSheet(field) && {
                ...(name !== undefined && { name }),
                ...(date !== undefined && { date }),
                ...pageNumberOf(pageNumbers?.get(pageId ?? 0)),
              }),
              ...(markup && { markup: markup.map(({ tag, start, end }) => ({ tag, start, end })) }),
            }),
          ),
        ]),
    ),
    pages: pages.map(({ number, label, mediaType, fileName, size }) => {
      const isWithheld = review?.withheldPages.has(number) === true
      return {
        number,
        label: isWithheld ? null : label,
        mediaType,
        fileName: staff ? fileName : null,
        ...(size && !isWithheld && { size: { width: size.width, height: size.height } }),
        ...fileOf(files.get(number)),
      }
    }),
    ...(readings !== undefined && {
      readings: releasedReadings(staff || review?.ofTexts ? readings : { ...readings, texts: [] }, {
        withheld: review?.ofTexts ?? [],
        staff,
        agents: description.agents,
      }),
    }),
    ...(staff && accessions !== undefined && { accessions: [...accessions] }),
  }
  return view as ReleasedDescription
}

const fileOf = (file: ReleasedFile | undefined) => (file ? { file } : {})

function recordOf(source: SourceAuthority | undefined, staff: boolean): Pick<ReleasedAgent, 'record'> {
  const record = source && releasedAuthority(source, staff)
  return record ? { record } : {}
}

const pageNumberOf = (pageNumber: number | undefined) => (pageNumber === undefined ? {} : { pageNumber })

const UNKNOWN: PublicAuthority = { surname: null, given: null, identifier: null, parallel: [] }

/**
 * The public form of an item that is approved, as its release copy says it, whether it is published yet or not. The caller
 * answers for the approval being about what is there now.
 */
export const approvedView = (source: ReleaseSource, review: ReviewGate): ReleasedDescription | null =>
  releasedView(
    {
      ...source,
      description: { ...source.description, status: 'published' },
      review: { ...review, isReleased: true },
    },
    { audience: 'public', withNotes: false },
  )
