/** Boxes as they must look, from size, codes and number; and the rows of an image held against them. */

const LETTERS_HIGH = 24
const MARGIN = 4
const MOST_SCALE = 4

/** Paints what a box must be from its size, codes and number. */
export function boxPainter({ letters, bits }) {
  const bytes = Uint8Array.from(atob(bits), (letter) => letter.charCodeAt(0))
  const glyphs = new Map()
  let at = 0
  for (const letter of letters) {
    const width = bytes[at]
    const length = Math.ceil((width * LETTERS_HIGH) / 8)
    glyphs.set(letter, { width, bits: bytes.subarray(at + 1, at + 1 + length) })
    at += 1 + length
  }
  const long = (line) => Array.from(line).reduce((sum, letter) => sum + glyphs.get(letter).width, 0)
  return (width, height, label) => {
    const pixels = new Uint8Array(width * height)
    if (!label) return pixels
    const { codes, number } = label
    const known =
      codes.length > 0 && codes.every((code) => Array.from(code).every((letter) => glyphs.has(letter)))
    const ways = known ? [[codes.join(' · ')], codes, Array.from(codes.join(' '))] : []
    for (const lines of [...ways, [String(number)]]) {
      const across = Math.floor((width - 2 * MARGIN) / Math.max(...lines.map(long)))
      const down = Math.floor((height - 2 * MARGIN) / (lines.length * LETTERS_HIGH))
      const scale = Math.min(MOST_SCALE, across, down)
      if (scale < 1) continue
      const top = Math.floor((height - lines.length * LETTERS_HIGH * scale) / 2)
      lines.forEach((line, row) => {
        let x = Math.floor((width - long(line) * scale) / 2)
        for (const letter of line) {
          const glyph = glyphs.get(letter)
          for (let v = 0; v < LETTERS_HIGH * scale; v++)
            for (let u = 0; u < glyph.width * scale; u++) {
              const bit = Math.floor(v / scale) * glyph.width + Math.floor(u / scale)
              if ((glyph.bits[bit >> 3] >> (7 - (bit & 7))) & 1)
                pixels[(top + row * LETTERS_HIGH * scale + v) * width + x + u] = 255
            }
          x += glyph.width * scale
        }
      })
      break
    }
    return pixels
  }
}

/** Compares the rows of an image, as they come, with the boxes on it; tells which are not as they must be. */
export function boxWatch(page, samples, painter) {
  const boxes = page.regions.flatMap(({ codes, number, boxes }) =>
    boxes.map((box) => ({
      ...box,
      expected: painter(box.width, box.height, box.label ? { codes, number } : null),
    })),
  )
  const wrong = new Set()
  return {
    wrong,
    row(y, row, from = 0) {
      for (const box of boxes) {
        if (y < box.y || y >= box.y + box.height || wrong.has(box)) continue
        let at = from + box.x * samples
        let expected = (y - box.y) * box.width
        for (let x = 0; x < box.width; x++, expected++)
          for (let c = 0; c < samples; c++) if (row[at++] !== box.expected[expected]) wrong.add(box)
      }
    },
    count: boxes.length,
    within: boxes.every(
      ({ x, y, width, height }) => x >= 0 && y >= 0 && x + width <= page.width && y + height <= page.height,
    ),
  }
}

export function judge(watch, rows, page, name, { fault, checked }) {
  checked.T1 += watch.count
  if (!watch.within || rows !== page.height) fault('T1', name, 'size')
  for (const { x, y } of watch.wrong) fault('T1', name, `box ${x},${y}`)
}
