/** The layer of text in a PDF: it is made of the released words alone, paragraph by paragraph. */
import { inflated, text } from './bytes.js'

/** Stands for a character that the typeface lacks. */
const GETA = '〓'
const plain = (words) =>
  Array.from(words.normalize('NFC').replace(/[\s\uFE00-\uFE0F\u200B-\u200D\uFEFF]/g, ''))

/** What each code of a font stands for (ISO 32000-1, 9.10.3), as far as our writer says it: ranges with lists. */
async function meanings(file, { dictionary, from, to }) {
  let own = ''
  if (/FlateDecode/.test(dictionary)) await inflated([[from, to]], file, (chunk) => (own += text(chunk)))
  else own = text(await file.slice(from, to))
  const found = new Map()
  for (const [, start, list] of own.matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/gi)) {
    const codes = [...list.matchAll(/<([0-9a-f ]*)>/gi)]
    codes.forEach(([, units], i) => {
      const letters = (units.match(/[0-9a-f]{4}/gi) ?? []).map((unit) => parseInt(unit, 16))
      found.set(parseInt(start, 16) + i, String.fromCharCode(...letters))
    })
  }
  return found
}

/** @param content the operators of a page; @param fonts by their names the objects of their `ToUnicode` */
export async function layerIsReleased(file, content, fonts, released) {
  const paragraphs = released.map(plain)
  const known = new Map()
  for (const [name, object] of fonts) known.set(name, await meanings(file, object))
  for (const [, part] of content.matchAll(/BT([^]*?)ET/g)) {
    const font = known.get(/\/(F[0-9]+) [0-9.]+ Tf/.exec(part)?.[1])
    if (!font) return false
    const codes = [...part.matchAll(/<([0-9a-f]*)>/gi)].flatMap(([, own]) => own.match(/.{4}/g) ?? [])
    const words = plain(codes.map((code) => font.get(parseInt(code, 16)) ?? '\0').join(''))
    const isOne = (letters) =>
      letters.length === words.length && words.every((letter, i) => letter === letters[i] || letter === GETA)
    if (!paragraphs.some(isOne)) return false
  }
  return true
}
