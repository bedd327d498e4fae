/** Tag trees (ISO/IEC 15444-1, B.10.2): the least values of ever larger squares, by which those of code blocks are told. */

export interface TagTree {
  /** Whether the value of a leaf is below `threshold`, as far as bits must be read for that. */
  read(leaf: number, threshold: number, bit: () => number): boolean
  /** Tells as much of a leaf as shows whether its value is below `threshold`. */
  write(leaf: number, threshold: number, put: (bit: number) => void): void
  set(leaf: number, value: number): void
}

const MOST = 2 ** 30

export function tagTree(columns: number, rows: number): TagTree {
  /** Of each level, the leaves first: where its nodes begin, and how many stand in a row. */
  const levels = [{ start: 0, wide: columns, high: rows }]
  let size = columns * rows
  for (let last = levels[0]; last && last.wide * last.high > 1; last = levels.at(-1)) {
    const above = { start: size, wide: Math.ceil(last.wide / 2), high: Math.ceil(last.high / 2) }
    levels.push(above)
    size += above.wide * above.high
  }
  const values = new Int32Array(size).fill(MOST)
  const lows = new Int32Array(size)
  const known = new Uint8Array(size)
  const value = (node: number) => values[node] ?? MOST

  /** From the root down. */
  function pathTo(leaf: number): number[] {
    let [x, y] = [leaf % columns, Math.floor(leaf / columns)]
    return levels
      .map(({ start, wide }) => {
        const node = start + y * wide + x
        ;[x, y] = [x >> 1, y >> 1]
        return node
      })
      .reverse()
  }
  return {
    read(leaf, threshold, bit) {
      let low = 0
      for (const node of pathTo(leaf)) {
        low = Math.max(lows[node] ?? 0, low)
        while (low < threshold && low < value(node)) {
          if (bit() === 1) values[node] = low
          else low++
        }
        lows[node] = low
      }
      return value(leaf) < threshold
    },
    write(leaf, threshold, put) {
      let low = 0
      for (const node of pathTo(leaf)) {
        low = Math.max(lows[node] ?? 0, low)
        while (low < threshold) {
          if (low >= value(node)) {
            if (known[node] === 0) put(1)
            known[node] = 1
            break
          }
          put(0)
          low++
        }
        lows[node] = low
      }
    },
    set(leaf, least) {
      for (const node of pathTo(leaf)) values[node] = Math.min(value(node), least)
    },
  }
}
