/** JSON-LD as far as RiC-O files use it, to statements of RDF: compact terms of one prefix, nodes in nodes, words with a language. */
import { DataFactory, Parser, Writer } from 'n3'
import type { Quad, Quad_Object, Quad_Subject } from 'n3'

const { blankNode, literal, namedNode, quad } = DataFactory
const TYPE = namedNode('http://www.w3.org/1999/02/22-rdf-syntax-ns#type')
/** Where the file lies: relative addresses are places in it. */
export const BASE = 'https://example.org/file.jsonld'

type Json = Record<string, unknown>

function quadsOf(text: string): Quad[] {
  const { '@context': context, '@graph': graph } = JSON.parse(text) as {
    '@context': Record<string, string>
    '@graph': Json[]
  }
  const quads: Quad[] = []
  const expand = (name: string) => {
    const [prefix = '', local = ''] = name.split(':')
    const namespace = context[prefix]
    if (namespace === undefined) throw new Error(`no prefix: ${name}`)
    return namedNode(namespace + local)
  }
  const subjectOf = ({ '@id': id }: Json): Quad_Subject =>
    typeof id === 'string' ? namedNode(new URL(id, BASE).href) : blankNode()
  const say = (node: Json): Quad_Subject => {
    const subject = subjectOf(node)
    for (const [name, given] of Object.entries(node)) {
      if (name === '@id') continue
      for (const value of Array.isArray(given) ? (given as unknown[]) : [given]) {
        if (name === '@type') quads.push(quad(subject, TYPE, expand(String(value))))
        else quads.push(quad(subject, expand(name), objectOf(value)))
      }
    }
    return subject
  }
  const objectOf = (value: unknown): Quad_Object => {
    if (typeof value === 'string') return literal(value)
    const node = value as Json
    return typeof node['@value'] === 'string' ? literal(node['@value'], String(node['@language'])) : say(node)
  }
  graph.forEach(say)
  return quads
}

/** Statements, written as N-Quads and read again by the library: what RDF does not allow does not come through. */
export function readJsonLd(text: string): Quad[] {
  let written = ''
  const writer = new Writer({ format: 'N-Quads' })
  writer.addQuads(quadsOf(text))
  writer.end((_, result: string) => {
    written = result
  })
  return new Parser({ format: 'N-Quads' }).parse(written)
}
