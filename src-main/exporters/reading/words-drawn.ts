/** Words on a sheet, in lines or in columns, with the signs of their marks. */
import type { ColumnFonts } from '../print/column-fonts.ts'
import type { Band } from './bands.ts'
import type { Look, PlacedRun, SetLine } from './lines.ts'

/** Of the square in which a character stands, what is above the line of Latin letters (the typefaces' own measure). */
const ABOVE_LINE = 0.88
/** The middle of that square above the line. */
const MIDDLE = 0.38

/** Chromium leaves out what is beyond the first plane where it is told, not where it is set. */
const LOST_WHEN_TOLD = /[\u{10000}-\u{10FFFF}]/u

/** Where marks are drawn, from the line down, in parts of the size of the type. */
interface Places {
  readonly beside: number
  readonly through: number
  readonly top: number
  readonly height: number
}
const LEVEL: Places = { beside: 0.2, through: -0.32, top: -0.95, height: 1.22 }
/** In a column what is beside words stands on their right (傍線). */
const COLUMN: Places = { beside: -0.62, through: 0, top: -0.6, height: 1.2 }

export function drawLine(pdf: PDFKit.PDFDocument, { runs }: SetLine, x: number, y: number): void {
  for (const run of runs) {
    letters(pdf, run, x + run.from, y)
    decorate(pdf, run, { x: x + run.from, y, places: LEVEL })
  }
}

/** With the right side of its first column at a place, and its top. */
export function drawBand(
  pdf: PDFKit.PDFDocument,
  { columns, pitch }: Band,
  right: number,
  top: number,
  fonts: ColumnFonts,
): void {
  for (const [index, { runs, text }] of columns.entries()) {
    // Programs that put words together by their places know lines better than columns: they are told.
    const isTold = !LOST_WHEN_TOLD.test(text)
    if (isTold) pdf.markContent('Span', { actual: text })
    const middle = right - pitch * (index + 0.5)
    for (const run of withEndApart(runs, pdf)) lettersInColumn(pdf, run, middle, top + run.from, fonts)
    for (const run of runs)
      turned(pdf, middle, top + run.from, () => {
        decorate(pdf, run, { x: 0, y: 0, places: COLUMN })
      })
    if (isTold) pdf.endMarkedContent()
  }
}

/**
 * A column ends with a piece that begins lower than it does. Chromium takes pieces that begin at one height for one line,
 * and would copy columns that follow each other from left to right (pdfium, CPDF_TextPage::ProcessTextObject).
 */
function withEndApart(runs: readonly PlacedRun[], pdf: PDFKit.PDFDocument): readonly PlacedRun[] {
  const [run, next] = runs
  const characters = Array.from(run?.text ?? '')
  const end = characters.pop()
  if (!run || next || end === undefined || characters.length === 0 || run.stance === 'pair') return runs
  const { face, size } = run.look
  const length = run.stance === 'upright' ? size : pdf.font(face).fontSize(size).widthOfString(end)
  const from = run.from + run.length - length
  return [
    { ...run, text: characters.join(''), length: run.length - length },
    { ...run, text: end, from, length },
  ]
}

function lettersInColumn(
  pdf: PDFKit.PDFDocument,
  run: PlacedRun,
  middle: number,
  top: number,
  fonts: ColumnFonts,
): void {
  const { text, look, stance } = run
  const { face, size, colour } = look
  if (stance === 'upright') {
    pdf.fillColor(colour)
    fonts.write(text, face, size, middle, top)
  } else if (stance === 'pair') {
    const wide = pdf.font(face).fontSize(size).widthOfString(text)
    const narrowed = Math.min(1, size / wide)
    pdf
      .save()
      .translate(middle - (wide * narrowed) / 2, top + size * ABOVE_LINE)
      .scale(narrowed, 1)
    letters(pdf, run, 0, 0)
    pdf.restore()
  } else
    turned(pdf, middle, top, () => {
      letters(pdf, run, 0, size * MIDDLE)
    })
}

/** A quarter turned: the way along is down the column, the way down leads to the left. */
function turned(pdf: PDFKit.PDFDocument, x: number, y: number, draw: () => void): void {
  pdf.save().translate(x, y).rotate(90)
  draw()
  pdf.restore()
}

function letters(pdf: PDFKit.PDFDocument, { look, text }: PlacedRun, x: number, y: number): void {
  pdf
    .font(look.face)
    .fontSize(look.size)
    .fillColor(look.colour)
    .text(text, x, y, { lineBreak: false, baseline: 'alphabetic' })
}

interface Place {
  readonly x: number
  readonly y: number
  readonly places: Places
}

function decorate(pdf: PDFKit.PDFDocument, { look, length }: PlacedRun, { x, y, places }: Place): void {
  const { size, under, struck, framed } = look
  if (!under && !struck && !framed) return
  pdf.lineWidth(0.5).strokeColor(look.colour)
  const straight = (at: number) => pdf.moveTo(x, at).lineTo(x + length, at)
  if (under) beside(pdf, under, { x, y: y + size * places.beside }, length)
  if (struck) straight(y + size * places.through).stroke()
  if (framed) pdf.rect(x - 0.5, y + size * places.top, length + 1, size * places.height).stroke()
}

function beside(
  pdf: PDFKit.PDFDocument,
  line: NonNullable<Look['under']>,
  { x, y }: Pick<Place, 'x' | 'y'>,
  length: number,
): void {
  pdf.moveTo(x, y)
  if (line === 'wavy')
    for (let at = 0; at + 3 <= length; at += 3)
      pdf.quadraticCurveTo(x + at + 1.5, y + (at % 6 === 0 ? 1.6 : -1.6), x + at + 3, y)
  else {
    if (line === 'dotted') pdf.dash(1, { space: 1.2 })
    pdf.lineTo(x + length, y)
  }
  pdf.stroke()
  if (line === 'dotted') pdf.undash()
}
