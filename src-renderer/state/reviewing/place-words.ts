/** Where something is marked, in words. */
import type {
  Anchor,
  NoCounterpart,
  Place,
  PlaceInput,
  Unresolved,
} from '../../../src-main/shared/contract/redaction.ts'
import type { Page } from '../../../src-main/shared/contract/scan.ts'
import type { Text } from '../../../src-main/shared/contract/text.ts'
import type { Words } from '../../i18n.svelte.ts'
import { spanOf, wordsOf } from './passages.ts'

export interface Around {
  readonly words: Words
  readonly pages: readonly Page[]
  readonly texts: readonly Text[]
}

const LONGEST = 60

const short = (words: string): string => (words.length > LONGEST ? `${words.slice(0, LONGEST - 1)}…` : words)

export const pageName = (id: number | null, { pages, words }: Around): string => {
  const page = pages.find((one) => one.id === id)
  return page ? (page.label ?? words.number(page.number)) : '?'
}

export function textName(id: number | null, { texts, words }: Around): string {
  const text = texts.find((one) => one.id === id)
  if (!text) return '?'
  const language = text.language === null ? words.m.noLanguage : words.languageName(text.language)
  return words.m.transcribe.text(words.m.textKinds[text.kind], language)
}

export function fieldWords(field: string, { words }: Around): string {
  const { m } = words
  if (field === 'name') return m.reviewing.place.name
  if (field === 'fileName') return m.reviewing.place.fileName
  return (m.fields as Readonly<Record<string, string>>)[field] ?? field
}

export function placeWords(place: Place | PlaceInput, around: Around): string {
  const m = around.words.m.reviewing.place
  switch (place.kind) {
    case 'region':
      return m.region(pageName(place.pageId, around))
    case 'page':
      return m.page(pageName(place.pageId, around))
    case 'span':
      return textName(place.textId, around)
    case 'field':
      return m.field(fieldWords(place.field, around))
  }
}

/** The words of a place in a text, short; nothing for others. */
export function quoted(place: Place | PlaceInput, { texts }: Around): string {
  const span = spanOf(place)
  const text = texts.find(({ id }) => id === span?.textId)
  if (span && text) return short(wordsOf(text.paragraphs, span))
  return 'quotation' in place ? short(place.quotation.exact) : ''
}

export const sideWords = (
  { side, textId }: Pick<NoCounterpart, 'side' | 'textId'>,
  around: Around,
): string => (side === 'image' ? around.words.m.reviewing.redactions.image : textName(textId, around))

/** What is meant beside page and text: a code and what it lacks, or the decision. */
function aboutWords({ code, about }: Unresolved, { words }: Around): string | null {
  const { review, exemptions } = words.m
  const needs: Readonly<Record<string, string>> = exemptions.needs
  if (about === null) return null
  if (code === 'codeNotOffered' || code === 'sameScanOpen' || code === 'sameScanWithheld') return about
  if (code === 'checkOpen') return review.checks[about] ?? about
  if (code === 'decisionDiffers') return review.decisions[about] ?? about
  if (code !== 'codeNeeds') return null
  const at = about.lastIndexOf(' ')
  const need = about.slice(at + 1)
  return `${about.slice(0, at)}: ${needs[need] ?? need}`
}

/** What is in the way, with the page or text that is meant. */
export function unresolvedWords(one: Unresolved, around: Around): string {
  const { code, pageId, textId } = one
  const { review, reviewing } = around.words.m
  const what = review.unresolved[code] ?? code
  const where = [
    pageId === null ? null : reviewing.onPage(pageName(pageId, around)),
    textId === null ? null : textName(textId, around),
    aboutWords(one, around),
  ].filter((part) => part !== null)
  return where.length === 0 ? what : `${what} (${where.join(', ')})`
}

/** Places of a redaction by their sides: the image first, then each text, then fields. */
export function bySides(anchors: readonly Anchor[], around: Around): { side: string; anchors: Anchor[] }[] {
  const sides = new Map<string, Anchor[]>()
  const order = (anchor: Anchor) => (anchor.place.kind === 'span' ? 1 : anchor.place.kind === 'field' ? 2 : 0)
  for (const anchor of [...anchors].sort((one, other) => order(one) - order(other))) {
    const side = placeWords(anchor.place, around)
    sides.set(side, [...(sides.get(side) ?? []), anchor])
  }
  return [...sides].map(([side, all]) => ({ side, anchors: all }))
}
