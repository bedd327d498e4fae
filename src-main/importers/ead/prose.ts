/** Mixed content and blocks of EAD as a text with its ranges (shared/domain/markup.ts): what a text cannot be is laid flat, word for word. */
import { normalised } from '../../shared/domain/markup.ts'
import type { MarkupRange, MarkupTag } from '../../shared/domain/markup.ts'
import { attributeOf, childrenNamed, elementsOf, isXmlBlank, takeAttribute, textsOf } from './node.ts'
import type { EadNode } from './node.ts'
import { claim, note } from './unit.ts'
import type { Unit } from './unit.ts'

export interface Prose {
  readonly value: string
  readonly markup?: MarkupRange[]
}

const INLINE_TAGS: Readonly<Record<string, MarkupTag>> = {
  emph: 'emphasis',
  title: 'title',
  persname: 'person',
  corpname: 'corporateBody',
  famname: 'family',
  geogname: 'place',
}

/** Elements that are, or hold, paragraphs, wherever they stand. */
const BLOCKS: ReadonlySet<string> = new Set([
  ...['p', 'head', 'list', 'chronlist', 'table', 'blockquote', 'address', 'defitem', 'index', 'indexentry'],
  ...[
    'bibref',
    'archref',
    'listhead',
    'note',
    'chronitem',
    'row',
    'descriptivenote',
    'daodesc',
    'legalstatus',
  ],
  ...['accessrestrict', 'accruals', 'acqinfo', 'altformavail', 'appraisal', 'arrangement', 'bibliography'],
  ...['bioghist', 'custodhist', 'fileplan', 'odd', 'originalsloc', 'otherfindaid', 'phystech', 'prefercite'],
  ...['processinfo', 'relatedmaterial', 'scopecontent', 'separatedmaterial', 'userestrict'],
])

/** Of these, those that in a sentence are words of it. */
const IN_SENTENCES: ReadonlySet<string> = new Set(['bibref', 'archref', 'note', 'head'])
const isBlock = ({ name }: EadNode): boolean => BLOCKS.has(name) && !IN_SENTENCES.has(name)

const CJK = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\u3000-\u303f\uff00-\uffef]/u

class Writer {
  value = ''
  readonly markup: MarkupRange[] = []
  readonly #unit: Unit
  /** The source went on in a new line; whether that is a space, the next character says. */
  #wrapped = false
  /** What parts one line from the next where the source only says that something ends. */
  #inItem = 0

  constructor(unit: Unit) {
    this.#unit = unit
  }

  #atLineStart(): boolean {
    return this.value === '' || this.value.endsWith('\n')
  }

  /** Lines that an editor has broken are one; spaces inside a line stay as they are. */
  text(piece: string): void {
    const lines = piece.replace(/[ \t]*\r?\n[ \t\r\n]*/g, '\n').split('\n')
    lines.forEach((line, index) => {
      if (index > 0) this.#wrapped = true
      if (line === '') return
      const isIndented = line.startsWith(' ') || line.startsWith('\t')
      this.unwrap(line)
      this.value += this.#atLineStart() && isIndented ? line.replace(/^[ \t]+/, '') : line
    })
  }

  /** Before what begins here: a space for the line that was broken, unless there is one, or the script has none. */
  unwrap(next: string): void {
    if (!this.#wrapped) return
    this.#wrapped = false
    if (this.#atLineStart() || /[ \t]$/.test(this.value) || /^[ \t]/.test(next)) return
    if (CJK.test(this.value.at(-1) ?? '') && CJK.test(next.slice(0, 1))) return
    this.value += ' '
  }

  line(): void {
    if (this.#inItem > 0) return this.text(' ')
    this.trim()
    if (this.value !== '') this.value += '\n'
  }

  trim(): void {
    this.#wrapped = false
    this.value = this.value.replace(/[ \t]+$/, '')
  }

  paragraph(): void {
    if (this.#inItem > 0) {
      if (!this.#atLineStart()) this.text('\n')
      return
    }
    this.trim()
    this.value = this.value.replace(/[ \t\n]+$/, '')
    if (this.value !== '') this.value += '\n\n'
  }

  inline(node: EadNode): void {
    for (const child of node.children) {
      if (child.kind === 'text') {
        claim(this.#unit, child)
        this.text(child.text)
      } else if (child.kind === 'element') this.#inlineElement(child)
    }
  }

  #inlineElement(node: EadNode): void {
    node.taken = true
    if (node.name === 'lb') return this.line()
    if (isBlock(node)) return this.#block(node)
    const tag = INLINE_TAGS[node.name]
    if (tag === undefined) return this.#inParts(node)
    this.unwrap('x')
    const start = this.value.length
    this.#inParts(node)
    const written = this.value.slice(start)
    this.markup.push({ tag, start, end: start + written.replace(/[ \t]+$/, '').length })
  }

  /** Parts of a name that stand beside each other are parted as they are in a heading. */
  #inParts(node: EadNode): void {
    const parts = childrenNamed(node, 'part')
    if (parts.length < 2) return this.inline(node)
    parts.forEach((part, index) => {
      if (index > 0) this.text(', ')
      part.taken = true
      this.inline(part)
    })
  }

  /** Children that are blocks, with the words between them as paragraphs. */
  blocks(children: EadNode['children']): void {
    let isOpen = false
    for (const child of children) {
      if (child.kind === 'element' && BLOCKS.has(child.name)) {
        isOpen = false
        child.taken = true
        this.#block(child)
      } else if (child.kind === 'element') {
        if (!isOpen) this.paragraph()
        isOpen = true
        this.#inlineElement(child)
      } else if (child.kind === 'text') {
        claim(this.#unit, child)
        if (isOpen || !isXmlBlank(child.text)) {
          if (!isOpen) this.paragraph()
          isOpen = true
          this.text(child.text)
        }
      }
    }
  }

  #block(node: EadNode): void {
    switch (node.name) {
      case 'list':
        return this.#list(node)
      case 'chronlist':
        return this.#rows(node, chronItems(node), chronText)
      case 'table':
        return this.#table(node)
      case 'address':
        this.paragraph()
        for (const child of elementsOf(node)) this.#lineOf(child)
        return this.paragraph()
      case 'p':
      case 'head':
      case 'bibref':
      case 'archref':
      case 'indexentry':
        this.paragraph()
        this.#mixed(node)
        return this.paragraph()
      default:
        this.paragraph()
        this.blocks(node.children)
        return this.paragraph()
    }
  }

  /** A paragraph may hold lists and quotations. */
  #mixed(node: EadNode): void {
    if (elementsOf(node).some(isBlock)) this.blocks(node.children)
    else this.inline(node)
  }

  #lineOf(node: EadNode): void {
    node.taken = true
    this.inline(node)
    this.line()
  }

  #list(node: EadNode): void {
    const kind = attributeOf(node, 'listtype', 'type')
    const tag = kind === 'ordered' || attributeOf(node, 'numeration') !== null ? 'orderedList' : 'list'
    takeListAttributes(node)
    const isNested = this.#inItem > 0
    if (isNested) note(this.#unit, 'listFlattened', node)
    for (const head of childrenNamed(node, 'head', 'listhead')) {
      head.taken = true
      if (isNested) {
        this.#wrapped = true
        this.inline(head)
      } else this.#block(head)
    }
    if (isNested) return this.#items(node)
    this.paragraph()
    const start = this.value.length
    this.#items(node)
    this.markup.push({ tag, start, end: this.value.length })
    this.paragraph()
  }

  /** Each item is a line; what stands in an item stands in its line, and the items of a list inside it follow. */
  #items(node: EadNode): void {
    for (const item of elementsOf(node)) {
      if (item.name === 'head' || item.name === 'listhead') continue
      item.taken = true
      if (!this.#atLineStart()) {
        this.trim()
        this.value += '\n'
      }
      this.#inItem++
      if (item.name === 'defitem') this.#definition(item)
      else this.#mixed(item)
      this.#inItem--
      this.trim()
    }
  }

  #definition(node: EadNode): void {
    elementsOf(node).forEach((child, index) => {
      child.taken = true
      if (index > 0) this.text(/[:：.,;]$/.test(this.value) ? ' ' : ': ')
      this.#mixed(child)
    })
  }

  #table(node: EadNode): void {
    const rows: EadNode[] = []
    const find = (within: EadNode) => {
      for (const child of elementsOf(within)) {
        child.taken = true
        if (child.name === 'row') rows.push(child)
        else if (child.name === 'head') this.#block(child)
        else find(child)
      }
    }
    find(node)
    this.#rows(node, rows, (row, write) => {
      elementsOf(row).forEach((cell, index) => {
        if (index > 0) this.text(' | ')
        write(cell)
      })
    })
  }

  #rows(
    node: EadNode,
    rows: readonly EadNode[],
    of: (row: EadNode, write: (cell: EadNode) => void, text: (piece: string) => void) => void,
  ): void {
    for (const head of childrenNamed(node, 'head', 'listhead')) {
      head.taken = true
      if (node.name !== 'table') this.#block(head)
    }
    this.paragraph()
    const start = this.value.length
    for (const row of rows) {
      row.taken = true
      this.#inItem++
      of(
        row,
        (cell) => {
          cell.taken = true
          this.#mixed(cell)
          this.trim()
        },
        (piece) => this.text(piece),
      )
      this.#inItem--
      this.line()
    }
    if (node.name === 'chronlist') this.markup.push({ tag: 'list', start, end: this.value.length })
    this.paragraph()
  }
}

const chronItems = (node: EadNode): EadNode[] => childrenNamed(node, 'chronitem')

function chronText(item: EadNode, write: (cell: EadNode) => void, text: (piece: string) => void): void {
  let isFirst = true
  let afterDate = false
  const cells = elementsOf(item).flatMap((cell) => {
    if (!/^(?:eventgrp|chronitemset)$/.test(cell.name)) return [cell]
    cell.taken = true
    return elementsOf(cell)
  })
  for (const cell of cells) {
    if (!isFirst) text(afterDate ? ': ' : '; ')
    write(cell)
    afterDate = /^date/.test(cell.name)
    isFirst = false
  }
}

/** What kind a list is, where the range says the same. */
function takeListAttributes(node: EadNode): void {
  for (const name of ['listtype', 'type'])
    if (/^(?:ordered|unordered|marked|simple)$/.test(attributeOf(node, name) ?? '')) takeAttribute(node, name)
  if (attributeOf(node, 'mark') === 'disc') takeAttribute(node, 'mark')
  if (/^(?:decimal|arabic)$/.test(attributeOf(node, 'numeration') ?? '')) takeAttribute(node, 'numeration')
}

function finished(writer: Writer): Prose | null {
  const value = writer.value.replace(/[ \t\n]+$/, '')
  if (!/\S/.test(value)) return null
  const markup = normalised(value, writer.markup)
  return { value, ...(markup.length > 0 && { markup }) }
}

/** The blocks among children as one text, or null where there is nothing to read; what is read of them is taken. */
export function proseOf(unit: Unit, children: EadNode['children']): Prose | null {
  const writer = new Writer(unit)
  writer.blocks(children)
  return finished(writer)
}

/** Mixed content as one text: two line breaks after each other are a new paragraph, as EAD3 has it in `abstract`. */
export function inlineOf(unit: Unit, node: EadNode): Prose | null {
  const writer = new Writer(unit)
  node.taken = true
  writer.inline(node)
  return finished(writer)
}

/** Mixed content for a field of one line: its words alone. */
export function lineOf(
  unit: Unit,
  node: EadNode,
  { without = [] }: { without?: readonly string[] } = {},
): string {
  const writer = new Writer(unit)
  node.taken = true
  writer.inline({
    ...node,
    children: node.children.filter((child) => child.kind !== 'element' || !without.includes(child.name)),
  })
  return finished(writer)?.value.replace(/\n+/g, ' ') ?? ''
}

/** Whether anything can be read in it. */
export const hasWords = (node: EadNode): boolean => {
  for (const { text } of textsOf(node)) if (!isXmlBlank(text)) return true
  return false
}
