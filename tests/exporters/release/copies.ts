/** Small releases, made from pages that are painted for them. */
import { join } from 'node:path'
import { AS_SCANNED } from '../../../src-main/shared/domain/box/cut.ts'
import type { OpenPage, ReleaseCopy, ReleaseItem } from '../../../src-main/exporters/release/copy.ts'
import type { Burner } from '../../../src-main/exporters/release/item.ts'
import { writeRelease } from '../../../src-main/exporters/release/write.ts'
import { aDecoding, aFolder } from '../../imaging/builders.ts'
import { aSheet } from '../../imaging/burn/pages.ts'

export const SIZE = { width: 800, height: 1100 }
export const PASSAGE = { x: 120, y: 300, width: 500, height: 80 }

export interface Secret {
  seed: number
  extension?: 'png' | 'jpg' | 'webp'
}

/** A page with a withheld passage, and a smaller box beside it. */
export async function aPage(number: number, { seed, extension = 'png' }: Secret): Promise<OpenPage> {
  const path = join(aFolder(), `master-${String(number)}.${extension}`)
  const image = aSheet(SIZE.width, SIZE.height, PASSAGE, seed)
  await (
    extension === 'jpg'
      ? image.jpeg({ chromaSubsampling: '4:2:0', quality: 80, optimiseCoding: false })
      : image
  ).toFile(path)
  return {
    number,
    master: { path, frame: 0, size: SIZE, pixelsPerInch: 150, resampled: false },
    marks: [
      { region: `k${String(number)}x1`, codes: ['5条3号', '25X6'], lines: 2, rectangles: [PASSAGE] },
      {
        region: `b${String(number)}x2`,
        codes: ['(b)(7)(C)', '50X1-HUM'],
        lines: 1,
        rectangles: [{ x: 300, y: 700, width: 60, height: 40 }],
      },
    ],
    shown: AS_SCANNED,
    tracesAccepted: false,
  }
}

export async function anItem(secret: Secret, given: Partial<ReleaseItem> = {}): Promise<ReleaseItem> {
  return {
    name: 'REL-2026-0001',
    documentId: '2002-113-0001',
    title: '日中外相会談 / Talks between foreign ministers',
    decision: 'part',
    classification: '極秘',
    authority:
      '秘密指定解除 外務省情報公開室 / Declassified by the information disclosure office, 2026-11-01',
    pages: [
      await aPage(1, secret),
      {
        number: 2,
        withheld: {
          region: 'w9q2',
          codes: ['27(1)'],
          lines: null,
          fields: [
            { field: 'type', value: '電信 / telegram' },
            { field: 'date', value: '1984' },
            { field: 'pages', value: '1' },
          ],
        },
      },
    ],
    fields: [{ label: '件名', value: '日中外相会談', lang: 'ja' }],
    texts: [
      {
        label: '翻刻',
        lang: 'ja',
        paragraphs: [
          { page: 1, text: '会談の冒頭、先方より次の発言があった。' },
          { page: 1, text: '[2 lines withheld – 5条3号 / 25X6]' },
          { page: 1, text: 'Office of affairs: AVAILABLE' },
        ],
      },
    ],
    withheldWords: [{ region: 't4m1', of: 'text', codes: ['5条3号', '25X6'], lines: 2 }],
    ...given,
  }
}

export async function aCopy(secret: Secret, given: Partial<ReleaseCopy> = {}): Promise<ReleaseCopy> {
  return {
    id: '2026-01',
    releasedAt: '2026-11-30T00:00:00Z',
    generator: 'Shoko 0.1.0',
    language: 'ja',
    institution: '外交史料館',
    banner: '秘密指定解除',
    vocabularies: [{ id: 'jp-ida5', version: '2026-01' }],
    persons: 'asserted',
    imageFormat: 'png',
    grey: false,
    textLayer: false,
    items: [await anItem(secret)],
    ...given,
  }
}

export function aReleaser() {
  const decoding = aDecoding()
  const burner: Burner = decoding
  return {
    decoding,
    async released(copy: ReleaseCopy, options: Partial<Parameters<typeof writeRelease>[2]> = {}) {
      const folder = join(aFolder(), 'release')
      return { folder, ...(await writeRelease(copy, folder, { burner, ...options })) }
    },
  }
}
