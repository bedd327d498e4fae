/** ISAD(G) 3.4.3: languages by their codes, and every word that says more as a note. */
import { languageNamed } from '../../shared/domain/language-name.ts'
import { VOCABULARY_TERMS } from '../../shared/domain/vocabulary.ts'
import {
  attributeOf,
  childrenNamed,
  elementsOf,
  isXmlBlank,
  takeAll,
  takeAttribute,
  wordsOf,
} from './node.ts'
import type { EadNode } from './node.ts'
import { languageCode, languageIn, scriptCode, takeAnalogOf, textValue } from './attributes.ts'
import { lineOf, proseOf } from './prose.ts'
import { imply, note } from './unit.ts'
import type { Unit } from './unit.ts'

export function readLanguages(unit: Unit, node: EadNode): void {
  node.taken = true
  takeAnalogOf(node, 'languageNote')
  const says = node.children.some((child) => child.kind === 'text' && !/^[\s,;.&]*$/.test(child.text))
  const listed = childrenNamed(node, 'language')
  for (const one of childrenNamed(node, 'language', 'languageset')) {
    if (one.name === 'languageset') languageSet(unit, one)
    else add(unit, one, null, says)
  }
  for (const child of childrenNamed(node, 'descriptivenote')) asNote(unit, child)
  if (says) {
    const where = languageIn(unit, node)
    const value = lineOf(unit, node, { without: ['descriptivenote', 'languageset'] })
    if (value !== '') unit.draft.languageNote.push(textValue({ value }, where))
    if (listed.length === 0) {
      const named = languageNamed(wordsOf(node).replace(/\.$/, ''))
      if (named) {
        unit.draft.languages.push(named)
        note(unit, 'languageByName', node)
      }
    }
  } else for (const child of node.children) if (child.kind === 'text' && isXmlBlank(child.text)) imply(child)
}

function languageSet(unit: Unit, set: EadNode): void {
  set.taken = true
  const scripts = childrenNamed(set, 'script').map((script) => codeOf(unit, script, 'scriptcode', 'script'))
  for (const one of childrenNamed(set, 'language')) add(unit, one, scripts[0] ?? null)
  for (const child of elementsOf(set)) if (child.name === 'descriptivenote') asNote(unit, child)
}

/** A language by its code, or by its name where it has none; `inWords` where its name is part of a sentence that is kept whole. */
function add(unit: Unit, node: EadNode, script: string | null, inWords = false): void {
  const language = codeOf(unit, node, 'langcode', 'language')
  const written = attributeOf(node, 'scriptcode')
  const own = written === null ? null : scriptCode(written)
  if (own !== null) takeAttribute(node, 'scriptcode')
  if (language === 'und' || (language === null && inWords)) return
  const named = language === null ? languageNamed(wordsOf(node)) : null
  const found = language ?? named?.language ?? null
  if (found === null) {
    const value = lineOf(unit, node)
    if (value !== '') unit.draft.languageNote.push(textValue({ value }, languageIn(unit, node)))
    return
  }
  if (named) {
    takeAll(node, imply)
    note(unit, 'languageByName', node)
  }
  unit.draft.languages.push({ language: found, script: own ?? script })
}

/** The code that an element has; its name is then said by it, where it is the name of that code. */
function codeOf(unit: Unit, node: EadNode, attribute: string, list: 'language' | 'script'): string | null {
  const said = attributeOf(node, attribute)
  if (said === null) return null
  const code = said === 'und' ? 'und' : list === 'language' ? languageCode(said) : scriptCode(said)
  if (code === null) {
    note(unit, list === 'language' ? 'languageUnknown' : 'scriptUnknown', node, { code: said.slice(0, 40) })
    return null
  }
  takeAttribute(node, attribute)
  node.taken = true
  const words = wordsOf(node).toLowerCase()
  const term = VOCABULARY_TERMS[list].find((one) => one.code === code)
  const names = term ? [term.en, ...term.en.split(/[;,]/), term.ja, term.code] : [code]
  if (words === '' || names.some((name) => name.trim().toLowerCase() === words)) takeAll(node, imply)
  return code
}

function asNote(unit: Unit, node: EadNode): void {
  node.taken = true
  const where = languageIn(unit, node)
  const paragraphs = childrenNamed(node, 'p')
  const said = paragraphs.map((one) => languageIn(unit, one, 'notInherited'))
  const languages = new Set(said.map(({ language, script }) => `${language ?? ''} ${script ?? ''}`))
  if (languages.size < 2) {
    const prose = proseOf(unit, node.children)
    if (prose) unit.draft.languageNote.push(textValue(prose, said[0]?.language != null ? said[0] : where))
    return
  }
  paragraphs.forEach((one, index) => {
    const prose = proseOf(unit, [one])
    if (prose) unit.draft.languageNote.push(textValue(prose, said[index] ?? where))
  })
}
