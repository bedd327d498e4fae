/** Pages as they grow while a file of words and boxes is read; what a hostile file may ask for is bounded here. */
import type { FilePage, ReadLine, ReadWord } from '../../shared/domain/ocr.ts'
import type { Region } from '../../shared/domain/region.ts'
import { LONGEST_VALUE } from '../../shared/domain/text-size.ts'

export type OcrProblemCode =
  'notWellFormed' | 'encoding' | 'entity' | 'tooLarge' | 'tooDeep' | 'noPage' | 'unknownFormat'

/** Why a file is not taken; `line` is 0 where it is not known. Never carries a word of it. */
export class OcrFileProblem extends Error {
  readonly why: OcrProblemCode
  readonly line: number

  constructor(why: OcrProblemCode, line = 0) {
    super(why)
    this.name = 'OcrFileProblem'
    this.why = why
    this.line = line
  }
}

/** A newspaper page has ten thousand words; a file may hold a whole volume. */
const MOST_WORDS = 500_000
const MOST_PAGES = 5_000
const MOST_PARAGRAPHS = 200_000
/** The most that a page of a catalogue measures. */
const LARGEST = 999_999

/** Corners as a file gives them, in its own units. */
export interface Corners {
  left: number
  top: number
  right: number
  bottom: number
}

interface OpenLine {
  box: Region | null
  confidence: number | null
  words: ReadWord[]
}

export interface PageBuilder {
  openPage(page: { image: string | null; width: number; height: number }): void
  openParagraph(): void
  /** `null`: the file says nothing of where it is. */
  openLine(corners: Corners | null, confidence?: number | null): void
  closeLine(): void
  word(text: string, corners: Corners | null, confidence: number | null): void
  readonly pages: FilePage[]
}

type Building = FilePage & { letters: number }

export function pageBuilder(): PageBuilder {
  const pages: Building[] = []
  let words = 0
  let paragraphs = 0
  let page: Building | undefined
  let paragraph: ReadLine[] | undefined
  let line: OpenLine | undefined

  const placed = (corners: Corners | null): Region | null => {
    if (corners === null || !page) return null
    const region = regionOn(corners, page)
    if (region === null) page.unplaced += 1
    return region
  }
  const openParagraph = () => {
    if (!page) return
    closeLine()
    paragraphs += 1
    if (paragraphs > MOST_PARAGRAPHS) throw new OcrFileProblem('tooLarge')
    paragraph = []
    page.paragraphs.push(paragraph)
    page.letters = 0
  }
  const closeLine = () => {
    if (!line) return
    const { box, confidence, words: own } = line
    line = undefined
    if (own.length > 0) paragraph?.push({ region: box, confidence: confidence ?? meanOf(own), words: own })
  }
  return {
    pages,
    openPage({ image, width, height }) {
      closeLine()
      if (pages.length >= MOST_PAGES) throw new OcrFileProblem('tooLarge')
      page = { image, width: side(width), height: side(height), paragraphs: [], unplaced: 0, letters: 0 }
      paragraph = undefined
      pages.push(page)
    },
    openParagraph,
    openLine(corners, confidence = null) {
      closeLine()
      if (!paragraph) openParagraph()
      line = { box: placed(corners), confidence, words: [] }
    },
    closeLine,
    word(given, corners, confidence) {
      const text = given.normalize('NFC').replace(/\s+/g, ' ').trim()
      if (text === '' || !page) return
      words += 1
      page.letters += text.length + 1
      if (words > MOST_WORDS || page.letters > LONGEST_VALUE) throw new OcrFileProblem('tooLarge')
      if (!line) {
        if (!paragraph) openParagraph()
        line = { box: null, confidence: null, words: [] }
      }
      line.words.push({ text, region: placed(corners), confidence: share(confidence) })
    },
  }
}

const side = (value: number) =>
  Number.isFinite(value) && value >= 1 && value <= LARGEST ? Math.round(value) : 0

const share = (value: number | null) =>
  value !== null && Number.isFinite(value) ? Math.min(1, Math.max(0, value)) : null

function meanOf(words: readonly ReadWord[]): number | null {
  const known = words.flatMap(({ confidence }) => confidence ?? [])
  return known.length === 0
    ? null
    : Math.round((known.reduce((sum, one) => sum + one, 0) / known.length) * 100) / 100
}

/** The part of a box that is on the page; null where there is none, or where it is none. */
function regionOn(
  { left, top, right, bottom }: Corners,
  page: { width: number; height: number },
): Region | null {
  if (![left, top, right, bottom].every(Number.isFinite) || right <= left || bottom <= top) return null
  const [width, height] = [page.width || LARGEST, page.height || LARGEST]
  const x = Math.max(0, Math.round(left))
  const y = Math.max(0, Math.round(top))
  const region = {
    x,
    y,
    width: Math.min(width, Math.round(right)) - x,
    height: Math.min(height, Math.round(bottom)) - y,
  }
  return region.width >= 1 && region.height >= 1 ? region : null
}
