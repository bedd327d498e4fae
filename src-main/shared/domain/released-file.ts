/**
 * What is said of the files of pages. A digest, and a size in bytes, is made of everything that a file holds: it goes out
 * only where all of that may, on every page that shows the file.
 */
import type { Outcome } from '../contract/fixity.ts'

export interface ReleasedFile {
  /** Which of the files of its description it is, from 1; several pages may show one. */
  readonly number: number
  readonly sha256: string
  readonly byteSize: number
  /** Which image of the file the page is, from 0. */
  readonly frame: number
  /** When it was taken in, and its digest made; RFC 3339. */
  readonly addedAt: string
  /** The last time that its digest was made again. */
  readonly check: { readonly at: string; readonly outcome: Outcome } | null
}

export interface SourceFile extends Omit<ReleasedFile, 'number'> {
  readonly scanId: number
  /** The page shows all of its image. */
  readonly showsWhole: boolean
  /** A page of another description, or of none, shows it as well. */
  readonly isShared: boolean
}

interface SourcePage {
  readonly number: number
  readonly file?: SourceFile | null
}

/** By the numbers of the pages. `isOpen`: nothing on the page is withheld. */
export function releasedFiles(
  pages: readonly SourcePage[],
  isOpen: (page: number) => boolean,
  staff: boolean,
): ReadonlyMap<number, ReleasedFile> {
  const closed = new Set(
    pages.flatMap(({ number, file }) =>
      file && (file.isShared || !file.showsWhole || !isOpen(number)) ? [file.scanId] : [],
    ),
  )
  const numbers = new Map<number, number>()
  return new Map(
    pages.flatMap(({ number, file }): [number, ReleasedFile][] => {
      if (!file || (!staff && closed.has(file.scanId))) return []
      const own = numbers.get(file.scanId) ?? numbers.size + 1
      numbers.set(file.scanId, own)
      const { sha256, byteSize, frame, addedAt, check } = file
      const checked = check && { at: check.at, outcome: check.outcome }
      return [[number, { number: own, sha256, byteSize, frame, addedAt, check: checked }]]
    }),
  )
}
