/** What an authority record says beside its names, by the elements of ISAAR(CPF). */

export const NAME_KINDS = ['authorized', 'parallel', 'variant'] as const

/** Which part is written first: Wu Xueqian, Ryo C. Kato. */
export const NAME_ORDERS = ['surnameFirst', 'givenFirst'] as const

export const AUTHORITY_DATE_KINDS = ['existence', 'activity'] as const

/** Texts with their element of ISAAR(CPF); those without one are the office's own. */
export const AUTHORITY_TEXTS = {
  history: '5.2.2',
  places: '5.2.3',
  legalStatus: '5.2.4',
  functions: '5.2.5',
  mandates: '5.2.6',
  internalStructure: '5.2.7',
  generalContext: '5.2.8',
  note: null,
  sources: '5.4.8',
  staffNote: '5.4.9',
} as const
export type AuthorityText = keyof typeof AUTHORITY_TEXTS
export const AUTHORITY_TEXT_NAMES = Object.keys(AUTHORITY_TEXTS) as AuthorityText[]

/** Relations, said of the one that has them (ISAAR 5.3.2): the part of the whole, the later of the earlier, the member of the body. */
export const AUTHORITY_RELATIONS = ['partOf', 'succeeds', 'memberOf', 'family', 'associated'] as const

/** Files in which others number the same persons and bodies; any other word may stand for one that is not here. */
export const IDENTIFIER_SOURCES = [
  'viaf',
  'wikidata',
  'isni',
  'ndl',
  'lcnaf',
  'ulan',
  'gnd',
  'local',
] as const

/** Those of them that mean the same everywhere, the likeliest to be followed first. */
export const PUBLISHED_SOURCES: readonly string[] = [
  'viaf',
  'isni',
  'ndl',
  'wikidata',
  'lcnaf',
  'ulan',
  'gnd',
]
