/** The verifier that goes out with a release shares no code with the program: where both say the same, they must agree. */
import { createHash } from 'node:crypto'
import { pathToFileURL } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { resourcePath } from '../../../src-main/platform/resources.ts'
import { GLYPH_BITS, GLYPH_LETTERS } from '../../../src-main/shared/domain/box/glyphs.ts'
import { boxPicture } from '../../../src-main/shared/domain/box/picture.ts'

type Label = { codes: readonly string[]; number: number }
interface Boxes {
  boxPainter(glyphs: {
    letters: string
    bits: string
  }): (width: number, height: number, label: Label | null) => Uint8Array
}
interface Digests {
  sha256(file: Blob): Promise<string>
}
const module = async <T>(name: string) =>
  (await import(pathToFileURL(resourcePath(`resources/release/${name}.js`)).href)) as T

describe('the verifier', () => {
  it('paints every box as the program does', async () => {
    const paint = (await module<Boxes>('boxes')).boxPainter({ letters: GLYPH_LETTERS, bits: GLYPH_BITS })
    const codes = fc.array(
      fc.constantFrom('25X6', '5条3号', '16条1項1号ハ', '(b)(7)(C)', '50X1-HUM', '27(1)', '乙', ''),
      {
        maxLength: 3,
      },
    )
    const sides = fc.integer({ min: 1, max: 400 })
    fc.assert(
      fc.property(sides, sides, codes, fc.integer({ min: 1, max: 120 }), (width, height, codes, number) => {
        const { pixels } = boxPicture(width, height, { codes, number })
        expect(Buffer.compare(paint(width, height, { codes, number }), pixels)).toBe(0)
      }),
      { numRuns: 300 },
    )
    expect(paint(3, 2, null)).toEqual(new Uint8Array(6))
  })

  it('digests files of any length as SHA-256 does', async () => {
    const { sha256 } = await module<Digests>('sha256')
    for (const length of [0, 1, 55, 56, 63, 64, 65, 119, 128, 5_000_001]) {
      const bytes = new Uint8Array(length).map((_, i) => (i * 7 + 3) & 255)
      expect([length, await sha256(new Blob([bytes]))]).toEqual([
        length,
        createHash('sha256').update(bytes).digest('hex'),
      ])
    }
  })
})
