/** ISAD(G) 3.1 with 3.2.1 and 3.4.3: what identifies a unit, as EAD3 `did`. */
import type { Extent, Identifier, LanguageValue, TextValue } from '../../shared/contract/description.ts'
import type { ReleasedDescription } from '../../shared/domain/released-view.ts'
import { element } from '../../xml/element.ts'
import type { Element } from '../../xml/element.ts'
import { LANGUAGES, SCRIPTS, nameOf } from './codes.ts'
import { containers } from './containers.ts'
import type { Ead3Context } from './context.ts'
import { unitDates } from './dates.ts'
import { originations } from './names.ts'
import { digitalObjects } from './pages.ts'
import { attribute, isBlank, languageOf, line, markedParagraphs, runOn, spoken } from './prose.ts'

export function did(description: ReleasedDescription, context: Ead3Context, highest: boolean): Element {
  return element(
    'did',
    {},
    mainIdentifier(description, context),
    description.identifiers.flatMap(otherIdentifier),
    titles(description.texts.title, context),
    description.dates.flatMap(unitDates),
    extents(description),
    originations(description.agents),
    highest && repository(context),
    languages(description, context),
    spoken(description.texts.abstract).map((value) =>
      element('abstract', { ...languageOf(value), localtype: attribute(value.type) }, runOn(value)),
    ),
    containers(description, context),
    digitalObjects(description, context),
  )
}

/** 3.1.1 Reference code, made unique in the world by country and repository. */
function mainIdentifier(
  { referenceCode }: ReleasedDescription,
  { institution }: Ead3Context,
): Element | null {
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
function titles(values: readonly TextValue[] | undefined, { words }: Ead3Context): Element[] {
  const written = spoken(values)
  if (written.length === 0) return [element('unittitle', { encodinganalog: '3.1.2' }, words.untitled)]
  return written.map((value) =>
    element(
      'unittitle',
      {
        ...languageOf(value),
        localtype: attribute(value.type),
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
          ...facets.map((value) => element('physfacet', languageOf(value), line(value.value))),
          ...dimensions.map((value) => element('dimensions', languageOf(value), line(value.value))),
        ],
      ),
    )
  }
  const asText = (localtype: string) => (value: TextValue) =>
    element('physdesc', { ...languageOf(value), localtype, encodinganalog: '3.1.5' }, line(value.value))
  return [...facets.map(asText('physicalFacet')), ...dimensions.map(asText('dimensions'))]
}

const extentAttributes = ({ type }: Extent) => ({
  coverage: 'whole',
  physdescstructuredtype: type,
  otherphysdescstructuredtype: type === 'otherphysdescstructuredtype' ? 'local' : null,
  encodinganalog: '3.1.5',
})

const repository = ({ institution }: Ead3Context): Element =>
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
function languages({ languages: values, texts }: ReleasedDescription, context: Ead3Context): Element | null {
  const notes = spoken(texts.languageNote)
  const listed = values.map((value) => languageSet(value, context))
  if (listed.length === 0 && notes.length === 0) return null
  return element(
    'langmaterial',
    { encodinganalog: '3.4.3' },
    listed.length > 0 ? listed : languageElement('und', context),
    notes.length > 0 && element('descriptivenote', {}, notes.flatMap(markedParagraphs)),
  )
}

const languageSet = ({ language, script }: LanguageValue, context: Ead3Context): Element =>
  script === null
    ? languageElement(language, context)
    : element('languageset', {}, languageElement(language, context), scriptElement(script, context))

export const languageElement = (langcode: string, { institution }: Ead3Context): Element =>
  element('language', { langcode }, nameOf(LANGUAGES, langcode, institution.language))

export const scriptElement = (scriptcode: string, { institution }: Ead3Context): Element =>
  element('script', { scriptcode }, nameOf(SCRIPTS, scriptcode, institution.language))
