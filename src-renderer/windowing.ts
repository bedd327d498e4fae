/** Long lists of rows of one height: only what is seen, and a margin, is in the page. */

export interface Stretch {
  readonly start: number
  readonly end: number
}

/** The stretch of rows to keep in the page. */
export function windowOf(
  scrolled: number,
  length: number,
  rowLength: number,
  total: number,
  margin: number,
): Stretch {
  const start = Math.max(0, Math.floor(scrolled / rowLength) - margin)
  const end = Math.min(total, Math.ceil((scrolled + length) / rowLength) + margin)
  return { start: Math.min(start, end), end }
}

/** Where to scroll so that a row is seen, moving as little as possible. */
export function scrollFor(position: number, scrolled: number, length: number, rowLength: number): number {
  const top = position * rowLength
  if (top < scrolled) return top
  return top + rowLength > scrolled + length ? top + rowLength - length : scrolled
}
