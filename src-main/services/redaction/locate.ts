/** Whether a place that is to be marked is there, and what stands at it. */
import type { ReadDatabase } from '../../catalogue/database.ts'
import { valuesOf } from '../../catalogue/redaction/field.ts'
import { wordsOf } from '../../catalogue/redaction/read.ts'
import type { Located } from '../../catalogue/redaction/write.ts'
import { pagesOf } from '../../catalogue/scan.ts'
import { textsOf } from '../../catalogue/text/read.ts'
import { refusal } from '../../shared/contract/errors.ts'
import type { PlaceInput } from '../../shared/contract/redaction.ts'
import { quotationOf } from '../../shared/domain/redaction/quotation.ts'
import { isOn } from '../../shared/domain/redaction/shape.ts'

/** @throws anchorUnplaced, pageNotFound, textNotFound, regionOutsidePage */
export function located(db: ReadDatabase, descriptionId: number, place: PlaceInput): Located {
  if (place.kind === 'region' || place.kind === 'page') {
    const page = pagesOf(db, descriptionId).find(({ id }) => id === place.pageId)
    if (!page) throw refusal('pageNotFound', { id: place.pageId })
    const { width, height } = page
    if (place.kind === 'region' && width !== null && height !== null && !isOn(place.shape, { width, height }))
      throw refusal('regionOutsidePage', { id: place.pageId })
    return { place, quotation: null }
  }
  if (place.kind === 'span') {
    if (!textsOf(db, descriptionId).some(({ id }) => id === place.textId))
      throw refusal('textNotFound', { id: place.textId })
    const quotation = quotationOf(wordsOf(db, [place.textId]).get(place.textId) ?? [], place)
    if (!quotation) throw refusal('anchorUnplaced', { place: 'span' })
    return { place, quotation }
  }
  const values = valuesOf(db, place)
  const isThere = values !== null && (place.index === null || place.index < values.length)
  const isOwn =
    place.of === 'description'
      ? place.id === descriptionId
      : place.of === 'authority' || pagesOf(db, descriptionId).some(({ scan }) => scan?.id === place.id)
  if (!isThere || !isOwn) throw refusal('anchorUnplaced', { place: place.field })
  return { place, quotation: null }
}
