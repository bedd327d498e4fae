/**
 * An EAD document as its units, the one above before those below. Memory holds the units that are open, each with the parts
 * that came since it was told of, so it does not grow with the document.
 */
import { withRemembered } from './remembered.ts'
import { LEVELS } from '../../shared/domain/level.ts'
import type { Level } from '../../shared/domain/level.ts'
import { xmlParser } from '../../xml/parse.ts'
import type { Place, XmlParser } from '../../xml/parse.ts'
import { elementNames } from './names-of-elements.ts'
import { factsOf, isHeader, readHeader } from './header.ts'
import { attributeOf, isXmlBlank, takeAttribute } from './node.ts'
import type { EadNode, EadText } from './node.ts'
import { EadProblem } from './problem.ts'
import { readSection } from './sections.ts'
import { Twice } from './twice.ts'
import { newUnit, note, unproven } from './unit.ts'
import type { DocumentFacts, EadNote, Unit } from './unit.ts'

/** A unit, or more of one that was told of. Parts are read: what is not taken of them is to be kept. */
export interface ReadUnit {
  /** Its number in the order of the document, from 0; the same again for more of it. */
  readonly ordinal: number
  readonly parent: number | null
  readonly isNew: boolean
  readonly unit: Unit
  /** Its start tag; null for more. */
  readonly node: EadNode | null
  readonly parts: readonly EadNode[]
  /** Parts of the document around it. */
  readonly around: readonly EadNode[]
  readonly notes: readonly EadNote[]
  /** Whether its fields differ from what was told of them before. */
  readonly isChanged: boolean
}

interface OpenUnit {
  ordinal: number
  readonly parent: OpenUnit | null
  readonly node: EadNode
  unit: Unit
  parts: EadNode[]
  size: number
  isTold: boolean
  /** Lists of units inside it that were closed. */
  lists: number
  readonly twice: Twice | null
}

type Frame =
  | { kind: 'around'; node: EadNode }
  | { kind: 'document'; node: EadNode }
  | { kind: 'unit'; unit: OpenUnit }
  | { kind: 'list'; node: EadNode }
  | { kind: 'part'; node: EadNode }

const DEEPEST = 600
/** Characters, and a few dozen for each element, that one unit may have in memory. */
const LARGEST_PART = 16_000_000
const ELEMENT = 40
/** What stands around a document is let go of in pieces of this. */
const PIECE_AROUND = 1_000_000

export type Tell = (read: ReadUnit) => void

/** Takes the document as text in pieces; `tell` is called as soon as a unit is known as far as its first unit below. @throws XmlProblem, EadProblem */
export function eadReader(tell: Tell): XmlParser {
  const reader = new Reader(tell)
  const parser = xmlParser(reader)
  return {
    write: (text) => parser.write(text),
    close() {
      parser.close()
      reader.end()
    },
  }
}

class Reader {
  readonly #tell: Tell
  readonly #names = elementNames()
  readonly #frames: Frame[] = []
  #facts: DocumentFacts = { isOwn: false, language: null }
  #headers: EadNode[] = []
  #around: EadNode[] = []
  #aroundSize = 0
  #units = 0
  #last: OpenUnit | null = null

  constructor(tell: Tell) {
    this.#tell = tell
  }

  doctype(text: string, { line, column }: Place): void {
    if (!text.includes('[')) return
    // What the document declares itself is resolved; how it was declared is kept.
    const node = { ...blankNode('doctype', {}, line, column), tag: 'doctype' }
    node.children.push({ kind: 'text', text: text.trim(), taken: false })
    this.#around.push(node)
  }

  open(tag: string, attributes: Readonly<Record<string, string>>, place: Place): void {
    const name = this.#names.open(tag, attributes)
    if (this.#frames.length >= DEEPEST) throw new EadProblem('tooDeep', at(place))
    const said = this.#facts.isOwn ? withRemembered(attributes) : attributes
    const node: EadNode = { ...blankNode(name, said, place.line, place.column + 1), tag }
    const top = this.#frames.at(-1)
    const frame = this.#frame(top, node)
    const unit = this.#openUnit()
    if (unit) this.#grow(unit, ELEMENT, place)
    this.#frames.push(frame)
  }

  #frame(top: Frame | undefined, node: EadNode): Frame {
    if (top === undefined || top.kind === 'around') {
      if (node.name === 'ead') {
        this.#facts = { isOwn: false, language: null }
        return { kind: 'document', node }
      }
      top?.node.children.push(node)
      return { kind: 'around', node }
    }
    if (top.kind === 'document' && node.name === 'archdesc')
      return { kind: 'unit', unit: this.#begin(null, node) }
    if (top.kind === 'unit' || top.kind === 'list') {
      const above = this.#openUnit()
      if (node.name === 'c' && above) {
        this.#flush(above)
        return { kind: 'unit', unit: this.#begin(above, node) }
      }
      if (node.name === 'dsc') return { kind: 'list', node }
    }
    if (top.kind === 'part') top.node.children.push(node)
    return { kind: 'part', node }
  }

  #begin(parent: OpenUnit | null, node: EadNode): OpenUnit {
    const unit = newUnit(this.#facts)
    node.taken = true
    takeLevel(unit, node)
    const made: OpenUnit = {
      ordinal: this.#units++,
      parent,
      node,
      unit,
      parts: [],
      size: 0,
      isTold: false,
      lists: 0,
      twice: parent === null ? new Twice() : null,
    }
    return made
  }

  #openUnit(): OpenUnit | null {
    for (let index = this.#frames.length - 1; index >= 0; index--) {
      const frame = this.#frames[index]
      if (frame?.kind === 'unit') return frame.unit
    }
    return null
  }

  text(text: string, place: Place): void {
    const top = this.#frames.at(-1)
    if (!top) return
    if (top.kind === 'part') {
      top.node.children.push({ kind: 'text', text, taken: false } satisfies EadText)
      const unit = this.#openUnit()
      if (unit) this.#grow(unit, text.length, place)
      return
    }
    if (isXmlBlank(text)) return
    const node = top.kind === 'unit' ? top.unit.node : top.node
    node.children.push({ kind: 'text', text, taken: false })
    if (top.kind === 'around') this.#aroundSize += text.length
  }

  aside(text: string, kind: 'comment' | 'instruction'): void {
    const top = this.#frames.at(-1)
    if (!top) return
    const node = top.kind === 'unit' ? top.unit.node : top.node
    node.children.push({ kind, text })
  }

  close(): void {
    this.#names.close()
    const frame = this.#frames.pop()
    const top = this.#frames.at(-1)
    switch (frame?.kind) {
      case 'part':
        if (top?.kind === 'document') this.#header(frame.node)
        else if (top?.kind === 'unit') top.unit.parts.push(frame.node)
        else if (top?.kind === 'list') top.node.children.push(frame.node)
        break
      case 'list':
        frame.node.taken = true
        // A list inside a list is a part of it, without its units.
        if (top?.kind === 'list') top.node.children.push(frame.node)
        else if (top?.kind === 'unit') {
          top.unit.parts.push(frame.node)
          top.unit.lists++
        }
        break
      case 'unit':
        this.#flush(frame.unit)
        break
      case 'document':
        frame.node.taken = true
        this.#around.push(frame.node)
        break
      case 'around':
        this.#closeAround(frame.node, top)
        break
      default:
    }
  }

  /** What stands around is let go of whole, part by part of its root, or in pieces where it is large. */
  #closeAround(node: EadNode, top: Frame | undefined): void {
    this.#aroundSize += ELEMENT
    if (top !== undefined && this.#aroundSize < PIECE_AROUND) return
    const root = this.#frames.find((frame) => frame.kind === 'around')
    const whole = root?.kind === 'around' ? root.node : node
    this.#around.push({ ...whole, children: [...whole.children] })
    for (const frame of this.#frames) if (frame.kind === 'around') frame.node.children.length = 0
    this.#aroundSize = 0
    if (this.#last) this.#more(this.#last, [])
  }

  #header(node: EadNode): void {
    if (isHeader(node)) this.#facts = factsOf(node)
    this.#headers.push(node)
  }

  #grow(unit: OpenUnit, by: number, place: Place): void {
    unit.size += by
    if (unit.size > LARGEST_PART) throw new EadProblem('partTooLarge', at(place))
  }

  /** Tells of a unit what came since it was told of last. */
  #flush(open: OpenUnit): void {
    const { parts } = open
    open.parts = []
    open.size = 0
    if (open.isTold) {
      if (parts.length > 0) this.#more(open, parts)
      return
    }
    open.isTold = true
    const isHighest = open.parent === null
    const headers = isHighest ? this.#headers : []
    if (isHighest) {
      this.#headers = []
      this.#last = open
    }
    readParts(open.unit, parts)
    for (const header of headers) if (isHeader(header)) readHeader(open.unit, header)
    const earlier = open.parent?.twice?.find(open.unit, open.parent.lists, open.ordinal) ?? null
    const notes = this.#settle(open.unit)
    if (earlier) {
      note(earlier.unit, 'unitTwice', open.node)
      open.ordinal = earlier.ordinal
      open.unit = earlier.unit
      this.#send(open, {
        isNew: false,
        node: open.node,
        parts,
        around: [],
        notes: [...notes, ...earlier.unit.notes.splice(0)],
        isChanged: true,
      })
      return
    }
    this.#send(open, {
      isNew: true,
      node: open.node,
      parts,
      around: [...headers, ...this.#takeAround(isHighest)],
      notes,
      isChanged: true,
    })
  }

  #more(open: OpenUnit, parts: readonly EadNode[]): void {
    const before = JSON.stringify(open.unit.draft)
    readParts(open.unit, parts)
    const isChanged = before !== JSON.stringify(open.unit.draft)
    const around = this.#takeAround(open === this.#last)
    this.#send(open, { isNew: false, node: null, parts, around, notes: this.#settle(open.unit), isChanged })
  }

  #takeAround(isHighest: boolean): EadNode[] {
    return isHighest ? this.#around.splice(0) : []
  }

  /** Looks whether what was said to be in the fields is there. */
  #settle(unit: Unit): EadNote[] {
    const missing = unproven(unit)
    const notes = unit.notes.splice(0)
    if (missing.length > 0)
      notes.push({ code: 'wordsKept', line: 0, column: 0, data: { count: missing.length } })
    return notes
  }

  #send(
    open: OpenUnit,
    told: Pick<ReadUnit, 'isNew' | 'node' | 'parts' | 'around' | 'notes' | 'isChanged'>,
  ): void {
    this.#tell({ ordinal: open.ordinal, parent: open.parent?.ordinal ?? null, unit: open.unit, ...told })
  }

  end(): void {
    if (this.#last === null) throw new EadProblem('notEad')
    const headers = this.#headers.splice(0)
    if (this.#around.length > 0 || headers.length > 0) {
      this.#around.push(...headers)
      this.#more(this.#last, [])
    }
  }
}

/** 3.1.4 Level, as far as it is one of EAD's; the unit above has a say in it when it is placed. */
function takeLevel(unit: Unit, node: EadNode): void {
  const level = attributeOf(node, 'level')
  const other = attributeOf(node, 'otherlevel')
  if (level !== null && isLevel(level)) {
    unit.level = level
    takeAttribute(node, 'level')
  } else if (level !== null) note(unit, 'levelUnknown', node, { level: level.slice(0, 80) })
  if (other !== null && level === 'otherlevel') {
    unit.draft.otherLevel = other
    takeAttribute(node, 'otherlevel')
  }
}

const isLevel = (word: string): word is Level => (LEVELS as readonly string[]).includes(word)

function readParts(unit: Unit, parts: readonly EadNode[]): void {
  // Its numbers, dates and titles are there before anything else speaks of them.
  for (const part of parts) if (part.name === 'did') readSection(unit, part)
  for (const part of parts) if (part.name !== 'did') readSection(unit, part)
}

const at = ({ line, column }: Place) => ({ line, column: column + 1 })

const blankNode = (
  name: string,
  attributes: Readonly<Record<string, string>>,
  line: number,
  column: number,
): EadNode => ({
  kind: 'element',
  name,
  tag: name,
  attributes,
  children: [],
  line,
  column,
  taken: false,
  takenAttributes: null,
})
