/** A copy of another item: compared with it, given its marks where they can be placed, and told when its decision is another. */
import type { ReadDatabase } from '../../catalogue/database.ts'
import { readDescription, readRows } from '../../catalogue/description/read.ts'
import { descriptionUid } from '../../catalogue/description/uid.ts'
import { valuesOf } from '../../catalogue/redaction/field.ts'
import { readRedaction, redactionsOf, wordsOf } from '../../catalogue/redaction/read.ts'
import { insertAnchor, insertRedaction, setCodes } from '../../catalogue/redaction/write.ts'
import { actorOf } from '../../catalogue/review/actor.ts'
import { imageOf } from '../../catalogue/review/audit.ts'
import { alikeTo, inheritedFrom } from '../../catalogue/review/duplicate.ts'
import { readReview } from '../../catalogue/review/read.ts'
import { record } from '../../catalogue/review/record.ts'
import { writeReview } from '../../catalogue/review/write.ts'
import { pagesOf } from '../../catalogue/scan.ts'
import { textsOf } from '../../catalogue/text/read.ts'
import { checkThere } from '../../catalogue/review/there.ts'
import { transact } from '../../catalogue/transact.ts'
import { DescriptionFields } from '../../shared/contract/description.ts'
import { refusal } from '../../shared/contract/errors.ts'
import type { DescriptionId } from '../../shared/contract/ids.ts'
import type { Anchor, Place, PlaceInput } from '../../shared/contract/redaction.ts'
import type { Unplaced } from '../../shared/contract/review-records.ts'
import { placed, quotationOf } from '../../shared/domain/redaction/quotation.ts'
import { stampsOf } from '../../shared/domain/redaction/withheld.ts'
import { canonical } from '../../shared/domain/review/canonical.ts'
import type { Service } from '../context.ts'
import { today } from './acting.ts'
import { reviewOf } from './item.ts'

export const duplicates: Pick<Service<'review'>, 'alike' | 'compare' | 'inherit'> = {
  alike(context, { descriptionId: id }) {
    const { db } = context.catalogue()
    checkThere(db, id)
    return readRows(db, alikeTo(db, id))
  },

  compare(context, { descriptionId: id, otherId }) {
    const { db } = context.catalogue()
    checkThere(db, id)
    checkThere(db, otherId)
    const fields = Object.keys(DescriptionFields.shape).flatMap((field) => {
      const [here, there] = [id, otherId].map((one) => wordsOfField(db, one, field))
      return here === '' && there === '' ? [] : [{ field, here: here ?? '', there: there ?? '' }]
    })
    const [own, others] = [textsOf(db, id), textsOf(db, otherId)]
    const wordsIn = (text: (typeof own)[number] | undefined) =>
      text?.paragraphs.map(({ value }) => value).join('\n') ?? null
    const texts = [...own, ...others.filter((text) => !own.some((one) => isSame(one, text)))].map((text) => ({
      ...{ kind: text.kind, language: text.language },
      here: wordsIn(own.find((one) => isSame(one, text))),
      there: wordsIn(others.find((one) => isSame(one, text))),
    }))
    const [pages, otherPages] = [pagesOf(db, id), pagesOf(db, otherId)]
    return {
      fields,
      texts,
      pages: Array.from({ length: Math.max(pages.length, otherPages.length) }, (_, at) => {
        const [here, there] = [pages[at] ?? null, otherPages[at] ?? null]
        const sameImage = here?.scan != null && here.scan.sha256 === there?.scan?.sha256
        return { number: at + 1, here, there, sameImage }
      }),
    }
  },

  inherit(context, { descriptionId: id, as }) {
    const writing = context.writing()
    checkThere(writing.db, id)
    const actor = actorOf(writing, as)
    const { state, decision } = readReview(writing.db, id)
    const from = decision?.decision === 'duplicate' ? decision.duplicateOfId : null
    if (from === null) throw refusal('reviewIncomplete', { missing: ['duplicateOfId'] })
    if (state !== 'inReview') throw refusal('reviewState', { state, wanted: ['inReview'] })
    const there = new Set(
      redactionsOf(writing.db, id).flatMap(({ anchors }) => anchors.map(({ place }) => plainOf(place))),
    )
    const unplaced: Unplaced[] = []
    const { value: copied } = transact(writing, 'review.inherit', (db) => {
      let copied = 0
      for (const redaction of redactionsOf(db, from)) {
        const codes = stampsOf(redaction)
        const places = redaction.anchors.flatMap((anchor) => {
          const found = placeHere(db, id, from, anchor)
          if (found.length === 0)
            unplaced.push({ redaction: redaction.uid, kind: anchor.place.kind, codes, lines: anchor.lines })
          return found.map((place) => ({ place, lines: anchor.lines }))
        })
        // What was taken over before is not taken over again.
        const fresh = places.filter(({ place }) => !there.has(plainOf(place)))
        if (fresh.length === 0) continue
        const made = insertRedaction(db, {
          ...{ uid: context.ids.uid(), descriptionId: id, who: actor },
          ...{ reason: redaction.reason, note: redaction.note, blind: false },
        })
        setCodes(db, { id: made, descriptionId: id }, redaction.exemptions)
        for (const { place, lines } of fresh)
          insertAnchor(
            db,
            { id: made, descriptionId: id },
            { uid: context.ids.uid(), place, lines, quotation: quotationAt(db, place) },
          )
        const after = readRedaction(db, made)
        if (after)
          record(context, db, id, {
            ...{ actor, role: 'reviewer', act: 'mark', redaction: after.uid, before: null },
            ...{ after: imageOf(after), reason: `duplicate of ${descriptionUid(db, from)}` },
          })
        copied++
      }
      writeReview(db, id, { inherited: inheritedFrom(db, from) })
      return copied
    })
    return { copied, unplaced, review: reviewOf(context.catalogue().db, id, today(context)) }
  },
}

interface OfKind {
  readonly kind: string
  readonly language: string | null
}
const isSame = (one: OfKind, other: OfKind) => one.kind === other.kind && one.language === other.language

/** A place by itself, to be known again. */
function plainOf(place: Place | PlaceInput): string {
  if (place.kind !== 'span') return canonical(place)
  const { kind, textId, from, to } = place
  return canonical({ kind, textId, from, to })
}

const quotationAt = (db: ReadDatabase, place: PlaceInput) =>
  place.kind === 'span' ? quotationOf(wordsOf(db, [place.textId]).get(place.textId) ?? [], place) : null

/** Where a place of the original is in its copy: by what is quoted, by the number of a page of the same image, by the value of a field. */
function placeHere(
  db: ReadDatabase,
  id: DescriptionId,
  from: DescriptionId,
  { place }: Anchor,
): PlaceInput[] {
  switch (place.kind) {
    case 'region':
    case 'page': {
      const page = pagesOf(db, from).find((one) => one.id === place.pageId)
      const here = pagesOf(db, id).find((one) => one.number === page?.number)
      if (!page || !here) return []
      const fits = here.width === page.width && here.height === page.height
      if (place.kind === 'page') return [{ kind: 'page', pageId: here.id }]
      return fits ? [{ kind: 'region', pageId: here.id, shape: place.shape }] : []
    }
    case 'span': {
      const source = textsOf(db, from).find((text) => text.id === place.textId)
      return textsOf(db, id).flatMap((text): PlaceInput[] => {
        if (!source || !isSame(source, text)) return []
        const found = placed(text.paragraphs, { from: null, to: null }, place.quotation)
        return found ? [{ kind: 'span', textId: text.id, ...found } as PlaceInput] : []
      })
    }
    case 'field': {
      if (place.of !== 'description') return place.of === 'authority' ? [place] : []
      const here = { ...place, id }
      const [mine, theirs] = [valuesOf(db, here), valuesOf(db, place)]
      if (mine === null || mine.length === 0) return []
      if (place.index === null) return [here]
      const same = canonical(mine[place.index]) === canonical(theirs?.[place.index])
      return mine[place.index] !== undefined && same ? [here] : []
    }
  }
}

/** What a field says in words; of what is more than words, what is written in it. */
function wordsOfField(db: ReadDatabase, id: DescriptionId, field: string): string {
  const record = readDescription(db, id)
  const value: unknown = record?.[field as keyof DescriptionFields]
  const said = (one: unknown): string => {
    if (one === null || one === undefined) return ''
    if (typeof one !== 'object') return typeof one === 'string' ? one : canonical(one)
    const { value, name, expression, target, quantity, unit } = one as Record<string, unknown>
    const words = value ?? name ?? expression ?? target
    if (typeof words === 'string') return words
    return typeof quantity === 'string' && typeof unit === 'string' ? `${quantity} ${unit}` : canonical(one)
  }
  return Array.isArray(value) ? value.map(said).join('\n') : said(value)
}
