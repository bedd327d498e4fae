/** ISAD(G) 3.1 with 3.2.1 and 3.4.3: `did`, of EAD 2002 and EAD3 alike. What it has no handler for stays beside the record. */
import { TITLE_TYPES } from '../../shared/domain/field.ts'
import type { TextField } from '../../shared/domain/field.ts'
import { attributeOf, childrenNamed, elementsOf, takeAll, takeAttribute, wordsOf } from './node.ts'
import type { EadNode } from './node.ts'
import { isInternal, languageIn, takeAnalog, takeAnalogOf, textValue, typeIn } from './attributes.ts'
import { readContainers } from './containers.ts'
import { readDates } from './dates.ts'
import { readExtents } from './extents.ts'
import { readLanguages } from './languages.ts'
import { origination } from './names.ts'
import { hasWords, inlineOf, lineOf, proseOf } from './prose.ts'
import { imply, note } from './unit.ts'
import type { Unit } from './unit.ts'

export function readDid(unit: Unit, node: EadNode): void {
  node.taken = true
  const shown = elementsOf(node).filter((child) => !isInternal(child))
  const named = (...names: string[]) => shown.filter(({ name }) => names.includes(name))
  readIdentifiers(unit, named('unitid'))
  for (const title of named('unittitle')) readTitle(unit, title)
  readDates(unit, named('unitdate', 'unitdatestructured'))
  readExtents(unit, named('physdesc', 'physdescset', 'physdescstructured', 'dimensions', 'physfacet'))
  for (const one of named('origination')) origination(unit, one)
  for (const one of named('langmaterial')) readLanguages(unit, one)
  for (const one of named('abstract')) readAbstract(unit, one)
  for (const one of named('materialspec')) readLine(unit, one, 'physicalCharacteristics')
  for (const one of named('note', 'didnote')) readNote(unit, one)
  readContainers(unit, named('container'))
}

/**
 * 3.1.1 Reference code: the first number without a kind, or else the first; every other is a number of its kind. In a file
 * of our own a number with a kind is never the code.
 */
function readIdentifiers(unit: Unit, nodes: readonly EadNode[]): void {
  const kinds = nodes.map((node) => attributeOf(node, 'localtype', 'type'))
  const written = nodes.filter(hasWords)
  const main =
    written.find(
      (node) =>
        kinds[nodes.indexOf(node)] === null && (attributeOf(node, 'label') === null || !unit.facts.isOwn),
    ) ?? (unit.facts.isOwn ? undefined : written[0])
  for (const node of written) {
    const value = lineOf(unit, node)
    takeAnalog(node, '3.1.1')
    if (node === main && unit.draft.referenceCode === null) {
      unit.draft.referenceCode = value
      if (attributeOf(node, 'identifier') === value) takeAttribute(node, 'identifier')
      continue
    }
    const label = attributeOf(node, 'label')
    if (label !== null) takeAttribute(node, 'label')
    const scope = attributeOf(node, 'scope')
    takeAttribute(node, 'scope')
    unit.draft.identifiers.push({ type: typeIn(node) ?? '', label, value, scope })
  }
}

/** What our export says where a unit has no title. */
const UNTITLED = /^\[(?:Untitled|標題なし)\]$/
const KANA = /[\p{sc=Hiragana}\p{sc=Katakana}]/u

/** 3.1.2 Title. A date inside it is a date of the unit; the words around it are the title. */
function readTitle(unit: Unit, node: EadNode): void {
  if (unit.facts.isOwn && UNTITLED.test(wordsOf(node))) {
    takeAnalog(node, '3.1.2')
    return takeAll(node, imply)
  }
  const dates = childrenNamed(node, 'unitdate')
  readDates(unit, dates)
  const { language, script } = languageIn(unit, node)
  const type = attributeOf(node, 'localtype', 'type')
  const isKnown = type !== null && (TITLE_TYPES as readonly string[]).includes(type)
  const written = lineOf(unit, node, { without: ['unitdate'] })
  const dateIsWords = dates.length > 0 && isInside(node, dates)
  const value = dateIsWords
    ? titleWithDates(unit, node)
    : dates.length > 0
      ? written.replace(/[\s,]+$/, '')
      : written
  if (dates.length > 0) note(unit, dateIsWords ? 'dateInTitle' : 'dateAfterTitle', node)
  if (value === '') return
  takeAnalog(node, '3.1.2')
  if (isKnown) takeAttribute(node, 'localtype', 'type')
  const normal = attributeOf(node, 'normal')
  const reading = normal !== null && KANA.test(normal) ? normal : null
  if (reading !== null) takeAttribute(node, 'normal')
  unit.draft.title.push(
    textValue(
      { value },
      { language, script },
      { type: isKnown ? type : null, ...(reading !== null && { reading }) },
    ),
  )
}

/** Whether words follow a date, so that the title would not read without it. */
function isInside(node: EadNode, dates: readonly EadNode[]): boolean {
  const last = node.children.indexOf(dates.at(-1) as EadNode)
  return node.children.some(
    (child, at) =>
      at > last &&
      (child.kind === 'element' ? hasWords(child) : child.kind === 'text' && /[^\s.,;)\]]/.test(child.text)),
  )
}

/** The words of a title with those of the dates in it, which are claimed by the dates already. */
function titleWithDates(unit: Unit, node: EadNode): string {
  const before = unit.claims.length
  const value = lineOf(unit, node)
  unit.claims.length = before
  return value
}

function readAbstract(unit: Unit, node: EadNode): void {
  const where = languageIn(unit, node)
  const prose = inlineOf(unit, node)
  if (prose) unit.draft.abstract.push(textValue(prose, where, { type: typeIn(node) }))
}

function readLine(unit: Unit, node: EadNode, field: TextField): void {
  const where = languageIn(unit, node)
  takeAnalogOf(node, field)
  const value = lineOf(unit, node)
  if (value !== '') unit.draft[field].push(textValue({ value }, where, { type: typeIn(node) }))
}

function readNote(unit: Unit, node: EadNode): void {
  node.taken = true
  const where = languageIn(unit, node)
  const prose = proseOf(unit, node.children)
  if (prose) unit.draft.note.push(textValue(prose, where, { type: typeIn(node) }))
}
