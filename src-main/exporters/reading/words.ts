/** Passages and values as elements of HTML, each mark by what it means. */
import { together } from '../../shared/domain/edition/index.ts'
import type { Passage, Piece } from '../../shared/domain/edition/index.ts'
import { isOfForm } from '../../shared/domain/alignment/index.ts'
import type { Block, Run } from '../../shared/domain/markup.ts'
import type { TextMarkKind } from '../../shared/domain/text-mark.ts'
import { element } from '../../xml/element.ts'
import type { Child, Element } from '../../xml/element.ts'
import type { Said } from './metadata.ts'

export const SIGN_OF_DOUBT = '[?]'

/** What was supplied stands in square brackets, unless whoever wrote it has put them. */
export const bracketed = (text: string): string => (/^\s*[[［〔]/u.test(text) ? text : `[${text}]`)

/** From the innermost out. */
const WRAPPED: readonly TextMarkKind[] = [
  'boilerplate',
  'handwriting',
  'stamp',
  'illegible',
  'added',
  'deleted',
]

export interface Telling {
  /** What a page is called that begins in the middle of a passage. */
  readonly turn: (page: number) => string
}

export function pieceChildren({ text, marks, turn }: Piece, telling: Telling): Child[] {
  const words = marks.includes('supplied') ? bracketed(text) : text
  const wrapped = WRAPPED.filter((kind) => marks.includes(kind)).reduce<Child>(
    (inner, kind) => wrap(kind, inner),
    words,
  )
  return [
    turn !== undefined && element('span', { class: 'turn' }, telling.turn(turn)),
    wrapped,
    marks.includes('uncertain') && element('span', { class: 'doubt' }, SIGN_OF_DOUBT),
  ]
}

export function wrap(kind: TextMarkKind, inner: Child): Child {
  if (kind === 'deleted') return element('del', {}, inner)
  if (kind === 'added') return element('ins', {}, inner)
  if (kind === 'supplied' || kind === 'uncertain') return inner
  return element('span', { class: kind }, inner)
}

/** Characters of a vertical passage that stand together, so that it is neither too wide nor too high. */
const LONGEST_BAND = 200

/** What the words of the form are parted by where they follow each other. */
export const BETWEEN_WORDS_OF_FORM = ' · '

export const cellElements = (cell: readonly Passage[], vertical: boolean, telling: Telling): Element[] =>
  together(cell).flatMap((group) => passageElements(group, vertical, telling))

function passageElements(group: readonly Passage[], vertical: boolean, telling: Telling): Element[] {
  const [first] = group
  if (!first) return []
  const pieces = group.flatMap((passage, index) => [
    ...(index > 0 ? [{ text: BETWEEN_WORDS_OF_FORM, marks: [] }] : []),
    ...passage.pieces,
  ])
  const name = isOfForm(first) ? 'form' : first.kind
  const paragraph = (of: readonly Piece[], size: string | null) =>
    element(
      'p',
      { class: [name, size].filter((part) => part !== null).join(' ') },
      of.map((piece) => pieceChildren(piece, telling)),
    )
  if (!vertical) return [paragraph(pieces, null)]
  return bandsOf(pieces).map((band) => {
    const length = band.reduce((sum, { text }) => sum + text.length, 0)
    return paragraph(band, length <= 70 ? 'short' : length <= 140 ? 'middling' : 'long')
  })
}

/** A vertical passage in bands, one below the other; a band ends with a sentence where one ends near. */
function bandsOf(pieces: readonly Piece[]): Piece[][] {
  const bands: Piece[][] = [[]]
  let room = LONGEST_BAND
  for (const piece of pieces) {
    let { text } = piece
    let first = true
    while (text.length > room) {
      const sentence = text.slice(0, room).lastIndexOf('。') + 1
      const end = sentence > room / 2 ? sentence : wholeCharacter(text, room)
      const part = { text: text.slice(0, end), marks: piece.marks }
      bands.at(-1)?.push(first ? { ...piece, ...part } : part)
      bands.push([])
      text = text.slice(end)
      room = LONGEST_BAND
      first = false
    }
    if (text !== '') bands.at(-1)?.push(first ? piece : { text, marks: piece.marks })
    room -= text.length
  }
  return bands.filter((band) => band.length > 0)
}

const wholeCharacter = (text: string, at: number): number =>
  /[\uD800-\uDBFF]/.test(text[at - 1] ?? '') ? at + 1 : at

const runChild = ({ text, emphasis, naming }: Run): Child => {
  const words = emphasis ? element('em', {}, text) : text
  return naming === 'title' ? element('cite', {}, words) : words
}

const lineChildren = (line: readonly Run[]): Child[] => line.map(runChild)

function blockElement(block: Block, lang: string | null, note: Child): Element {
  if (block.kind !== 'paragraph')
    return element(
      block.kind === 'list' ? 'ul' : 'ol',
      { lang },
      block.items.map((item) => element('li', {}, lineChildren(item))),
    )
  return element(
    'div',
    {},
    element(
      'span',
      { lang },
      block.lines.flatMap((line, index) => [index > 0 && element('br', {}), ...lineChildren(line)]),
    ),
    note,
  )
}

/** A value with what is told beside it; an address becomes a link where it leads somewhere harmless. */
export function saidElements({ blocks, lang, note }: Said, links: boolean): Element[] {
  const beside = note === '' ? null : element('span', { class: 'note' }, note)
  const address = links && blocks.length === 1 ? addressOf(blocks[0]) : null
  if (address !== null) return [element('div', {}, element('a', { href: address }, address), beside)]
  const last = blocks.length - 1
  return blocks.flatMap((block, index) => {
    const told = index === last ? beside : null
    const made = blockElement(block, lang, told)
    return block.kind !== 'paragraph' && told ? [made, element('div', {}, told)] : [made]
  })
}

function addressOf(block: Block | undefined): string | null {
  if (block?.kind !== 'paragraph' || block.lines.length !== 1) return null
  const text = (block.lines[0] ?? []).map((run) => run.text).join('')
  return /^https?:\/\/[^\s"<>]+$/i.test(text) && URL.canParse(text) ? text : null
}
