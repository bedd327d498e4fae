/**
 * Terms as SKOS in Turtle. Readings go with labels of SKOS-XL, as the National Diet Library has them; every label stands as a plain
 * one, too, for programs that know only SKOS.
 */
import { DataFactory, Writer } from 'n3'
import { tagOfLanguage } from '../../shared/domain/language-tag.ts'
import { uriOfTerm } from '../../shared/domain/term.ts'
import type { WrittenTerm } from './term.ts'

const { namedNode, literal } = DataFactory
const PREFIXES = {
  skos: 'http://www.w3.org/2004/02/skos/core#',
  skosxl: 'http://www.w3.org/2008/05/skos-xl#',
  dcterms: 'http://purl.org/dc/terms/',
  dcndl: 'http://ndl.go.jp/dcndl/terms/',
}
const name = (prefix: keyof typeof PREFIXES, local: string) => namedNode(`${PREFIXES[prefix]}${local}`)
const A = namedNode('http://www.w3.org/1999/02/22-rdf-syntax-ns#type')
const LABELS = { preferred: 'prefLabel', alternative: 'altLabel' } as const

export function* vocabularyAsSkos(terms: Iterable<WrittenTerm>): Generator<string> {
  let written = ''
  const sink = {
    write(chunk: string, _encoding: string, done?: () => void) {
      written += chunk
      done?.()
    },
    end(done?: () => void) {
      done?.()
    },
  }
  const writer = new Writer(sink, { prefixes: PREFIXES })
  for (const term of terms) {
    write(writer, term)
    yield written
    written = ''
  }
  writer.end()
  yield written
}

function write(writer: Writer, term: WrittenTerm): void {
  const subject = namedNode(uriOfTerm(term))
  writer.addQuad(subject, A, name('skos', 'Concept'))
  writer.addQuad(subject, name('dcterms', 'type'), literal(term.type))
  for (const { kind, reading, value, ...tagged } of term.labels) {
    const tag = tagOfLanguage(tagged)
    const words = tag === '' ? literal(value) : literal(value, tag)
    writer.addQuad(subject, name('skos', LABELS[kind]), words)
    if (reading === null) continue
    const label = writer.blank([
      { predicate: name('skosxl', 'literalForm'), object: words },
      { predicate: name('dcndl', 'transcription'), object: literal(reading, kanaTag(reading)) },
    ])
    writer.addQuad(subject, name('skosxl', LABELS[kind]), label)
  }
  for (const { type, ...other } of term.relations)
    writer.addQuad(subject, name('skos', type), namedNode(uriOfTerm(other)))
  if (term.note !== null) writer.addQuad(subject, name('skos', 'note'), literal(term.note))
}

const kanaTag = (reading: string): string => (/\p{Script=Hiragana}/u.test(reading) ? 'ja-Hira' : 'ja-Kana')
