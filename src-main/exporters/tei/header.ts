/** The header of a unit, from its description: what has an element of its own in TEI stands there, the rest in notes. */
import type { TextField } from '../../shared/domain/field.ts'
import type { ReleasedDescription, ReleasedText } from '../../shared/domain/released-view.ts'
import { messages } from '../../shared/i18n/index.ts'
import { element, elementOrNull } from '../../xml/element.ts'
import type { Child, Element } from '../../xml/element.ts'
import { addressOf, isWebAddress, statedAddress } from '../address.ts'
import type { ExportContext } from '../exporter.ts'
import { isBlank, line, mainTitle, restrictionLine, spoken } from '../plain.ts'
import type { Voice } from '../plain.ts'
import type { Agents } from './agents.ts'
import { nameElement, particDesc } from './agents.ts'
import { dateElements, isOfCreation } from './dates.ts'
import type { Ids } from './ids.ts'
import type { TeiOptions } from './index.ts'
import { notes } from './notes.ts'
import { prose, spokenIn, word } from './said.ts'
import { manuscript } from './source.ts'
import { responsibleId } from './text.ts'

export interface Within {
  readonly context: ExportContext<TeiOptions>
  readonly voice: Voice
  readonly agents: Agents
  readonly ids: Ids
}

export const header = (description: ReleasedDescription, within: Within): Element =>
  element(
    'teiHeader',
    {},
    element(
      'fileDesc',
      {},
      titleStatement(description, within),
      publication(description, within),
      elementOrNull('notesStmt', {}, notes(description, within)),
      element('sourceDesc', {}, manuscript(description, within)),
    ),
    encoding(within.context),
    elementOrNull(
      'profileDesc',
      {},
      ABSTRACTS.map(([field, n]) =>
        spoken(description.texts[field]).map((value) =>
          element('abstract', { n, ...spokenIn(value) }, prose(value.value)),
        ),
      ),
      creation(description, within),
      languages(description),
      keywords(description),
      correspondence(description, within),
      particDesc(within.agents),
    ),
    revisions(description, within.voice),
  )

const ABSTRACTS = [
  ['abstract', 'abstract'],
  ['scopeAndContent', 'scopeAndContent'],
] as const satisfies readonly (readonly [TextField, string])[]

function titleStatement(
  { texts, agents, readings }: ReleasedDescription,
  { context, voice, ids, ...within }: Within,
): Element {
  const main = mainTitle(texts.title, context.institution.language)
  const others = spoken(texts.title).filter((one) => one !== main)
  const roles = messages[voice.language].agentRoles
  return element(
    'titleStmt',
    {},
    main
      ? [titleElement(main, 'main'), others.map((title) => titleElement(title, 'alt'))]
      : element('title', { type: 'main' }, voice.words.untitled),
    agents.flatMap((agent, index) => {
      const entry = within.agents.entries.get(index)
      const name = entry && nameElement(entry, spokenIn(agent), line(agent.name))
      if (!name) return []
      if (agent.role === 'creator') return element('author', {}, name)
      return element('respStmt', {}, element('resp', { key: agent.role }, roles[agent.role]), name)
    }),
    readings?.texts.flatMap(({ kind, agent }, index) =>
      isBlank(agent)
        ? []
        : element(
            'respStmt',
            { 'xml:id': responsibleId(index, ids) },
            element('resp', { key: kind }, messages[voice.language].textKinds[kind]),
            element('name', {}, line(agent)),
          ),
    ),
  )
}

/** With how it is read, in kana, where that is said. */
const titleElement = (title: ReleasedText, type: 'main' | 'alt'): Child => [
  element('title', { type, subtype: word(title.type), ...spokenIn(title) }, line(title.value)),
  !isBlank(title.reading) &&
    element(
      'title',
      { type: 'reading', ...spokenIn({ language: title.language ?? 'jpn', script: 'Hrkt' }) },
      line(title.reading),
    ),
]

const CONDITIONS = ['accessConditions', 'legalStatus', 'reproductionConditions'] as const

function publication(description: ReleasedDescription, { context, voice }: Within): Element {
  const { institution, options } = context
  const { texts, restrictions } = description
  const address = addressOf(options.recordAddress, description) ?? statedAddress(description)
  return element(
    'publicationStmt',
    {},
    element('publisher', {}, line(institution.name)),
    institution.isil !== null && element('idno', { type: 'ISIL' }, institution.isil),
    element('idno', { type: 'uid' }, line(description.uid)),
    element(
      'availability',
      { status: restrictions.length > 0 ? 'restricted' : 'unknown' },
      element('licence', { target: institution.rightsUri }, line(institution.rightsStatement)),
      CONDITIONS.map((field) =>
        spoken(texts[field]).flatMap((value) =>
          prose(value.value).map((paragraph) =>
            element('ab', { type: field, ...spokenIn(value) }, ...paragraph.children),
          ),
        ),
      ),
      restrictions.map((one) =>
        element('ab', { type: 'restriction', subtype: one.type }, restrictionLine(one, voice)),
      ),
    ),
    address !== null && element('ptr', { target: address }),
  )
}

/** `Shoko 1.2.0` by its name and its version. */
function encoding({ generator }: ExportContext<unknown>): Element {
  const version = /(\d+(?:\.\d+){0,3})\s*$/.exec(generator)?.[1] ?? '0'
  return element(
    'encodingDesc',
    {},
    element(
      'appInfo',
      {},
      element('application', { ident: 'shoko', version }, element('label', {}, line(generator))),
    ),
  )
}

function creation({ dates }: ReleasedDescription, { ids, voice }: Within): Element | null {
  const said = dates.flatMap((date, index) => {
    const own = isOfCreation(date) ? dateElements(date, ids.of('date', index + 1), voice) : null
    return own ? [own] : []
  })
  return elementOrNull(
    'creation',
    {},
    said.flatMap((own, index): Child[] => [index > 0 && ' ', own]),
  )
}

const languages = ({ languages }: ReleasedDescription): Element | null =>
  elementOrNull(
    'langUsage',
    {},
    languages.map((language) =>
      element('language', { ident: spokenIn(language)['xml:lang'] ?? language.language }),
    ),
  )

const keywords = ({ accessPoints }: ReleasedDescription): Element | null => {
  const terms = accessPoints
    .filter(({ value }) => !isBlank(value))
    .map(({ type, value, source, language, identifier }) => {
      const isAddress = identifier !== undefined && isWebAddress(identifier)
      const attributes = {
        type,
        subtype: word(source),
        key: isAddress ? null : line(identifier) || null,
        ref: isAddress ? identifier : null,
        ...spokenIn({ language }),
      }
      return element('term', attributes, line(value))
    })
  return terms.length === 0 ? null : element('textClass', {}, element('keywords', {}, terms))
}

const ACTIONS = [
  ['sent', 'despatch', ['sender', 'originatingPost']],
  ['received', 'receipt', ['addressee', 'recipient']],
] as const

/** Who wrote to whom, and when it left and came. */
function correspondence(
  { agents, dates }: ReleasedDescription,
  { ids, voice, ...within }: Within,
): Element | null {
  return elementOrNull(
    'correspDesc',
    {},
    ACTIONS.map(([type, kind, roles]) =>
      elementOrNull(
        'correspAction',
        { type },
        agents.flatMap((agent, index) => {
          const entry = within.agents.entries.get(index)
          const acts = (roles as readonly string[]).includes(agent.role)
          return entry && acts ? nameElement(entry, spokenIn(agent), line(agent.name)) : []
        }),
        dates.flatMap((date, index) => {
          const own = date.kind === kind ? dateElements(date, ids.of('date', index + 1), voice) : null
          // Only elements may stand there.
          return own ? own.flat(2).filter((child) => child !== ' ') : []
        }),
      ),
    ),
  )
}

const revisions = ({ createdAt, updatedAt }: ReleasedDescription, { words }: Voice): Element =>
  element(
    'revisionDesc',
    {},
    element('change', { when: updatedAt }, words.revised),
    element('change', { when: createdAt }, words.created),
  )
