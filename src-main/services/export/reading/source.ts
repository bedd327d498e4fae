/** A record as it is read: what may be said of it, its texts beside each other, its pages. */
import { readCitationTemplate } from '../../../catalogue/citation.ts'
import type { ReadDatabase } from '../../../catalogue/database.ts'
import { readInstitution } from '../../../catalogue/institution.ts'
import { pagesOf } from '../../../catalogue/scan.ts'
import { formsOfAgents } from '../../../catalogue/text/names.ts'
import { pairsOf, saidBetween } from '../../../catalogue/text/pairs.ts'
import { textsOfMany } from '../../../catalogue/text/read.ts'
import { documentOf } from '../../../exporters/reading/document.ts'
import type { ReadingDocument } from '../../../exporters/reading/document.ts'
import { refusal } from '../../../shared/contract/errors.ts'
import { alignmentOf } from '../../../shared/domain/alignment/index.ts'
import { editionOf } from '../../../shared/domain/edition/index.ts'
import { NameIndex } from '../../../shared/domain/name-index.ts'
import type { Language } from '../../../shared/i18n/index.ts'
import { releasedRecords } from '../nodes.ts'

export interface ReadingInput {
  readonly language: Language
  readonly withNotes: boolean
  /** Whether words of the form are told. */
  readonly withForm: boolean
  /** Its first page says that it is for staff. */
  readonly isMarked: boolean
  readonly generator: string
  readonly at: string
}

/** @throws descriptionNotFound, institutionIncomplete */
export function readingOf(db: ReadDatabase, id: number, input: ReadingInput): ReadingDocument {
  const institution = readInstitution(db)
  if (!institution) throw refusal('institutionIncomplete', { missing: ['institution'] })
  const [node] = releasedRecords(db, [id], { audience: 'staff', withNotes: input.withNotes })
  if (!node) throw refusal('descriptionNotFound', { id })
  const said = pairsOf(db, id)
  const names = new NameIndex(formsOfAgents(db, id))
  const edition = editionOf({
    texts: textsOfMany(db, [id], { lines: false }).get(id) ?? [],
    pages: pagesOf(db, id),
    withForm: input.withForm,
    align: (first, other) => alignmentOf(first, other, saidBetween(said, first, other), names),
  })
  return documentOf({
    ...input,
    description: node.description,
    institution,
    citationTemplate: readCitationTemplate(db),
    edition,
  })
}
