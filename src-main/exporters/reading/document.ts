/** The document that is read on screen, printed and exported: what it says, before anything decides how it looks. */
import { tagOfLanguage } from '../../shared/domain/language-tag.ts'
import type { Institution } from '../../shared/contract/catalogue.ts'
import type { Page } from '../../shared/contract/scan.ts'
import type { Text } from '../../shared/contract/text.ts'
import type { Edition } from '../../shared/domain/edition/index.ts'
import type { ReleasedDescription } from '../../shared/domain/released-view.ts'
import { TEXT_MARKS } from '../../shared/domain/text-mark.ts'
import type { TextMarkKind } from '../../shared/domain/text-mark.ts'
import { messages } from '../../shared/i18n/index.ts'
import type { Language, Messages } from '../../shared/i18n/index.ts'
import { citationIn, metadataOf, titlesOf } from './metadata.ts'
import type { MetadataRow, Said } from './metadata.ts'

export interface ReadingSource {
  readonly description: ReleasedDescription
  readonly institution: Institution
  /** The institution's template of citations; null where it has taken none. */
  readonly citationTemplate: string | null
  readonly edition: Edition
  /** Of the labels. */
  readonly language: Language
  /** The first page says that it is for staff. */
  readonly isMarked: boolean
  /** Name and version of the program. */
  readonly generator: string
  /** When the document is made, RFC 3339. */
  readonly at: string
}

export interface ReadingText {
  readonly label: string
  /** Who made it, and how far it is checked. */
  readonly about: string
  readonly lang: string | null
  readonly vertical: boolean
}

export interface ReadingDocument {
  readonly m: Messages
  readonly language: Language
  readonly repository: string
  readonly code: string | null
  readonly titles: readonly Said[]
  readonly metadata: readonly MetadataRow[]
  readonly citation: Said | null
  readonly texts: readonly ReadingText[]
  readonly summaries: readonly (ReadingText & Edition['summaries'][number])[]
  readonly pages: Edition['pages']
  readonly signs: readonly TextMarkKind[]
  readonly turns: boolean
  readonly made: string
}

export function documentOf(source: ReadingSource): ReadingDocument {
  const { description, institution, edition, language, generator, at, isMarked } = source
  const m = messages[language]
  const { pages, summaries } = edition
  const pieces = [
    ...pages.flatMap(({ rows }) => rows.flat(2)),
    ...summaries.flatMap(({ passages }) => passages),
  ].flatMap((passage) => passage.pieces)
  const used = new Set(pieces.flatMap(({ marks }) => marks))
  return {
    m,
    language,
    repository: isMarked ? `${m.wayOut.mark} · ${institution.name}` : institution.name,
    code: description.referenceCode,
    titles: titlesOf(description, m, language),
    metadata: metadataOf(description, m, language),
    citation: citationIn(description, source),
    texts: edition.texts.map((text) => aboutText(text, m, language)),
    summaries: summaries.map((summary) => ({ ...summary, ...aboutText(summary.text, m, language) })),
    pages,
    signs: TEXT_MARKS.filter((kind) => used.has(kind)),
    turns: pieces.some(({ turn }) => turn !== undefined),
    made: m.readingView.made(generator, at.slice(0, 10)),
  }
}

function aboutText(text: Text, m: Messages, language: Language): ReadingText {
  const lang = text.language === null ? null : tagOfLanguage(text)
  const names = new Intl.DisplayNames([language], { type: 'language', fallback: 'code' })
  const { agent, status, checkedBy } = text
  return {
    label: [m.textKinds[text.kind], lang === null ? '' : (names.of(lang) ?? lang)]
      .filter((part) => part !== '')
      .join(' · '),
    about: [
      agent === null || agent.trim() === '' ? '' : m.readingView.by(agent),
      status === 'checked' ? m.readingView.checked(checkedBy) : m.readingView.draft,
    ]
      .filter((part) => part !== '')
      .join(' · '),
    lang,
    vertical: text.direction === 'vertical',
  }
}

/** What a page is called: its label, or its number. */
export const pageName = (page: Pick<Page, 'number' | 'label'>): string => page.label ?? String(page.number)
