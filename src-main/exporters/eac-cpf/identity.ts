/** ISAAR(CPF) 5.1: the kind of entity, its names in every form, and by what numbers others know it. */
import type { ReleasedName } from '../../shared/domain/released-authority.ts'
import type { AgentType } from '../../shared/domain/field.ts'
import { element } from '../../xml/element.ts'
import type { Child, Element } from '../../xml/element.ts'
import { isWebAddress } from '../address.ts'
import { nameParts } from '../ead/names.ts'
import { isBlank, line } from '../plain.ts'
import type { Named } from './named.ts'
import { paragraphs, spokenIn } from './said.ts'

export const ENTITIES: Record<AgentType, 'person' | 'corporateBody' | 'family'> = {
  person: 'person',
  corporateBody: 'corporateBody',
  family: 'family',
  // An office that somebody holds is nearest to a body, as in EAD; its own word stands beside it.
  position: 'corporateBody',
}

export function identity(named: Named): Element {
  const { type, record, agent } = named
  const forms = formsOf(named)
  const numbers = record?.identifiers ?? (agent.identifier ? [agent.identifier] : [])
  const notes = (record?.texts.note ?? []).filter(({ value }) => !isBlank(value))
  return element(
    'identity',
    {},
    element('entityType', { value: ENTITIES[type] }),
    forms.map(nameEntry),
    type === 'position' &&
      element('otherEntityTypes', {}, element('otherEntityType', {}, element('term', {}, 'position'))),
    numbers
      .filter(({ value }) => !isBlank(value))
      .map(({ source, value }) =>
        element(
          'identityId',
          {
            localType: line(source) || null,
            valueURI: isWebAddress(value.trim()) ? value.trim() : null,
          },
          line(value),
        ),
      ),
    notes.length > 0 &&
      element(
        'descriptiveNote',
        {},
        notes.flatMap(({ value }) => paragraphs(value)),
      ),
  )
}

const PLAIN = {
  reading: null,
  romanisation: null,
  surname: null,
  given: null,
  nameOrder: null,
}

/** Those of the record; of a name without one, as the description has it. */
function formsOf({ record, agent }: Named): ReleasedName[] {
  const known = record?.names.filter(({ value }) => !isBlank(value)) ?? []
  if (known.length > 0) return known
  const { name, language, script, surname, given, parallel } = agent
  return [
    { ...PLAIN, kind: 'authorized', value: name, language, script, surname, given },
    ...parallel
      .filter((form) => !isBlank(form.name))
      .map((form): ReleasedName => ({
        ...PLAIN,
        kind: 'parallel',
        value: form.name,
        language: form.language,
        script: form.script,
      })),
  ]
}

/** The whole name first, then its parts in the order in which it has them, how it is read, and in Latin letters. */
function nameEntry(form: ReleasedName): Element {
  const { kind, value, surname, given, nameOrder, reading, romanisation } = form
  const part = (localType: string, said: string | null): Child =>
    !isBlank(said) && element('part', { localType }, line(said))
  const inText = nameParts({ name: value, surname, given })?.[0]?.kind
  const isGivenFirst = nameOrder === 'givenFirst' || (nameOrder === null && inText === 'given')
  const parts = [part('surname', surname), part('given', given)]
  return element(
    'nameEntry',
    {
      localType: kind,
      status: kind === 'authorized' ? 'authorized' : 'alternative',
      preferredForm: kind === 'authorized' ? 'true' : null,
      ...spokenIn(form),
    },
    part('name', value),
    isGivenFirst ? parts.toReversed() : parts,
    part('reading', reading),
    part('romanisation', romanisation),
  )
}
