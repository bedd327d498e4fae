/**
 * Concepts of SKOS (W3C, 2009), with labels as literals or as nodes of SKOS-XL, as the National Diet Library writes them
 * (`xl:literalForm` with `dcndl:transcription`).
 */
import { ACCESS_POINT_TYPES } from '../../shared/domain/field.ts'
import { languageOfTag } from '../../shared/domain/language-tag.ts'
import { codeOfUri, UID_URN } from '../../shared/domain/term.ts'
import { settledLabels } from './concept.ts'
import type { FileConcept, FileLabel, FileRefusal } from './concept.ts'
import type { Statement } from './quads.ts'

const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#'
const SKOS = 'http://www.w3.org/2004/02/skos/core#'
const XL = 'http://www.w3.org/2008/05/skos-xl#'

const KINDS: Readonly<Record<string, FileLabel['kind']>> = {
  prefLabel: 'preferred',
  altLabel: 'alternative',
  hiddenLabel: 'alternative',
}
const NOTES: ReadonlySet<string> = new Set(['note', 'scopeNote', 'definition'])

interface Text {
  value: string
  tag: string
}

/** What was said of one node; a node of a label or of a note is one, too. */
interface Node {
  isConcept: boolean
  isOther: boolean
  labels: (Text & { kind: FileLabel['kind'] })[]
  labelNodes: { kind: FileLabel['kind']; node: string }[]
  broader: string[]
  related: string[]
  notes: string[]
  noteNodes: string[]
  type: string | null
  form: Text | null
  readings: Text[]
}

export async function skosConcepts(
  statements: AsyncIterable<Statement>,
  source: string,
): Promise<{ concepts: FileConcept[]; refused: FileRefusal[] }> {
  const nodes = await gathered(statements)
  const concepts: FileConcept[] = []
  const refused: FileRefusal[] = []
  for (const [uri, node] of nodes) {
    if (node.isOther || !(node.isConcept || node.labels.length + node.labelNodes.length > 0)) continue
    if (uri.startsWith('_:'))
      refused.push({ at: node.labels[0]?.value.slice(0, 100) ?? uri, reason: 'noAddress' })
    else concepts.push(conceptOf(uri, node, nodes, source))
  }
  return { concepts, refused }
}

async function gathered(statements: AsyncIterable<Statement>): Promise<Map<string, Node>> {
  const nodes = new Map<string, Node>()
  const of = (name: string): Node => {
    const known = nodes.get(name)
    if (known) return known
    const made: Node = {
      isConcept: false,
      isOther: false,
      labels: [],
      labelNodes: [],
      broader: [],
      related: [],
      notes: [],
      noteNodes: [],
      type: null,
      form: null,
      readings: [],
    }
    nodes.set(name, made)
    return made
  }
  for await (const { subject, predicate, object } of statements) {
    const { literal, value, tag } = object
    if (predicate.startsWith(SKOS)) {
      const name = predicate.slice(SKOS.length)
      const kind = KINDS[name]
      if (kind && literal) of(subject).labels.push({ kind, value, tag })
      else if (name === 'broader' && !literal) of(subject).broader.push(value)
      else if (name === 'narrower' && !literal) of(value).broader.push(subject)
      else if (name === 'related' && !literal) of(subject).related.push(value)
      else if (NOTES.has(name)) (literal ? of(subject).notes : of(subject).noteNodes).push(value)
    } else if (predicate.startsWith(XL)) {
      const name = predicate.slice(XL.length)
      const kind = KINDS[name]
      if (kind && !literal) of(subject).labelNodes.push({ kind, node: value })
      else if (name === 'literalForm' && literal) of(subject).form = { value, tag }
    } else if (predicate === `${RDF}type`) {
      if (value === `${SKOS}Concept`) of(subject).isConcept = true
      else if (value === `${SKOS}ConceptScheme` || value === `${SKOS}Collection`) of(subject).isOther = true
    } else if (predicate === `${RDF}value` && literal) of(subject).form = { value, tag }
    else if (predicate === 'http://purl.org/dc/terms/type' && literal) of(subject).type = value
    else if (literal && /[/#]transcription$/i.test(predicate)) of(subject).readings.push({ value, tag })
  }
  return nodes
}

function conceptOf(uri: string, node: Node, nodes: ReadonlyMap<string, Node>, source: string): FileConcept {
  const labelled = node.labelNodes.flatMap(({ kind, node: name }) => {
    const { form, readings = [] } = nodes.get(name) ?? {}
    if (!form) return []
    const reading = readings.find(({ tag }) => !/-latn/i.test(tag))?.value ?? null
    // What has a reading is Japanese, also where nothing says so.
    return [labelOf(kind, { ...form, tag: form.tag === '' && reading !== null ? 'ja' : form.tag }, reading)]
  })
  const notes = [
    ...node.notes,
    ...node.noteNodes.flatMap((name) => nodes.get(name)?.form?.value ?? []),
  ].filter((note) => note.trim() !== '')
  return {
    at: uri,
    keys: [uri],
    source: null,
    code: uri.startsWith(UID_URN) ? null : codeOfUri(source, uri),
    uid: uri.startsWith(UID_URN) ? uri.slice(UID_URN.length) : null,
    type: ACCESS_POINT_TYPES.find((type) => type === node.type) ?? null,
    labels: settledLabels([
      ...node.labels.map(({ kind, ...text }) => labelOf(kind, text, null)),
      ...labelled,
    ]),
    broader: [...new Set(node.broader)],
    related: [...new Set(node.related)],
    note: [...new Set(notes)].join('\n\n') || null,
  }
}

const labelOf = (kind: FileLabel['kind'], { value, tag }: Text, reading: string | null): FileLabel => ({
  kind,
  value,
  ...(tag === '' ? { language: null, script: null } : languageOfTag(tag)),
  reading,
})
