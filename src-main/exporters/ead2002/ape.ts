/**
 * apeEAD 1.5, the part of EAD 2002 that Archives Portal Europe takes: few attributes, text where EAD has names inside
 * text, no section inside another. What it has no element for is said in the one that is nearest; no word is left out.
 */
import type { Attributes, Child, Element } from '../../xml/element.ts'
import { element, elementsIn } from '../../xml/element.ts'

const ANALOG = ['encodinganalog'] as const
const DATE = ['calendar', 'era', 'normal', 'encodinganalog'] as const
const KNOWN = ['authfilenumber'] as const
const ENCODINGS = [
  'countryencoding',
  'dateencoding',
  'langencoding',
  'repositoryencoding',
  'scriptencoding',
] as const

/** The attributes that an element keeps; one that is not named here keeps none. */
const ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  eadheader: ENCODINGS,
  eadid: ['countrycode', 'identifier', 'mainagencycode', 'url'],
  unitid: ['type', ...ANALOG],
  unittitle: ['type', ...ANALOG],
  unitdate: DATE,
  date: DATE,
  physdesc: ANALOG,
  origination: ['label', ...ANALOG],
  langmaterial: ANALOG,
  language: ['langcode', 'scriptcode'],
  container: ['id', 'type', 'parent'],
  dao: ['xlink:type', 'xlink:href', 'xlink:role', 'xlink:title'],
  list: ['type', 'numeration'],
  persname: KNOWN,
  corpname: KNOWN,
  famname: KNOWN,
  subject: KNOWN,
  geogname: KNOWN,
  genreform: KNOWN,
  function: KNOWN,
  occupation: KNOWN,
}
/** Sections of a unit: they say what they are by their name alone. */
const SECTIONS: ReadonlySet<string> = new Set([
  'accessrestrict',
  'accruals',
  'acqinfo',
  'altformavail',
  'appraisal',
  'arrangement',
  'bibliography',
  'bioghist',
  'custodhist',
  'odd',
  'originalsloc',
  'otherfindaid',
  'phystech',
  'prefercite',
  'processinfo',
  'relatedmaterial',
  'scopecontent',
  'separatedmaterial',
  'userestrict',
])
/** Elements that hold a name or a term by itself. */
const HOLDS_NAMES: ReadonlySet<string> = new Set(['controlaccess', 'origination', 'repository'])
/** Elements that hold nothing but text here. */
const TEXT_ONLY: ReadonlySet<string> = new Set([
  ...['persname', 'corpname', 'famname', 'subject', 'geogname', 'genreform', 'function', 'occupation'],
  ...['extent', 'physfacet', 'dimensions', 'physloc', 'container', 'unitdate', 'head', 'language'],
])
/** Elements within text of which only the text stays. */
const UNWRAPPED: ReadonlySet<string> = new Set([
  ...['persname', 'corpname', 'famname', 'geogname', 'title', 'num'],
  'event',
])

/** Scripts and languages are those of the lists that apeEAD was made with. */
const SCRIPTS: ReadonlySet<string> = new Set(
  (
    'Arab Armn Bali Batk Beng Blis Bopo Brah Brai Bugi Buhd Cans Cham Cher Cirt Copt Cprt Cyrl Cyrs Deva ' +
    'Dsrt Egyd Egyh Egyp Ethi Geok Geor Glag Goth Grek Gujr Guru Hang Hani Hano Hans Hant Hebr Hira Hmng ' +
    'Hrkt Hung Inds Ital Java Kali Kana Khar Khmr Knda Laoo Latf Latg Latn Lepc Limb Lina Linb Mand Maya ' +
    'Mero Mlym Mong Mymr Nkoo Ogam Orkh Orya Osma Perm Phag Phnx Plrd Qaaa Qabx Roro Runr Sara Shaw Sinh ' +
    'Sylo Syrc Syre Syrj Syrn Tagb Tale Talu Taml Telu Teng Tfng Tglg Thaa Thai Tibt Ugar Vaii Visp Xpeo ' +
    'Xsux Yiii Zxxx Zyyy Zzzz'
  ).split(' '),
)
const NOT_LANGUAGES: ReadonlySet<string> = new Set(
  'ain alt anp frr frs gsw krl nqo rup srn syc zbl zgh zxx zza'.split(' '),
)
/** Countries that its list does not have; it has a code for none of those. */
const NOT_COUNTRIES: ReadonlySet<string> = new Set('BL BQ CW GG JE MF SS SX'.split(' '))

/** A section of the finding aid or of a unit as apeEAD has it; null where nothing of it is left. */
export function apeSection(section: Element): Element | null {
  const [made = null] = elementsIn(converted(section, ''))
  return made && made.children.length > 0 ? made : null
}

/** What `did` has no room for in apeEAD: told among the sections. */
export const apeLeftOver = (did: Element): Element[] =>
  did.children
    .filter((child) => typeof child !== 'string')
    .filter((child) => child.name === 'abstract' || isNote(child))
    .map((child) => element('odd', {}, element('p', {}, within(child))))

const isNote = ({ name, children }: Element): boolean =>
  name === 'langmaterial' && children.every((child) => typeof child === 'string' || child.name !== 'language')

function converted(given: Element, parent: string): Child {
  const { name } = given
  if (parent === 'did' && (name === 'abstract' || isNote(given))) return null
  if (name === 'daodesc') return null
  if (name === 'chronlist') return events(given)
  if (name === 'archref' || name === 'legalstatus') return element('p', {}, within(given))
  if (name === parent && SECTIONS.has(name)) return within(given)
  if (name === 'list' && parent === 'phystech')
    return given.children.map((item) => typeof item !== 'string' && element('p', {}, within(item)))
  if (UNWRAPPED.has(name) && !HOLDS_NAMES.has(parent)) return within(given)
  if (TEXT_ONLY.has(name)) return element(name, kept(given), textIn(given))
  return element(name, kept(given), within(given))
}

const within = (given: Element): Child =>
  given.children.map((child) => (typeof child === 'string' ? child : converted(child, given.name)))

/** Events as lines of a list. */
const events = ({ children }: Element): Element =>
  element(
    'list',
    { type: 'marked' },
    children.map(
      (item) =>
        typeof item !== 'string' &&
        element(
          'item',
          {},
          item.children.map((part, at) => [at > 0 && ' ', typeof part !== 'string' && textIn(part)]),
        ),
    ),
  )

function kept({ name, attributes }: Element): Attributes {
  const names = ATTRIBUTES[name] ?? (SECTIONS.has(name) ? ANALOG : [])
  const values: Record<string, string | null | undefined> = Object.fromEntries(
    names.map((attribute) => [attribute, attributes[attribute]]),
  )
  if (name === 'list' && values['type'] === 'simple') return { ...values, type: 'marked' }
  if (name === 'language') return coded(values)
  if (name === 'eadid' && NOT_COUNTRIES.has(values['countrycode'] ?? ''))
    return { ...values, countrycode: 'XX' }
  return values
}

/** The name of a language says what its code may not. */
const coded = ({ langcode, scriptcode }: Attributes): Attributes => ({
  langcode: NOT_LANGUAGES.has(langcode ?? '') ? null : langcode,
  scriptcode: SCRIPTS.has(scriptcode ?? '') ? scriptcode : null,
})

const textIn = ({ children }: Element): string =>
  children
    .map((child) => (typeof child === 'string' ? child : child.name === 'lb' ? ' ' : textIn(child)))
    .join('')
