/** Bytes put together from pieces that are made up or lie in a file, without copying these. */
import type { Bytes } from './pdfium.ts'

/** A range of other bytes. */
export interface Slice {
  of: Bytes
  at: number
  length: number
}
export type Piece = Buffer | Slice

/** Closing it closes nothing: the pieces belong to others. */
export function joined(pieces: readonly Piece[]): Bytes {
  const placed: { piece: Piece; at: number }[] = []
  let size = 0
  for (const piece of pieces) {
    placed.push({ piece, at: size })
    size += piece.length
  }
  return {
    size,
    read(target, position) {
      if (position + target.length > size) return false
      return placed.every(({ piece, at }) => {
        const from = Math.max(position, at)
        const to = Math.min(position + target.length, at + piece.length)
        if (from >= to) return true
        const into = target.subarray(from - position, to - position)
        if (!Buffer.isBuffer(piece)) return piece.of.read(into, piece.at + from - at)
        into.set(piece.subarray(from - at, to - at))
        return true
      })
    },
    close: () => undefined,
  }
}
