/** The field's words: levels, fields, roles, units. */
import { containerTypeNames } from '../../domain/container.ts'
import type {
  ACCESS_POINT_TYPES,
  AgentRole,
  AgentType,
  DateKind,
  EXTENT_TYPES,
  FieldName,
  RECORD_TYPES,
  RELATION_TYPES,
  Status,
  TITLE_TYPES,
} from '../../domain/field.ts'
import type { Level } from '../../domain/level.ts'
import type { RestrictionType } from '../../domain/restriction.ts'
import { count } from './numbers.ts'

type Names<K extends string> = Record<K, string>

const levels: Names<Level> = {
  fonds: 'Fonds',
  collection: 'Collection',
  recordgrp: 'Record group',
  subfonds: 'Subfonds',
  subgrp: 'Subgroup',
  class: 'Class',
  series: 'Series',
  subseries: 'Subseries',
  file: 'File',
  item: 'Item',
  otherlevel: 'Other level',
}

const fields: Names<FieldName> = {
  referenceCode: 'Reference code',
  identifiers: 'Other numbers',
  title: 'Title',
  dates: 'Dates',
  level: 'Level',
  otherLevel: 'Name of the level',
  extents: 'Extent',
  physicalFacet: 'Physical facet',
  dimensions: 'Dimensions',
  recordType: 'Form of record',
  status: 'Status',
  assignee: 'Assignee',
  agents: 'Names',
  administrativeHistory: 'Administrative history',
  archivalHistory: 'Archival history',
  acquisition: 'Acquisition',
  abstract: 'Abstract',
  scopeAndContent: 'Scope and content',
  appraisal: 'Appraisal',
  accruals: 'Accruals',
  arrangement: 'Arrangement',
  accessPoints: 'Access points',
  accessConditions: 'Access conditions',
  legalStatus: 'Legal status',
  reproductionConditions: 'Reproduction',
  languages: 'Languages',
  languageNote: 'Language note',
  physicalCharacteristics: 'Physical condition',
  findingAids: 'Finding aids',
  locationOfOriginals: 'Originals',
  locationOfCopies: 'Copies',
  relatedUnits: 'Related units',
  separatedUnits: 'Separated units',
  relations: 'Relations',
  restrictions: 'Restrictions',
  containers: 'Containers',
  publicationNote: 'Publication note',
  note: 'Note',
  preferredCitation: 'Preferred citation',
  credits: 'Credits',
  archivistNote: 'Archivist’s note',
  sources: 'Sources',
  classification: 'Classification',
  declassification: 'Declassification',
  precedence: 'Precedence',
  handling: 'Handling',
  distribution: 'Distribution',
  stamp: 'Stamp',
  staffNote: 'Staff note',
}

/** What belongs into a field, in a sentence; its ISAD(G) number is added by the interface. */
const hints: Names<FieldName> = {
  referenceCode: 'Unique in this catalogue, as it will be cited.',
  identifiers: 'Numbers that the document or another office gives it, each with its kind.',
  title: 'Formal or supplied, once in each language; a Japanese one with its reading.',
  dates: 'As the document says it; the reading appears below.',
  level: 'Where this unit stands in the whole.',
  otherLevel: 'Your office’s word for this level.',
  extents: 'How much, and of what.',
  physicalFacet: 'Material, technique, form such as a telegram copy.',
  dimensions: 'With the unit, such as 257 × 182 mm.',
  recordType: 'Decides which fields the form shows; nothing is lost when it changes.',
  status: 'Only published descriptions leave in a public copy.',
  assignee: 'Who is to see to it next. Stays in the catalogue.',
  agents: 'Who made, sent, received, translated or is mentioned.',
  administrativeHistory: 'The office or person that made the unit.',
  archivalHistory: 'Where it was kept, and by whom, before it came here.',
  acquisition: 'How, when and from whom it came.',
  abstract: 'One short paragraph for lists.',
  scopeAndContent: 'What it is about, in time, place, form and subject.',
  appraisal: 'What was kept, what was not, and when.',
  accruals: 'What is still to be expected.',
  arrangement: 'The order of the unit and where it comes from.',
  accessPoints: 'Subjects, places and forms to find it by.',
  accessConditions: 'Who may see it, and from when.',
  legalStatus: 'The law or act that decides access.',
  reproductionConditions: 'What may be copied or published, and who allows it.',
  languages: 'Languages and scripts of the unit itself.',
  languageNote: 'Anything a code cannot say.',
  physicalCharacteristics: 'Condition or equipment that limits use.',
  findingAids: 'Other lists or guides to the unit.',
  locationOfOriginals: 'Where the originals are, when these are copies.',
  locationOfCopies: 'Where copies are, and how to reach them.',
  relatedUnits: 'Other units about the same matter.',
  separatedUnits: 'What was taken out and is kept elsewhere.',
  relations: 'Typed links, such as the telegram that this one belongs to.',
  restrictions: 'Why it is closed, and until when; the day on which it opens is computed.',
  containers:
    'The box, volume or reel it is kept in, with the folder and item in it. Scan a barcode, or type a number.',
  publicationNote: 'Publications about or based on the unit.',
  note: 'What fits nowhere else.',
  preferredCitation: 'How a reader should cite it.',
  credits: 'Thanks and funding, as the source states them.',
  archivistNote: 'How and by whom the description was made.',
  sources: 'What the description is based on.',
  classification: 'Original marking, as written, with its code.',
  declassification: 'Stamp or decision that lifted it.',
  precedence: 'Urgency marking, as written, with its code.',
  handling: 'Instructions printed or written on the document.',
  distribution: 'Offices that received a copy, each as it is written, with its full name.',
  stamp: 'Stamps, as read, each with whose it is and its place on the page.',
  staffNote: 'For colleagues only; never in a public copy.',
}

const statuses: Names<Status> = { draft: 'Draft', checked: 'Checked', published: 'Published' }

/** Those that come with the program; the office's own say their names themselves. */
const recordTypes: Names<(typeof RECORD_TYPES)[number]> = {
  general: 'General',
  telegram: 'Telegram',
  letter: 'Letter',
  minutes: 'Minutes',
  photograph: 'Photograph',
}

const dateKinds: Names<DateKind> = {
  creation: 'Creation',
  despatch: 'Despatch',
  receipt: 'Receipt',
  stamped: 'Stamped',
  classified: 'Classified',
  declassified: 'Declassified',
  disclosed: 'Disclosed',
  publication: 'Publication',
  copyright: 'Copyright',
  bulk: 'Predominant',
  other: 'Other',
}

const certainties: Names<'certain' | 'approximate' | 'uncertain'> = {
  certain: 'certain',
  approximate: 'approximate',
  uncertain: 'uncertain',
}

const agentTypes: Names<AgentType> = {
  person: 'Person',
  corporateBody: 'Corporate body',
  family: 'Family',
  position: 'Position',
}

const agentRoles: Names<AgentRole> = {
  creator: 'Creator',
  sender: 'Sender',
  originatingPost: 'Originating post',
  addressee: 'Addressee',
  recipient: 'Recipient',
  mentioned: 'Mentioned',
  translator: 'Translator',
  collector: 'Collector',
  responsibleOffice: 'Responsible office',
  contributor: 'Contributor',
}

const titleTypes: Names<(typeof TITLE_TYPES)[number]> = {
  formal: 'formal',
  supplied: 'supplied',
  parallel: 'parallel',
  original: 'original',
}

const accessPointTypes: Names<(typeof ACCESS_POINT_TYPES)[number]> = {
  subject: 'Subject',
  place: 'Place',
  genre: 'Form',
  function: 'Function',
  occupation: 'Occupation',
}

const extentTypes: Names<(typeof EXTENT_TYPES)[number]> = {
  carrier: 'carrier',
  materialtype: 'material',
  spaceoccupied: 'space',
  otherphysdescstructuredtype: 'other',
}

const relationTypes: Names<(typeof RELATION_TYPES)[number]> = {
  isSeparateTelegramOf: 'separate telegram of',
  hasSeparateTelegram: 'has separate telegram',
  isReplyTo: 'reply to',
  isAssociatedWith: 'associated with',
  isPartOf: 'part of',
  isVersionOf: 'version of',
}

const textKinds: Names<'transcription' | 'translation' | 'summary'> = {
  transcription: 'Transcription',
  translation: 'Translation',
  summary: 'Summary',
}

const textSources: Names<'typed' | 'ocr' | 'imported'> = {
  typed: 'typed',
  ocr: 'recognised',
  imported: 'imported',
}

const paragraphKinds: Names<
  'body' | 'heading' | 'head' | 'boilerplate' | 'stamp' | 'distribution' | 'footer'
> = {
  body: 'Body',
  heading: 'Heading',
  head: 'Head of the telegram',
  boilerplate: 'Form text',
  stamp: 'Stamp',
  distribution: 'Distribution',
  footer: 'Footer',
}

/** Counts in the office's units. */

export const record = {
  levels,
  fields,
  hints,
  statuses,
  recordTypes,
  dateKinds,
  certainties,
  agentTypes,
  agentRoles,
  titleTypes,
  accessPointTypes,
  extentTypes,
  relationTypes,
  textKinds,
  textSources,
  paragraphKinds,
  /** Kinds of number that forms carry; any other kind is shown as written. */
  containerTypes: containerTypeNames('en'),
  restrictionTypes: {
    closed: 'Closed',
    partlyClosed: 'Closed in part',
    personalInformation: 'Personal information',
    nationalSecurity: 'National security',
    thirdParty: 'Third parties',
    donor: 'Agreement with donor',
    condition: 'Condition',
    other: 'Other',
  } as Names<RestrictionType>,
  identifierTypes: {
    mofaTotalNumber: 'Total number',
    telegramNumber: 'Telegram number',
    messageCode: 'Message code',
    documentNumber: 'Document number',
    requestNumber: 'Request number',
    archiveNumber: 'Archive number',
    url: 'Address',
    other: 'Other',
  } as Record<string, string>,
  pages: (n: number) => count(n, 'page', 'pages'),
  units: (n: number) => count(n, 'description', 'descriptions'),
  unitsBelow: (n: number) => `${count(n, 'unit', 'units')} below`,
  untitled: 'Untitled',
  noLanguage: 'no language',
}
