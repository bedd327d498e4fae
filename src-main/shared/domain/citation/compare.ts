/** Two citations word by word: what both say, what only one says. */

export interface Difference {
  readonly kind: 'same' | 'supplied' | 'computed'
  readonly words: string
}

/** Longer texts are no citations; the work grows with the product of the lengths. */
const MOST_WORDS = 400

/** Kinds of quotation mark and the spaces around punctuation make no difference. */
const plain = (word: string): string =>
  word
    .normalize('NFKC')
    .replace(/[“”„«»"‘’']/g, '')
    .replace(/[.,;:]+$/, '')
    .toLowerCase()

const UNSPACED = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}、。「」（）]/u

const wordsOf = (text: string): string[] =>
  text
    .replace(/\s+([.,;:])/g, '$1')
    .split(/\s+|(?<=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])(?=.)/u)
    .filter((word) => word !== '' && plain(word) !== '')
    .slice(0, MOST_WORDS)

/** The supplied citation against the computed one, in runs of words. */
export function compareCitations(supplied: string, computed: string): Difference[] {
  const [a, b] = [wordsOf(supplied), wordsOf(computed)]
  const [x, y] = [a.map(plain), b.map(plain)]
  const width = y.length + 1
  // Lengths of the longest common run of words from each pair of places on.
  const common = new Uint16Array((x.length + 1) * width)
  const lengthAt = (i: number, j: number) => common[i * width + j] ?? 0
  for (let i = x.length - 1; i >= 0; i -= 1) {
    for (let j = y.length - 1; j >= 0; j -= 1) {
      common[i * width + j] =
        x[i] === y[j] ? lengthAt(i + 1, j + 1) + 1 : Math.max(lengthAt(i + 1, j), lengthAt(i, j + 1))
    }
  }
  const differences: { kind: Difference['kind']; words: string[] }[] = []
  const put = (kind: Difference['kind'], word: string | undefined) => {
    const last = differences.at(-1)
    if (last?.kind === kind) last.words.push(word ?? '')
    else differences.push({ kind, words: [word ?? ''] })
  }
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && x[i] === y[j]) {
      put('same', a[i])
      i += 1
      j += 1
    } else if (j >= b.length || (i < a.length && lengthAt(i + 1, j) >= lengthAt(i, j + 1))) {
      put('supplied', a[i])
      i += 1
    } else {
      put('computed', b[j])
      j += 1
    }
  }
  return differences.map(({ kind, words }) => ({ kind, words: words.reduce(joined) }))
}

/** No space between characters that are written without one. */
const joined = (text: string, word: string): string =>
  UNSPACED.test(text.slice(-1)) && UNSPACED.test(word) ? text + word : `${text} ${word}`
