/** Pages with known text, drawn with the typeface that the program ships; so that a spec knows what stands where. */
import { resolve } from 'node:path'
import sharp from 'sharp'

const TYPEFACE = resolve(
  import.meta.dirname,
  '../node_modules/@expo-google-fonts/noto-sans-jp/400Regular/NotoSansJP_400Regular.ttf',
)

export interface DrawnLine {
  text: string
  x: number
  y: number
}

/** White paper of this size with lines of about 44 pixels in height, as on a sheet at 300 dots an inch. */
export async function aTextPage(
  lines: readonly DrawnLine[],
  { width = 1400, height = 700 }: { width?: number; height?: number } = {},
): Promise<Buffer> {
  const drawn = await Promise.all(
    lines.map(async ({ text, x, y }) => {
      const mask = await sharp({
        text: { text, font: 'Noto Sans JP', fontfile: TYPEFACE, dpi: 300 },
      })
        .toColourspace('b-w')
        .negate({ alpha: false })
        .png()
        .toBuffer()
      return { input: mask, left: x, top: y }
    }),
  )
  return sharp({ create: { width, height, channels: 3, background: '#ffffff' } })
    .composite(drawn)
    .png()
    .toBuffer()
}
