/** What a machine read, put into the text that is kept for it; and whether anybody has changed it since. */
import { createHash } from 'node:crypto'
import type { PageId, TextId } from '../../shared/contract/ids.ts'
import type { Line, Paragraph, Text } from '../../shared/contract/text.ts'
import type { Region } from '../../shared/domain/region.ts'
import { all, sql } from '../database.ts'
import type { ReadDatabase, WriteDatabase } from '../database.ts'
import { pageIdsOf } from '../scan.ts'
import { readText, textsOf } from './read.ts'
import { insertText, writeParagraphs } from './write.ts'
import { updateRow } from '../rows.ts'

/** What is to be written of a page. */
export interface PageRead {
  descriptionId: number
  pageId: PageId
  /** The part that was read; null: the whole page. */
  region: Region | null
  about: Pick<Text, 'language' | 'script' | 'direction'>
  paragraphs: { value: string; lines: Line[] }[]
}

const digestOf = (value: string) => createHash('sha256').update(value).digest('hex')

const isRead = ({ source, kind }: Text) => source === 'ocr' && kind === 'transcription'

/** Digests of paragraphs as a machine gave them. */
const digests = (db: ReadDatabase, textId: number): Map<number, string | null> =>
  new Map(
    all<{ id: number; readDigest: string | null }>(
      db,
      sql`SELECT id, readDigest FROM paragraph WHERE textId = ${textId}`,
    ).map(({ id, readDigest }) => [id, readDigest]),
  )

/** Whether a person has had a hand in a paragraph: other words, or something said of them. */
const isEdited = (
  { id, value, kind, marks, mentions }: Paragraph,
  known: ReadonlyMap<number, string | null>,
) =>
  value !== '' &&
  (known.get(id) !== digestOf(value) || kind !== 'body' || marks.length > 0 || mentions.length > 0)

/** Paragraphs of the texts that were read of a page (or a part of it) which somebody has edited. */
export function editedOnPage(
  db: ReadDatabase,
  { descriptionId, pageId, region }: Pick<PageRead, 'descriptionId' | 'pageId' | 'region'>,
): Paragraph[] {
  return textsOf(db, descriptionId)
    .filter(isRead)
    .flatMap((text) => {
      const found = text.paragraphs.filter((paragraph) => isConcerned(paragraph, pageId, region))
      const known = found.length > 0 ? digests(db, text.id) : new Map<number, null>()
      return found.filter((paragraph) => text.status === 'checked' || isEdited(paragraph, known))
    })
}

/** Whether what is read of a page, or of a part of it, takes the place of a paragraph. */
function isConcerned({ pageId, lines }: Paragraph, page: PageId, region: Region | null): boolean {
  if (pageId !== page) return false
  if (region === null) return true
  return lines.length > 0 && lines.every((line) => isInside(line.region, region))
}

function isInside({ x, y, width, height }: Region, region: Region): boolean {
  const [middle, centre] = [x + width / 2, y + height / 2]
  return (
    middle >= region.x &&
    middle <= region.x + region.width &&
    centre >= region.y &&
    centre <= region.y + region.height
  )
}

/** Writes what was read in the place of what was read there before, in page order. */
export function writeRead(db: WriteDatabase, read: PageRead): TextId {
  const { descriptionId, pageId, region, about, paragraphs } = read
  const known = textsOf(db, descriptionId).find(
    (text) => isRead(text) && text.language === about.language && text.direction === about.direction,
  )
  const id =
    known?.id ??
    insertText(db, descriptionId, {
      kind: 'transcription',
      source: 'ocr',
      agent: null,
      ...about,
      paragraphs: [],
    })
  let text = readText(db, id)
  if (!text) throw new Error('the text was just there')
  const place = placeFor(db, text, read)
  // From the end on, so that what stands before keeps its place.
  for (let index = text.paragraphs.length - 1; index >= 0; index--) {
    const paragraph = text.paragraphs[index]
    if (!paragraph || !isConcerned(paragraph, pageId, region)) continue
    writeParagraphs(db, text, [paragraph], index, [])
    text = readText(db, id) ?? text
  }
  writeParagraphs(
    db,
    text,
    [],
    place,
    paragraphs.map(({ value, lines }) => ({
      id: null,
      kind: 'body',
      pageId,
      value,
      continues: false,
      marks: [],
      lines,
    })),
  )
  for (const paragraph of (readText(db, id) ?? text).paragraphs.slice(place, place + paragraphs.length))
    updateRow(db, 'paragraph', paragraph.id, { readDigest: digestOf(paragraph.value) })
  return id
}

/** How many of the paragraphs that stay come before those that are put in. */
function placeFor(
  db: ReadDatabase,
  { descriptionId, paragraphs }: Text,
  { pageId, region }: PageRead,
): number {
  const order = pageIdsOf(db, descriptionId)
  const page = order.indexOf(pageId)
  const first = paragraphs.findIndex((paragraph) => isConcerned(paragraph, pageId, region))
  if (first !== -1) return first
  const after = paragraphs.findIndex((paragraph) => {
    if (paragraph.pageId === null) return false
    const at = order.indexOf(paragraph.pageId)
    const below = (paragraph.lines[0]?.region.y ?? 0) > (region?.y ?? 0)
    return at > page || (at === page && region !== null && below)
  })
  return after === -1 ? paragraphs.length : after
}
