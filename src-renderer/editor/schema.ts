/** A text as the editor holds it: paragraphs of plain characters, with what the editor says of passages as marks over them. */
import { Fragment, Schema } from 'prosemirror-model'
import type { MarkSpec, Node } from 'prosemirror-model'
import { normalisedMarks, TEXT_MARKS } from '../../src-main/shared/domain/text-mark.ts'
import type { TextMark, TextMarkKind } from '../../src-main/shared/domain/text-mark.ts'
import type { EditedParagraph } from '../edited-paragraph.ts'

type Attributes = Omit<EditedParagraph, 'value' | 'marks'>

const mark = (kind: TextMarkKind): MarkSpec => ({
  parseDOM: [{ tag: `[data-mark="${kind}"]` }],
  toDOM: () => ['span', { class: `mark-${kind}`, 'data-mark': kind }, 0],
})

export const schema = new Schema({
  nodes: {
    doc: { content: 'paragraph+' },
    paragraph: {
      content: 'text*',
      whitespace: 'pre',
      attrs: {
        key: { default: '' },
        id: { default: null },
        kind: { default: 'body' },
        pageId: { default: null },
        continues: { default: false },
      },
      parseDOM: [{ tag: 'p' }],
      toDOM: ({ attrs }) => ['p', { class: `kind-${String(attrs['kind'])}` }, 0],
    },
    text: {},
  },
  marks: Object.fromEntries(TEXT_MARKS.map((kind) => [kind, mark(kind)])),
})

const paragraphType = schema.node('paragraph').type

let made = 0
/** A name that no other paragraph of this page has. */
export const newKey = (): string => `new ${String(++made)}`

export const attributesOf = (node: Node): Attributes => node.attrs as Attributes

/** Passages of a paragraph with the marks that hold for all of each. */
function runsOf(value: string, marks: readonly TextMark[]) {
  const cuts = new Set([0, value.length, ...marks.flatMap(({ start, end }) => [start, end])])
  const places = [...cuts].filter((place) => place <= value.length).sort((one, other) => one - other)
  return places.slice(1).map((end, index) => {
    const start = places[index] ?? 0
    return {
      text: value.slice(start, end),
      kinds: marks.filter((one) => one.start <= start && end <= one.end),
    }
  })
}

export const nodeOf = ({ value, marks, ...attributes }: EditedParagraph): Node =>
  paragraphType.create(
    attributes,
    runsOf(value, marks)
      .filter(({ text }) => text !== '')
      .map(({ text, kinds }) =>
        schema.text(
          text,
          kinds.map(({ kind }) => schema.mark(kind)),
        ),
      ),
  )

export const documentOf = (paragraphs: readonly EditedParagraph[]): Node =>
  schema.node(
    'doc',
    null,
    paragraphs.length > 0 ? Fragment.from(paragraphs.map(nodeOf)) : [paragraphType.create({ key: newKey() })],
  )

/** The paragraph that a node stands for. */
export function paragraphOf(node: Node): EditedParagraph {
  const marks: TextMark[] = []
  node.forEach((child, start) => {
    for (const { type } of child.marks)
      marks.push({ kind: type.name as TextMarkKind, start, end: start + child.nodeSize })
  })
  return {
    ...attributesOf(node),
    value: node.textContent,
    marks: normalisedMarks(node.textContent.length, marks),
  }
}
