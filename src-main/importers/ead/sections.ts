/** ISAD(G) 3.2 to 3.7: what is said about a unit after its `did`, by the name of its element and, in our own files, its kind. */
import type { TextValue } from '../../shared/contract/description.ts'
import { TEXT_FIELDS } from '../../shared/domain/field.ts'
import type { TextField } from '../../shared/domain/field.ts'
import { attributeOf, childrenNamed, elementsOf, takeAll, takeAttribute, textsOf, wordsOf } from './node.ts'
import type { EadNode } from './node.ts'
import { readAccessPoints } from './access-points.ts'
import { isInternal, languageIn, takeAnalogOf, textValue, typeIn } from './attributes.ts'
import { readDid } from './did.ts'
import { agentOf } from './names.ts'
import { inference, transmission } from './own.ts'
import { proseOf } from './prose.ts'
import { readRelations } from './relations.ts'
import { imply, note } from './unit.ts'
import type { Unit } from './unit.ts'

const FIELDS: Readonly<Record<string, TextField>> = {
  accessrestrict: 'accessConditions',
  legalstatus: 'legalStatus',
  userestrict: 'reproductionConditions',
  bioghist: 'administrativeHistory',
  custodhist: 'archivalHistory',
  acqinfo: 'acquisition',
  scopecontent: 'scopeAndContent',
  appraisal: 'appraisal',
  accruals: 'accruals',
  arrangement: 'arrangement',
  phystech: 'physicalCharacteristics',
  otherfindaid: 'findingAids',
  originalsloc: 'locationOfOriginals',
  altformavail: 'locationOfCopies',
  relatedmaterial: 'relatedUnits',
  separatedmaterial: 'separatedUnits',
  bibliography: 'publicationNote',
  prefercite: 'preferredCitation',
  processinfo: 'archivistNote',
  odd: 'note',
  note: 'note',
}

/** What stands on the sheet, and other fields that EAD has no element for: by the name that our export writes as their kind. */
const BY_KIND: Readonly<Record<string, readonly TextField[]>> = {
  accessrestrict: ['classification', 'declassification'],
  odd: ['precedence', 'handling', 'distribution', 'stamp', 'credits', 'staffNote', 'note'],
  processinfo: ['sources'],
}
const MARKS: ReadonlySet<TextField> = new Set(['classification', 'declassification', 'precedence'])

/** Everything of a unit but the units below it. */
export function readSection(unit: Unit, node: EadNode): void {
  if (node.name === 'did') return readDid(unit, node)
  if (node.name === 'controlaccess') {
    if (!isInternal(node)) readAccessPoints(unit, node)
    return
  }
  if (node.name === 'relations') return readRelations(unit, node)
  if (node.name === 'descgrp') return group(unit, node)
  if (FIELDS[node.name] !== undefined) prose(unit, node)
}

/** EAD 2002 puts sections together under a heading of their own; what they are is said by each of them. */
function group(unit: Unit, node: EadNode): void {
  node.taken = true
  note(unit, 'groupOpened', node)
  for (const child of elementsOf(node)) readSection(unit, child)
}

function prose(unit: Unit, node: EadNode): void {
  const kind = attributeOf(node, 'localtype', 'type')
  const field = BY_KIND[node.name]?.find((one) => one === kind)
  if (unit.facts.isOwn && kind !== null && OWN[kind]?.(unit, node) === true) return
  if (node.name === 'relatedmaterial' && unit.facts.isOwn && isOnlyReferences(node)) return
  if (field !== undefined) {
    takeAttribute(node, 'localtype', 'type')
    if (MARKS.has(field)) return marks(unit, node, field)
    if (field === 'staffNote') takeAttribute(node, 'audience')
    return kindly(unit, node, field)
  }
  // What is for staff is for no field that may go out one day.
  if (isInternal(node)) {
    takeAttribute(node, 'audience')
    return written(unit, node, 'staffNote', node.name)
  }
  if (node.name === 'accessrestrict')
    for (const status of childrenNamed(node, 'legalstatus')) written(unit, status, 'legalStatus')
  return written(unit, node, FIELDS[node.name] as TextField)
}

/** A section as one value of a field. Its own heading only says what it is, and stays beside the record. */
function written(unit: Unit, node: EadNode, field: TextField, kind?: string | null): void {
  node.taken = true
  const where = languageIn(unit, node)
  takeAnalogOf(node, field)
  const type = kind === undefined ? typeIn(node) : kind
  const [first] = elementsOf(node)
  const children = node.children.filter(
    (child) =>
      (child !== first || first.name !== 'head') &&
      (child.kind !== 'element' || !(child.name === 'legalstatus' && child.taken)),
  )
  const said = proseOf(unit, children)
  if (!said) return
  const shape = TEXT_FIELDS[field].shape
  unit.draft[field].push(textValue(shape === 'line' ? { value: said.value } : said, where, { type }))
}

/** `odd` of a kind of ours; the office's own word for it is an `odd` inside. */
function kindly(unit: Unit, node: EadNode, field: TextField): void {
  const [inner, ...others] = elementsOf(node)
  const isNested = inner?.name === 'odd' && others.every(({ name }) => name === 'p')
  if (!isNested) {
    const items = field === 'distribution' ? rowsOf(node) : null
    if (items) return items.forEach((item) => row(unit, item, node))
    return written(unit, node, field, null)
  }
  node.taken = true
  const where = languageIn(unit, node)
  takeAnalogOf(node, field)
  inner.taken = true
  const type = typeIn(inner)
  const said = proseOf(unit, [...inner.children, ...others])
  if (said) unit.draft[field].push(textValue(said, where, { type }))
}

/** Offices of a distribution list that are values of their own are the items of one list. */
function rowsOf(node: EadNode): EadNode[] | null {
  const [list, ...others] = elementsOf(node)
  if (list?.name !== 'list' || others.length > 0 || attributeOf(list, 'mark') !== 'none') return null
  for (const name of ['listtype', 'mark']) takeAttribute(list, name)
  node.taken = true
  list.taken = true
  return elementsOf(list)
}

function row(unit: Unit, item: EadNode, node: EadNode): void {
  const where = languageIn(unit, node)
  item.taken = true
  const said = proseOf(unit, item.children)
  const [, value = said?.value ?? '', name] = /^(.*?)(?: \(([^()]*)\))?$/s.exec(said?.value ?? '') ?? []
  if (said) unit.draft.distribution.push(textValue({ value }, where, name === undefined ? {} : { name }))
}

/** A mark word for word, each language of it a paragraph, and the codes that they stand for. */
function marks(unit: Unit, node: EadNode, field: TextField): void {
  node.taken = true
  takeAnalogOf(node, field)
  const values: TextValue[] = []
  const codes: string[] = []
  for (const child of childrenNamed(node, 'p')) {
    const [code] = childrenNamed(child, 'num')
    if (code !== undefined && attributeOf(code, 'localtype', 'type') === 'code') {
      codes.push(wordsOf(code))
      takeAttribute(code, 'localtype', 'type')
      takeAll(child, imply)
      continue
    }
    const where = languageIn(unit, child, 'notInherited')
    const said = proseOf(unit, [child])
    if (said) values.push(textValue({ value: said.value }, where))
  }
  if (values.length === 0) return
  values.forEach((value, index) => {
    value.code =
      codes.length === 1 ? (codes[0] ?? null) : codes.length === values.length ? (codes[index] ?? null) : null
  })
  // Codes of which nobody can say which words they are of stay beside the record.
  if (codes.length > 1 && codes.length !== values.length)
    for (const text of childrenNamed(node, 'p')
      .filter((child) => childrenNamed(child, 'num').length > 0)
      .flatMap((child) => [...textsOf(child)]))
      text.taken = false
  for (const head of childrenNamed(node, 'head')) takeAll(head, imply)
  unit.draft[field].push(...values)
}

/** Related units that our export says for a machine, too. */
const isOnlyReferences = (node: EadNode): boolean =>
  attributeOf(node, 'lang') === null &&
  node.children.every((child) => child.kind !== 'element' || child.name === 'archref')

/** Sections that our own export makes of structured fields. True where one was read. */
const OWN: Readonly<Record<string, (unit: Unit, node: EadNode) => boolean>> = {
  transmission,
  dateInference: inference,
  /** A restriction in words: the catalogue computes them anew, and its rules are not in them. */
  restriction: () => false,
  computed: () => true,
  status: () => true,
  translation(unit, node) {
    const names = childrenNamed(node, 'p').flatMap(elementsOf)
    for (const name of names) {
      const agent = agentOf(unit, name, { role: 'translator', said: 'translator' })
      if (agent) unit.draft.agents.push(agent)
    }
    for (const child of childrenNamed(node, 'p')) child.taken = names.length > 0
    node.taken = names.length > 0
    if (names.length > 0) takeAttribute(node, 'localtype', 'type')
    return true
  },
}
