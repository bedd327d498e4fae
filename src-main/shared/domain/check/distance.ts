/** How many letters two words differ in (Levenshtein), counted no further than `most`. */
export function distance(a: string, b: string, most: number): number {
  const [x, y] = [Array.from(a), Array.from(b)]
  if (Math.abs(x.length - y.length) > most) return most + 1
  let row = y.map((_, index) => index + 1)
  row.unshift(0)
  for (const [i, letter] of x.entries()) {
    const next = [i + 1]
    for (const [j, other] of y.entries()) {
      next.push(
        Math.min((row[j] ?? 0) + (letter === other ? 0 : 1), (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1),
      )
    }
    row = next
  }
  return row.at(-1) ?? 0
}
