/** Barcodes as bars: Code 128, which every scanner reads. */
import bwip from 'bwip-js/node'

/** Where dark bars stand and how wide they are, counted in the narrowest one; null for what Code 128 cannot say. */
export function barsOf(text: string): { width: number; bars: [at: number, width: number][] } | null {
  if (!/^[\x20-\x7e]{1,60}$/.test(text)) return null
  const [symbol] = bwip.raw({ bcid: 'code128', text })
  if (!symbol || !('sbs' in symbol)) return null
  const bars: [number, number][] = []
  let at = 0
  symbol.sbs.forEach((width, index) => {
    // Dark and light take turns, beginning with a dark one.
    if (index % 2 === 0) bars.push([at, width])
    at += width
  })
  return { width: at, bars }
}
