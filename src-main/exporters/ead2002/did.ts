/** ISAD(G) 3.1 with 3.2.1 and 3.4.3: what identifies a unit, as EAD 2002 `did`. */
import type { Extent, Identifier, LanguageValue, TextValue } from '../../shared/contract/description.ts'
import type { ReleasedDescription } from '../../shared/domain/released-view.ts'
import { element } from '../../xml/element.ts'
import type { Element } from '../../xml/element.ts'
import { LANGUAGES, nameOf } from '../ead/codes.ts'
import { containers } from '../ead/containers.ts'
import type { EadContext } from '../ead/context.ts'
import { originations } from '../ead/names.ts'
import { attribute, isBlank, line, runOn, spoken } from '../ead/prose.ts'
import { altrender } from './altrender.ts'
import { unitDate } from './dates.ts'
import { dialect } from './dialect.ts'
import type { Ead2002Options } from './options.ts'
import { withoutNames } from './names.ts'
import { digitalObjects } from './pages.ts'
import type { Flavour } from './pages.ts'
import { codeOrNone } from './token.ts'

export const didOf =
  (flavour: Flavour) =>
  (description: ReleasedDescription, context: EadContext<Ead2002Options>, highest: boolean): Element =>
    element(
      'did',
      {},
      mainIdentifier(description, context),
      description.identifiers.flatMap(otherIdentifier),
      titles(description.texts.title, context),
      description.dates.map(unitDate),
      extents(description),
      originations(description.agents, dialect),
      highest && repository(context),
      languages(description, context),
      spoken(description.texts.abstract).map((value) =>
        element(
          'abstract',
          dialect.said('abstract', value, attribute(value.type)),
          withoutNames(runOn(value, dialect)),
        ),
      ),
      containers(description, context),
      digitalObjects(description, context, flavour),
    )

/** 3.1.1 Reference code: AtoM and ArchivesSpace take the one without a type. */
function mainIdentifier(
  { referenceCode }: ReleasedDescription,
  { institution }: EadContext<Ead2002Options>,
): Element | null {
  const code = line(referenceCode)
  if (code === '') return null
  return element(
    'unitid',
    {
      countrycode: institution.country,
      repositorycode: codeOrNone(institution.isil),
      encodinganalog: '3.1.1',
    },
    code,
  )
}

/** Numbers that the records bear. */
function otherIdentifier({ type, label, value, scope }: Identifier): Element[] {
  if (isBlank(value)) return []
  return [
    element(
      'unitid',
      {
        altrender: altrender({ scope: attribute(scope) }),
        type: attribute(type) ?? 'other',
        label: attribute(label),
      },
      line(value),
    ),
  ]
}

/**
 * 3.1.2 Title. Readers show the first one, and only if it has no type: that in the language of description. The others
 * are parallel titles.
 */
function titles(
  values: readonly TextValue[] | undefined,
  { words, institution }: EadContext<Ead2002Options>,
): Element[] {
  const written = spoken(values)
  const main = titleIn(written, { institution })
  if (!main) return [element('unittitle', { encodinganalog: '3.1.2' }, words.untitled)]
  return [main, ...parallelTitles(written, { institution })].map((value) =>
    element(
      'unittitle',
      {
        altrender: altrender({
          lang: value.language,
          script: value.script,
          kind: attribute(value.type),
          reading: attribute(value.reading),
        }),
        encodinganalog: '3.1.2',
        type: value === main ? null : 'parallel',
      },
      line(value.value),
    ),
  )
}

const titleIn = (written: readonly TextValue[], { institution }: Pick<EadContext, 'institution'>) =>
  written.find(({ language }) => language === institution.language) ?? written[0]

/** The titles beside the one that readers show. */
export const parallelTitles = (
  values: readonly TextValue[] | undefined,
  context: Pick<EadContext, 'institution'>,
): readonly TextValue[] => {
  const written = spoken(values)
  const main = titleIn(written, context)
  return written.filter((value) => value !== main)
}

/** 3.1.5 Extent: number and unit in one, as ArchivesSpace takes it apart. */
function extents({ extents, texts }: ReleasedDescription): Element[] {
  const facets = [
    ...spoken(texts.physicalFacet).map((value) =>
      element('physfacet', dialect.said('physfacet', value), line(value.value)),
    ),
    ...spoken(texts.dimensions).map((value) =>
      element('dimensions', dialect.said('dimensions', value), line(value.value)),
    ),
  ]
  const counted = extents.filter(({ unit }) => !isBlank(unit)).map(extentOf)
  const [first = null, ...others] = counted
  if (first === null && facets.length === 0) return []
  return [
    element('physdesc', { encodinganalog: '3.1.5' }, first, facets),
    ...others.map((extent) => element('physdesc', { encodinganalog: '3.1.5' }, extent)),
  ]
}

const extentOf = ({ quantity, unit, type, approximate }: Extent): Element =>
  element(
    'extent',
    { altrender: altrender({ kind: type, approximate: approximate ? 'true' : null }) },
    `${quantity} ${line(unit)}`,
  )

const repository = ({ institution }: EadContext<Ead2002Options>): Element =>
  element(
    'repository',
    {},
    element(
      'corpname',
      { source: institution.isil === null ? null : 'isil', authfilenumber: institution.isil },
      line(institution.name),
    ),
  )

/** 3.4.3 Language and script; a unit without one is undetermined for readers that ask for it. */
function languages(
  { languages: values, texts }: ReleasedDescription,
  context: EadContext<Ead2002Options>,
): Element[] {
  const notes = spoken(texts.languageNote).map((value) =>
    element(
      'langmaterial',
      { ...dialect.said('langmaterial', value, 'note'), encodinganalog: '3.4.3' },
      withoutNames(runOn(value, dialect)),
    ),
  )
  const listed = values.map((value) => languageElement(value, context))
  return listed.length === 0
    ? notes
    : [element('langmaterial', { encodinganalog: '3.4.3' }, listed), ...notes]
}

export const languageElement = (
  { language, script }: LanguageValue,
  { institution }: EadContext<Ead2002Options>,
): Element =>
  element(
    'language',
    { langcode: language, scriptcode: script },
    nameOf(LANGUAGES, language, institution.language),
  )
