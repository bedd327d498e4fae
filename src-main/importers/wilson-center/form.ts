/**
 * The printed form of a Japanese telegram (電信写) and what is stamped on every sheet of it: told apart line by line, so
 * that pages are known and the form's own words are kept out of the document's.
 */
import { CLASSIFICATIONS, markOf } from '../../shared/domain/telegram.ts'
import type { Line } from './source.ts'

type FormPart = 'boilerplate' | 'stamp' | 'footer'

export interface FormLine {
  readonly line: Line
  /** What the form or a stamp adds; null for the document's own words. */
  readonly part: FormPart | null
  /** Ordinal of the page, from 1; null where nothing says it. */
  readonly page: number | null
  /** A mark of its own, which the lines next to it do not belong to. */
  readonly alone: boolean
}

/** Letters and figures in one width, without the spaces that a form is spread out with. */
export const compact = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '')

const ARROW = /矢印の方向/
const NOTICE = /^(?:注意|取扱注意事項|注意事項)$/
const NOTICE_LINE = /^(?:\d{1,2}[.、)]|[・*]|[(（]\d)/
/** Titles that the form prints: telegram copy, draft, teletype. */
const FORM_TITLE = /^(?:電信写|電信案|電信文|電報写|電報|電信|公電|公電写|電信課長|来電写|往電写)$/
const DECLASSIFIED = /^(?:秘密指定解除|秘密解除|機密解除|秘指定解除|指定解除)/
const OFFICE_OF_STAMP = /^(?:情報公開(?:室|課)|外交史料館|公文書監理(?:官|室)|文書課)$/
const OTHER_STAMP =
  /^(?:要返却|要回収|複製禁止|写|副本|親展|永久保存|\d+年保存|公開|部分公開|開示|部分開示|不開示)$/
const TIME_STAMP =
  /^(?:[\p{Script=Han}]{1,8}(?:省|庁|室|課))?(?:(?:\d{2,4}|元)年)?\d{1,2}月\d{1,2}日\d{1,2}時\d{1,2}分$/u
const OFFICE = /^[\p{Script=Han}]{1,8}(?:省|庁|室|課|局)$/u
const PAGE_MARK =
  /^(?:[-[(<]+(?:p\.?|page)?(\d{1,3})(?:\/\d{1,3})?[-\])>]+|(?:page|p\.)(\d{1,3})(?:of\d{1,3}|\/\d{1,3})?|(\d{1,3})\/\d{1,3}|第?(\d{1,3})(?:頁|ページ))$/i

/** No line of a form is longer. */
const LONGEST_FORM_LINE = 120

/** Whether a line is the form's own name: 電信写. */
export const isFormTitle = (text: string): boolean => FORM_TITLE.test(compact(text))
export const isDeclassification = (text: string): boolean => DECLASSIFIED.test(compact(text))

/** The office that put a stamp, where the line is one that is known to. */
export const officeOfStamp = (text: string): string | null =>
  OFFICE_OF_STAMP.test(compact(text)) ? compact(text) : null

type Sign = 'strong' | 'weak' | 'footer' | 'mark' | null

interface Sorted {
  line: Line
  part: FormPart | null
  /** `strong`: only the top of a sheet has it; `weak`: it may stand there. */
  sign: Sign
  mark: number | null
  alone: boolean
}

/** The lines of a text with their page and what the form adds to them. */
export function readForm(lines: readonly Line[], language: string): FormLine[] {
  return numberPages(sort(lines, language))
}

/** A line that is nothing but a mark of classification in the document's language. */
export const isClassification = (text: string, language: string): boolean =>
  text.length < 60 && markOf(CLASSIFICATIONS, text.replace(/[.!*[\]()（）【】〔〕]/g, ''), language) !== null

function sort(lines: readonly Line[], language: string): Sorted[] {
  let notice = false
  let stamp = false
  const words = lines.filter(({ text }) => text !== '')
  return words.map((line, index) => {
    const plain = line.text.length > LONGEST_FORM_LINE ? '' : compact(line.text)
    const sorted = (part: FormPart | null, sign: Sign, mark: number | null = null): Sorted => ({
      line,
      part,
      sign,
      mark,
      alone: sign === 'weak' && part === 'stamp' && isClassification(line.text, language),
    })
    const inNotice = notice && NOTICE_LINE.test(plain)
    const wasStamp = stamp
    notice = NOTICE.test(plain) || inNotice
    stamp = false
    if (ARROW.test(plain)) return sorted('boilerplate', 'strong')
    if (notice) return sorted('boilerplate', inNotice ? 'weak' : 'strong')
    if (FORM_TITLE.test(plain)) return sorted('boilerplate', 'strong')
    if (DECLASSIFIED.test(plain)) {
      stamp = true
      return sorted('stamp', 'strong')
    }
    if ((wasStamp && OFFICE_OF_STAMP.test(plain)) || OTHER_STAMP.test(plain)) {
      stamp = wasStamp
      return sorted('stamp', 'weak')
    }
    if (isClassification(line.text, language)) return sorted('stamp', 'weak')
    if (TIME_STAMP.test(plain)) return sorted('footer', 'footer')
    const next = compact(words[index + 1]?.text.slice(0, LONGEST_FORM_LINE) ?? '')
    if (OFFICE.test(plain) && TIME_STAMP.test(next)) return sorted('footer', 'footer')
    const mark: readonly (string | undefined)[] | null = PAGE_MARK.exec(plain)
    if (mark) {
      const number = mark.slice(1).find((figures) => figures !== undefined)
      // A list's (1) has the same form as a page mark in round brackets: only dashes and words are sure.
      if (number !== undefined && !/^\(/.test(plain)) return sorted('footer', 'mark', Number(number))
    }
    return sorted(null, null)
  })
}

function numberPages(sorted: readonly Sorted[]): FormLine[] {
  if (sorted.some(({ sign }) => sign === 'strong')) return byTops(sorted)
  if (sorted.some(({ sign, line }) => sign === 'mark' || line.newPage)) return byMarks(sorted)
  return sorted.map(({ line, part, alone }) => ({ line, part, page: null, alone }))
}

/** Each run of what stands at the top of a sheet, after words of the document, begins a page. */
function byTops(sorted: readonly Sorted[]): FormLine[] {
  let page = 1
  let words = false
  return sorted.map(({ line, part, sign, alone }, index) => {
    const top = sign === 'strong' || sign === 'weak'
    if (top && words && runIsTop(sorted, index)) {
      page += 1
      words = false
    }
    if (!top) words = true
    return { line, part, page, alone }
  })
}

function runIsTop(sorted: readonly Sorted[], from: number): boolean {
  for (let at = from; at < sorted.length; at++) {
    const sign = sorted[at]?.sign
    if (sign === 'strong') return true
    if (sign !== 'weak') return false
  }
  return false
}

/** Page numbers stand at the foot of their page, or (when the first is 2, or nothing is before it) at the head. */
function byMarks(sorted: readonly Sorted[]): FormLine[] {
  const first = sorted.findIndex(({ sign }) => sign === 'mark')
  const heads = first === 0 || (sorted[first]?.mark ?? 1) === 2
  let page = 1
  let pending = false
  return sorted.map(({ line, part, sign, mark, alone }, index) => {
    if ((pending || line.newPage) && index > 0) page += 1
    pending = false
    if (sign === 'mark') {
      if (!heads) pending = !(sorted[index + 1]?.line.newPage ?? false)
      else if (mark !== null && mark > page && mark <= page + 1 && !line.newPage) page = mark
    }
    return { line, part, page, alone }
  })
}
