/**
 * How a codestream of JPEG 2000 divides one tile: resolutions, bands, precincts, code blocks (ISO/IEC 15444-1, annex B).
 * All of it lies on one grid that begins at 0, so that a part of a picture, cut where its code blocks end, has the same
 * code blocks as the whole.
 */
import type { Place } from '../decoder/pdf.ts'

export interface Coding {
  components: number
  /** 0 LRCP, 1 RLCP, 2 RPCL, 3 PCRL, 4 CPRL. */
  progression: number
  layers: number
  levels: number
  /** Exponents of two: sides of a code block, and of the precincts of each resolution. */
  block: { width: number; height: number }
  precincts: { width: number; height: number }[]
  /** Bits of Table A.19: 1 bypass, 4 termination after every pass. */
  style: number
}

const COD = 0xff52
/** They would say something else of a component, of the order of packets, or of where their heads are. */
const ELSEWHERE = new Set([0xff53, 0xff5f, 0xff60, 0xff61])

export interface Markers {
  coding: Coding
  /** Segments of the main header but SIZ, COD and remarks, as they are. */
  others: Buffer[]
  /** COD as it is, from its mark on. */
  cod: Buffer
}

/** The main header of a codestream with one tile; null where its packets are not laid out plainly. */
export function readMarkers(header: Buffer): Markers | null {
  const components = header.readUInt16BE(40)
  for (let i = 0; i < components; i++) {
    if (header[43 + 3 * i] !== 1 || header[44 + 3 * i] !== 1) return null
  }
  let cod: Buffer | undefined
  const others: Buffer[] = []
  // After SOC.
  for (let at = 2; at + 4 <= header.length; at += 2 + header.readUInt16BE(at + 2)) {
    const marker = header.readUInt16BE(at)
    const segment = header.subarray(at, at + 2 + header.readUInt16BE(at + 2))
    if (ELSEWHERE.has(marker)) return null
    if (marker === COD) cod = segment
    // SIZ is written anew, and a remark says nothing of the picture.
    else if (marker !== 0xff51 && marker !== 0xff64) others.push(segment)
  }
  if (!cod || cod.length < 14) return null
  const levels = cod.readUInt8(9)
  const own = (cod.readUInt8(4) & 1) === 1
  if (levels > 32 || (own && cod.length < 14 + levels + 1)) return null
  const precincts = Array.from({ length: levels + 1 }, (_, r) => {
    const exponents = own ? cod.readUInt8(14 + r) : 0xff
    return { width: exponents & 15, height: exponents >> 4 }
  })
  const block = { width: (cod.readUInt8(10) & 15) + 2, height: (cod.readUInt8(11) & 15) + 2 }
  if (block.width > 10 || block.height > 10) return null
  const [progression, layers, style] = [cod.readUInt8(5), cod.readUInt16BE(6), cod.readUInt8(12)]
  if (
    progression > 4 ||
    layers === 0 ||
    precincts.some(({ width, height }, r) => r > 0 && (width === 0 || height === 0))
  )
    return null
  return { coding: { components, progression, layers, levels, block, precincts, style }, others, cod }
}

/** The smallest distance at which code blocks of all bands end. */
export function blockGrid({ levels, block, precincts }: Coding): { width: number; height: number } {
  const side = (of: 'width' | 'height') =>
    2 **
    Math.max(
      ...precincts.map((precinct, r) =>
        r === 0
          ? Math.min(block[of], precinct[of]) + levels
          : Math.min(block[of], precinct[of] - 1) + levels - r + 1,
      ),
    )
  return { width: side('width'), height: side('height') }
}

/** Code blocks of one band within one precinct, by their places on the grid of the band. */
export interface BlockArea {
  /** 0 the smallest picture, 1 to 3 what is horizontal, vertical and diagonal. */
  band: number
  /** How often the picture is halved in this band. */
  halvings: number
  left: number
  top: number
  columns: number
  rows: number
}

export interface Precinct {
  resolution: number
  /** Where it begins on the picture's own grid, by which some orders of packets go. */
  x: number
  y: number
  areas: BlockArea[]
}

/** The precincts of a component, by resolution, each from left to right and from top to bottom. */
export function precinctsOf(coding: Coding, { left, top, width, height }: Place): Precinct[][] {
  const { levels, block } = coding
  const [right, bottom] = [left + width, top + height]
  return coding.precincts.map((size, resolution) => {
    const depth = levels - resolution
    const scale = 2 ** depth
    const [pw, ph] = [2 ** size.width, 2 ** size.height]
    const [x0, y0] = [Math.ceil(left / scale), Math.ceil(top / scale)]
    const [x1, y1] = [Math.ceil(right / scale), Math.ceil(bottom / scale)]
    const found: Precinct[] = []
    if (x1 <= x0 || y1 <= y0) return found
    for (let row = Math.floor(y0 / ph); row < Math.ceil(y1 / ph); row++) {
      for (let column = Math.floor(x0 / pw); column < Math.ceil(x1 / pw); column++) {
        const areas = (resolution === 0 ? [0] : [1, 2, 3]).map((band): BlockArea => {
          const halvings = resolution === 0 ? levels : depth + 1
          const along = (
            from: number,
            to: number,
            high: number,
            index: number,
            exponent: number,
            code: number,
          ) => {
            const step = resolution === 0 ? exponent : exponent - 1
            const unit = 2 ** halvings
            const shift = high * (unit / 2)
            const first = Math.max(Math.ceil((from - shift) / unit), index * 2 ** step)
            const last = Math.min(Math.ceil((to - shift) / unit), (index + 1) * 2 ** step)
            const cell = 2 ** Math.min(code, step)
            const begin = Math.floor(first / cell)
            return { begin, count: last > first ? Math.ceil(last / cell) - begin : 0 }
          }
          const across = along(left, right, band & 1, column, size.width, block.width)
          const down = along(top, bottom, band >> 1, row, size.height, block.height)
          const none = across.count === 0 || down.count === 0
          return {
            band,
            halvings,
            left: across.begin,
            top: down.begin,
            columns: none ? 0 : across.count,
            rows: none ? 0 : down.count,
          }
        })
        const [x, y] = [Math.max(left, column * pw * scale), Math.max(top, row * ph * scale)]
        found.push({ resolution, x, y, areas })
      }
    }
    return found
  })
}

/** Sides of a code block of a band, which a small precinct makes smaller. */
export function blockSize(
  { block, precincts }: Coding,
  resolution: number,
): { width: number; height: number } {
  const precinct = precincts[resolution] ?? { width: 15, height: 15 }
  const less = resolution === 0 ? 0 : 1
  return {
    width: 2 ** Math.min(block.width, precinct.width - less),
    height: 2 ** Math.min(block.height, precinct.height - less),
  }
}
