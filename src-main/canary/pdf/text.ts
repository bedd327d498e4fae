/** The text that pages of a PDF show, as far as their fonts say what their codes mean. */
import { cmapOf, decoded } from './cmap.ts'
import type { CMap } from './cmap.ts'
import { stringsOf } from './strings.ts'
import type { PdfString } from './strings.ts'

/** Ways of reading a page whose fonts share a name with those of other pages. */
const MOST_WAYS = 16
const MOST_KEPT = 64 << 20

export interface PdfText {
  /** What stands outside of streams, and what streams have become. */
  add(object: number | null, bytes: Buffer): void
  /** Text of all pages, by the object that shows it. */
  texts(): Generator<{ object: number | null; text: string }>
  /** A font shows glyphs by their numbers, and does not say which letters they are. */
  readonly hasSilentFont: boolean
  readonly isEncrypted: boolean
  /** There was more than is kept. */
  readonly isPartial: boolean
}

export function createPdfText(): PdfText {
  const cmaps = new Map<number, CMap>()
  const dictionaries: string[] = []
  const shown: { object: number | null; strings: PdfString[] }[] = []
  let [kept, isPartial] = [0, false]

  /** By the name of a font on a page, its tables. */
  const namesOf = (all: string): Map<string, CMap[]> => {
    const tables = new Map<number, CMap>()
    for (const [, font, table] of all.matchAll(OBJECT_WITH_TABLE)) {
      const cmap = cmaps.get(Number(table))
      if (cmap) tables.set(Number(font), cmap)
    }
    const names = new Map<string, CMap[]>()
    for (const [, name = '', font] of all.matchAll(/\/([^\s/<>[\]()]{1,127})\s+(\d{1,10})\s+\d{1,5}\s+R/g)) {
      const cmap = tables.get(Number(font))
      const known = names.get(name) ?? []
      if (cmap && !known.includes(cmap)) names.set(name, [...known, cmap])
    }
    return names
  }

  return {
    add(object, bytes) {
      if (kept > MOST_KEPT) {
        isPartial = true
        return
      }
      const text = bytes.toString('latin1')
      const cmap = cmapOf(text)
      if (cmap) cmaps.set(object ?? -cmaps.size - 1, cmap)
      if (/\/(?:ToUnicode|Font|Type|Encrypt)\b/.test(text)) {
        const objects = objectStream(text)
        dictionaries.push(objects)
        kept += objects.length
      }
      if (/\bT[jJ*]|['"]\s/.test(text)) {
        const strings = stringsOf(bytes)
        shown.push({ object, strings })
        kept += bytes.length
      }
    },
    *texts() {
      if (cmaps.size === 0) return
      const names = namesOf(dictionaries.join('\n'))
      const all = [...cmaps.values()].slice(0, MOST_WAYS)
      for (const { object, strings } of shown) {
        const tables = (font: string | null) => (font === null ? undefined : names.get(font)) ?? all
        const ways = Math.min(MOST_WAYS, Math.max(0, ...strings.map(({ font }) => tables(font).length)))
        for (let way = 0; way < ways; way++) {
          const text = strings.map(({ font, bytes }) => {
            const own = tables(font)
            const cmap = own[way % own.length]
            return cmap ? decoded(bytes, cmap) : bytes.toString('latin1')
          })
          yield { object, text: text.join('') }
        }
      }
    },
    get hasSilentFont() {
      return dictionaries.some((text) =>
        text
          .split(/\bendobj\b/)
          .some((object) => /\/Encoding\s*\/Identity-[HV]/.test(object) && !object.includes('/ToUnicode')),
      )
    },
    get isEncrypted() {
      return dictionaries.some((text) => /\/Encrypt\s+\d+\s+\d+\s+R/.test(text))
    },
    get isPartial() {
      return isPartial
    },
  }
}

const OBJECT_WITH_TABLE =
  /(\d{1,10})\s+\d{1,5}\s+obj\b(?:(?!\bobj\b)[\s\S]){0,4000}?\/ToUnicode\s+(\d{1,10})\s+\d/g

/** Objects of an object stream, written as they are outside of one; any other text as it is. */
function objectStream(text: string): string {
  const head = /^\s*((?:\d{1,10}\s+\d{1,10}\s+)+)/.exec(text)
  if (!head) return text
  const numbers = (head[1] ?? '').trim().split(/\s+/).map(Number)
  const first = head[0].length
  const objects: string[] = []
  for (let at = 0; at + 1 < numbers.length; at += 2) {
    const [number = 0, from = 0, to] = [numbers[at], numbers[at + 1], numbers[at + 3]]
    objects.push(
      `${number} 0 obj ${text.slice(first + from, to === undefined ? undefined : first + to)} endobj`,
    )
  }
  return objects.join('\n')
}
