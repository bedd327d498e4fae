/** The field codes of ArchivesSpace's template. Notes, and the numbers after dates, extents, names and subjects, are read as far as they go. */
const FIRST = "ArchivesSpace field code (please don't edit this row)"

/** The code of a field that repeats: the first has no number. */
export const at = (name: string, index: number): string =>
  index === 0 ? name : `${name}_${String(index + 1)}`

const numbered = <T extends string>(columns: readonly T[], count: number): string[] =>
  Array.from({ length: count }, (_, index) => columns.map((column) => at(column, index))).flat()

const agents = (kind: string, count: number): string[] =>
  Array.from({ length: count }, (_, at) =>
    ['record_id', 'header', 'role', 'relator'].map((part) => `${kind}_agent_${part}_${String(at + 1)}`),
  ).flat()

/** How many there is room for; what is more stands in the general note. */
export const ROOM = {
  dates: 3,
  extents: 2,
  languages: 3,
  containers: 2,
  people: 5,
  families: 2,
  bodies: 3,
  subjects: 10,
}

/** Types of notes, each with its text, whether it is published, and its label. */
export const NOTE_TYPES = [
  ...[
    'abstract',
    'accessrestrict',
    'accruals',
    'acqinfo',
    'altformavail',
    'appraisal',
    'arrangement',
    'bioghist',
  ],
  ...[
    'custodhist',
    'dimensions',
    'legalstatus',
    'odd',
    'originalsloc',
    'otherfindaid',
    'physdesc',
    'physfacet',
  ],
  ...[
    'physloc',
    'phystech',
    'prefercite',
    'processinfo',
    'relatedmaterial',
    'scopecontent',
    'separatedmaterial',
  ],
  ...['userestrict'],
] as const

export const ASPACE_COLUMNS: readonly string[] = [
  FIRST,
  ...['collection_id', 'ead', 'res_uri', 'ref_id', 'title', 'unit_id', 'hierarchy', 'level', 'other_level'],
  ...['publish', 'restrictions_flag', 'processing_note'],
  ...numbered(['l_lang', 'l_langscript', 'n_langmaterial', 'p_langmaterial'], ROOM.languages),
  ...numbered(['dates_label', 'begin', 'end', 'date_type', 'expression', 'date_certainty'], ROOM.dates),
  ...numbered(
    ['portion', 'number', 'extent_type', 'container_summary', 'physical_details', 'dimensions'],
    ROOM.extents,
  ),
  ...numbered(
    [
      'cont_instance_type',
      'type_1',
      'indicator_1',
      'barcode',
      'type_2',
      'indicator_2',
      'type_3',
      'indicator_3',
    ],
    ROOM.containers,
  ),
  ...['digital_object_id', 'digital_object_title', 'digital_object_publish', 'digital_object_link'],
  ...['digital_object_link_publish', 'thumbnail', 'thumbnail_publish'],
  ...agents('people', ROOM.people),
  ...agents('families', ROOM.families),
  ...agents('corporate_entities', ROOM.bodies),
  ...Array.from({ length: ROOM.subjects }, (_, at) =>
    ['record_id', 'term', 'type', 'source'].map((part) => `subject_${String(at + 1)}_${part}`),
  ).flat(),
  ...NOTE_TYPES.flatMap((type) => [`n_${type}`, `p_${type}`, `l_${type}`]),
]

/** The second row is for people; the importer passes over it. */
export const ASPACE_HEADS: readonly (readonly string[])[] = [
  ASPACE_COLUMNS,
  ASPACE_COLUMNS.map((code) => (code === FIRST ? 'Field name' : code.replaceAll('_', ' '))),
]
