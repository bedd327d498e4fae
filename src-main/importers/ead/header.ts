/** `eadheader` of EAD 2002 and `control` of EAD3: facts of the document, of which a few are of its highest unit. */
import { attributeOf, childrenNamed, takeAll, takeAttribute, wordsOf } from './node.ts'
import type { EadNode } from './node.ts'
import { languageCode, languageIn, textValue } from './attributes.ts'
import { inlineOf, lineOf } from './prose.ts'
import { imply } from './unit.ts'
import type { DocumentFacts, Unit } from './unit.ts'

export const isHeader = ({ name }: EadNode): boolean => name === 'eadheader' || name === 'control'

/** Our export names itself among the local types (EAD3) or in `creation` (EAD 2002). */
export function factsOf(node: EadNode): DocumentFacts {
  const abbreviations = childrenNamed(node, 'localtypedeclaration').flatMap((one) =>
    childrenNamed(one, 'abbr'),
  )
  const profile = childrenNamed(node, 'profiledesc')
  const creation = profile.flatMap((one) => childrenNamed(one, 'creation'))
  const stated = [
    ...childrenNamed(node, 'languagedeclaration').flatMap((one) => childrenNamed(one, 'language')),
    ...profile
      .flatMap((one) => childrenNamed(one, 'langusage'))
      .flatMap((one) => childrenNamed(one, 'language')),
  ].flatMap((one) => languageCode(attributeOf(one, 'langcode') ?? '') ?? [])
  const isOwn =
    abbreviations.some((one) => wordsOf(one) === 'shoko') ||
    creation.some((one) => /\bShoko\b/.test(wordsOf(one)))
  const [language = null, ...others] = new Set(stated)
  return { isOwn, language: isOwn || others.length > 0 ? null : language }
}

/** The identifier of the finding aid, and what the description was made from. */
export function readHeader(unit: Unit, node: EadNode): void {
  node.taken = true
  for (const id of childrenNamed(node, 'eadid', 'recordid')) readId(unit, id)
  for (const sources of childrenNamed(node, 'sources')) readSources(unit, sources)
}

function readId(unit: Unit, node: EadNode): void {
  const value = wordsOf(node)
  if (value === '') return
  // The same number once more is no second number.
  if (value === unit.draft.referenceCode) return takeAll(node, imply)
  if (unit.facts.isOwn) return
  unit.draft.identifiers.push({ type: 'eadid', label: null, value: lineOf(unit, node), scope: null })
}

function readSources(unit: Unit, node: EadNode): void {
  node.taken = true
  for (const source of childrenNamed(node, 'source')) {
    const [entry] = childrenNamed(source, 'sourceentry')
    if (!entry) continue
    const where = languageIn(unit, entry, unit.facts.isOwn ? 'notInherited' : 'inherited')
    source.taken = true
    const said = inlineOf(unit, entry)
    if (!said) continue
    if (attributeOf(source, 'href') === said.value) takeAttribute(source, 'href')
    const last = unit.draft.sources.at(-1)
    // Each paragraph of one value is a source of its own there.
    if (last && unit.facts.isOwn && last.language === where.language && last.script === where.script)
      last.value += `\n\n${said.value}`
    else unit.draft.sources.push(textValue(said, where))
  }
}
