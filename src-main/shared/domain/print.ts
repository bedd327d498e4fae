/**
 * What is printed: labels, out-cards (出納票) and lists, as PDF. A label or a card is a few lines of a template in a cell of a
 * sheet; a list is a table. Lengths are in millimetres, sizes of type in points.
 */

export const PRINTED = ['containerLabels', 'unitLabels', 'outCards', 'containerList', 'unitList'] as const
export type Printed = (typeof PRINTED)[number]

export const isOfContainers = (what: Printed): boolean =>
  what === 'containerLabels' || what === 'containerList'
export const isList = (what: Printed): boolean => what === 'containerList' || what === 'unitList'

/** Cells of a sheet: how many, how large, where the first stands, and what is between them. */
export interface Sheet {
  readonly pageWidth: number
  readonly pageHeight: number
  readonly columns: number
  readonly rows: number
  readonly width: number
  readonly height: number
  readonly top: number
  readonly left: number
  readonly gapX: number
  readonly gapY: number
}

const A4 = { pageWidth: 210, pageHeight: 297 }
const LETTER = { pageWidth: 215.9, pageHeight: 279.4 }

/** Sheets of labels by the numbers of Avery, whose measures most other makers follow; and cards that are cut. */
export const SHEETS = {
  l7160: { ...A4, columns: 3, rows: 7, width: 63.5, height: 38.1, top: 15.15, left: 7.2, gapX: 2.5, gapY: 0 },
  l7163: {
    ...A4,
    columns: 2,
    rows: 7,
    width: 99.1,
    height: 38.1,
    top: 15.15,
    left: 4.65,
    gapX: 2.5,
    gapY: 0,
  },
  l7165: { ...A4, columns: 2, rows: 4, width: 99.1, height: 67.7, top: 13.1, left: 4.65, gapX: 2.5, gapY: 0 },
  '5160': {
    ...LETTER,
    columns: 3,
    rows: 10,
    width: 66.7,
    height: 25.4,
    top: 12.7,
    left: 4.8,
    gapX: 3.1,
    gapY: 0,
  },
  a4by24: { ...A4, columns: 3, rows: 8, width: 70, height: 37.125, top: 0, left: 0, gapX: 0, gapY: 0 },
  a4by12: { ...A4, columns: 2, rows: 6, width: 105, height: 49.5, top: 0, left: 0, gapX: 0, gapY: 0 },
  a6: { ...A4, columns: 2, rows: 2, width: 105, height: 148.5, top: 0, left: 0, gapX: 0, gapY: 0 },
  a5: { ...A4, columns: 1, rows: 2, width: 210, height: 148.5, top: 0, left: 0, gapX: 0, gapY: 0 },
  a4: { ...A4, columns: 1, rows: 1, width: 210, height: 297, top: 0, left: 0, gapX: 0, gapY: 0 },
  letter: { ...LETTER, columns: 1, rows: 1, width: 215.9, height: 279.4, top: 0, left: 0, gapX: 0, gapY: 0 },
} as const satisfies Record<string, Sheet>
export type SheetCode = keyof typeof SHEETS
export const SHEET_CODES = Object.keys(SHEETS) as SheetCode[]

/** What a line may say of a description. */
export const UNIT_TOKENS = [
  'repository',
  'top',
  'referenceCode',
  'title',
  'otherTitle',
  'date',
  'creator',
  'extent',
  'level',
  'container',
  'folder',
  'location',
  'barcode',
] as const
/** What a line may say of a container. `top` is the highest unit of what is in it first. */
export const CONTAINER_TOKENS = [
  'repository',
  'top',
  'container',
  'number',
  'within',
  'location',
  'barcode',
  'firstCode',
  'lastCode',
  'firstTitle',
  'dates',
  'count',
] as const
export type PrintToken = (typeof UNIT_TOKENS)[number] | (typeof CONTAINER_TOKENS)[number]

export const tokensOf = (what: Printed): readonly PrintToken[] =>
  isOfContainers(what) ? CONTAINER_TOKENS : UNIT_TOKENS

/** How something is printed. Of a list, `lines` are the heads of columns: one token each. */
export interface PrintTemplate {
  readonly sheet: SheetCode | 'own'
  /** The office's own sheet. */
  readonly own: Sheet
  readonly lines: readonly string[]
  /** Size of the type; a label that is too full takes a smaller one. */
  readonly size: number
  /** The barcode as bars (Code 128), below the lines. */
  readonly bars: boolean
}

export const DEFAULT_TEMPLATES: Readonly<Record<Printed, PrintTemplate>> = {
  containerLabels: {
    sheet: 'l7163',
    own: SHEETS.l7163,
    lines: [
      '{repository}',
      '{top}',
      '{container}',
      '{firstCode}[ – {lastCode}]',
      '[{dates}]',
      '[{location}]',
    ],
    size: 10,
    bars: true,
  },
  unitLabels: {
    sheet: 'l7160',
    own: SHEETS.l7160,
    lines: ['{referenceCode}', '{title}', '[{date}]', '[{container}][ / {folder}]'],
    size: 9,
    bars: false,
  },
  outCards: {
    sheet: 'a6',
    own: SHEETS.a6,
    lines: ['{referenceCode}', '{title}', '[{date}]', '[{container}][ / {folder}]', '[{location}]'],
    size: 10,
    bars: true,
  },
  containerList: {
    sheet: 'a4',
    own: SHEETS.a4,
    lines: ['{container}', '{location}', '{firstCode}[ – {lastCode}]', '{firstTitle}', '{dates}', '{count}'],
    size: 9,
    bars: false,
  },
  unitList: {
    sheet: 'a4',
    own: SHEETS.a4,
    lines: ['{referenceCode}', '{title}', '{date}', '{extent}', '{container}[ / {folder}]'],
    size: 9,
    bars: false,
  },
}

/** Blanks that are filled in by hand on an out-card, in their order. */
export const BLANKS = ['reader', 'takenOut', 'purpose', 'broughtBack', 'staff'] as const
export type Blank = (typeof BLANKS)[number]

export const sheetOf = ({ sheet, own }: PrintTemplate): Sheet => (sheet === 'own' ? own : SHEETS[sheet])

/** What stands where on a page, in points from its upper left corner; `y` of words is their base line. */
export type PrintedItem =
  | {
      readonly kind: 'words'
      readonly x: number
      readonly y: number
      readonly size: number
      readonly width: number
      readonly bold: boolean
      readonly text: string
    }
  | { readonly kind: 'line'; readonly x: number; readonly y: number; readonly width: number }
  /** Bars of one height, each as its left edge and its width. */
  | {
      readonly kind: 'bars'
      readonly y: number
      readonly height: number
      readonly bars: readonly (readonly [x: number, width: number])[]
    }

export interface PrintedPage {
  readonly width: number
  readonly height: number
  readonly items: readonly PrintedItem[]
}
