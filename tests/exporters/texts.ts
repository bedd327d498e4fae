/** Texts of a unit for specs: as little as a case says. */
import type { Line, Paragraph, Text } from '../../src-main/shared/contract/text.ts'
import { normalisedMarks } from '../../src-main/shared/domain/text-mark.ts'
import type { ReviewGate } from '../../src-main/shared/domain/released-view.ts'
import type { SourceReadings, Withholding } from '../../src-main/shared/domain/released-readings.ts'

export interface ParagraphInput extends Partial<Omit<Paragraph, 'id' | 'mentions' | 'lines' | 'pageId'>> {
  value: string
  lines?: Pick<Line, 'start' | 'end' | 'region'>[]
  mentions?: { start: number; end: number; authorityId: number }[]
}

export type TextInput = Partial<Omit<Text, 'id' | 'paragraphs'>> & { paragraphs: ParagraphInput[] }

/** Paragraphs have ids of their own: those of the first text begin with 1, of the second with 1001. */
export function readings(
  texts: readonly TextInput[],
  said: readonly (readonly [number, number])[] = [],
): SourceReadings {
  return {
    texts: texts.map(({ paragraphs, ...text }, index) => ({
      id: (index + 1) as Text['id'],
      descriptionId: 1 as Text['descriptionId'],
      kind: 'transcription',
      language: 'jpn',
      script: 'Jpan',
      direction: 'horizontal',
      source: 'typed',
      agent: null,
      status: 'draft',
      checkedBy: null,
      ...text,
      paragraphs: paragraphs.map(({ lines = [], mentions = [], marks = [], ...paragraph }, at) => ({
        id: (index * 1000 + at + 1) as Paragraph['id'],
        kind: 'body',
        pageNumber: 1,
        pageId: (paragraph.pageNumber === null ? null : (paragraph.pageNumber ?? 1)) as Paragraph['pageId'],
        continues: false,
        ...paragraph,
        marks: normalisedMarks(paragraph.value.length, marks),
        lines: lines.map((line) => ({ ...line, confidence: null, words: [] })),
        mentions: mentions.map((mention, id) => ({ id, name: '', ...mention })) as Paragraph['mentions'],
      })),
    })),
    said: () => ({
      pairs: said.map(([one, other]) => ({ paragraphId: one as never, otherId: other as never })),
      without: new Set(),
    }),
  }
}

/** A review that has released everything but what is withheld. */
export const decided = (
  ofTexts: readonly Withholding[] = [],
  more: Partial<ReviewGate> = {},
): ReviewGate => ({
  isReleased: true,
  approvedAt: '2026-03-01T00:00:00Z',
  withheld: [],
  withheldPages: new Set(),
  markedPages: new Set(),
  ofTexts,
  ...more,
})

/** A passage of a paragraph that is withheld. */
export const withheldSpan = (
  textId: number,
  paragraphId: number,
  start: number,
  end: number,
): Withholding => ({
  exemptions: [{ vocabulary: 'uk-foi', code: '27(1)', said: {}, stamp: '27(1)', version: null }],
  anchors: [
    {
      id: 1 as never,
      uid: 'a',
      lines: 2,
      uncertain: false,
      place: {
        kind: 'span',
        textId: textId as never,
        from: { paragraphId: paragraphId as never, offset: start },
        to: { paragraphId: paragraphId as never, offset: end },
        quotation: { exact: '', prefix: '', suffix: '' },
      },
    },
  ],
})
