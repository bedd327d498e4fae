/** Text of the catalogue as EAD takes it: `p` for a paragraph, `lb` where a line ends inside one, lists, emphasis and names. */
import { blocksOf, isBlank } from '../../shared/domain/markup.ts'
import type { Block, NamingTag, Run } from '../../shared/domain/markup.ts'
import type { TextValue } from '../../shared/contract/description.ts'
import { element } from '../../xml/element.ts'
import type { Attributes, Child, Element } from '../../xml/element.ts'
import type { Dialect } from './dialect.ts'

/** Line feed, carriage return, vertical tab, form feed, next line, line and paragraph separator. */
const LINE_END = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/
/** Only ASCII white space is trimmed: U+3000 at the beginning of a Japanese paragraph is its indent. */
const TRIMMED = /^[\t ]+|[\t ]+$/g
const UNTIDY = /[\t\n\r\v\f\u0085\u2028\u2029]|^ | $/

export { isBlank }

/** Text for a place that holds one line; empty when there is nothing to read in it. */
export function line(text: string | null | undefined): string {
  if (text === null || text === undefined || isBlank(text)) return ''
  if (!UNTIDY.test(text)) return text
  return text.split(LINE_END).join(' ').replaceAll('\t', ' ').replace(TRIMMED, '')
}

/** Like `line`, but null when empty: for attributes. */
export const attribute = (text: string | null | undefined): string | null => line(text) || null

/** The paragraphs of a text, parted by blank lines, each as its lines. */
export function paragraphsOf(text: string): string[][] {
  const paragraphs: string[][] = []
  let open: string[] | undefined
  for (const written of text.split(LINE_END)) {
    if (isBlank(written)) open = undefined
    else if (open) open.push(written.replace(TRIMMED, ''))
    else paragraphs.push((open = [written.replace(TRIMMED, '')]))
  }
  return paragraphs
}

/** Lines of mixed content, with `lb` between them. */
export const broken = (lines: readonly string[]): Child[] =>
  lines.flatMap((text, index) => (index === 0 ? [text] : [element('lb', {}), text]))

export const paragraphs = (text: string, attributes: Attributes = {}): Element[] =>
  paragraphsOf(text).map((lines) => element('p', attributes, broken(lines)))

const NAMING: Record<NamingTag, string> = {
  title: 'title',
  person: 'persname',
  corporateBody: 'corpname',
  family: 'famname',
  place: 'geogname',
}

const emphasised = ({ text, emphasis }: Run): Child => (emphasis ? element('emph', {}, text) : text)

/** Runs of one name, emphasised or not, are one element. */
function marked(runs: readonly Run[], dialect: Dialect): Child[] {
  const children: Child[] = []
  for (let at = 0; at < runs.length;) {
    const { naming } = runs[at] as Run
    const length = runs.slice(at).findIndex((run) => run.naming !== naming)
    const same = runs.slice(at, length === -1 ? undefined : at + length)
    const words = same.map(emphasised)
    // A name of white space would be none.
    const isNamed = naming !== null && same.some(({ text }) => !isBlank(text))
    children.push(isNamed ? element(NAMING[naming], {}, dialect.named(words)) : words)
    at += same.length
  }
  return children
}

type Lines = readonly (readonly Run[])[]

/** Lines of mixed content, with `lb` between them. */
const brokenRuns = (lines: Lines, dialect: Dialect): Child[] =>
  lines.flatMap((runs, index) => [index > 0 && element('lb', {}), marked(runs, dialect)])

const linesOf = (block: Block): Lines => (block.kind === 'paragraph' ? block.lines : block.items)

/** Every line of a text that says something. */
export const markedLines = ({ value, markup }: TextValue, dialect: Dialect): Child[][] =>
  blocksOf(value, markup).flatMap((block) => linesOf(block).map((runs) => marked(runs, dialect)))

/** What may stand where EAD takes paragraphs: they, and lists between them. */
export const blocks = ({ value, markup }: TextValue, dialect: Dialect): Element[] =>
  markup === undefined
    ? paragraphs(value)
    : blocksOf(value, markup).map((block) =>
        block.kind === 'paragraph'
          ? element('p', {}, brokenRuns(block.lines, dialect))
          : element(
              'list',
              dialect.list(block.kind === 'list' ? 'points' : 'numbers'),
              block.items.map((runs) => element('item', {}, marked(runs, dialect))),
            ),
      )

/** Where EAD takes paragraphs and no lists: an item is a line. */
export const markedParagraphs = (value: TextValue, dialect: Dialect): Element[] =>
  blocksOf(value.value, value.markup).map((block) =>
    element('p', dialect.said('p', value), brokenRuns(linesOf(block), dialect)),
  )

/** Several paragraphs where EAD allows none: an empty line shows where one ends. */
export const runOn = ({ value, markup }: TextValue, dialect: Dialect): Child[] =>
  blocksOf(value, markup).flatMap((block, index) => [
    index > 0 && [element('lb', {}), element('lb', {})],
    brokenRuns(linesOf(block), dialect),
  ])

/** The values of a field that say something. */
export const spoken = <T extends Pick<TextValue, 'value'>>(values: readonly T[] | undefined): readonly T[] =>
  (values ?? []).filter(({ value }) => !isBlank(value))
