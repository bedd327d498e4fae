/** Names that stand in the texts of a description, tagged or to be proposed. */
import { authorityRows } from '../../catalogue/authority/read.ts'
import { all, sql } from '../../catalogue/database.ts'
import type { ReadDatabase } from '../../catalogue/database.ts'
import { formsOfNames } from '../../catalogue/text/names.ts'
import { textsOfMany } from '../../catalogue/text/read.ts'
import type { AuthorityId } from '../../shared/contract/ids.ts'
import { MOST_PLACES } from '../../shared/contract/mention.ts'
import type { NamePlace, ProposedName, TaggedName } from '../../shared/contract/mention.ts'
import type { Paragraph, Text } from '../../shared/contract/text.ts'
import { isOfForm } from '../../shared/domain/alignment/index.ts'
import { NameIndex } from '../../shared/domain/name-index.ts'
import type { Span } from '../../shared/domain/span.ts'

const AROUND = 24

function placeOf({ id: textId }: Text, paragraph: Paragraph, index: number, { start, end }: Span): NamePlace {
  const { id: paragraphId, value, pageNumber } = paragraph
  return {
    ...{ paragraphId, textId, index, pageNumber, start, end },
    words: value.slice(start, end),
    before: value.slice(Math.max(0, start - AROUND), start),
    after: value.slice(end, end + AROUND),
  }
}

const textsFor = (db: ReadDatabase, descriptionId: number): Text[] =>
  textsOfMany(db, [descriptionId], { lines: false }).get(descriptionId) ?? []

export function taggedNames(db: ReadDatabase, descriptionId: number): TaggedName[] {
  const names = new Map<AuthorityId, TaggedName>()
  for (const text of textsFor(db, descriptionId)) {
    for (const [index, paragraph] of text.paragraphs.entries()) {
      for (const { id, authorityId, name, ...span } of paragraph.mentions) {
        const known = names.get(authorityId) ?? { authorityId, name, places: [] }
        known.places.push({ id, ...placeOf(text, paragraph, index, span) })
        names.set(authorityId, known)
      }
    }
  }
  return [...names.values()]
}

export interface Proposed {
  names: ProposedName[]
  places: number
}

export function proposedNames(db: ReadDatabase, descriptionId: number): Proposed {
  const index = new NameIndex(formsOfNames(db))
  const found = new Map<string, { owners: readonly number[]; places: NamePlace[] }>()
  let places = 0
  for (const text of textsFor(db, descriptionId)) {
    for (const [at, paragraph] of text.paragraphs.entries()) {
      // Words of the form name nobody in particular.
      if (isOfForm(paragraph)) continue
      for (const { form, owners, ...span } of index.find(paragraph.value)) {
        if (paragraph.mentions.some(({ start, end }) => start < span.end && span.start < end)) continue
        if (places === MOST_PLACES) return { names: withNames(db, descriptionId, found), places }
        const known = found.get(form) ?? { owners, places: [] }
        known.places.push(placeOf(text, paragraph, at, span))
        found.set(form, known)
        places += 1
      }
    }
  }
  return { names: withNames(db, descriptionId, found), places }
}

function withNames(
  db: ReadDatabase,
  descriptionId: number,
  found: ReadonlyMap<string, { owners: readonly number[]; places: NamePlace[] }>,
): ProposedName[] {
  const linked = new Set(
    all<{ id: number }>(
      db,
      sql`SELECT authorityId AS id FROM agent WHERE descriptionId = ${descriptionId}`,
    ).map(({ id }) => id),
  )
  return [...found].map(([form, { owners, places }]) => ({
    form,
    places,
    authorities: authorityRows(
      db,
      [...owners].sort((one, other) => Number(linked.has(other)) - Number(linked.has(one)) || one - other),
    ),
  }))
}
