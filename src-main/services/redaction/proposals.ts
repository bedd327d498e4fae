/** What stands elsewhere and would say what was withheld: in the same texts, in fields, above and beside the item. */
import type { ReadDatabase } from '../../catalogue/database.ts'
import { all, sql } from '../../catalogue/database.ts'
import { readDescription } from '../../catalogue/description/read.ts'
import { namedIn, namesOf } from '../../catalogue/redaction/occurrences.ts'
import { blindMarksOf, isBlindMark, redactionsOf } from '../../catalogue/redaction/read.ts'
import { textsOf } from '../../catalogue/text/read.ts'
import type { RedactionProposal } from '../../shared/contract/redaction.ts'
import type { Description } from '../../shared/contract/description.ts'
import type { DescriptionId } from '../../shared/contract/ids.ts'
import type { Paragraph, Text } from '../../shared/contract/text.ts'
import { shortFormsOf } from '../../shared/domain/canary/short-forms.ts'
import { TEXT_FIELD_NAMES } from '../../shared/domain/field.ts'
import { finderOfForms, formsOfName } from '../../shared/domain/redaction/occurrences.ts'
import type { Finder } from '../../shared/domain/redaction/occurrences.ts'
import { touchedBy } from '../../shared/domain/redaction/quotation.ts'
import { echoesOf } from '../../shared/domain/redaction/words.ts'
import type { Draft } from '../../shared/domain/redaction/unresolved.ts'

/** Siblings that are looked at, and proposals that are made. */
const [MOST_SIBLINGS, MOST] = [200, 500]

interface Marked {
  readonly paragraphId: number
  readonly start: number
  readonly end: number
}

/** The marked stretches of texts, paragraph by paragraph. */
const stretches = (texts: readonly Text[], redactions: readonly Draft[]): Marked[] =>
  redactions.flatMap(({ anchors }) =>
    anchors.flatMap(({ place }) => {
      if (place.kind !== 'span' || !place.from || !place.to) return []
      const { from, to } = place
      const text = texts.find(({ id }) => id === place.textId)
      return touchedBy(text?.paragraphs ?? [], { from, to }).map(({ id, value }) => ({
        paragraphId: id,
        start: id === from.paragraphId ? from.offset : 0,
        end: id === to.paragraphId ? to.offset : value.length,
      }))
    }),
  )

const isMarked = (marked: readonly Marked[], paragraphId: number, start: number, end: number): boolean =>
  marked.some((one) => one.paragraphId === paragraphId && one.start <= start && end <= one.end)

export function proposalsOf(db: ReadDatabase, redaction: Draft): RedactionProposal[] {
  const { descriptionId } = redaction
  const texts = textsOf(db, descriptionId)
  const own = stretches(texts, [redaction])
  // Whoever marks blindly does not learn from what is left out what is marked already.
  const known = isBlindMark(db, redaction.id) ? blindMarksOf : redactionsOf
  const marked = stretches(texts, known(db, descriptionId))
  const paragraphs = new Map<number, Paragraph>(
    texts.flatMap((text) => text.paragraphs.map((one): [number, Paragraph] => [one.id, one])),
  )
  const passages = own.map(({ paragraphId, start, end }) =>
    (paragraphs.get(paragraphId)?.value ?? '').slice(start, end),
  )
  const record = readDescription(db, descriptionId)
  if (!record || passages.length === 0) return []
  const forms = formsBeside(db, texts, own, passages)
  const echoes = (value: string): Said[] => {
    const said = echoesOf(passages, value)
    const names = forms(value).filter(({ start, end }) =>
      said.every((one) => one.end <= start || end <= one.start),
    )
    return [...said, ...names.map((one) => ({ ...one, kind: 'nameForm' as const }))]
  }
  return [
    ...inTexts(descriptionId, texts, echoes, marked),
    ...namesOnlyThere(record, texts, own),
    ...[record, ...neighbours(db, record)].flatMap((one) => inFields(one, echoes)),
  ].slice(0, MOST)
}

interface Said {
  readonly kind: 'sameWords' | 'sameFigures' | 'nameForm'
  readonly start: number
  readonly end: number
}
type Echoes = (value: string) => Said[]

/** A passage that is longer says more than a name. */
const LONGEST_NAME = 40
const MOST_NAMES = 20

/**
 * How a name that is withheld is said elsewhere: of one that stands in the passage the short forms, of one that is the
 * passage its other forms too.
 */
function formsBeside(
  db: ReadDatabase,
  texts: readonly Text[],
  own: readonly Marked[],
  passages: readonly string[],
): Finder {
  const tagged = texts
    .flatMap(({ paragraphs }) => paragraphs)
    .flatMap(({ id, mentions }) =>
      mentions.flatMap(({ authorityId, start, end }) => (isMarked(own, id, start, end) ? [authorityId] : [])),
    )
  const named = new Set<number>([...tagged, ...namedIn(db, passages.join('\n'), MOST_NAMES)])
  const alone = passages.filter((passage) => passage.trim().length <= LONGEST_NAME)
  const [whole, short] = [new Set<string>(), new Set(alone.flatMap((passage) => shortFormsOf(passage)))]
  for (const id of [...named].slice(0, MOST_NAMES)) {
    const forms = formsOfName(namesOf(db, id))
    for (const form of forms.short) short.add(form)
    const isPassage = alone.some((passage) => [...forms.whole, ...forms.short].includes(passage.trim()))
    if (isPassage) for (const form of forms.whole) whole.add(form)
  }
  return finderOfForms([...whole], [...short])
}

function inTexts(
  descriptionId: DescriptionId,
  texts: readonly Text[],
  echoes: Echoes,
  marked: readonly Marked[],
): RedactionProposal[] {
  return texts.flatMap((text) =>
    text.paragraphs.flatMap(({ id, value }) =>
      echoes(value)
        .filter(({ start, end }) => !isMarked(marked, id, start, end))
        .map(({ kind, start, end }): RedactionProposal => ({
          ...{ kind, descriptionId, words: value.slice(start, end) },
          place: {
            kind: 'span',
            textId: text.id,
            from: { paragraphId: id, offset: start },
            to: { paragraphId: id, offset: end },
          },
        })),
    ),
  )
}

const inFields = (record: Description, echoes: Echoes): RedactionProposal[] =>
  TEXT_FIELD_NAMES.flatMap((field) =>
    record[field].flatMap(({ value }, index) =>
      echoes(value)
        .slice(0, 1)
        .map(({ kind, start, end }): RedactionProposal => ({
          ...{ kind, descriptionId: record.id, words: value.slice(start, end) },
          place: { kind: 'field', of: 'description', id: record.id, field, index, alternate: null },
        })),
    ),
  )

/** Names that the record gives, and of which its texts speak in the passage alone. */
function namesOnlyThere(
  record: Description,
  texts: readonly Text[],
  own: readonly Marked[],
): RedactionProposal[] {
  const [inside, outside] = [new Set<number>(), new Set<number>()]
  for (const { id, mentions } of texts.flatMap(({ paragraphs }) => paragraphs))
    for (const { authorityId, start, end } of mentions)
      (isMarked(own, id, start, end) ? inside : outside).add(authorityId)
  return record.agents.flatMap(({ authorityId, name }, index): RedactionProposal[] => {
    if (authorityId === null || !inside.has(authorityId) || outside.has(authorityId)) return []
    return [
      {
        ...{ kind: 'nameOnlyHere', words: name, descriptionId: record.id },
        place: { kind: 'field', of: 'description', id: record.id, field: 'agents', index, alternate: null },
      },
    ]
  })
}

/** What stands above a description, and beside it. */
function neighbours(db: ReadDatabase, { id, parentId }: Description): Description[] {
  const ids = all<{ id: number }>(
    db,
    sql`WITH RECURSIVE above (id, parentId) AS (
          SELECT id, parentId FROM description WHERE id = ${parentId}
          UNION SELECT description.id, description.parentId FROM description JOIN above ON description.id = above.parentId)
        SELECT id FROM above
        UNION ALL SELECT id FROM (SELECT id FROM description WHERE parentId = ${parentId} AND id <> ${id} AND binnedAt IS NULL
                                  ORDER BY position LIMIT ${MOST_SIBLINGS})`,
  )
  return ids.flatMap((one) => readDescription(db, one.id) ?? [])
}
