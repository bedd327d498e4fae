/** Reading by ranges: text, rows of deflated pixels, and blocks for what is read bit by bit. */

export const CHUNK = 1 << 20

export const text = (bytes) => {
  let found = ''
  for (let at = 0; at < bytes.length; at += 8192)
    found += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return found
}

/** Rows of deflated PNG data (ISO/IEC 15948, 9), unfiltered, one after the other. */
export async function eachRow(ranges, file, { width, samples }, use) {
  const long = width * samples
  let row = new Uint8Array(long)
  let above = new Uint8Array(long)
  const line = new Uint8Array(long + 1)
  let [filled, y] = [0, 0]
  await inflated(ranges, file, (chunk) => {
    for (let at = 0; at < chunk.length;) {
      const take = Math.min(chunk.length - at, line.length - filled)
      line.set(chunk.subarray(at, at + take), filled)
      filled += take
      at += take
      if (filled < line.length) continue
      unfilter(line, row, above, samples)
      use(y++, row)
      filled = 0
      ;[row, above] = [above, row]
    }
  })
  if (filled > 0) throw new Error('half a row')
  return y
}

export async function inflated(ranges, file, use) {
  let [index, at] = [0, ranges[0]?.[0] ?? 0]
  const source = new ReadableStream({
    async pull(control) {
      // A PNG comes in thousands of small pieces.
      const parts = []
      for (let length = 0; index < ranges.length && length < CHUNK;) {
        const end = Math.min(at + CHUNK, ranges[index][1])
        parts.push(await file.slice(at, end))
        length += end - at
        at = end
        if (at >= ranges[index][1]) at = ranges[++index]?.[0] ?? 0
      }
      if (parts.length === 0) control.close()
      else control.enqueue(together(parts))
    },
  })
  const reader = source.pipeThrough(new DecompressionStream('deflate')).getReader()
  for (let next = await reader.read(); !next.done; next = await reader.read()) use(next.value)
}

function together(parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

function unfilter(line, row, above, samples) {
  const type = line[0]
  if (type === 0) return row.set(line.subarray(1))
  for (let i = 0; i < row.length; i++) {
    const left = i >= samples ? row[i - samples] : 0
    const up = above[i]
    const corner = i >= samples ? above[i - samples] : 0
    let guess
    if (type === 1) guess = left
    else if (type === 2) guess = up
    else if (type === 3) guess = (left + up) >> 1
    else if (type === 4) {
      const p = left + up - corner
      const [a, b, c] = [Math.abs(p - left), Math.abs(p - up), Math.abs(p - corner)]
      guess = a <= b && a <= c ? left : b <= c ? up : corner
    } else throw new Error('no such filter')
    row[i] = line[i + 1] + guess
  }
}

const lengthOf = (ranges) => ranges.reduce((sum, [from, to]) => sum + to - from, 0)

/** Whether two sets of ranges hold the same bytes, one after the other. The second is one range. */
export async function sameBytes(one, other) {
  if (lengthOf(one.ranges) !== lengthOf(other.ranges)) return false
  let place = other.ranges[0][0]
  for (const [from, to] of one.ranges)
    for (let at = from; at < to; at += CHUNK) {
      const end = Math.min(to, at + CHUNK)
      const [first, second] = await Promise.all([
        one.file.slice(at, end),
        other.file.slice(place, place + end - at),
      ])
      if (first.length !== second.length) return false
      for (let i = 0; i < first.length; i++) if (first[i] !== second[i]) return false
      place += end - at
    }
  return true
}

/** Blocks that are kept of all files together: two are read side by side, each with its head. */
const KEPT = 6

/** Files whose small reads are answered from blocks. */
export function buffered(files) {
  const blocks = new Map()
  const blockOf = async (file, start) => {
    const key = `${start} ${file.name}`
    const known = blocks.get(key)
    if (known) return known
    const block = await file.slice(start, Math.min(file.size, start + CHUNK))
    blocks.set(key, block)
    if (blocks.size > KEPT) blocks.delete(blocks.keys().next().value)
    return block
  }
  return files.map((file) => ({
    name: file.name,
    size: file.size,
    sha256: () => file.sha256(),
    async slice(from, to) {
      const end = Math.min(to, file.size)
      const start = from - (from % CHUNK)
      if (end > start + CHUNK) return file.slice(from, end)
      return (await blockOf(file, start)).subarray(from - start, end - start)
    },
  }))
}
