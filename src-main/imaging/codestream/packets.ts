/** The packets of one tile of JPEG 2000 (ISO/IEC 15444-1, B.9 to B.12): which bytes belong to which code block. */
import type { Place } from '../decoder/pdf.ts'
import type { Bytes } from '../decoder/pdfium.ts'
import { precinctsOf, type Coding, type Precinct } from './grid.ts'
import { tagTree, type TagTree } from './tag-tree.ts'

/** Passes that end together, and where their bytes lie. */
export interface Segment {
  passes: number
  most: number
  length: number
  pieces: { at: number; length: number }[]
}

export interface CodeBlock {
  /** Bit planes that are all zero. */
  empty: number
  segments: Segment[]
}

/** By component, resolution, band and place on the band's grid. */
export type CodeBlocks = Map<number, CodeBlock>
/** Places of code blocks are below this, along either side. */
export const MOST_PLACES = 2 ** 20
/** A number: words for so many would take more memory than all else. */
export const keyOf = (component: number, resolution: number, band: number, x: number, y: number): number =>
  (((component * 33 + resolution) * 4 + band) * MOST_PLACES + y) * MOST_PLACES + x

interface Held {
  inclusion: TagTree
  planes: TagTree
  blocks: (CodeBlock & { bits: number; key: number })[]
  known: (boolean | undefined)[]
}

export class DamagedPackets extends Error {}

const [BYPASS, TERMINATE] = [1, 4]
const BLOCK_OF_FILE = 1 << 16
/** More bit planes than any sample has. */
const MOST_PLANES = 80

/** Reads every packet's head. @throws DamagedPackets */
export function readPackets(data: Bytes, coding: Coding, place: Place): CodeBlocks {
  const byte = byteReader(data)
  const found: CodeBlocks = new Map()
  const held = new Map<string, Held[]>()
  let at = 0

  const areasOf = (component: number, precinct: Precinct, index: number): Held[] => {
    const key = `${component} ${precinct.resolution} ${index}`
    const known = held.get(key)
    if (known) return known
    const made = precinct.areas.map(({ band, left, top, columns, rows }): Held => {
      const keys = Array.from({ length: columns * rows }, (_, i) =>
        keyOf(component, precinct.resolution, band, left + (i % columns), top + Math.floor(i / columns)),
      )
      return {
        inclusion: tagTree(columns, rows),
        planes: tagTree(columns, rows),
        blocks: keys.map((key) => ({ empty: 0, segments: [], bits: 3, key })),
        known: [],
      }
    })
    held.set(key, made)
    return made
  }

  function packet(layer: number, areas: Held[]): void {
    if (byte(at) === 0xff && byte(at + 1) === 0x91) at += 6
    const bits = bitReader(byte, at)
    const bodies: { segment: Segment; length: number }[] = []
    if (bits.one() === 1) {
      for (const area of areas) {
        for (const [i, block] of area.blocks.entries()) {
          const included = area.known[i] ? bits.one() === 1 : area.inclusion.read(i, layer + 1, bits.one)
          if (!included) continue
          if (!area.known[i]) {
            area.known[i] = true
            while (!area.planes.read(i, block.empty + 1, bits.one)) {
              if (++block.empty > MOST_PLANES) throw new DamagedPackets()
            }
            found.set(block.key, block)
          }
          let passes = passesFrom(bits)
          while (bits.one() === 1) if (++block.bits > 40) throw new DamagedPackets()
          while (passes > 0) {
            const segment = segmentFor(block, coding.style)
            const taken = Math.min(passes, segment.most - segment.passes)
            bodies.push({ segment, length: bits.many(block.bits + Math.floor(Math.log2(taken))) })
            segment.passes += taken
            passes -= taken
          }
        }
      }
    }
    at = bits.end()
    if (byte(at) === 0xff && byte(at + 1) === 0x92) at += 2
    for (const { segment, length } of bodies) {
      segment.pieces.push({ at, length })
      segment.length += length
      at += length
    }
    if (at > data.size) throw new DamagedPackets()
  }

  for (const { layer, component, precinct, index } of inOrder(coding, precinctsOf(coding, place)))
    packet(layer, areasOf(component, precinct, index))
  return found
}

function segmentFor(block: CodeBlock, style: number): Segment {
  const last = block.segments.at(-1)
  if (last && last.passes < last.most) return last
  // Without arithmetic coding (bypass) two passes end together, and the third for itself; the first ten do so at once.
  const bypass = !last ? 10 : last.most === 1 || last.most === 10 ? 2 : 1
  const most = style & TERMINATE ? 1 : style & BYPASS ? bypass : Infinity
  const segment: Segment = { passes: 0, most, length: 0, pieces: [] }
  block.segments.push(segment)
  return segment
}

interface InOrder {
  layer: number
  component: number
  precinct: Precinct
  index: number
}

/** The packets in the order of the file (B.12.1). */
function* inOrder(
  { progression, layers, components }: Coding,
  resolutions: Precinct[][],
): Generator<InOrder, void> {
  const all = resolutions.flatMap((precincts) => precincts.map((precinct, index) => ({ precinct, index })))
  const layered = function* (component: number, one: { precinct: Precinct; index: number }) {
    for (let layer = 0; layer < layers; layer++) yield { layer, component, ...one }
  }
  const each = function* (one: { precinct: Precinct; index: number }) {
    for (let component = 0; component < components; component++) yield* layered(component, one)
  }
  const byPlace = () =>
    all.sort(
      ({ precinct: a, index: i }, { precinct: b, index: j }) =>
        a.y - b.y || a.x - b.x || a.resolution - b.resolution || i - j,
    )
  const plainly = function* (layer: number, precincts: Precinct[]) {
    for (let component = 0; component < components; component++)
      for (const [index, precinct] of precincts.entries()) yield { layer, component, precinct, index }
  }
  switch (progression) {
    case 0:
      for (let layer = 0; layer < layers; layer++)
        for (const precincts of resolutions) yield* plainly(layer, precincts)
      return
    case 1:
      for (const precincts of resolutions)
        for (let layer = 0; layer < layers; layer++) yield* plainly(layer, precincts)
      return
    case 2:
      for (const one of all) yield* each(one)
      return
    case 3: {
      // At one place all resolutions of a component come before the next component.
      const placed = byPlace()
      for (let i = 0; i < placed.length;) {
        const { x, y } = placed[i]?.precinct ?? { x: 0, y: 0 }
        let end = i
        while (placed[end]?.precinct.x === x && placed[end]?.precinct.y === y) end++
        for (let component = 0; component < components; component++)
          for (const one of placed.slice(i, end)) yield* layered(component, one)
        i = end
      }
      return
    }
    default: {
      const placed = byPlace()
      for (let component = 0; component < components; component++)
        for (const one of placed) yield* layered(component, one)
    }
  }
}

interface Bits {
  one: () => number
  many: (count: number) => number
  /** Where the first byte after these bits is. */
  end: () => number
}

function passesFrom({ one, many }: Bits): number {
  if (one() === 0) return 1
  if (one() === 0) return 2
  const few = many(2)
  if (few < 3) return 3 + few
  const more = many(5)
  return more < 31 ? 6 + more : 37 + many(7)
}

/** After a byte of ones another has but seven bits, so that no head looks like a mark. */
function bitReader(byte: (at: number) => number, start: number): Bits {
  let at = start
  let [current, left] = [0, 0]
  const one = () => {
    if (left === 0) {
      left = current === 0xff ? 7 : 8
      current = byte(at++)
    }
    return (current >> --left) & 1
  }
  return {
    one,
    many(count) {
      let value = 0
      for (let i = 0; i < count; i++) value = value * 2 + one()
      return value
    },
    end: () => (current === 0xff ? at + 1 : at),
  }
}

/** Bytes one by one, from blocks. @throws DamagedPackets past the end */
function byteReader(data: Bytes): (at: number) => number {
  const block = new Uint8Array(BLOCK_OF_FILE)
  let start = -1
  return (at) => {
    // What asks whether a mark follows may look past the end.
    if (at >= data.size + 2) throw new DamagedPackets()
    if (at >= data.size) return 0
    const from = at - (at % BLOCK_OF_FILE)
    if (from !== start) {
      start = from
      if (!data.read(block.subarray(0, Math.min(BLOCK_OF_FILE, data.size - from)), from))
        throw new DamagedPackets()
    }
    return block[at - from] ?? 0
  }
}
