/**
 * Folding of text for search: what a person would call the same word becomes the same characters, in any width
 * (NFKC), case, and size of kana (あつた finds あった). Runs of CJK characters become overlapping pairs, because no index of
 * whole words and none of three letters finds a word of two characters inside running text.
 */

const SMALL_KANA = 'ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ'
const FULL_KANA = 'あいうえおつやゆよわかけアイウエオツヤユヨワカケ'

/** Characters of CJK scripts, which are written without spaces. */
const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u30FC\u3005\u303B]/u
const CJK_RUNS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u30FC\u3005\u303B]+|[^\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u30FC\u3005\u303B]+/gu
const VARIATION_SELECTORS = /[\uFE00-\uFE0F\u{E0100}-\u{E01EF}]/gu
const DIACRITICS = /\p{Mn}+/gu

function foldCharacters(text: string): string {
  let folded = ''
  for (const character of text.normalize('NFKC').toLowerCase()) {
    const small = SMALL_KANA.indexOf(character)
    folded += small === -1 ? character : (FULL_KANA[small] ?? character)
  }
  return folded
}

/** The folded form of a text. */
export const fold = (text: string): string => foldCharacters(text.replace(VARIATION_SELECTORS, ''))

/** A folded text and, for each of its UTF-16 units, where in the original it comes from (one more for the end). */
export function foldWithOffsets(text: string): { folded: string; offsets: number[] } {
  let folded = ''
  const offsets: number[] = []
  // Decomposed marks are folded together with the letter that they belong to.
  for (const { segment, index } of clusters(text)) {
    const part = fold(segment)
    const plain = CJK.test(part) ? part : part.normalize('NFD').replace(DIACRITICS, '')
    for (let unit = 0; unit < plain.length; unit++) offsets.push(index)
    folded += plain
  }
  offsets.push(text.length)
  return { folded, offsets }
}

function* clusters(text: string): Iterable<{ segment: string; index: number }> {
  const pattern = /\P{M}\p{M}*|\p{M}+/gsu
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    yield { segment: match[0], index: match.index }
  }
}

/** A line break between two CJK characters is the page's, not the sentence's. */
const joinLines = (text: string) =>
  text.replace(
    /(?<=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u30FC])[ \t]*\r?\n[ \t]*(?=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u30FC])/gu,
    '',
  )

/** The words that the index holds for a text, separated by spaces: pairs and a last single for CJK, the rest as it is. */
export function indexWords(text: string): string {
  const words: string[] = []
  for (const [run] of fold(joinLines(text)).matchAll(CJK_RUNS)) {
    // A run can be a whole book: its pairs are no list of arguments.
    words.push(CJK.test(run) ? `${pairs(run).join(' ')} ${Array.from(run).at(-1) ?? ''}` : run)
  }
  return words.join(' ')
}

function pairs(run: string): string[] {
  const characters = Array.from(run)
  return characters.slice(1).map((character, index) => `${characters[index] ?? ''}${character}`)
}

export interface QueryTerm {
  /** Words that must follow each other. */
  readonly words: readonly string[]
  /** Whether the last word may go on. */
  readonly prefix: boolean
  /** What was asked for, folded: for finding it again in a text. */
  readonly folded: string
}

/** Any input as terms that must all occur: words, or phrases between quotes. Input without a letter or digit has none. */
export function queryTerms(query: string): QueryTerm[] {
  const asked = [
    ...query
      .replace(/\p{Cc}/gu, ' ')
      .normalize('NFKC')
      .matchAll(/"([^"]*)"?|([^\s"]+)/gu),
  ].map(([, phrase, word]) => ({
    text: phrase ?? word ?? '',
    isPhrase: phrase !== undefined,
  }))
  return asked.flatMap(({ text, isPhrase }, index) => {
    const folded = fold(text.trim())
    const runs = [...folded.matchAll(CJK_RUNS)].map(([run]) => run).filter((run) => /[\p{L}\p{N}]/u.test(run))
    const last = runs.at(-1)
    if (last === undefined) return []
    const words = runs.flatMap((run, at) => {
      if (!CJK.test(run)) return [run]
      const characters = Array.from(run)
      const isLast = at === runs.length - 1
      return isLast
        ? characters.length === 1
          ? characters
          : pairs(run)
        : [...pairs(run), characters.at(-1) ?? '']
    })
    // A single character is the beginning of some pair; the word being typed may go on.
    const prefix = CJK.test(last) ? Array.from(last).length === 1 : !isPhrase && index === asked.length - 1
    return [{ words, prefix, folded }]
  })
}
