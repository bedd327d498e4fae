/** How a name is said where it comes again: a name in katakana by its first character, others by the last of their words. */

const KATAKANA = /^[\p{Script=Katakana}ー・＝=\s]{3,}$/u
const LATIN = /^\p{Lu}[\p{L}'’.-]*(?:\s+\p{Lu}[\p{L}'’.-]*){1,3}$/u
/** A shorter word is too many things. */
const LEAST = 3

export function shortFormsOf(name: string): string[] {
  const plain = name.normalize('NFKC').trim()
  if (KATAKANA.test(plain)) {
    const parts = plain.split(/[・＝=\s]+/u).filter((part) => part !== '')
    const last = parts.at(-1) ?? ''
    return [...new Set([...(parts.length > 1 ? [last] : []), Array.from(last)[0] ?? ''])].filter(
      (form) => form !== '',
    )
  }
  if (!LATIN.test(plain)) return []
  const last = plain.split(/\s+/).at(-1) ?? ''
  return last.length < LEAST ? [] : [last]
}
