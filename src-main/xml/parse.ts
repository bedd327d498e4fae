/** A document read from beginning to end, without a tree: memory holds the open elements and one piece of text. */
import { SaxesParser } from 'saxes'
import { defineEntities, predefinedEntities } from './doctype.ts'
import { XmlProblem } from './problem.ts'

/** Where the parser is: the line from 1, the column from 0 in characters, and the code units read so far. */
export interface Place {
  readonly line: number
  readonly column: number
  readonly position: number
}

export interface XmlHandler {
  /** Right after a start tag; names and attributes as written, with their prefixes. */
  open?(name: string, attributes: Readonly<Record<string, string>>, place: Place): void
  /** Text between two tags, references resolved. */
  text?(text: string, place: Place): void
  /** Right after an end tag, or after the start tag of an empty element. */
  close?(name: string, place: Place): void
  /** A comment, or an instruction with its target, inside the root. */
  aside?(text: string, kind: 'comment' | 'instruction', place: Place): void
  /** The document type, as it is written after its keyword. */
  doctype?(text: string, place: Place): void
}

/** What looks at elements and their text alone. */
export type ElementHandler = Required<Pick<XmlHandler, 'open' | 'text' | 'close'>>

export interface XmlParser {
  write(text: string): void
  close(): void
}

/**
 * A parser that is given a document as decoded text, in pieces (see `decode`). Entities of the internal subset are
 * resolved, with a bound; nothing outside the document is ever read.
 * @throws XmlProblem notWellFormed, entityExternal, entityHoldsMarkup, entityTooLarge; from `write` and `close`
 */
export function xmlParser(handler: XmlHandler): XmlParser {
  const parser = new SaxesParser({ xmlns: false })
  parser.ENTITIES = predefinedEntities()
  parser.on('error', () => {
    throw new XmlProblem('notWellFormed', parser.line, parser.column + 1)
  })
  parser.on('doctype', (doctype) => {
    handler.doctype?.(doctype, parser)
    defineEntities(doctype, parser.ENTITIES, () => parser)
  })
  let depth = 0
  parser.on('opentag', (tag) => {
    depth++
    handler.open?.(tag.name, tag.attributes, parser)
  })
  parser.on('closetag', (tag) => {
    depth--
    handler.close?.(tag.name, parser)
  })
  if (handler.text) {
    // White space outside the root is no text of the document.
    const text = (piece: string) => {
      if (depth > 0) handler.text?.(piece, parser)
    }
    parser.on('text', text)
    parser.on('cdata', text)
  }
  if (handler.aside) {
    const aside = (piece: string, kind: 'comment' | 'instruction') => {
      if (depth > 0) handler.aside?.(piece, kind, parser)
    }
    parser.on('comment', (piece) => aside(piece, 'comment'))
    parser.on('processinginstruction', ({ target, body }) => aside(`${target} ${body}`.trim(), 'instruction'))
  }
  return {
    write: (text) => void parser.write(text),
    close: () => void parser.close(),
  }
}

/** Reads a whole document. @throws XmlProblem */
export function parseXml(pieces: Iterable<string>, handler: XmlHandler): void {
  const parser = xmlParser(handler)
  for (const piece of pieces) parser.write(piece)
  parser.close()
}
