/** EAD3 `control`: the finding aid as a document. Every date in it is a date of the description, so that the same catalogue gives the same bytes. */
import type { ReleasedDescription } from '../../shared/domain/released-view.ts'
import { element, elementOrNull } from '../../xml/element.ts'
import type { Element } from '../../xml/element.ts'
import { ISAD } from '../ead/context.ts'
import type { EadContext } from '../ead/context.ts'
import { titleProper } from '../ead/title-proper.ts'
import { dialect } from './dialect.ts'
import { languageElement, scriptElement } from './did.ts'
import { line, paragraphsOf, spoken } from '../ead/prose.ts'

export function control(highest: ReleasedDescription, context: EadContext): Element {
  const { institution, words } = context
  const staff = context.audience === 'staff'
  const changed = highest.updatedAt !== highest.createdAt
  return element(
    'control',
    {
      countryencoding: 'iso3166-1',
      dateencoding: 'iso8601',
      langencoding: 'iso639-2b',
      relatedencoding: ISAD,
      repositoryencoding: 'iso15511',
      scriptencoding: 'iso15924',
    },
    element('recordid', {}, line(highest.referenceCode) || line(highest.uid)),
    element('otherrecordid', { localtype: isUuid(highest.uid) ? 'uuid' : 'uid' }, line(highest.uid)),
    fileDescription(highest, context),
    element('maintenancestatus', { value: changed ? 'revised' : 'new' }),
    element('publicationstatus', { value: staff ? 'inprocess' : 'published' }, staff && words.staffCopy),
    element(
      'maintenanceagency',
      { countrycode: institution.country },
      institution.isil !== null && element('agencycode', {}, institution.isil),
      element('agencyname', {}, line(institution.name)),
    ),
    element(
      'languagedeclaration',
      {},
      languageElement(institution.language, context),
      scriptElement(institution.script, context),
    ),
    element(
      'conventiondeclaration',
      {},
      element('abbr', {}, 'ISAD(G)'),
      element('citation', {}, 'General International Standard Archival Description, 2nd ed.'),
    ),
    rights(context),
    element(
      'localtypedeclaration',
      {},
      element('abbr', {}, 'shoko'),
      element('citation', {}, words.localTypes),
    ),
    maintenanceHistory(highest, changed, context),
    sources(highest),
  )
}

const isUuid = (uid: string): boolean =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(uid)

/** A staff copy says what it is before anything else. */
function fileDescription(highest: ReleasedDescription, context: EadContext): Element {
  const { institution, options, words } = context
  const staff = context.audience === 'staff'
  const day = highest.updatedAt.slice(0, 10)
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
      element('date', { normal: day }, day),
    ),
    staff && element('notestmt', {}, element('controlnote', {}, element('p', {}, words.staffNotice))),
  )
}

/** The short name of a licence, where its address is one that everybody knows it by. */
function licenceOf(uri: string | null): string | null {
  const found = /^https?:\/\/creativecommons\.org\/(?:licenses|publicdomain)\/([a-z-]+)\/([\d.]+)/.exec(
    uri ?? '',
  )
  if (!found) return null
  const [, name = '', version = ''] = found
  return name === 'zero' ? `CC0 ${version}` : name === 'mark' ? null : `CC ${name.toUpperCase()} ${version}`
}

function rights({ institution }: EadContext): Element {
  const licence = licenceOf(institution.rightsUri)
  return element(
    'rightsdeclaration',
    {},
    licence !== null && element('abbr', {}, licence),
    element('citation', { href: institution.rightsUri }, line(institution.rightsStatement)),
  )
}

function maintenanceHistory(highest: ReleasedDescription, changed: boolean, context: EadContext): Element {
  const { institution, generator, words } = context
  const event = (type: string, at: string, by: 'human' | 'machine', agent: string, what: string) =>
    element(
      'maintenanceevent',
      {},
      element('eventtype', { value: type }),
      element('eventdatetime', { standarddatetime: at }, at),
      element('agenttype', { value: by }),
      element('agent', {}, agent),
      element('eventdescription', {}, what),
    )
  const office = line(institution.name)
  return element(
    'maintenancehistory',
    {},
    event('created', highest.createdAt, 'human', office, words.created),
    changed && event('revised', highest.updatedAt, 'human', office, words.revised),
    event('derived', highest.updatedAt, 'machine', line(generator), words.exported),
  )
}

/** 3.7.1 What the description was made from. */
const sources = ({ texts }: ReleasedDescription): Element | null =>
  elementOrNull(
    'sources',
    {},
    spoken(texts.sources).flatMap((value) =>
      paragraphsOf(value.value).map((lines) => {
        const entry = lines.join(' ')
        const href = /^https?:\/\/\S+$/.test(entry) ? entry : null
        return element('source', { href }, element('sourceentry', dialect.said('sourceentry', value), entry))
      }),
    ),
  )
