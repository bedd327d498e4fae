/** What the later sections have to know of a unit: its pages, its files, its rights. */
import type { ReleasedFile } from '../../shared/domain/released-file.ts'
import type { ReleasedDescription, ReleasedRestriction } from '../../shared/domain/released-view.ts'
import type { ExportContext, ReleasedNode } from '../exporter.ts'
import { isBlank, line, mainTitle, oneLine, spoken, voiceOf } from '../plain.ts'

export interface OutlinePage {
  readonly number: number
  readonly label: string
  /** Which file of the unit it shows, from 1; null where nothing of the file may be told. */
  readonly file: number | null
}

export interface OutlineFile extends ReleasedFile {
  readonly mediaType: string
  /** The number of the first page that shows it. */
  readonly page: number
  readonly size: { readonly width: number; readonly height: number } | null
  /** For staff. */
  readonly name: string
  /** Beside the METS document. */
  readonly path: string
}

export interface Outline {
  /** Of the units of the document, from 1. */
  readonly unit: number
  readonly uid: string
  readonly level: string
  readonly title: string
  readonly createdAt: string
  readonly pages: readonly OutlinePage[]
  readonly files: readonly OutlineFile[]
  readonly conditions: readonly { readonly field: string; readonly words: string }[]
  readonly restrictions: readonly ReleasedRestriction[]
}

const CONDITIONS = ['accessConditions', 'legalStatus', 'reproductionConditions'] as const

export function outlineOf(
  { description }: ReleasedNode,
  unit: number,
  { institution, audience }: ExportContext<unknown>,
): Outline {
  const { uid, level, createdAt, pages, texts, restrictions } = description
  const { words } = voiceOf(institution.language)
  return {
    ...{ unit, uid: line(uid), level, createdAt, restrictions },
    title: line(mainTitle(texts.title, institution.language)?.value) || words.untitled,
    pages: pages.map(({ number, label, file }) => ({
      ...{ number, label: isBlank(label) ? '' : line(label) },
      file: file?.number ?? null,
    })),
    files: filesOf(description, audience === 'staff'),
    conditions: CONDITIONS.flatMap((field) =>
      spoken(texts[field]).map(({ value }) => ({ field, words: oneLine(value) })),
    ),
  }
}

/** Each file once, with the first page that shows it. */
function filesOf({ uid, pages }: ReleasedDescription, staff: boolean): OutlineFile[] {
  const known = new Map<number, OutlineFile>()
  for (const { number, mediaType, fileName, size, file } of pages) {
    if (!file || known.has(file.number)) continue
    known.set(file.number, {
      ...file,
      mediaType: line(mediaType) || 'application/octet-stream',
      page: number,
      size: size ?? null,
      name: staff && !isBlank(fileName) ? line(fileName) : '',
      path: pathOf(uid, file.number, mediaType),
    })
  }
  return [...known.values()]
}

const ENDINGS: Readonly<Record<string, string>> = {
  'image/tiff': 'tif',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/jp2': 'jp2',
  'application/pdf': 'pdf',
}

/** A name that says nothing: what a file was called can itself be withheld. */
const pathOf = (uid: string, number: number, mediaType: string | null): string =>
  `files/${encodeURIComponent(uid.toWellFormed())}/${String(number).padStart(4, '0')}.${ENDINGS[mediaType ?? ''] ?? 'bin'}`

/** `xml:id`s of the parts of a document. */
export const idOf = (
  kind: 'dmd' | 'amd' | 'file' | 'object' | 'event' | 'rights' | 'agent',
  ...numbers: (number | string)[]
): string => [kind, ...numbers].join('-')

/** Two events for a file: it was taken in, and its digest was made again. */
export type EventKind = 'ingestion' | 'fixityCheck'
