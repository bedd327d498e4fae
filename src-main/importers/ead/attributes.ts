/** Attributes that many elements have. */
import type { TextValue } from '../../shared/contract/description.ts'
import { languageOfTag } from '../../shared/domain/language-tag.ts'
import { textFieldRule } from '../../shared/domain/field.ts'
import type { TextField } from '../../shared/domain/field.ts'
import { isCode } from '../../shared/domain/vocabulary.ts'
import { attributeOf, takeAttribute } from './node.ts'
import type { EadNode } from './node.ts'
import type { Prose } from './prose.ts'
import { note } from './unit.ts'
import type { Unit } from './unit.ts'

/** A code of a language as catalogues write it: `jpn`, `ja`, `ja-Hira`. */
export const languageCode = (code: string): string | null => languageOfTag(code).language

/** The script as ISO 15924 writes it. */
export function scriptCode(code: string): string | null {
  const written = `${code.slice(0, 1).toUpperCase()}${code.slice(1).toLowerCase()}`
  return isCode('script', written) ? written : null
}

/** In which language and script the words of an element are: its own, or the one of the document. */
export function languageIn(
  unit: Unit,
  node: EadNode,
  inherits: 'inherited' | 'notInherited' = 'inherited',
): { language: string | null; script: string | null } {
  // Of an abstract EAD 2002 says the language itself.
  const said = attributeOf(node, 'lang', 'langcode')
  const script = attributeOf(node, 'script')
  const language = said === null ? null : languageCode(said)
  if (said !== null && language === null) note(unit, 'languageUnknown', node, { code: said.slice(0, 40) })
  if (language !== null) takeAttribute(node, 'lang', 'langcode')
  const known = script === null ? null : scriptCode(script)
  if (known !== null) takeAttribute(node, 'script')
  return {
    language: language ?? (said === null && inherits === 'inherited' ? unit.facts.language : null),
    script: known,
  }
}

/** The number of ISAD(G), where it is that of the field in which the words now are. */
export function takeAnalog(node: EadNode, isad: string | null): void {
  const said = attributeOf(node, 'encodinganalog')
  if (said !== null && isad !== null && said.replace(/^ISAD(?:\(G\))? ?/i, '') === isad)
    takeAttribute(node, 'encodinganalog')
}

export const takeAnalogOf = (node: EadNode, field: TextField): void =>
  takeAnalog(node, textFieldRule(field).isad)

/** A word of the office for a kind, as far as a field can hold it; then it is taken. */
export function typeIn(node: EadNode): string | null {
  const type = attributeOf(node, 'localtype', 'type')
  if (type === null || type.length > 80) return null
  takeAttribute(node, 'localtype', 'type')
  return type
}

/** What is marked as internal is for no field that may go out one day. */
export const isInternal = (node: EadNode): boolean => attributeOf(node, 'audience') === 'internal'

export const textValue = (
  prose: Prose,
  { language, script }: { language: string | null; script: string | null },
  more: Partial<TextValue> = {},
): TextValue => ({ ...prose, language, script, type: null, code: null, ...more })
