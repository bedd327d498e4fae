/**
 * A box as it must look, made from its size and its codes alone: black, with the code in white where there is room,
 * otherwise its number in the page's legend, otherwise nothing. Who checks a release paints the same and compares.
 */
import { GLYPH_BITS, GLYPH_HEIGHT, GLYPH_LETTERS } from './glyphs.ts'

export interface BoxLabel {
  readonly codes: readonly string[]
  /** Under which the legend of the page tells the codes. */
  readonly number: number
}

export interface BoxPicture {
  /** Eight bits a pixel, row by row: 0 black, 255 white. */
  readonly pixels: Uint8Array
  readonly shows: 'codes' | 'number' | 'nothing'
}

interface Glyph {
  readonly width: number
  readonly bits: Uint8Array
}

/** The largest letters are four times the smallest: 4 mm at 600 dots an inch. */
const MOST_SCALE = 4
const MARGIN = 4

let glyphs: Map<string, Glyph> | undefined

function glyphOf(letter: string): Glyph | undefined {
  glyphs ??= unpacked()
  return glyphs.get(letter)
}

function unpacked(): Map<string, Glyph> {
  const bytes = fromBase64(GLYPH_BITS)
  const found = new Map<string, Glyph>()
  let at = 0
  for (const letter of GLYPH_LETTERS) {
    const width = bytes[at] ?? 0
    const length = Math.ceil((width * GLYPH_HEIGHT) / 8)
    found.set(letter, { width, bits: bytes.subarray(at + 1, at + 1 + length) })
    at += 1 + length
  }
  return found
}

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

function fromBase64(text: string): Uint8Array {
  const digits = text.replace(/=+$/, '')
  const bytes = new Uint8Array(Math.floor((digits.length * 3) / 4))
  for (let at = 0, held = 0, bits = 0, to = 0; at < digits.length; at++) {
    held = ((held << 6) | BASE64.indexOf(digits.charAt(at))) & 0xffff
    bits += 6
    if (bits < 8) continue
    bits -= 8
    bytes[to++] = (held >> bits) & 0xff
  }
  return bytes
}

export function boxPicture(width: number, height: number, { codes, number }: BoxLabel): BoxPicture {
  const pixels = new Uint8Array(width * height)
  for (const [shows, lines] of layouts(codes, number)) {
    const scale = scaleOf(lines, width, height)
    if (scale === 0) continue
    paint(pixels, width, height, lines, scale)
    return { pixels, shows }
  }
  return { pixels, shows: 'nothing' }
}

/** What is tried, the best first: all codes on a line, a line for each, a letter below the other, the number. */
function layouts(codes: readonly string[], number: number): ['codes' | 'number', string[]][] {
  const known = codes.every((code) => Array.from(code).every((letter) => glyphOf(letter) !== undefined))
  return [
    ...(known && codes.length > 0
      ? ([
          ['codes', [codes.join(' · ')]],
          ['codes', [...codes]],
          ['codes', Array.from(codes.join(' '))],
        ] as ['codes', string[]][])
      : []),
    ['number', [String(number)]],
  ]
}

const widthOf = (line: string): number =>
  Array.from(line).reduce((sum, letter) => sum + (glyphOf(letter)?.width ?? 0), 0)

/** How much larger than they are cut the letters may stand; 0 where they do not fit. */
function scaleOf(lines: readonly string[], width: number, height: number): number {
  const across = Math.floor((width - 2 * MARGIN) / Math.max(...lines.map(widthOf)))
  const down = Math.floor((height - 2 * MARGIN) / (lines.length * GLYPH_HEIGHT))
  return Math.max(0, Math.min(MOST_SCALE, across, down))
}

function paint(
  pixels: Uint8Array,
  width: number,
  height: number,
  lines: readonly string[],
  scale: number,
): void {
  let top = Math.floor((height - lines.length * GLYPH_HEIGHT * scale) / 2)
  for (const line of lines) {
    let left = Math.floor((width - widthOf(line) * scale) / 2)
    for (const letter of line) {
      const glyph = glyphOf(letter)
      if (!glyph) continue
      paintGlyph(pixels, width, glyph, { left, top, scale })
      left += glyph.width * scale
    }
    top += GLYPH_HEIGHT * scale
  }
}

function paintGlyph(
  pixels: Uint8Array,
  width: number,
  glyph: Glyph,
  { left, top, scale }: { left: number; top: number; scale: number },
): void {
  for (let bit = 0; bit < glyph.width * GLYPH_HEIGHT; bit++) {
    if ((((glyph.bits[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1) === 0) continue
    const x = left + (bit % glyph.width) * scale
    const y = top + Math.floor(bit / glyph.width) * scale
    for (let row = y; row < y + scale; row++) pixels.fill(255, row * width + x, row * width + x + scale)
  }
}
