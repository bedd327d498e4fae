/** What an agency is asked about an item: what it may see of it, and nothing else. */
import type { Shape } from '../../shared/contract/redaction.ts'
import type { Language } from '../../shared/i18n/index.ts'

/** One of the marks that the question is about; numbered, so that the answer can speak of it. */
export interface AskedMark {
  readonly number: number
  readonly codes: readonly string[]
  readonly reason: string
}

export interface AskedPage {
  readonly number: number
  readonly label: string | null
  /** Of the upright image, in which the shapes are. */
  readonly width: number
  readonly height: number
  readonly marks: readonly { readonly mark: number; readonly shape: Shape | null }[]
}

/** A text in runs, each marked or not. */
export interface AskedText {
  readonly label: string
  readonly lang: string | null
  readonly paragraphs: readonly (readonly { readonly text: string; readonly mark: number | null }[])[]
}

export interface Question {
  readonly package: string
  readonly institution: string
  readonly agency: string
  readonly question: string
  readonly due: string | null
  readonly sentOn: string
  readonly referenceCode: string | null
  readonly title: string
  readonly language: Language
  readonly marks: readonly AskedMark[]
  readonly pages: readonly AskedPage[]
  readonly texts: readonly AskedText[]
}

/** Length of the words in four bytes, the words, then the images of the pages one after the other with theirs. */
export function packed(question: Question, images: readonly (Uint8Array | null)[]): Buffer {
  const words = Buffer.from(
    JSON.stringify({ ...question, images: images.map((image) => image?.length ?? 0) }),
  )
  const length = Buffer.alloc(4)
  length.writeUInt32BE(words.length)
  return Buffer.concat([length, words, ...images.flatMap((image) => (image === null ? [] : [image]))])
}
