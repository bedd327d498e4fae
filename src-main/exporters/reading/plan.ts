/** The document on sheets: the description first, then page by page its image and its texts. */
import { shownSize } from '../../shared/domain/page-view.ts'
import type { Page } from '../../shared/contract/scan.ts'
import { together } from '../../shared/domain/edition/index.ts'
import type { EditionPage, Row } from '../../shared/domain/edition/index.ts'
import type { Typeface } from '../print/type.ts'
import { linesOf, linesOfGroup, linesOfSaid } from './cells.ts'
import type { Speaking } from './cells.ts'
import { pageName } from './document.ts'
import type { ReadingDocument } from './document.ts'
import type { Look, Run } from './lines.ts'
import { ALSO, HEAD, LABEL, marked, PAGE_HEAD, SMALL, TEXT, TITLE } from './looks.ts'
import type { Said } from './metadata.ts'
import { MARGIN, Sheets, TEXT_WIDTH } from './sheets.ts'
import type { CellLine, Item, Told } from './sheets.ts'
import { bracketed, SIGN_OF_DOUBT } from './words.ts'

export interface Pictures {
  /** Whether the document has images at all. */
  readonly images: boolean
  /** Pages of which there is one. */
  readonly withImage: (page: Page) => boolean
}

export interface Planned {
  readonly sheets: readonly (readonly Item[])[]
}

const GAP = 18
const LABELS = 104
/** Below an image texts begin on the same sheet where this much of it is left. */
const ROOM_FOR_TEXTS = 220

export function planOf(document: ReadingDocument, type: Typeface, pictures: Pictures): Planned {
  const sheets = new Sheets()
  const setting = new Setting(document, type, sheets, pictures)
  setting.front()
  for (const page of document.pages) setting.page(page)
  setting.end()
  return { sheets: sheets.all }
}

class Setting {
  #document: ReadingDocument
  #sheets: Sheets
  #pictures: Pictures
  #speaking: Speaking

  constructor(document: ReadingDocument, type: Typeface, sheets: Sheets, pictures: Pictures) {
    this.#document = document
    this.#sheets = sheets
    this.#pictures = pictures
    const { m, pages } = document
    const turn = (number: number) =>
      m.readingView.turn(
        nameOf(
          pages.find((page) => page.number === number),
          number,
        ),
      )
    this.#speaking = { type, telling: { turn } }
  }

  front(): void {
    const { m, repository, titles, code, metadata, citation, summaries } = this.#document
    const own = m.readingView
    this.#words(repository, SMALL)
    this.#sheets.space(6)
    for (const [index, title] of titles.entries()) {
      this.#said(title, index === 0 ? TITLE : ALSO, index === 0 ? 'H1' : 'P')
      this.#sheets.space(2)
    }
    if (code !== null) this.#words(code, LABEL)
    this.#sheets.space(4)
    this.#words(own.internalWhy, SMALL)
    this.#sheets.space(8)
    this.#sheets.rule(true)
    this.#head(own.record)
    for (const { label, values } of metadata) {
      this.#sheets.row([
        {
          x: MARGIN.side,
          width: LABELS - 12,
          lines: linesOf([{ text: label, look: LABEL }], LABELS - 12, P, this.#speaking.type),
        },
        {
          x: MARGIN.side + LABELS,
          width: TEXT_WIDTH - LABELS,
          lines: values.flatMap((value) =>
            linesOfSaid(value, TEXT, TEXT_WIDTH - LABELS, 'P', this.#speaking.type),
          ),
        },
      ])
      this.#sheets.space(2)
      this.#sheets.rule()
    }
    if (citation) {
      this.#head(own.citation)
      this.#said(citation, TEXT, 'P')
    }
    for (const summary of summaries) {
      const { label, about, passages } = summary
      this.#head(label)
      this.#words(about, SMALL)
      for (const group of together(passages)) {
        this.#sheets.row([{ ...WHOLE, lines: linesOfGroup(group, TEXT_WIDTH, summary, this.#speaking) }])
        this.#sheets.space(4)
      }
    }
    if (this.#document.texts.length === 0 && summaries.length === 0) {
      this.#sheets.space(10)
      this.#words(own.noTexts, SMALL)
    }
  }

  page(edition: EditionPage): void {
    const { m } = this.#document
    const { page, rows, number } = edition
    const image = page?.scan && this.#pictures.withImage(page) ? page : null
    if (image || number === null) this.#sheets.begin()
    else this.#sheets.need(120)
    this.#sheets.space(14)
    this.#words(
      number === null ? m.readingView.noPage : m.readingView.page(nameOf(edition, number)),
      PAGE_HEAD,
      'H2',
    )
    this.#sheets.space(5)
    const state = this.#stateOf(page)
    if (state !== '') this.#words(state, SMALL)
    if (image) this.#picture(image)
    if (rows.length === 0) return
    if (image && this.#sheets.room < ROOM_FOR_TEXTS) this.#sheets.begin()
    else this.#sheets.space(12)
    this.#heads()
    for (const row of rows) this.#row(row)
  }

  /** What the signs mean that occur, each as it looks, and who has made the document. */
  end(): void {
    const { m, signs, turns, made, language } = this.#document
    const own = m.readingView
    const sample = language === 'ja' ? '文字' : 'word'
    if (signs.length > 0 || turns) {
      this.#sheets.space(18)
      this.#sheets.need(60)
      this.#sheets.rule(true)
      this.#head(own.signs)
      for (const kind of signs) {
        const words =
          kind === 'supplied' ? bracketed(sample) : kind === 'uncertain' ? sample + SIGN_OF_DOUBT : sample
        this.#runs([
          { text: words, look: marked({ ...TEXT, size: 9 }, [kind]) },
          { text: `  ${own.signNames[kind]}`, look: SMALL },
        ])
      }
      if (turns) this.#words(`|${own.turn('2')}|  ${own.turnSign}`, SMALL)
    }
    this.#sheets.space(12)
    this.#words(made, SMALL)
  }

  #stateOf(page: Page | null): string {
    const { blank, missing, noImage, imageFailed } = this.#document.m.readingView
    if (page?.state === 'missing') return missing
    if (page?.state === 'blank') return blank
    if (page === null || !this.#pictures.images || this.#pictures.withImage(page)) return ''
    return page.scan ? imageFailed : noImage
  }

  #picture(page: Page): void {
    const size = shownSize(page)
    // Larger than a point for each of its pixels, an image says no more.
    const scale = Math.min(1, TEXT_WIDTH / size.width, (this.#sheets.room - 4) / size.height)
    const alt = this.#document.m.readingView.image(pageName(page))
    this.#sheets.image(
      page,
      { role: 'Figure', lang: null, alt },
      { width: size.width * scale, height: size.height * scale },
    )
  }

  /** Columns beside each other; more than three texts follow below each other, two and two. */
  #columns(): { x: number; width: number }[] {
    const count = this.#document.texts.length
    const across = count > 3 ? 2 : Math.max(1, count)
    const width = (TEXT_WIDTH - GAP * (across - 1)) / across
    return Array.from({ length: count }, (_, index) => ({
      x: MARGIN.side + (index % across) * (width + GAP),
      width,
    }))
  }

  /** A row, or as many as the columns take. */
  #cells(lines: (index: number, width: number) => CellLine[]): void {
    const columns = this.#columns()
    const across = columns.length > 3 ? 2 : Math.max(1, columns.length)
    const cells = columns.map(({ x, width }, index) => ({ x, width, lines: lines(index, width) }))
    for (let at = 0; at < cells.length; at += across) {
      const beside = cells.slice(at, at + across)
      if (beside.some((cell) => cell.lines.length > 0)) this.#sheets.row(beside)
    }
  }

  #heads(): void {
    const { texts } = this.#document
    this.#sheets.need(80)
    this.#cells((index, width) => {
      const { label = '', about = '' } = texts[index] ?? {}
      const runs = [
        { text: label, look: { ...SMALL, face: 'bold' as const } },
        ...(about === '' ? [] : [{ text: ` · ${about}`, look: SMALL }]),
      ]
      return linesOf(runs, width, P, this.#speaking.type)
    })
    this.#sheets.rule()
    this.#sheets.space(5)
  }

  #row(row: Row): void {
    const { texts } = this.#document
    this.#cells((index, width) =>
      together(row[index] ?? []).flatMap((group) =>
        linesOfGroup(group, width, texts[index] ?? UNTOLD, this.#speaking),
      ),
    )
    this.#sheets.space(5)
  }

  #head(text: string): void {
    this.#sheets.space(14)
    this.#sheets.need(50)
    this.#words(text, HEAD, 'H2')
    this.#sheets.space(3)
  }

  #words(text: string, look: Look, role: Told['role'] = 'P'): void {
    this.#runs([{ text, look }], role)
  }

  #runs(runs: readonly Run[], role: Told['role'] = 'P'): void {
    this.#sheets.row([
      { ...WHOLE, lines: linesOf(runs, TEXT_WIDTH, { role, lang: null }, this.#speaking.type) },
    ])
  }

  #said(said: Said, look: Look, role: Told['role']): void {
    this.#sheets.row([{ ...WHOLE, lines: linesOfSaid(said, look, TEXT_WIDTH, role, this.#speaking.type) }])
  }
}

const P: Told = { role: 'P', lang: null }
const WHOLE = { x: MARGIN.side, width: TEXT_WIDTH } as const
const UNTOLD = { lang: null, vertical: false } as const

const nameOf = (edition: EditionPage | undefined, number: number): string =>
  edition?.page ? pageName(edition.page) : String(number)
