/** Which of the lines after the cover are the document in its own language, and which its translation. */
import type { NamedLanguage } from '../../shared/domain/language-name.ts'
import type { Line } from './source.ts'

export interface Parts {
  readonly original: readonly Line[]
  readonly translation: readonly Line[]
}

const LATIN = /\p{Script=Latin}/gu
const OTHER_LETTER = /(?!\p{Script=Latin})\p{L}/gu

/** Common words by which a line in Latin letters is told from English. */
const FREQUENT: Readonly<Record<string, string>> = {
  eng: 'the of and to in that is was for with as on by be are from this his it which at have not were an or has had',
  fre: 'le la les des du et que qui dans pour est une sur au aux par pas ce cette avec il nous vous ne sont été a',
  ger: 'der die das und den dem des von zu mit ist im für auf nicht ein eine wird daß dass sich auch es bei wir als hat',
  spa: 'el la los las de que y en del se por con para una un es al lo como su sus fue ha no más esta este',
  por: 'o a os as de que e do da em um uma para com não por dos das no na se ao foi mais como pelo pela',
  ita: 'il la le gli di che e del della in un una per con non si dei delle al è sono da nel alla come questo',
  pol: 'i w z na do nie się że to jest o po od przez dla za oraz są przy jego tym które który jak',
  cze: 'a v se na je že o s z do k by ve pro za od po jako které která který jsou bylo tento této',
  slo: 'a v sa na je že o s z do k by vo pre za od po ako ktoré ktorá ktorý sú bolo tento tejto',
  hun: 'a az és hogy nem is egy meg volt ez azt mint csak vagy de már ha kell amely szerint',
  rum: 'și de la în a cu pe care nu din să pentru o un este ca mai au fost prin sau al',
  hrv: 'i u je na se da za su od o s kao što koji koja ne bi iz te ili po do ali',
  alb: 'të e në dhe i për me që një nga se më ka është si do nuk kjo ky tek',
  dut: 'de het een en van in is dat op te zijn met voor niet aan er om ook als door bij',
  swe: 'och i att det som en på är av för med den till inte om ett har de var från',
  dan: 'og i at det som en på er af for med den til ikke om et har de var fra',
  vie: 'và của là các trong có được cho với những một không đã này về ra người tại',
}
const WORDS = Object.fromEntries(
  Object.entries(FREQUENT).map(([code, words]) => [code, new Set(words.split(' '))]),
)

/** A translation or an original of fewer letters is a word or a heading quoted in the other. */
const FEWEST = 25

/** `hint`: the language of the original, where the cover names it. */
export function partTexts(lines: readonly Line[], hint: NamedLanguage | null): Parts {
  if (hint?.language === 'eng') return { original: lines, translation: [] }
  const latin = hint !== null && (hint.script === 'Latn' || (hint.script === null && !hasOtherLetters(lines)))
  const weights = lines.map(({ text }) => (latin ? wordWeight(text, hint.language) : letterWeight(text)))
  const total = sum(weights)
  if (total.original === 0) return { original: [], translation: total.translation > 0 ? lines : [] }
  const last = bestPart(weights, 'original')
  const first = bestPart(weights, 'translation')
  const part = first.score > last.score ? first : last
  const [before, after] = [weights.slice(0, part.at), weights.slice(part.at)].map(sum)
  const translated = (part.leading === 'original' ? after : before)?.translation ?? 0
  const own = (part.leading === 'original' ? before : after)?.original ?? 0
  if (translated < FEWEST) return { original: lines, translation: [] }
  if (own === 0 || (latin && own < FEWEST)) return { original: [], translation: lines }
  const at = afterPageMarks(lines, part.at)
  return part.leading === 'original'
    ? { original: lines.slice(0, at), translation: lines.slice(at) }
    : { original: lines.slice(at), translation: lines.slice(0, at) }
}

interface Weight {
  readonly original: number
  readonly translation: number
}

const hasOtherLetters = (lines: readonly Line[]): boolean =>
  lines.some(({ text }) => (text.match(OTHER_LETTER)?.length ?? 0) > 3)

const letterWeight = (text: string): Weight => ({
  original: 2 * (text.match(OTHER_LETTER)?.length ?? 0),
  translation: text.match(LATIN)?.length ?? 0,
})

function wordWeight(text: string, language: string): Weight {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? []
  const [own, english] = [WORDS[language === 'srp' ? 'hrv' : language], WORDS['eng']]
  const count = (list: ReadonlySet<string> | undefined, other: ReadonlySet<string> | undefined) =>
    words.filter((word) => list?.has(word) && !other?.has(word)).length
  if (!own) {
    // A language without a list of words: a line of some length with hardly an English word in it.
    const foreign = words.length > 3 && count(english, undefined) < words.length / 12
    return { original: foreign ? words.length : 0, translation: 5 * count(english, undefined) }
  }
  return { original: 5 * count(own, english), translation: 5 * count(english, own) }
}

const sum = (weights: readonly Weight[]): Weight =>
  weights.reduce<{ original: number; translation: number }>(
    (sofar, { original, translation }) => ({
      original: sofar.original + original,
      translation: sofar.translation + translation,
    }),
    { original: 0, translation: 0 },
  )

interface Part {
  readonly leading: keyof Weight
  readonly at: number
  readonly score: number
}

/** The cut that leaves the most of one kind before it and of the other after it; the earliest of equals. */
function bestPart(weights: readonly Weight[], leading: keyof Weight): Part {
  const following = leading === 'original' ? 'translation' : 'original'
  let score = sum(weights)[following]
  let best: Part = { leading, at: 0, score }
  weights.forEach((weight, index) => {
    score += weight[leading] - weight[following]
    if (score > best.score) best = { leading, at: index + 1, score }
  })
  return best
}

/** A number that ends the last page of the first text belongs to it. */
function afterPageMarks(lines: readonly Line[], at: number): number {
  let cut = at
  for (let next = at; next < lines.length; next++) {
    const { text } = lines[next] ?? { text: '' }
    if (text === '') continue
    if (!/^[-–—\s]*\d{1,3}(?:\s*\/\s*\d{1,3})?[-–—\s]*$/.test(text)) break
    cut = next + 1
  }
  return cut
}

/** The language that letters alone decide, where no cover names it. */
export function languageByLetters(lines: readonly Line[]): NamedLanguage | null {
  const text = lines
    .slice(0, 400)
    .map((line) => line.text.slice(0, 2000))
    .join('')
  const count = (form: RegExp) => text.match(form)?.length ?? 0
  if (count(/[\p{Script=Hiragana}\p{Script=Katakana}]/gu) > 5) return { language: 'jpn', script: 'Jpan' }
  if (count(/\p{Script=Hangul}/gu) > 5) return { language: 'kor', script: 'Kore' }
  if (count(/\p{Script=Han}/gu) > 5) return { language: 'chi', script: hanScript(text) }
  return null
}

const SIMPLIFIED = /[们这国对会时发说为关长东车见议电务书应实业产动进过还]/gu
const TRADITIONAL = /[們這國對會時發說為關長東車見議電務書應實業產動進過還]/gu

/** Simplified or traditional Chinese, where one is plainly the more frequent. */
export function hanScript(text: string): string | null {
  const sample = text.slice(0, 100_000)
  const [simplified, traditional] = [SIMPLIFIED, TRADITIONAL].map((form) => sample.match(form)?.length ?? 0)
  if (simplified === traditional) return null
  return (simplified ?? 0) > (traditional ?? 0) ? 'Hans' : 'Hant'
}
