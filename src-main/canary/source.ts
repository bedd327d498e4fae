/** Bytes that are looked through: a file, a stretch of one, or what came out of a container. */
import type { FileHandle } from 'node:fs/promises'

export interface Source {
  readonly size: number
  /** As many bytes as there are. They are valid until the next call. */
  read(at: number, length: number): Promise<Buffer>
}

export function sourceOfFile(file: FileHandle, size: number): Source {
  return {
    size,
    async read(at, length) {
      const buffer = Buffer.allocUnsafe(Math.max(0, Math.min(length, size - at)))
      let read = 0
      while (read < buffer.length) {
        const { bytesRead } = await file.read(buffer, read, buffer.length - read, at + read)
        if (bytesRead === 0) break
        read += bytesRead
      }
      return buffer.subarray(0, read)
    },
  }
}

export const sourceOfBytes = (bytes: Buffer): Source => ({
  size: bytes.length,
  read: (at, length) => Promise.resolve(bytes.subarray(at, at + length)),
})

/** A stretch of offsets, the second not in it. */
export type Stretch = readonly [from: number, to: number]

/** What of [from, to) lies in none of the stretches. */
export function without(from: number, to: number, stretches: readonly Stretch[]): Stretch[] {
  let left: Stretch[] = [[from, to]]
  for (const [start, end] of stretches) {
    if (end <= from || start >= to) continue
    left = left.flatMap(([a, b]): Stretch[] => {
      if (end <= a || start >= b) return [[a, b]]
      return [...(start > a ? [[a, start] as Stretch] : []), ...(end < b ? [[end, b] as Stretch] : [])]
    })
  }
  return left
}
