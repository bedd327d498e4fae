/**
 * A part of a picture in JPEG 2000 as a codestream of its own, without decoding anything: its code blocks are those of
 * the whole, and get new heads (ISO/IEC 15444-1, annexes A and B). At the edges of the part that are not those of the
 * picture the wavelets lack what lies beyond, so it is taken with a margin, whose code blocks are left out where nothing
 * of the part depends on them.
 */
import { joined, type Piece } from '../decoder/joined.ts'
import type { Place } from '../decoder/pdf.ts'
import type { Bytes } from '../decoder/pdfium.ts'
import { blockSize, precinctsOf, type Coding, type Markers } from './grid.ts'
import { keyOf, type CodeBlock, type CodeBlocks } from './packets.ts'
import { tagTree } from './tag-tree.ts'

/** Coefficients of a band, to either side, on which a pixel depends: those of the longest filter, at every halving. */
export const REACH = 8

export interface Whole {
  /** SIZ as it is, from its mark on. */
  siz: Buffer
  markers: Markers
  /** The bytes of the packets, to which the pieces of code blocks refer. */
  data: Bytes
  blocks: CodeBlocks
}

/** The part `around`, which ends where code blocks end, with what `needed` depends on. */
export function cutOut({ siz, markers, data, blocks }: Whole, around: Place, needed: Place): Bytes {
  const { coding, cod, others } = markers
  const size = Buffer.from(siz)
  for (const [at, value] of [
    [6, around.left + around.width],
    [10, around.top + around.height],
    [14, around.left],
    [18, around.top],
    // One tile, which begins where the part does.
    [22, around.width],
    [26, around.height],
    [30, around.left],
    [34, around.top],
  ] as const)
    size.writeUInt32BE(value, at)
  const one = Buffer.from(cod)
  // Only precincts of its own; no marks around packets.
  one.writeUInt8(one.readUInt8(4) & 1, 4)
  one.writeUInt8(0, 5)
  one.writeUInt16BE(1, 6)
  const pieces: Piece[] = [Buffer.of(0xff, 0x4f), size, one, ...others, START_OF_TILE]
  for (const precincts of precinctsOf(coding, around)) {
    for (let component = 0; component < coding.components; component++) {
      for (const { resolution, areas } of precincts) {
        const bits = bitWriter()
        const bodies: Piece[] = []
        const found = areas.map(({ band, halvings, left, top, columns, rows }) => {
          const within = near(coding, resolution, { band, halvings }, needed)
          return {
            columns,
            rows,
            blocks: Array.from({ length: columns * rows }, (_, i) => {
              const [x, y] = [left + (i % columns), top + Math.floor(i / columns)]
              return within(x, y) ? blocks.get(keyOf(component, resolution, band, x, y)) : undefined
            }),
          }
        })
        if (found.some((area) => area.blocks.some((block) => block !== undefined))) {
          bits.put(1)
          for (const area of found) writeArea(area, bits, bodies, data)
        } else bits.put(0)
        pieces.push(bits.bytes(), ...bodies)
      }
    }
  }
  pieces.push(Buffer.of(0xff, 0xd9))
  return joined(pieces)
}

/** SOT with a length left open, and SOD. */
const START_OF_TILE = Buffer.of(0xff, 0x90, 0, 10, 0, 0, 0, 0, 0, 0, 0, 1, 0xff, 0x93)

/** Whether something of `needed` depends on a code block. */
function near(
  coding: Coding,
  resolution: number,
  { band, halvings }: { band: number; halvings: number },
  { left, top, width, height }: Place,
): (x: number, y: number) => boolean {
  const size = blockSize(coding, resolution)
  const unit = 2 ** halvings
  const along = (from: number, length: number, high: number, side: number) => {
    const shift = (high * unit) / 2
    const first = Math.floor((from - shift) / unit) - REACH
    const last = Math.ceil((from + length - shift) / unit) + REACH
    return (index: number) => (index + 1) * side > first && index * side < last
  }
  const across = along(left, width, band & 1, size.width)
  const down = along(top, height, band >> 1, size.height)
  return (x, y) => across(x) && down(y)
}

interface Area {
  columns: number
  rows: number
  blocks: (CodeBlock | undefined)[]
}

function writeArea({ columns, rows, blocks }: Area, bits: BitWriter, bodies: Piece[], data: Bytes): void {
  const [inclusion, planes] = [tagTree(columns, rows), tagTree(columns, rows)]
  for (const [i, block] of blocks.entries()) {
    inclusion.set(i, block ? 0 : 1)
    if (block) planes.set(i, block.empty)
  }
  for (const [i, block] of blocks.entries()) {
    inclusion.write(i, 1, bits.put)
    if (!block) continue
    planes.write(i, block.empty + 1, bits.put)
    writePasses(
      block.segments.reduce((sum, { passes }) => sum + passes, 0),
      bits,
    )
    const extra = ({ passes }: { passes: number }) => Math.floor(Math.log2(passes))
    const needed = Math.max(3, ...block.segments.map((one) => one.length.toString(2).length - extra(one)))
    for (let n = 3; n < needed; n++) bits.put(1)
    bits.put(0)
    for (const segment of block.segments) {
      bits.many(segment.length, needed + extra(segment))
      for (const { at, length } of segment.pieces) if (length > 0) bodies.push({ of: data, at, length })
    }
  }
}

function writePasses(passes: number, { put, many }: BitWriter): void {
  if (passes === 1) put(0)
  else if (passes === 2) many(0b10, 2)
  else if (passes < 6) many(0b1100 + passes - 3, 4)
  else if (passes < 37) many(0b1111_00000 + passes - 6, 9)
  else many(0b1_1111_1111_000_0000 + passes - 37, 16)
}

interface BitWriter {
  put: (bit: number) => void
  many: (value: number, count: number) => void
  bytes: () => Buffer
}

function bitWriter(): BitWriter {
  const bytes: number[] = []
  let [current, left] = [0, 8]
  const put = (bit: number) => {
    current |= bit << --left
    if (left > 0) return
    bytes.push(current)
    left = current === 0xff ? 7 : 8
    current = 0
  }
  return {
    put,
    many(value, count) {
      for (let i = count - 1; i >= 0; i--) put(Math.floor(value / 2 ** i) & 1)
    },
    bytes() {
      // A last byte of ones is followed by one more.
      if (left < 8) bytes.push(current)
      return Buffer.from(bytes)
    },
  }
}
