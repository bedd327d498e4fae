/** What an agency is shown of an item: the pages on which the marks stand that are asked about, and the texts with these marks. */
import type { ReadDatabase } from '../../catalogue/database.ts'
import { readRows } from '../../catalogue/description/read.ts'
import { readInstitution } from '../../catalogue/institution.ts'
import { redactionsOf } from '../../catalogue/redaction/read.ts'
import { pagesOf } from '../../catalogue/scan.ts'
import { textsOf } from '../../catalogue/text/read.ts'
import type { AskedPage, AskedText, Question } from '../../exporters/referral/question.ts'
import { refusal } from '../../shared/contract/errors.ts'
import type { DescriptionId, RedactionId } from '../../shared/contract/ids.ts'
import type { Referral } from '../../shared/contract/review.ts'
import type { Page } from '../../shared/contract/scan.ts'
import type { Text } from '../../shared/contract/text.ts'
import { tagOfLanguage } from '../../shared/domain/language-tag.ts'
import { stampsOf } from '../../shared/domain/redaction/withheld.ts'
import { messages } from '../../shared/i18n/index.ts'
import type { Language } from '../../shared/i18n/index.ts'

type Marked = ReturnType<typeof redactionsOf>[number]

export interface AskedAbout {
  readonly question: Question
  readonly pages: readonly Page[]
  readonly redactions: readonly Marked[]
  readonly texts: readonly Text[]
}

export interface Asking {
  readonly id: DescriptionId
  readonly referral: Referral
  /** None: all. */
  readonly redactionIds: readonly RedactionId[]
  readonly package: string
  readonly sentOn: string
  readonly language: Language
}

/** @throws redactionNotFound */
export function askedAbout(db: ReadDatabase, asking: Asking): AskedAbout {
  const { id, referral, redactionIds, language } = asking
  const all = redactionsOf(db, id)
  const missing = redactionIds.find((wanted) => all.every((one) => one.id !== wanted))
  if (missing !== undefined) throw refusal('redactionNotFound', { id: missing })
  const redactions = redactionIds.length === 0 ? all : all.filter((one) => redactionIds.includes(one.id))
  const everyPage = pagesOf(db, id)
  const onPage = everyPage.filter((page) => shapesOn(page, redactions).length > 0)
  // A question about words alone, or about all of it, is asked with every page.
  const pages = onPage.length > 0 ? onPage : everyPage
  const texts = textsOf(db, id)
  const [row] = readRows(db, [id])
  return {
    pages,
    redactions,
    texts,
    question: {
      ...{ package: asking.package, sentOn: asking.sentOn, language },
      ...{ agency: referral.agency, question: referral.question, due: referral.due },
      institution: readInstitution(db)?.name ?? '',
      referenceCode: row?.referenceCode ?? null,
      title: row?.title ?? '',
      marks: redactions.map((redaction, index) => ({
        number: index + 1,
        codes: stampsOf(redaction),
        reason: redaction.reason,
      })),
      pages: pages.map((page): AskedPage => ({
        number: page.number,
        label: page.label,
        width: page.width ?? 1,
        height: page.height ?? 1,
        marks: shapesOn(page, redactions),
      })),
      texts: texts.map((text) => runsOf(text, redactions, language)),
    },
  }
}

const shapesOn = ({ id }: Page, redactions: readonly Marked[]): AskedPage['marks'] =>
  redactions.flatMap(({ anchors }, index) =>
    anchors.flatMap(({ place }) =>
      (place.kind === 'region' || place.kind === 'page') && place.pageId === id
        ? [{ mark: index + 1, shape: place.kind === 'region' ? place.shape : null }]
        : [],
    ),
  )

interface Stretch {
  readonly from: number
  readonly to: number
  readonly mark: number
}

function runsOf(text: Text, redactions: readonly Marked[], language: Language): AskedText {
  const order = new Map(text.paragraphs.map(({ id }, index) => [id as number, index]))
  return {
    label: messages[language].textKinds[text.kind],
    lang:
      text.language === null ? null : tagOfLanguage({ language: text.language, script: text.script ?? null }),
    paragraphs: text.paragraphs.map(({ value }, index) => {
      const stretches = redactions.flatMap(({ anchors }, mark) =>
        anchors.flatMap(({ place }): Stretch[] => {
          if (place.kind !== 'span' || place.textId !== text.id || !place.from || !place.to) return []
          const first = order.get(place.from.paragraphId) ?? -1
          const last = order.get(place.to.paragraphId) ?? -1
          if (index < first || index > last) return []
          return [
            {
              from: index === first ? place.from.offset : 0,
              to: index === last ? place.to.offset : value.length,
              mark: mark + 1,
            },
          ]
        }),
      )
      return cut(value, stretches)
    }),
  }
}

/** A paragraph in runs; where marks lie on each other, the one that begins first has the words. */
function cut(value: string, stretches: readonly Stretch[]): { text: string; mark: number | null }[] {
  const runs: { text: string; mark: number | null }[] = []
  let at = 0
  for (const { from, to, mark } of [...stretches].sort((one, other) => one.from - other.from)) {
    const start = Math.max(at, from)
    if (to <= start) continue
    if (start > at) runs.push({ text: value.slice(at, start), mark: null })
    runs.push({ text: value.slice(start, to), mark })
    at = to
  }
  if (at < value.length) runs.push({ text: value.slice(at), mark: null })
  return runs
}
