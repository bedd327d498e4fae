/** What keeps an item from being proposed: every rule of the review that a program can see. */
import type { CitedExemption, Redaction, Unresolved } from '../../contract/redaction.ts'
import type { Page } from '../../contract/scan.ts'
import type { Text } from '../../contract/text.ts'
import { isAligned } from '../alignment/aligned.ts'
import type { Need, Standing } from '../exemption.ts'
import { touchedBy } from './quotation.ts'
import type { UnresolvedCode } from './states.ts'

export type Draft = Omit<Redaction, 'unresolved'>
type Open = Partial<Omit<Unresolved, 'code'>>

const one = (code: UnresolvedCode, about: Open): Unresolved => ({
  code,
  redactionId: null,
  anchorId: null,
  pageId: null,
  textId: null,
  about: null,
  ...about,
})

/** What is known of a code that is cited: what it needs, and whether it can be cited for the record. */
export interface KnownCode {
  readonly needs: readonly Need[]
  readonly standing: Standing
}

export interface Item {
  readonly pages: readonly Page[]
  readonly texts: readonly Text[]
  readonly codeOf: (cited: CitedExemption) => KnownCode | null
  /** Where an image of the same scan shows what the redaction withholds on one. */
  readonly openBeside: (redaction: Draft) => readonly OpenBeside[]
}

export interface OpenBeside {
  readonly anchorId: Unresolved['anchorId']
  /** Null for a page of another item. */
  readonly pageId: Unresolved['pageId']
  /** The other item and the number of its page. */
  readonly about: string | null
}

/** Texts in which a passage has to be marked: those that say what the page says. */
export const sidesOf = (texts: readonly Text[]): Text[] =>
  texts.filter(({ kind, paragraphs }) => kind !== 'summary' && paragraphs.some(isAligned))

export function unresolvedOf(redaction: Draft, item: Item): Unresolved[] {
  const about = { redactionId: redaction.id }
  const found: Unresolved[] = []
  if (redaction.anchors.length === 0) found.push(one('anchorMissing', about))
  for (const { id, uncertain, place } of redaction.anchors) {
    if (!uncertain) continue
    const pageId = 'pageId' in place ? place.pageId : null
    const textId = place.kind === 'span' ? place.textId : null
    found.push(one('anchorUncertain', { ...about, anchorId: id, pageId, textId }))
  }
  if (redaction.exemptions.length === 0) found.push(one('codeMissing', about))
  for (const cited of redaction.exemptions) {
    const known = item.codeOf(cited)
    if (!known || known.standing !== 'offered')
      found.push(one('codeNotOffered', { ...about, about: cited.code }))
    for (const need of known?.needs ?? []) {
      if ((cited.said[need] ?? '') === '')
        found.push(one('codeNeeds', { ...about, about: `${cited.code} ${need}` }))
    }
  }
  for (const open of item.openBeside(redaction)) found.push(one('sameScanOpen', { ...about, ...open }))
  if (redaction.state === 'returned') found.push(one('redactionReturned', about))
  return [...found, ...withoutCounterpart(redaction, item)]
}

function withoutCounterpart(redaction: Draft, { pages, texts }: Item): Unresolved[] {
  const places = redaction.anchors.map(({ place }) => place)
  const onPages = new Set(
    places.flatMap((place) => ('pageId' in place && place.pageId ? [place.pageId] : [])),
  )
  const spans = places.flatMap((place) => (place.kind === 'span' ? [place] : []))
  // A field by itself is on no page.
  if (places.every(({ kind }) => kind === 'field')) return []
  const without = (side: 'image' | 'text', textId: number | null = null) =>
    redaction.noCounterpart.some((said) => said.side === side && said.textId === textId)
  const missing = (about: Open) => one('counterpartMissing', { redactionId: redaction.id, ...about })
  const found: Unresolved[] = []
  const withImage = pages.filter(({ scan }) => scan !== null)
  if (withImage.length > 0 && !without('image')) {
    if (onPages.size === 0) found.push(missing({ about: 'image' }))
    // What runs over the end of a page is covered on both.
    const said = new Set(
      texts
        .filter(({ kind }) => kind === 'transcription')
        .flatMap(({ id, paragraphs }) =>
          spans.flatMap(({ textId, from, to }) =>
            textId === id && from && to ? touchedBy(paragraphs, { from, to }) : [],
          ),
        )
        .flatMap(({ pageId }) => (pageId === null ? [] : [pageId])),
    )
    if (onPages.size > 0)
      for (const { id } of withImage)
        if (said.has(id) && !onPages.has(id)) found.push(missing({ about: 'image', pageId: id }))
  }
  for (const text of sidesOf(texts)) {
    if (without('text', text.id)) continue
    const own = spans.filter(({ textId }) => textId === text.id)
    if (own.length === 0) {
      found.push(missing({ about: 'text', textId: text.id }))
      continue
    }
    if (text.kind !== 'transcription') continue
    const covered = new Set(
      own
        .flatMap(({ from, to }) => (from && to ? touchedBy(text.paragraphs, { from, to }) : []))
        .map(({ pageId }) => pageId),
    )
    for (const pageId of onPages) {
      const isThere = text.paragraphs.some((paragraph) => paragraph.pageId === pageId && isAligned(paragraph))
      if (isThere && !covered.has(pageId)) found.push(missing({ about: 'text', textId: text.id, pageId }))
    }
  }
  return found
}

export const unresolvedItem = one
