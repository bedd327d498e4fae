/** An item to be reviewed: two pages with images, a transcription that runs over both, a translation. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import type { DescriptionId } from '../src-main/shared/contract/ids.ts'
import type { AnchorInput, CitedExemption, PlaceInput } from '../src-main/shared/contract/redaction.ts'
import { PAPER_CHECKS } from '../src-main/shared/domain/review/checklist.ts'
import type { Page } from '../src-main/shared/contract/scan.ts'
import type { Text } from '../src-main/shared/contract/text.ts'
import { aFolder, anEmptyCatalogue, words } from './builders.ts'
import type { CatalogueInASpec } from './builders.ts'

export const SECRET = {
  ja: '大使は第三国の提案に触れた。',
  en: 'The Ambassador spoke of the proposal of a third country.',
}
export interface Secret {
  ja: string
  en: string
  /** What stands in the box of each page, in grey: any picture of 100 by 20 pixels. */
  pixels?: (index: number) => number
}

/** In force, and without anything that has to be said with it. */
export const CODE: CitedExemption = { vocabulary: 'uk-foi', code: '27(1)', said: {} }

export interface ReviewedItem extends CatalogueInASpec {
  id: DescriptionId
  pages: Page[]
  ja: Text
  en: Text
  /** The place of words in a text, as it is now. */
  span(text: Text, quote: string): PlaceInput
  box(page?: number): AnchorInput
  /** Marks the passage in every place. */
  markAll(as?: string): Promise<number>
  /** Says of a redaction that its passage is neither on the image nor in a text. */
  onlyInFields(redactionId: number, reason?: string): Promise<void>
  /** Withholds the second page whole, with what stands on it. */
  withholdSecondPage(): Promise<void>
  lookAtAll(as?: string): Promise<void>
  /** Says to have looked for all that no program sees. */
  check(as?: string): Promise<void>
  /** Up to the state named, by Aoki, Baba and Chiba. */
  bringTo(state: 'proposed' | 'agreed' | 'approved'): Promise<void>
}

export const AUTHORITY = { name: 'Chiba', position: 'Director', guide: '', on: '2026-01-01' }

export async function anItemToReview(options = {}, secret: Secret = SECRET): Promise<ReviewedItem> {
  const made = await anEmptyCatalogue(options)
  const { client, handle } = made
  await client.settings.set({ who: 'Aoki' })
  const { id } = await client.description.create({
    parentId: null,
    fields: {
      level: 'item',
      referenceCode: 'R-1',
      title: [words('Talk with the Ambassador')],
      dates: [{ expression: '1984', edtf: '1984' }],
    },
  })
  const files = aFolder()
  const scans: string[] = []
  for (const number of [1, 2]) {
    const path = join(files, `page_${number}.png`)
    const shade = 200 + number
    writeFileSync(
      path,
      await sharp({
        create: { width: 200, height: 300, channels: 3, background: { r: shade, g: shade, b: 200 } },
      })
        .composite(secret.pixels ? [{ ...inkOf(secret.pixels), left: 30, top: 70 }] : [])
        .png()
        .toBuffer(),
    )
    scans.push(handle(path, 'read'))
  }
  const { jobId } = await client.import.start({ handles: scans, as: 'scans', into: id, arrange: 'attach' })
  await client.job.wait({ id: jobId })
  const pages = await client.scan.pages({ descriptionId: id })
  const write = async (kind: Text['kind'], language: string, values: readonly string[]) => {
    const text = await client.text.create({
      ...{ descriptionId: id, kind, language, script: null, agent: null, direction: 'horizontal' },
    })
    return client.text.write({
      id: text.id,
      replaced: text.paragraphs.map((paragraph) => paragraph.id),
      paragraphs: values.map((value, index) => ({
        ...{ id: null, kind: 'body' as const, value, continues: false, marks: [] },
        pageId: pages[index === 2 ? 1 : 0]?.id ?? null,
      })),
    })
  }
  const ja = await write('transcription', 'jpn', [
    '会談は午前に始まった。',
    `双方は挨拶した。${secret.ja}会談は続いた。`,
    '会談は終わった。',
  ])
  const en = await write('translation', 'eng', [
    'The talk began in the morning.',
    `Both sides greeted. ${secret.en} The talk went on.`,
    'It ended.',
  ])
  const span = (text: Text, quote: string): PlaceInput => {
    const paragraph = text.paragraphs.find(({ value }) => value.includes(quote))
    if (!paragraph) throw new Error(`not in the text: ${quote}`)
    const offset = paragraph.value.indexOf(quote)
    const at = (offset: number) => ({ paragraphId: paragraph.id, offset })
    return { kind: 'span', textId: text.id, from: at(offset), to: at(offset + quote.length) }
  }
  const box = (page = 0): AnchorInput => ({
    place: {
      kind: 'region',
      pageId: pages[page]?.id ?? (0 as never),
      shape: { x: 20, y: 60, width: 120, height: 40 },
    },
    lines: 2,
  })
  const item = {
    ...made,
    ...{ id, pages, ja, en, span, box },
    async markAll(as?: string) {
      const anchors = [
        box(),
        { place: span(ja, secret.ja), lines: null },
        { place: span(en, secret.en), lines: null },
      ]
      const marked = await client.redaction.mark({ descriptionId: id, anchors, exemptions: [CODE], as })
      return marked.id
    },
    async onlyInFields(redactionId: number, reason = 'It stands in the description alone') {
      await client.redaction.noCounterpart({
        id: redactionId,
        noCounterpart: [
          { side: 'image', reason },
          ...[ja, en].map((text) => ({ side: 'text' as const, textId: text.id, reason })),
        ],
      })
    },
    async withholdSecondPage() {
      await client.redaction.mark({
        ...{ descriptionId: id, exemptions: [CODE] },
        anchors: [
          { place: { kind: 'page', pageId: pages[1]?.id ?? 0 } },
          { place: span(ja, '会談は終わった。') },
          { place: span(en, 'It ended.') },
        ],
      })
    },
    async lookAtAll(as?: string) {
      for (const { id: pageId } of pages) await client.review.look({ descriptionId: id, pageId, as })
    },
    async check(as?: string) {
      await client.review.check({ descriptionId: id, checks: [...PAPER_CHECKS], as })
    },
    async bringTo(state: 'proposed' | 'agreed' | 'approved') {
      await item.markAll()
      await item.lookAtAll()
      await item.check()
      await client.review.decide({ descriptionId: id, decision: 'releaseInPart' })
      await client.review.propose({ descriptionId: id })
      if (state === 'proposed') return
      await client.review.agree({ descriptionId: id, as: 'Baba' })
      if (state === 'agreed') return
      await client.review.approve({ descriptionId: id, as: 'Chiba', authority: AUTHORITY })
    },
  }
  return item
}

function inkOf(pixels: NonNullable<Secret['pixels']>) {
  const [width, height] = [100, 20]
  const input = Buffer.from(Uint8Array.from({ length: width * height }, (_, index) => pixels(index)))
  return { input, raw: { width, height, channels: 1 as const } }
}
