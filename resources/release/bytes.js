/** Reading by ranges: text, and rows of deflated pixels. */

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
      while (index < ranges.length && at >= ranges[index][1]) at = ranges[++index]?.[0] ?? 0
      if (index >= ranges.length) return control.close()
      const end = Math.min(at + CHUNK, ranges[index][1])
      control.enqueue(await file.slice(at, end))
      at = end
    },
  })
  const reader = source.pipeThrough(new DecompressionStream('deflate')).getReader()
  for (let next = await reader.read(); !next.done; next = await reader.read()) use(next.value)
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
      if (first.length !== second.length || first.some((byte, i) => byte !== second[i])) return false
      place += end - at
    }
  return true
}
