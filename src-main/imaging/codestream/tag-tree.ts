/** Tag trees (ISO/IEC 15444-1, B.10.2): the least values of ever larger squares, by which those of code blocks are told. */

export interface TagTree {
  /** Whether the value of a leaf is below `threshold`, as far as bits must be read for that. */
  read(leaf: number, threshold: number, bit: () => number): boolean
  /** Tells as much of a leaf as shows whether its value is below `threshold`. */
  write(leaf: number, threshold: number, put: (bit: number) => void): void
  set(leaf: number, value: number): void
}

interface Node {
  parent: Node | null
  value: number
  low: number
  known: boolean
}

const MOST = 2 ** 30

export function tagTree(columns: number, rows: number): TagTree {
  let [wide, high] = [columns, rows]
  let level = nodes(wide * high)
  const leaves = level
  while (wide * high > 1) {
    const [w, h] = [Math.ceil(wide / 2), Math.ceil(high / 2)]
    const above = nodes(w * h)
    for (const [i, node] of level.entries()) {
      node.parent = above[(Math.floor(i / wide) >> 1) * w + ((i % wide) >> 1)] ?? null
    }
    ;[level, wide, high] = [above, w, h]
  }
  const pathTo = (leaf: number): Node[] => {
    const path: Node[] = []
    for (let node: Node | null = leaves[leaf] ?? null; node; node = node.parent) path.unshift(node)
    return path
  }
  return {
    read(leaf, threshold, bit) {
      let low = 0
      let value = MOST
      for (const node of pathTo(leaf)) {
        node.low = Math.max(node.low, low)
        while (node.low < threshold && node.low < node.value) {
          if (bit() === 1) node.value = node.low
          else node.low++
        }
        low = node.low
        value = node.value
      }
      return value < threshold
    },
    write(leaf, threshold, put) {
      let low = 0
      for (const node of pathTo(leaf)) {
        node.low = Math.max(node.low, low)
        while (node.low < threshold) {
          if (node.low >= node.value) {
            if (!node.known) put(1)
            node.known = true
            break
          }
          put(0)
          node.low++
        }
        low = node.low
      }
    },
    set(leaf, value) {
      for (let node: Node | null = leaves[leaf] ?? null; node && node.value > value; node = node.parent)
        node.value = value
    },
  }
}

const nodes = (count: number): Node[] =>
  Array.from({ length: count }, () => ({ parent: null, value: MOST, low: 0, known: false }))
