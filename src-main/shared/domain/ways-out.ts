/**
 * Every way on which something leaves the catalogue without going through the released view: what is under review, and what
 * is withheld, goes with it. There is no other way, and each goes through `catalogue/way-out.ts`: where something is under
 * review a reason is given, what leaves says in its name that it is for staff, and the audit tells of it.
 */

/** Put before the ending of a file's name. */
export const STAFF_MARK = 'STAFF-NOT-FOR-RELEASE'

interface WayOut {
  /** The modules that let it out, from `src-main/services` or, with a slash at the beginning, from `src-renderer`. */
  readonly at: readonly string[]
  /** Where it says what it is: beside its name the root of the file or its first page, or the name alone. */
  readonly says: 'nameAndBeginning' | 'name' | 'nothing'
}

export const WAYS_OUT = {
  /** Descriptions for staff, with their texts where a format has a place for them. */
  staffExport: { at: ['export/index.ts'], says: 'nameAndBeginning' },
  /** What was read on pages. */
  pages: { at: ['export/pages.ts'], says: 'name' },
  /** Reading copies of records. */
  reading: { at: ['export/reading/index.ts'], says: 'nameAndBeginning' },
  /** Labels, cards and lists. */
  print: { at: ['print/index.ts'], says: 'name' },
  /** A branch for a colleague; never one that is under review itself. */
  loan: { at: ['lending/index.ts'], says: 'name' },
  /** Backup copies elsewhere. */
  secondCopies: { at: ['backup/second.ts'], says: 'nameAndBeginning' },
  /** A question to another agency, sealed: the pages and marks that it is about. */
  referral: { at: ['review/packing.ts'], says: 'nameAndBeginning' },
  names: { at: ['authority-file.ts'], says: 'name' },
  terms: { at: ['term/file.ts'], says: 'name' },
  /** Cells of a grid. */
  clipboard: { at: ['/views/describe/work/grid/grid-keys.ts'], says: 'nothing' },
  /** The reading view of the desk, on paper. */
  screenPrint: { at: ['/views/describe/work/reading/ReadingWork.svelte'], says: 'nameAndBeginning' },
} as const satisfies Record<string, WayOut>
export type WayOutName = keyof typeof WAYS_OUT
export const WAY_NAMES = Object.keys(WAYS_OUT) as [WayOutName, ...WayOutName[]]
/** Ways that the page alone knows: it says so before. */
export const PAGE_WAYS = ['clipboard', 'screenPrint'] as const satisfies readonly WayOutName[]

/** Modules that write where a person says, and let nothing out of the catalogue that is not released. */
export const NO_WAYS_OUT: Readonly<Record<string, string>> = {
  'release/index.ts': 'release copies, through the released view',
  'export/batch/index.ts': 'files of a batch, for the public alone',
  'request/index.ts': 'the annex of a letter, which says of a mark what a release says',
  'encryption/index.ts': 'a recovery key, on paper: nothing of a record',
  'catalogue/index.ts': 'a new catalogue, or the sample',
  'salvage/index.ts': 'another file, which is damaged, as a catalogue with its reviews',
}

/** The name of a file, or of a folder, that says that it is for staff. */
export function staffName(path: string, extension: string): string {
  const ending =
    extension !== '' && path.toLowerCase().endsWith(extension.toLowerCase()) ? extension.length : 0
  const stem = ending === 0 ? path : path.slice(0, -ending)
  return stem.endsWith(STAFF_MARK) ? path : `${stem}-${STAFF_MARK}${ending === 0 ? '' : path.slice(-ending)}`
}
