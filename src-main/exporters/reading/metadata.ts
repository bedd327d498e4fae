/** What a description says, in rows under the names of its fields, as a reader wants them: who, when, what, where. */
import { containerName } from '../../shared/domain/container.ts'
import { citationOf, DEFAULT_TEMPLATE } from '../../shared/domain/citation/index.ts'
import { formatDate, isEdtf } from '../../shared/domain/date/index.ts'
import {
  AGENT_ROLES,
  ACCESS_POINT_TYPES,
  TEXT_FIELD_NAMES,
  textFieldRule,
} from '../../shared/domain/field.ts'
import type { Area, TextField } from '../../shared/domain/field.ts'
import { tagOfLanguage } from '../../shared/domain/language-tag.ts'
import { blocksOf, isBlank } from '../../shared/domain/markup.ts'
import type { Block } from '../../shared/domain/markup.ts'
import type { ReleasedDescription, ReleasedText } from '../../shared/domain/released-view.ts'
import type { Institution } from '../../shared/contract/catalogue.ts'
import type { DateValue } from '../../shared/contract/description.ts'
import type { Language, Messages } from '../../shared/i18n/index.ts'

/** Words with their language (BCP 47), and what is told beside them. */
export interface Said {
  readonly blocks: readonly Block[]
  readonly lang: string | null
  readonly note: string
}

export interface MetadataRow {
  readonly label: string
  readonly values: readonly Said[]
}

const said = (text: string, lang: string | null = null, note = ''): Said => ({
  blocks: blocksOf(text),
  lang,
  note,
})

const tag = (value: { language: string | null; script?: string | null }): string | null =>
  value.language === null ? null : tagOfLanguage({ language: value.language, script: value.script ?? null })

const joined = (parts: readonly (string | null | undefined)[], between = ' · '): string =>
  parts.filter((part) => !isBlank(part)).join(between)

const saidText = ({ markup, ...value }: ReleasedText, note = ''): Said => ({
  blocks: blocksOf(value.value, markup),
  lang: tag(value),
  note,
})

/** The title in the language of the labels first, where there is one. */
export function titlesOf({ texts }: ReleasedDescription, m: Messages, language: Language): Said[] {
  const titles = (texts.title ?? []).filter(({ value }) => !isBlank(value))
  const own = titles.find((title) => title.language === (language === 'ja' ? 'jpn' : 'eng'))
  const ordered = own ? [own, ...titles.filter((title) => title !== own)] : titles
  return ordered.length === 0
    ? [said(m.untitled)]
    : ordered.map((title) => saidText(title, title.reading ?? ''))
}

/** The citation that came with the record, or the one that a template makes of it. */
export function citationIn(
  { texts, ...description }: ReleasedDescription,
  { institution, citationTemplate }: { institution: Institution; citationTemplate: string | null },
): Said | null {
  const supplied = (texts.preferredCitation ?? []).filter(({ value }) => !isBlank(value))
  const chosen = supplied.find(({ language }) => language === institution.language) ?? supplied[0]
  if (chosen) return saidText(chosen)
  const { title = [], legalStatus = [], locationOfOriginals = [], acquisition = [] } = texts
  const { language, name: repository } = institution
  const computed = citationOf(citationTemplate ?? DEFAULT_TEMPLATE, {
    description: { ...description, title, legalStatus, locationOfOriginals, acquisition },
    repository,
    language,
  })
  return computed === '' ? null : said(computed, tagOfLanguage({ language, script: institution.script }))
}

/** Fields of text of some areas, in their order; the title and the citation have places of their own. */
const fieldsIn = (...areas: Area[]): TextField[] =>
  areas.flatMap((area) =>
    TEXT_FIELD_NAMES.filter(
      (field) => textFieldRule(field).area === area && field !== 'title' && field !== 'preferredCitation',
    ),
  )

export function metadataOf(description: ReleasedDescription, m: Messages, language: Language): MetadataRow[] {
  const { referenceCode, level, otherLevel, status } = description
  const fields = (names: readonly TextField[]) =>
    names.map((field) => ({
      label: m.fields[field],
      values: (description.texts[field] ?? [])
        .filter(({ value }) => !isBlank(value))
        .map((value) => saidText(value, noteOf(value, m))),
    }))
  return [
    { label: m.fields.referenceCode, values: referenceCode === null ? [] : [said(referenceCode)] },
    ...identifiers(description, m),
    ...dates(description, m, language),
    ...agents(description, m),
    { label: m.fields.level, values: [said(otherLevel ?? m.levels[level])] },
    { label: m.fields.extents, values: extents(description, m) },
    ...fields(fieldsIn('identity')),
    ...fields(fieldsIn('handling')),
    ...fields(fieldsIn('content', 'context')),
    ...accessPoints(description, m),
    { label: m.fields.languages, values: languages(description, language) },
    { label: m.fields.restrictions, values: restrictions(description, m) },
    { label: m.fields.containers, values: containers(description, language) },
    { label: m.fields.relations, values: relations(description, m) },
    ...fields(fieldsIn('access', 'allied', 'notes', 'control', 'staff')),
    { label: m.fields.status, values: [said(m.statuses[status])] },
  ].filter(({ values }) => values.length > 0)
}

/** Of what stands on the sheet: whose it is, its date, its page; of a marking, nothing. */
const noteOf = ({ name, date, pageNumber }: ReleasedText, m: Messages): string =>
  joined([name, date, pageNumber === undefined ? null : m.marks.onPage(pageNumber)])

const identifiers = ({ identifiers }: ReleasedDescription, m: Messages): MetadataRow[] =>
  identifiers
    .filter(({ value }) => !isBlank(value))
    .map(({ type, label, value, scope }) => ({
      label: label ?? m.identifierTypes[type] ?? type,
      values: [said(value, null, scope ?? '')],
    }))

const dates = ({ dates }: ReleasedDescription, m: Messages, language: Language): MetadataRow[] =>
  [...Map.groupBy(dates, ({ kind }) => kind)].map(([kind, own]) => ({
    label: joined([m.fields.dates, m.dateKinds[kind]], language === 'ja' ? '：' : ': '),
    values: own.map((date) => dateSaid(date, m, language)),
  }))

/** As the document says it, and as it is read: in both calendars. */
function dateSaid(date: DateValue, m: Messages, language: Language): Said {
  const { expression, edtf, timeOfDay, timeZone, place, certainty, inferredFrom } = date
  const read = edtf === null ? '' : isEdtf(edtf) ? formatDate(edtf, language) : edtf
  const own = isBlank(expression) ? read : expression
  return said(
    own,
    isBlank(expression) ? null : tag(date),
    joined([
      own === read ? '' : read,
      joined([timeOfDay, timeZone], ' '),
      place,
      certainty === 'certain' ? '' : m.certainties[certainty],
      inferredFrom === null ? '' : m.readingView.inferred(inferredFrom),
    ]),
  )
}

/** A row for each role, in the order in which a telegram names them. */
const agents = ({ agents }: ReleasedDescription, m: Messages): MetadataRow[] =>
  AGENT_ROLES.map((role) => ({
    label: m.agentRoles[role],
    values: agents
      .filter((agent) => agent.role === role && !isBlank(agent.name))
      .map((agent) =>
        said(
          agent.name,
          tag(agent),
          joined(
            agent.parallel.map(({ name }) => name).filter((name) => name !== agent.name),
            '、',
          ),
        ),
      ),
  }))

const extents = ({ extents }: ReleasedDescription, m: Messages): Said[] =>
  extents.map(({ quantity, unit, approximate }) =>
    said(approximate ? m.readingView.about(`${quantity} ${unit}`) : `${quantity} ${unit}`),
  )

const accessPoints = ({ accessPoints }: ReleasedDescription, m: Messages): MetadataRow[] =>
  ACCESS_POINT_TYPES.map((type) => ({
    label: m.accessPointTypes[type],
    values: accessPoints
      .filter((point) => point.type === type && !isBlank(point.value))
      .map((point) => said(point.value, tag(point))),
  }))

function languages({ languages }: ReleasedDescription, language: Language): Said[] {
  const names = new Intl.DisplayNames([language], { type: 'language', fallback: 'code' })
  return languages.map((one) => {
    const own = tagOfLanguage(one)
    return said(own === '' ? '' : (names.of(own) ?? own))
  })
}

const restrictions = ({ restrictions }: ReleasedDescription, m: Messages): Said[] =>
  restrictions.map(({ type, basis, event, note, opensOn }) =>
    said(
      joined([m.restrictionTypes[type], basis, event]),
      null,
      joined([opensOn === null ? '' : m.restriction.openFrom(opensOn), note]),
    ),
  )

const containers = ({ containers }: ReleasedDescription, language: Language): Said[] =>
  containers.map(({ containers: chain, folder, item, location }) =>
    said(
      joined([...chain.map((one) => containerName(one, language)), folder, item], ' / '),
      null,
      location ?? '',
    ),
  )

const relations = ({ relations }: ReleasedDescription, m: Messages): Said[] =>
  relations.map(({ type, target, part, scope }) =>
    said(joined([m.relationTypes[type], joined([target, part], ' / ')], ': '), null, scope ?? ''),
  )
