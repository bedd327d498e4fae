/** What goes out of one approved item, or why it cannot: its pages with their marks, its texts and fields with markers. */
import type { ReadDatabase } from '../../catalogue/database.ts'
import { releaseSources } from '../../catalogue/release-source.ts'
import { coverOf } from '../../catalogue/review/cover.ts'
import type { Cover } from '../../catalogue/review/cover.ts'
import { descriptionUid } from '../../catalogue/description/uid.ts'
import { gatesOf } from '../../catalogue/review/gate.ts'
import { vouchedFor } from '../../catalogue/review/signatures.ts'
import { pagesOf } from '../../catalogue/scan.ts'
import { textsOf } from '../../catalogue/text/read.ts'
import type {
  ReleaseItem,
  ReleasePage,
  ReleasedValue,
  ReleasedWords,
  WithdrawalSheet,
  WithheldWords,
} from '../../exporters/release/copy.ts'
import { metadataOf, titlesOf } from '../../exporters/reading/metadata.ts'
import type { Page } from '../../shared/contract/scan.ts'
import type { Text } from '../../shared/contract/text.ts'
import type { Authority } from '../../shared/contract/review.ts'
import type { BlockedBecause } from '../../shared/contract/release.ts'
import type { Mark } from '../../shared/domain/box/page.ts'
import { rectanglesOf } from '../../shared/domain/box/snap.ts'
import { tagOfLanguage } from '../../shared/domain/language-tag.ts'
import { releasedParagraphs } from '../../shared/domain/redaction/released-text.ts'
import type { ReleasedParagraph } from '../../shared/domain/redaction/released-text.ts'
import {
  amountOf,
  stampsOf,
  withheldFields,
  withheldIn,
  withheldPages,
} from '../../shared/domain/redaction/withheld.ts'
import type { Draft } from '../../shared/domain/redaction/unresolved.ts'
import { approvedView } from '../../shared/domain/released-view.ts'
import type { ReleasedDescription } from '../../shared/domain/released-view.ts'
import { LEAVING } from '../../shared/domain/review/states.ts'
import { messages } from '../../shared/i18n/index.ts'
import type { Language } from '../../shared/i18n/index.ts'

export interface Releasable {
  readonly item: Omit<ReleaseItem, 'name'>
  /** Of everything that was approved: it has to be the same when the release is done. */
  readonly digest: string
  readonly vocabularies: readonly { readonly id: string; readonly version: string }[]
  /** Keys with which it was decided; null where names are asserted. */
  readonly fingerprints: readonly string[] | null
}

export type Judged = { readonly releasable: Releasable } | { readonly blocked: BlockedBecause }

/** Where the file of a page's scan is. @throws linkNotFollowed */
export type PathOf = (page: Page) => string | null

export function judged(
  db: ReadDatabase,
  id: number,
  pathOf: PathOf,
  { language, acceptTraces }: { language: Language; acceptTraces: boolean },
): Judged {
  const cover = coverOf(db, id)
  const { decision, digest, authority, approvedAt } = cover
  const blocked = hindrance(cover)
  if (blocked !== null || decision === null || digest === null) return { blocked: blocked ?? 'notApproved' }
  const vouched = vouchedFor(db, descriptionUid(db, id), digest)
  if ('fault' in vouched) return { blocked: vouched.fault }
  const fingerprints = vouched.persons === 'verified' ? vouched.fingerprints : null
  const [found] = releaseSources(db, [id], gatesOf(db))
  const review = found?.source.review
  const description = found && review ? approvedView(found.source, review) : null
  if (!description) return { blocked: 'notApproved' }
  const whole = decision.decision === 'withholdInFull'
  const pages = pagesOf(db, id).filter(({ scan }) => scan !== null)
  const told = {
    documentId: description.referenceCode ?? description.uid,
    title: titleOf(description, language),
    classification: description.texts.classification?.[0]?.value ?? null,
    authority: authorityLine(authority),
    fields: fieldsOf(description, language),
  }
  const vocabularies = citedIn(cover)
  if (whole)
    return {
      releasable: {
        item: {
          ...told,
          decision: 'withheld',
          pages: [{ number: 1, withheld: wholeSheet(cover, told.title, pages.length, approvedAt) }],
          texts: [],
          withheldWords: [],
        },
        ...{ digest, vocabularies, fingerprints },
      },
    }
  const numbers = new Map(pages.map((page, index) => [page.id as number, index + 1]))
  const released: ReleasePage[] = []
  for (const page of pages) {
    const made = pageOf(page, numbers.get(page.id) ?? 0, cover.redactions, told.title, pathOf)
    if (typeof made === 'string') return { blocked: made }
    released.push('master' in made ? { ...made, tracesAccepted: acceptTraces } : made)
  }
  return {
    releasable: {
      item: {
        ...told,
        decision: decision.decision === 'releaseInPart' ? 'part' : 'full',
        pages: released,
        texts: textsLeft(db, id, cover.redactions).map((left) => wordsOf(left, numbers, language)),
        withheldWords: withheldWords(id, cover.redactions),
      },
      ...{ digest, vocabularies, fingerprints },
    },
  }
}

/** What is in the way of releasing an item as it is now. */
export function hindrance({
  matches,
  standing,
  decision,
  approvedAt,
  redactions,
}: Cover): BlockedBecause | null {
  if (decision !== null && !LEAVING.has(decision.decision)) return 'notLeaving'
  if (standing === 'referred') return 'referred'
  if (!matches) return standing === 'inReview' && approvedAt !== null ? 'changed' : 'notApproved'
  return redactions.some(({ anchors }) => anchors.some(({ uncertain }) => uncertain)) ? 'uncertain' : null
}

function pageOf(
  page: Page,
  number: number,
  redactions: readonly Draft[],
  title: string,
  pathOf: PathOf,
): ReleasePage | BlockedBecause {
  const onPage = redactions.flatMap((redaction) =>
    redaction.anchors.flatMap((anchor) =>
      (anchor.place.kind === 'page' || anchor.place.kind === 'region') && anchor.place.pageId === page.id
        ? [{ ...anchor, place: anchor.place, codes: stampsOf(redaction) }]
        : [],
    ),
  )
  const gone = onPage.find(({ place }) => place.kind === 'page')
  if (gone)
    return {
      number,
      withheld: {
        region: gone.uid,
        codes: withheldPages(redactions).get(page.id) ?? gone.codes,
        lines: null,
        fields: [{ field: 'description', value: title }],
      },
    }
  const { width, height, part, adjustments, rotation, pixelsPerInch } = page
  const path = pathOf(page)
  if (path === null) return 'scanGone'
  if (width === null || height === null) return 'scanGone'
  const size = { width, height }
  const marks = onPage.map(({ uid, codes, lines, place }): Mark => {
    const shape = place.kind === 'region' ? place.shape : { ...size, x: 0, y: 0 }
    return {
      region: uid,
      codes,
      lines,
      rectangles: rectanglesOf(shape, size),
    }
  })
  return {
    number,
    master: { path, frame: page.frame, size, pixelsPerInch, resampled: false },
    shown: { part, crop: adjustments.crop, straightening: adjustments.straightening, rotation },
    marks,
    tracesAccepted: false,
  }
}

interface TextLeft {
  readonly text: Text
  readonly paragraphs: readonly ReleasedParagraph[]
}

/** The texts of an item, with markers in the place of what is withheld. */
export const textsLeft = (db: ReadDatabase, id: number, redactions: readonly Draft[]): TextLeft[] =>
  textsOf(db, id).map((text) => ({
    text,
    paragraphs: releasedParagraphs(text, withheldIn(text, redactions)),
  }))

function wordsOf(
  { text, paragraphs }: TextLeft,
  numbers: ReadonlyMap<number, number>,
  language: Language,
): ReleasedWords {
  const pages = new Map(text.paragraphs.map(({ id, pageId }) => [id as number, pageId]))
  return {
    label: messages[language].textKinds[text.kind],
    lang:
      text.language === null ? null : tagOfLanguage({ language: text.language, script: text.script ?? null }),
    paragraphs: paragraphs.map(({ id, value }) => ({
      page: numbers.get(pages.get(id) ?? 0) ?? null,
      text: value,
    })),
  }
}

/** Marks in fields and texts, for the register. */
function withheldWords(id: number, redactions: readonly Draft[]): WithheldWords[] {
  const words = redactions.flatMap((redaction) =>
    redaction.anchors.flatMap((anchor): WithheldWords[] => {
      const of =
        anchor.place.kind === 'span'
          ? 'text'
          : withheldFields(id, [{ ...redaction, anchors: [anchor] }]).length > 0
            ? 'field'
            : null
      return of === null
        ? []
        : [
            {
              region: anchor.uid,
              of,
              codes: stampsOf(redaction),
              lines: amountOf(redaction),
            },
          ]
    }),
  )
  // By their random identifiers: the order in which they were marked says nothing.
  return words.sort((one, other) => (one.region < other.region ? -1 : 1))
}

function wholeSheet(
  { redactions, decision }: Cover,
  title: string,
  pages: number,
  approvedAt: string | null,
): WithdrawalSheet {
  const codes = [...new Set(redactions.flatMap(stampsOf))]
  return {
    region: redactions[0]?.anchors[0]?.uid ?? redactions[0]?.uid ?? '',
    codes,
    lines: null,
    fields: [
      { field: 'description', value: title },
      { field: 'pages', value: String(pages) },
      ...(approvedAt === null ? [] : [{ field: 'withdrawnOn', value: approvedAt.slice(0, 10) } as const]),
      ...(decision?.reviewOn ? [{ field: 'reviewOn', value: decision.reviewOn } as const] : []),
    ],
  }
}

const authorityLine = (authority: Authority | null): string =>
  authority === null
    ? ''
    : [authority.name, authority.position, authority.guide, authority.on]
        .filter((part) => part !== '')
        .join(', ')

const citedIn = ({ redactions }: Cover) => {
  const versions = new Map(
    redactions.flatMap(({ exemptions }) =>
      exemptions.map(({ vocabulary, version }) => [vocabulary, version ?? ''] as const),
    ),
  )
  return [...versions].map(([id, version]) => ({ id, version }))
}

/** Those of several items, each once. */
export function vocabulariesOf(
  releasables: readonly Pick<Releasable, 'vocabularies'>[],
): { id: string; version: string }[] {
  const versions = new Map(
    releasables.flatMap(({ vocabularies }) => vocabularies.map(({ id, version }) => [id, version] as const)),
  )
  return [...versions]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([id, version]) => ({ id, version }))
}

type Told = ReturnType<typeof titlesOf>[number]
/** Lines as they stand, without what marks them. */
const plainOf = (told: Told | undefined): string =>
  (told?.blocks ?? [])
    .flatMap((block) => (block.kind === 'paragraph' ? block.lines : block.items))
    .map((runs) => runs.map(({ text }) => text).join(''))
    .join('\n')

export const titleOf = (description: ReleasedDescription, language: Language): string =>
  plainOf(titlesOf(description, messages[language], language)[0])

export const fieldsOf = (description: ReleasedDescription, language: Language): ReleasedValue[] =>
  metadataOf(description, messages[language], language).flatMap(({ label, values }) =>
    values.map((value) => ({ label, value: plainOf(value), lang: value.lang })),
  )
