/** Statements of an RDF file, one after the other: only what is being read is in memory. */
import { EventEmitter } from 'node:events'
import { Readable } from 'node:stream'
import { Parser } from 'n3'
import type { Quad } from 'n3'
import { RdfXmlParser } from 'rdfxml-streaming-parser'
import { readChunks } from '../../platform/files.ts'
import { xmlDecoder } from '../../xml/decode.ts'
import { xmlParser } from '../../xml/parse.ts'
import { XmlProblem } from '../../xml/problem.ts'
import { VocabularyProblem } from './concept.ts'

/** A statement, as far as vocabularies need it. */
export interface Statement {
  subject: string
  predicate: string
  object: { literal: boolean; value: string; tag: string }
}

/** Characters in which no statement ends: a literal or a comment that is no vocabulary's. */
const LONGEST_WAIT = 16 << 20

/** Turtle, and with it N-Triples. @throws VocabularyProblem */
export async function* turtleStatements(path: string, signal?: AbortSignal): AsyncGenerator<Statement> {
  const source = new EventEmitter()
  let found: Statement[] = []
  let line = 0
  let problem: Error | null = null
  new Parser({ format: 'Turtle' }).parse(source, (error: Error | null, quad: Quad | null) => {
    if (error) problem ??= error
    else if (quad) found.push(statementOf(quad))
  })
  const step = function* (event: 'data' | 'end', piece?: string) {
    source.emit(event, piece)
    if (problem) throw new VocabularyProblem('notWellFormed', lineOf(problem))
    yield* found
    found = []
  }
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let waiting = 0
  const decoded = (chunk?: Uint8Array): string => {
    try {
      return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode()
    } catch {
      throw new VocabularyProblem('encoding', line)
    }
  }
  for await (const chunk of readChunks(path, signal)) {
    const text = decoded(chunk)
    if (text === '') continue
    line += text.split('\n').length - 1
    let some = false
    for (const statement of step('data', text)) {
      some = true
      yield statement
    }
    waiting = some ? 0 : waiting + text.length
    if (waiting > LONGEST_WAIT) throw new VocabularyProblem('tooLong', line)
  }
  const rest = decoded()
  if (rest !== '') yield* step('data', rest)
  yield* step('end')
}

const lineOf = (error: Error & { context?: { line?: number } }): number => error.context?.line ?? 0

/** @throws VocabularyProblem */
export async function* rdfXmlStatements(path: string, signal?: AbortSignal): AsyncGenerator<Statement> {
  await checkXml(path, signal)
  const parser = new RdfXmlParser({ validateUri: false })
  const pieces = Readable.from(xmlPieces(path, signal))
  pieces.on('error', (error) => parser.destroy(error))
  pieces.pipe(parser)
  try {
    for await (const quad of parser as AsyncIterable<Quad>) yield statementOf(quad)
  } catch (error) {
    throw problemOf(error)
  } finally {
    pieces.destroy()
  }
}

async function* xmlPieces(path: string, signal?: AbortSignal): AsyncGenerator<string> {
  const decoder = xmlDecoder()
  for await (const chunk of readChunks(path, signal)) {
    const text = decoder.push(chunk)
    if (text !== '') yield text
  }
  const rest = decoder.end()
  if (rest !== '') yield rest
}

/** Reads the file once as XML alone: entities grow no further than the house allows, and a break is told by its line. */
async function checkXml(path: string, signal?: AbortSignal): Promise<void> {
  try {
    let length = 0
    const parser = xmlParser({
      open: () => (length = 0),
      close: () => (length = 0),
      text: (text, { line }) => {
        length += text.length
        if (length > LONGEST_WAIT) throw new VocabularyProblem('tooLong', line)
      },
    })
    for await (const piece of xmlPieces(path, signal)) parser.write(piece)
    parser.close()
  } catch (error) {
    throw problemOf(error)
  }
}

function problemOf(error: unknown): unknown {
  if (error instanceof XmlProblem) {
    const { code, line } = error
    if (code.startsWith('entity')) return new VocabularyProblem('entity', line)
    return new VocabularyProblem(code === 'notWellFormed' ? code : 'encoding', line)
  }
  if (error instanceof VocabularyProblem || !(error instanceof Error) || 'code' in error) return error
  // What the parser throws about RDF within good XML.
  return new VocabularyProblem('notWellFormed', 0)
}

function statementOf({ subject, predicate, object }: Quad): Statement {
  const node = (term: Quad['subject'] | Quad['object']) =>
    term.termType === 'BlankNode' ? `_:${term.value}` : term.value
  return {
    subject: node(subject),
    predicate: predicate.value,
    object:
      object.termType === 'Literal'
        ? { literal: true, value: object.value, tag: object.language }
        : { literal: false, value: node(object), tag: '' },
  }
}
