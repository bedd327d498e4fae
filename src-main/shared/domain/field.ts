/**
 * The fields of a description: the first column of the crosswalk in camelCase, with the rule that each comes from.
 * Text fields hold any number of values, each with its own language and script, so that a Japanese and an
 * English title are two values of one field.
 */

/** Areas of ISAD(G), in its order; `handling` and `staff` hold what it has no place for. */
export const AREAS = [
  'identity',
  'context',
  'content',
  'access',
  'allied',
  'notes',
  'control',
  'handling',
  'staff',
] as const
export type Area = (typeof AREAS)[number]

interface FieldRule {
  readonly area: Area
  /** ISAD(G) element number, or null for what only EAD has. */
  readonly isad: string | null
  /** One paragraph in a line, or several. */
  readonly shape: 'line' | 'paragraphs'
  /** Never in a public copy, whatever is published. */
  readonly staffOnly?: true
}

export const TEXT_FIELDS = {
  title: { area: 'identity', isad: '3.1.2', shape: 'line' },
  physicalFacet: { area: 'identity', isad: '3.1.5', shape: 'line' },
  dimensions: { area: 'identity', isad: '3.1.5', shape: 'line' },
  administrativeHistory: { area: 'context', isad: '3.2.2', shape: 'paragraphs' },
  archivalHistory: { area: 'context', isad: '3.2.3', shape: 'paragraphs' },
  acquisition: { area: 'context', isad: '3.2.4', shape: 'paragraphs' },
  abstract: { area: 'content', isad: null, shape: 'paragraphs' },
  scopeAndContent: { area: 'content', isad: '3.3.1', shape: 'paragraphs' },
  appraisal: { area: 'content', isad: '3.3.2', shape: 'paragraphs' },
  accruals: { area: 'content', isad: '3.3.3', shape: 'paragraphs' },
  arrangement: { area: 'content', isad: '3.3.4', shape: 'paragraphs' },
  accessConditions: { area: 'access', isad: '3.4.1', shape: 'paragraphs' },
  legalStatus: { area: 'access', isad: '3.4.1', shape: 'paragraphs' },
  reproductionConditions: { area: 'access', isad: '3.4.2', shape: 'paragraphs' },
  languageNote: { area: 'access', isad: '3.4.3', shape: 'paragraphs' },
  physicalCharacteristics: { area: 'access', isad: '3.4.4', shape: 'paragraphs' },
  findingAids: { area: 'access', isad: '3.4.5', shape: 'paragraphs' },
  locationOfOriginals: { area: 'allied', isad: '3.5.1', shape: 'paragraphs' },
  locationOfCopies: { area: 'allied', isad: '3.5.2', shape: 'paragraphs' },
  relatedUnits: { area: 'allied', isad: '3.5.3', shape: 'paragraphs' },
  separatedUnits: { area: 'allied', isad: '3.5.3', shape: 'paragraphs' },
  publicationNote: { area: 'allied', isad: '3.5.4', shape: 'paragraphs' },
  note: { area: 'notes', isad: '3.6.1', shape: 'paragraphs' },
  preferredCitation: { area: 'notes', isad: null, shape: 'paragraphs' },
  credits: { area: 'notes', isad: null, shape: 'paragraphs' },
  archivistNote: { area: 'control', isad: '3.7.1', shape: 'paragraphs' },
  sources: { area: 'control', isad: '3.7.1', shape: 'paragraphs' },
  classification: { area: 'handling', isad: '3.4.1', shape: 'line' },
  declassification: { area: 'handling', isad: '3.4.1', shape: 'line' },
  precedence: { area: 'handling', isad: null, shape: 'line' },
  handling: { area: 'handling', isad: null, shape: 'paragraphs' },
  distribution: { area: 'handling', isad: null, shape: 'paragraphs' },
  stamp: { area: 'handling', isad: null, shape: 'line' },
  staffNote: { area: 'staff', isad: null, shape: 'paragraphs', staffOnly: true },
} as const satisfies Record<string, FieldRule>

export type TextField = keyof typeof TEXT_FIELDS

/** Whether the values of a field stand on the sheet, each at its place on a page. */
export const standsOnSheet = (field: TextField): boolean => TEXT_FIELDS[field].area === 'handling'
export const TEXT_FIELD_NAMES = Object.keys(TEXT_FIELDS) as TextField[]

export const textFieldRule = (field: TextField): FieldRule => TEXT_FIELDS[field]

/** Fields with a structure of their own, in the order of ISAD(G). */
export const STRUCTURED_FIELDS = [
  'referenceCode',
  'identifiers',
  'dates',
  'level',
  'otherLevel',
  'extents',
  'agents',
  'languages',
  'accessPoints',
  'relations',
  'restrictions',
  'containers',
  'recordType',
  'status',
  'assignee',
] as const
export type StructuredField = (typeof STRUCTURED_FIELDS)[number]

export type FieldName = TextField | StructuredField
export const FIELD_NAMES = [...TEXT_FIELD_NAMES, ...STRUCTURED_FIELDS] as readonly FieldName[] as [
  FieldName,
  ...FieldName[],
]

const STRUCTURED_AREAS: Record<StructuredField, Area> = {
  referenceCode: 'identity',
  identifiers: 'identity',
  dates: 'identity',
  level: 'identity',
  otherLevel: 'identity',
  extents: 'identity',
  agents: 'context',
  languages: 'access',
  accessPoints: 'content',
  relations: 'allied',
  restrictions: 'access',
  containers: 'identity',
  recordType: 'identity',
  status: 'control',
  assignee: 'staff',
}

/** Parts of the record's form. */
export const FORM_TABS = ['identity', 'context', 'content', 'access', 'notes', 'names'] as const
export type FormTab = (typeof FORM_TABS)[number]

const TABS_OF_AREAS: Record<Area, FormTab> = {
  identity: 'identity',
  context: 'context',
  content: 'content',
  access: 'access',
  allied: 'notes',
  notes: 'notes',
  control: 'notes',
  handling: 'access',
  staff: 'notes',
}

/** Fields that a copy of a record can take over; the level and the type always go along, the reference code and the state never. */
export const COPIED_FIELDS = FIELD_NAMES.filter(
  (field) => !['referenceCode', 'level', 'otherLevel', 'recordType', 'status', 'assignee'].includes(field),
) as readonly FieldName[] as readonly [FieldName, ...FieldName[]]

export const isTextField = (field: FieldName): field is TextField => field in TEXT_FIELDS

/** Where a field stands when its type says nothing about it. */
export const tabOfField = (field: FieldName): FormTab =>
  field === 'agents'
    ? 'names'
    : TABS_OF_AREAS[isTextField(field) ? TEXT_FIELDS[field].area : STRUCTURED_AREAS[field]]

/** Kinds of title (DACS 2.3: formal or supplied; a parallel title is the same title in another language). */
export const TITLE_TYPES = ['formal', 'supplied', 'parallel', 'original'] as const

export const DATE_KINDS = [
  'creation',
  'despatch',
  'receipt',
  'stamped',
  'classified',
  'declassified',
  'disclosed',
  'publication',
  'copyright',
  // Of the predominant part of the records (DACS 2.4).
  'bulk',
  'other',
] as const
export type DateKind = (typeof DATE_KINDS)[number]

export const EXTENT_TYPES = [
  'carrier',
  'materialtype',
  'spaceoccupied',
  'otherphysdescstructuredtype',
] as const

export const AGENT_TYPES = ['person', 'corporateBody', 'family', 'position'] as const
export type AgentType = (typeof AGENT_TYPES)[number]

export const AGENT_ROLES = [
  'creator',
  'sender',
  'originatingPost',
  'addressee',
  'recipient',
  'mentioned',
  'translator',
  'collector',
  'responsibleOffice',
  'contributor',
] as const
export type AgentRole = (typeof AGENT_ROLES)[number]

/** Who supplied a part of a name that the document does not have. */
export const SUPPLIERS = ['translator', 'cataloguer'] as const
export type Supplier = (typeof SUPPLIERS)[number]

export const ACCESS_POINT_TYPES = ['subject', 'place', 'genre', 'function', 'occupation'] as const

/** Roles by which a description has a creator (ISAD(G) 3.2.1): a telegram has that of who sent it. */
export const CREATING_ROLES = ['creator', 'sender', 'originatingPost'] as const satisfies readonly AgentRole[]

export const RELATION_TYPES = [
  'isSeparateTelegramOf',
  'hasSeparateTelegram',
  'isReplyTo',
  'isAssociatedWith',
  'isPartOf',
  'isVersionOf',
] as const

/** Types of record that come with the program; the office makes others. */
export const RECORD_TYPES = ['general', 'telegram', 'letter', 'minutes', 'photograph'] as const

export const STATUSES = ['draft', 'checked', 'published'] as const
export type Status = (typeof STATUSES)[number]
