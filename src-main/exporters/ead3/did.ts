/** ISAD(G) 3.1 with 3.2.1 and 3.4.3: what identifies a unit, as EAD3 `did`. */
import type { Extent, Identifier, LanguageValue, TextValue } from '../../shared/contract/description.ts'
import type { ReleasedDescription } from '../../shared/domain/released-view.ts'
import { element } from '../../xml/element.ts'
import type { Element } from '../../xml/element.ts'
import { LANGUAGES, SCRIPTS, nameOf } from '../ead/codes.ts'
import { containers } from '../ead/containers.ts'
import type { EadContext } from '../ead/context.ts'
import { unitDates } from './dates.ts'
import { dialect } from './dialect.ts'
import { originations } from '../ead/names.ts'
import { digitalObjects } from './pages.ts'
import { attribute, isBlank, line, markedParagraphs, runOn, spoken } from '../ead/prose.ts'

export function did(description: ReleasedDescription, context: EadContext, highest: boolean): Element {
  return element(
    'did',
    {},
    mainIdentifier(description, context),
    description.identifiers.flatMap(otherIdentifier),
    titles(description.texts.title, context),
    description.dates.flatMap(unitDates),
    extents(description),
    originations(description.agents, dialect),
    highest && repository(context),
    languages(description, context),
    spoken(description.texts.abstract).map((value) =>
      element('abstract', dialect.said('abstract', value, attribute(value.type)), runOn(value, dialect)),
    ),
    containers(description, context),
    digitalObjects(description, context),
  )
}

/** 3.1.1 Reference code, made unique in the world by country and repository. */
function mainIdentifier({ referenceCode }: ReleasedDescription, { institution }: EadContext): Element | null {
  const code = line(referenceCode)
  if (code === '') return null
  return element(
    'unitid',
    {
      countrycode: institution.country,
      repositorycode: institution.isil,
      identifier: code,
      encodinganalog: '3.1.1',
    },
    code,
  )
}

/** Numbers that the records bear; what a number is unique in has no place of its own in EAD3, and tells a reader which one it is. */
function otherIdentifier({ type, label, value, scope }: Identifier): Element[] {
  if (isBlank(value)) return []
  const [name, within] = [attribute(label), attribute(scope)]
  const shown = name !== null && within !== null ? `${name} (${within})` : (name ?? within)
  return [element('unitid', { localtype: attribute(type), label: shown }, line(value))]
}

/**
 * 3.1.2 Title; a unit without one says so, because every reader of EAD needs something to show. EAD3 has no element for a
 * reading: the form by which a title is sorted and found is its `normal`.
 */
function titles(values: readonly TextValue[] | undefined, { words }: EadContext): Element[] {
  const written = spoken(values)
  if (written.length === 0) return [element('unittitle', { encodinganalog: '3.1.2' }, words.untitled)]
  return written.map((value) =>
    element(
      'unittitle',
      {
        ...dialect.said('unittitle', value, attribute(value.type)),
        encodinganalog: '3.1.2',
        normal: attribute(value.reading),
      },
      line(value.value),
    ),
  )
}

/** 3.1.5 Extent. Facets and dimensions may stand only beside a count; without one they are text. */
function extents({ extents, texts }: ReleasedDescription): Element[] {
  const facets = spoken(texts.physicalFacet)
  const dimensions = spoken(texts.dimensions)
  const counted = extents.filter(({ unit }) => !isBlank(unit))
  if (counted.length > 0) {
    return counted.map((extent, index) =>
      element(
        'physdescstructured',
        extentAttributes(extent),
        element('quantity', { approximate: extent.approximate ? 'true' : null }, extent.quantity),
        element('unittype', {}, line(extent.unit)),
        index === 0 && [
          ...facets.map((value) => element('physfacet', dialect.said('physfacet', value), line(value.value))),
          ...dimensions.map((value) =>
            element('dimensions', dialect.said('dimensions', value), line(value.value)),
          ),
        ],
      ),
    )
  }
  const asText = (localtype: string) => (value: TextValue) =>
    element(
      'physdesc',
      { ...dialect.said('physdesc', value, localtype), encodinganalog: '3.1.5' },
      line(value.value),
    )
  return [...facets.map(asText('physicalFacet')), ...dimensions.map(asText('dimensions'))]
}

const extentAttributes = ({ type }: Extent) => ({
  coverage: 'whole',
  physdescstructuredtype: type,
  otherphysdescstructuredtype: type === 'otherphysdescstructuredtype' ? 'local' : null,
  encodinganalog: '3.1.5',
})

const repository = ({ institution }: EadContext): Element =>
  element(
    'repository',
    {},
    element(
      'corpname',
      { source: institution.isil === null ? null : 'isil', identifier: institution.isil },
      element('part', {}, line(institution.name)),
    ),
  )

/** 3.4.3 Language and script; a note alone needs a language beside it, and the code for none that is known. */
function languages({ languages: values, texts }: ReleasedDescription, context: EadContext): Element | null {
  const notes = spoken(texts.languageNote)
  const listed = values.map((value) => languageSet(value, context))
  if (listed.length === 0 && notes.length === 0) return null
  return element(
    'langmaterial',
    { encodinganalog: '3.4.3' },
    listed.length > 0 ? listed : languageElement('und', context),
    notes.length > 0 &&
      element(
        'descriptivenote',
        {},
        notes.flatMap((note) => markedParagraphs(note, dialect)),
      ),
  )
}

const languageSet = ({ language, script }: LanguageValue, context: EadContext): Element =>
  script === null
    ? languageElement(language, context)
    : element('languageset', {}, languageElement(language, context), scriptElement(script, context))

export const languageElement = (langcode: string, { institution }: EadContext): Element =>
  element('language', { langcode }, nameOf(LANGUAGES, langcode, institution.language))

export const scriptElement = (scriptcode: string, { institution }: EadContext): Element =>
  element('script', { scriptcode }, nameOf(SCRIPTS, scriptcode, institution.language))
