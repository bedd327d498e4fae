/** PAGE (PRImA, 2013 and later): Word in TextLine in TextRegion, outlines as points, words as TextEquiv; regions may be put in another order. */
import type { ReadLine } from '../../shared/domain/ocr.ts'
import type { OcrHandler } from './index.ts'
import type { Corners, PageBuilder } from './pages.ts'

interface Part {
  kind: 'region' | 'line' | 'word' | 'glyph'
  id: string
  corners: Corners | null
  /** The first reading that is given, or the one with the lowest index. */
  text: string
  index: number
  confidence: number | null
  parts: number
}

const KINDS: Readonly<Record<string, Part['kind']>> = {
  TextRegion: 'region',
  TextLine: 'line',
  Word: 'word',
  Glyph: 'glyph',
}

export function pageHandler(into: PageBuilder): OcrHandler {
  const open: Part[] = []
  let order: string[] = []
  let regions: { id: string; from: number }[] = []
  let reading: { index: number; confidence: number | null } | undefined
  let text = ''
  const current = () => open.at(-1)
  /** Which paragraph of the page comes next. */
  const paragraphs = () => into.pages.at(-1)?.paragraphs ?? []
  return {
    open(name, attributes) {
      text = ''
      const kind = KINDS[name]
      if (name === 'Page') {
        order = []
        regions = []
        into.openPage({
          image: attributes['imageFilename'] ?? null,
          width: Number(attributes['imageWidth'] ?? NaN),
          height: Number(attributes['imageHeight'] ?? NaN),
        })
      } else if (name === 'RegionRefIndexed' || name === 'RegionRef')
        order.push(attributes['regionRef'] ?? '')
      else if (kind) {
        const above = current()
        if (above) above.parts += 1
        const id = attributes['id'] ?? ''
        if (kind === 'region') {
          regions.push({ id, from: paragraphs().length })
          into.openParagraph()
        }
        open.push({ kind, id, corners: null, text: '', index: Infinity, confidence: null, parts: 0 })
      } else if (name === 'Coords') {
        const part = current()
        if (!part) return
        part.corners = cornersOf(attributes['points'] ?? '')
        if (part.kind === 'line') into.openLine(part.corners)
      } else if (name === 'TextEquiv') {
        const certainty = attributes['conf']
        reading = {
          index: Number(attributes['index'] ?? 0),
          confidence: certainty === undefined ? null : Number(certainty),
        }
      }
    },
    text(piece) {
      text += piece
    },
    close(name) {
      const part = current()
      if (name === 'Unicode' && reading && part && !(reading.index >= part.index)) {
        part.text = text
        part.index = reading.index
        part.confidence = reading.confidence
      } else if (name === 'TextEquiv') reading = undefined
      else if (KINDS[name] !== undefined && part) {
        open.pop()
        if (part.kind === 'word') into.word(part.text, part.corners, part.confidence)
        else if (part.kind === 'line') {
          if (part.parts === 0) into.word(part.text, part.corners, part.confidence)
          into.closeLine()
        } else if (part.kind === 'region' && part.parts === 0) into.word(part.text, null, part.confidence)
      } else if (name === 'Page') arrange(paragraphs(), regions, order)
      text = ''
    },
  }
}

/** Puts paragraphs into the order that the file gives its regions; what it does not name comes after. */
function arrange(
  paragraphs: ReadLine[][],
  regions: readonly { id: string; from: number }[],
  order: readonly string[],
): void {
  if (order.length === 0) return
  const places = new Map(order.map((id, place) => [id, place]))
  const ranked = regions.map(({ id, from }, index) => ({
    place: places.get(id) ?? order.length,
    own: paragraphs.slice(from, regions[index + 1]?.from ?? paragraphs.length),
  }))
  const before = paragraphs.slice(0, regions[0]?.from ?? 0)
  const sorted = ranked.sort((one, other) => one.place - other.place).flatMap(({ own }) => own)
  paragraphs.splice(0, paragraphs.length, ...before, ...sorted)
}

/** The rectangle around `x,y x,y …`. */
function cornersOf(points: string): Corners {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const point of points.trim().split(/\s+/)) {
    const [x = NaN, y = NaN] = point.split(',').map(Number)
    // One point that is none makes the outline none.
    if (Number.isNaN(x) || Number.isNaN(y)) return { left: NaN, top: NaN, right: NaN, bottom: NaN }
    left = Math.min(left, x)
    top = Math.min(top, y)
    right = Math.max(right, x)
    bottom = Math.max(bottom, y)
  }
  return { left, top, right, bottom }
}
