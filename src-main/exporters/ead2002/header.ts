/** EAD 2002 `eadheader`: the finding aid as a document. Every date in it is a date of the description, so that the same catalogue gives the same bytes. */
import type { ReleasedDescription } from '../../shared/domain/released-view.ts'
import { element } from '../../xml/element.ts'
import type { Element } from '../../xml/element.ts'
import { ISAD } from '../ead/context.ts'
import type { EadContext } from '../ead/context.ts'
import { line, paragraphs, paragraphsOf, spoken } from '../ead/prose.ts'
import { titleProper } from '../ead/title-proper.ts'
import { languageElement } from './did.ts'
import { dialect } from './dialect.ts'
import type { Ead2002Options } from './options.ts'
import { codeOrNone } from './token.ts'

export function eadHeader(highest: ReleasedDescription, context: EadContext<Ead2002Options>): Element {
  const staff = context.audience === 'staff'
  return element(
    'eadheader',
    {
      audience: staff ? 'internal' : null,
      countryencoding: 'iso3166-1',
      dateencoding: 'iso8601',
      langencoding: 'iso639-2b',
      relatedencoding: ISAD,
      repositoryencoding: 'iso15511',
      scriptencoding: 'iso15924',
    },
    identifier(highest, context),
    fileDescription(highest, context),
    profile(highest, context),
    revisions(highest, context),
  )
}

/** What makes the finding aid one of its kind: its country, its agency and its own name, in which no solidus may stand. */
const identifier = (
  { referenceCode, uid }: ReleasedDescription,
  { institution }: EadContext<Ead2002Options>,
): Element =>
  element(
    'eadid',
    { countrycode: institution.country, identifier: line(uid), mainagencycode: codeOrNone(institution.isil) },
    line(referenceCode) || line(uid),
  )

/** A staff copy says what it is before anything else. */
function fileDescription(highest: ReleasedDescription, context: EadContext<Ead2002Options>): Element {
  const { institution, options, words } = context
  const staff = context.audience === 'staff'
  const notes = [
    staff && element('note', {}, element('p', {}, words.staffNotice)),
    spoken(highest.texts.sources).map((value) =>
      element('note', { ...dialect.said('note', value), type: 'sources' }, paragraphs(value.value)),
    ),
  ]
  return element(
    'filedesc',
    {},
    element(
      'titlestmt',
      {},
      titleProper(highest, context),
      staff && element('subtitle', {}, words.staffNotice),
      line(options.author) !== '' && element('author', {}, line(options.author)),
    ),
    element(
      'publicationstmt',
      {},
      element('publisher', {}, line(institution.name)),
      dayOf(highest.updatedAt),
      element('p', {}, [line(institution.rightsStatement), institution.rightsUri ?? ''].join(' ').trim()),
    ),
    (staff || hasSources(highest)) && element('notestmt', {}, notes),
  )
}

const hasSources = ({ texts }: ReleasedDescription): boolean =>
  spoken(texts.sources).some(({ value }) => paragraphsOf(value).length > 0)

/** Only the day: a time of day is no date that readers of EAD 2002 know. */
function dayOf(instant: string): Element {
  const day = instant.slice(0, 10)
  return element('date', { normal: day }, day)
}

const profile = (highest: ReleasedDescription, context: EadContext<Ead2002Options>): Element =>
  element(
    'profiledesc',
    {},
    element(
      'creation',
      {},
      `${context.words.exported}${context.words.semicolon}${line(context.generator)} `,
      dayOf(highest.updatedAt),
    ),
    element('langusage', {}, languageElement(context.institution, context)),
    element('descrules', {}, 'General International Standard Archival Description, 2nd ed. (ISAD(G))'),
  )

function revisions(highest: ReleasedDescription, { words }: EadContext<Ead2002Options>): Element {
  const change = (at: string, what: string) => element('change', {}, dayOf(at), element('item', {}, what))
  return element(
    'revisiondesc',
    {},
    change(highest.createdAt, words.created),
    highest.updatedAt !== highest.createdAt && change(highest.updatedAt, words.revised),
  )
}
