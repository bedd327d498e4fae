/** The terms of RiC-O 1.1 that a file uses; a validator knows no others. */
export const RICO = 'https://www.ica.org/standards/RiC/ontology#'
/** Types of record sets as RiC's own vocabulary has them. */
export const RECORD_SET_TYPES = 'https://www.ica.org/standards/RiC/vocabularies/recordSetTypes#'

export const CLASSES = [
  'RecordSet',
  'Record',
  'Instantiation',
  'Identifier',
  'Date',
  'Person',
  'CorporateBody',
  'Family',
  'Position',
  'AgentName',
  'Place',
  'Concept',
  'Language',
  'RecordSetType',
  'DocumentaryFormType',
] as const
export type RicoClass = (typeof CLASSES)[number]

/** Properties whose values are words. */
export const WORDS = [
  'title',
  'name',
  'type',
  'identifier',
  'textualValue',
  'expressedDate',
  'normalizedDateValue',
  'dateQualifier',
  'recordResourceExtent',
  'carrierExtent',
  'physicalCharacteristicsNote',
  'scopeAndContent',
  'generalDescription',
  'history',
  'accruals',
  'recordResourceStructure',
  'conditionsOfAccess',
  'conditionsOfUse',
  'note',
] as const

/** Properties that lead to something else. */
export const LINKS = [
  'isOrWasIncludedIn',
  'isOrWasConstituentOf',
  'isOrWasPartOf',
  'hasRecordSetType',
  'hasOrHadIdentifier',
  'hasCreationDate',
  'isAssociatedWithDate',
  'hasOrHadInstantiation',
  'hasOrHadDigitalInstantiation',
  'hasOrHadHolder',
  'hasCreator',
  'hasSender',
  'hasAddressee',
  'hasCollector',
  'hasOrHadAgentName',
  'hasOrHadSubject',
  'hasOrHadLanguage',
  'hasOrHadSomeMembersWithLanguage',
  'hasDocumentaryFormType',
  'hasOrHadSomeMembersWithDocumentaryFormType',
  'isRecordResourceAssociatedWithRecordResource',
  'isRelatedTo',
] as const

export type RicoProperty = (typeof WORDS)[number] | (typeof LINKS)[number]
