/**
 * What a release is made from: plain values, out of which everything withheld has been taken already. The one thing in
 * them that knows more is the path of a master, from which a page is burnt; no path is ever written.
 */
import type { BurntFormat } from '../../shared/contract/release.ts'
import type { ShownPart } from '../../shared/domain/box/cut.ts'
import type { Mark } from '../../shared/domain/box/page.ts'
import type { Size } from '../../shared/domain/region.ts'
import type { Language, Messages } from '../../shared/i18n/index.ts'

/** A name that says nothing: `REL-2026-0001`. */
export const ITEM_NAME = /^REL-[0-9]{4}-[0-9]{4}$/

export type SheetField = keyof Messages['release']['sheet']['fields']

/** In place of a withheld page or item. Every value is printed, and must have been released as such. */
export interface WithdrawalSheet {
  readonly region: string
  readonly codes: readonly string[]
  /** Lines as declared; null where whole pages are meant. */
  readonly lines: number | null
  readonly fields: readonly { readonly field: SheetField; readonly value: string }[]
}

interface Numbered {
  /** In the item, from 1. */
  readonly number: number
}

export interface OpenPage extends Numbered {
  readonly master: {
    readonly path: string
    readonly frame: number
    /** Pixels of the upright scan, on which the marks were drawn. */
    readonly size: Size
    readonly pixelsPerInch: number | null
    /** Turned, straightened or made smaller after it was scanned. */
    readonly resampled: boolean
  }
  /** What the page shows of its scan, and how it is turned. */
  readonly shown: ShownPart
  /** In pixels of the upright scan, snapped to ink and lines (domain/box/ink.ts). What the coding of the master asks for is added when they are burnt. */
  readonly marks: readonly Mark[]
  /** The reviewer's signature that traces of a lossy master may remain outside the boxes. */
  readonly tracesAccepted: boolean
}

export interface WithheldPage extends Numbered {
  readonly withheld: WithdrawalSheet
}

export type ReleasePage = OpenPage | WithheldPage

export interface ReleasedValue {
  readonly label: string
  readonly value: string
  /** BCP 47. */
  readonly lang: string | null
}

export interface ReleasedWords {
  /** What kind of text it is, in the words of the release's language. */
  readonly label: string
  readonly lang: string | null
  /** With markers in place of what is withheld. */
  readonly paragraphs: readonly { readonly page: number | null; readonly text: string }[]
}

/** What is withheld of a field or a text, for the register; its place on an image stands with the marks. */
export interface WithheldWords {
  readonly region: string
  readonly of: 'field' | 'text'
  readonly codes: readonly string[]
  readonly lines: number | null
}

export interface ReleaseItem {
  readonly name: string
  /** The code of reference as it is released; printed on every page. */
  readonly documentId: string
  readonly title: string
  readonly decision: 'full' | 'part' | 'withheld'
  /** The classification that the document bore; printed struck through. */
  readonly classification: string | null
  /** Who decided, by what, when; printed on every page. */
  readonly authority: string
  readonly pages: readonly ReleasePage[]
  readonly fields: readonly ReleasedValue[]
  readonly texts: readonly ReleasedWords[]
  readonly withheldWords: readonly WithheldWords[]
}

export interface ReleaseCopy {
  readonly id: string
  /** RFC 3339 instant in UTC. */
  readonly releasedAt: string
  /** Name and version of the program. */
  readonly generator: string
  readonly language: Language
  readonly institution: string
  /** DECLASSIFIED, 秘密指定解除, or what the office prints. */
  readonly banner: string
  readonly vocabularies: readonly { readonly id: string; readonly version: string }[]
  /** Fingerprints of the keys with which two persons and whoever approved have signed each item; or their names are only asserted. */
  readonly persons: 'asserted' | { readonly fingerprints: readonly string[] }
  readonly imageFormat: BurntFormat
  readonly grey: boolean
  /** A layer of the released text in the PDFs, unseen. */
  readonly textLayer: boolean
  readonly items: readonly ReleaseItem[]
}

export const isOpen = (page: ReleasePage): page is OpenPage => 'master' in page

const EXTENSIONS: Record<BurntFormat, string> = { png: 'png', tiff: 'tif', jpeg: 'jpg' }
export const imageName = ({ name }: Pick<ReleaseItem, 'name'>, page: number, format: BurntFormat): string =>
  `${name}-p${String(page).padStart(4, '0')}.${EXTENSIONS[format]}`
