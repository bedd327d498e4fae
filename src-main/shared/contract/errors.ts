/**
 * Every expected failure of the program: its code, its HTTP status, and the details it carries.
 * Details name files, ids and numbers, never the text of a record; the words are made at the edge
 * (i18n, keyed by the code).
 */
import { ORPCError } from '@orpc/contract'
import { z } from 'zod'

const file = z.object({ file: z.string() })
const id = z.object({ id: z.number() })
const none = z.object({})

export const ERRORS = {
  // the catalogue as a whole
  noCatalogueOpen: { status: 409, data: none },
  catalogueNotFound: { status: 404, data: file },
  /** It is encrypted, and its passphrase was not given yet; `id` is what `encryption.unlock` takes. */
  catalogueLocked: { status: 401, data: z.object({ file: z.string(), id: z.string() }) },
  /** Of a catalogue, or of a key. */
  passphraseWrong: { status: 403, data: none },
  /** One group of a recovery key is not what it says of itself: the number of it, from 1. */
  recoveryKeyMistyped: { status: 422, data: z.object({ group: z.number() }) },
  slotsMissing: { status: 404, data: file },
  slotUnknown: { status: 404, data: none },
  slotNameTaken: { status: 409, data: z.object({ name: z.string() }) },
  /** Without it nothing opens the catalogue any more. */
  slotLast: { status: 409, data: none },
  encryptedAlready: { status: 409, data: none },
  notEncrypted: { status: 409, data: none },
  /** An encrypted file of the catalogue is not as it was written: changed, cut short, or another in its place. */
  fileTampered: { status: 409, data: file },
  /** Encrypted, it would have to be held in memory whole. */
  fileTooLargeEncrypted: { status: 413, data: file },
  /** What was written does not hold what was to be copied; the catalogue is as it was. */
  encryptionUnverified: { status: 500, data: z.object({ problem: z.string() }) },
  catalogueExists: { status: 409, data: file },
  catalogueHeld: {
    status: 423,
    data: z.object({
      file: z.string(),
      who: z.string(),
      host: z.string(),
      pid: z.number(),
      since: z.string(),
    }),
  },
  catalogueTooNew: {
    status: 409,
    data: z.object({ file: z.string(), version: z.number(), madeBy: z.string() }),
  },
  /** What is named is not as this program makes it. */
  catalogueAltered: {
    status: 409,
    data: z.object({ file: z.string(), objects: z.array(z.string()) }),
  },
  /** Not known on this machine, and so not written. */
  catalogueForeign: { status: 403, data: file },
  catalogueDamaged: { status: 500, data: z.object({ file: z.string(), problem: z.string() }) },
  notACatalogue: { status: 415, data: file },
  readOnly: { status: 423, data: none },
  /** For as long as the file is written anew after a purge, or gone back to a copy. */
  writingHeld: { status: 423, data: none },
  backupNotFound: { status: 404, data: file },
  backupOfAnother: { status: 409, data: none },
  purgeNumberDiffers: { status: 409, data: z.object({ descriptions: z.number() }) },
  jobsRunning: { status: 409, data: none },
  versionNotFound: { status: 404, data: id },
  /** The page shows these bytes already. */
  scanSame: { status: 409, data: file },
  /** The two images do not fit on each other. */
  registrationFailed: { status: 422, data: none },
  /** It is not the file any more that was looked at. */
  fileChanged: { status: 409, data: file },
  /** There is no scan to be checked. */
  fixityNothing: { status: 404, data: none },
  /** There is no file to be relinked. */
  relinkingNothing: { status: 404, data: none },
  // records
  descriptionNotFound: { status: 404, data: z.object({ id: z.union([z.number(), z.string()]) }) },
  referenceCodeTaken: { status: 409, data: z.object({ referenceCode: z.string(), id: z.number() }) },
  levelNotAllowed: { status: 409, data: z.object({ level: z.string(), parentLevel: z.string() }) },
  moveIntoItself: { status: 409, data: id },
  fieldUnknown: { status: 422, data: z.object({ field: z.string() }) },
  valueNotAllowed: { status: 422, data: z.object({ field: z.string(), allowed: z.string() }) },
  recordTypeNotFound: { status: 404, data: z.object({ code: z.string() }) },
  recordTypeInUse: { status: 409, data: z.object({ code: z.string(), uses: z.number() }) },
  /** `place` is where in the file or type, such as `types.0.fields.3.tab`; `rule` a code (i18n `recordType.rules`). */
  recordTypeInvalid: {
    status: 422,
    data: z.object({ problems: z.array(z.object({ place: z.string(), rule: z.string() })) }),
  },
  proposalNotFound: { status: 404, data: id },
  paragraphNotFound: { status: 404, data: id },
  mentionNotFound: { status: 404, data: id },
  /** Two paragraphs of one text, or texts of two descriptions. */
  notTwoTexts: { status: 422, data: none },
  pairNotFound: { status: 404, data: none },
  exemptionNotFound: { status: 404, data: id },
  exemptionTaken: { status: 409, data: z.object({ code: z.string() }) },
  exemptionUnknown: { status: 404, data: z.object({ vocabulary: z.string(), code: z.string() }) },
  /** Something has to be said with the code (domain/exemption.ts), and is not. */
  exemptionNeeds: { status: 422, data: z.object({ code: z.string(), need: z.string() }) },
  exemptionNotOffered: { status: 409, data: z.object({ code: z.string(), standing: z.string() }) },
  /** A marker cites the codes of one law. */
  exemptionRegimes: { status: 409, data: z.object({ regimes: z.array(z.string()) }) },
  // review
  redactionNotFound: { status: 404, data: id },
  anchorNotFound: { status: 404, data: id },
  /** What is named is not in the description, or not where it is said to be. */
  anchorUnplaced: { status: 422, data: z.object({ place: z.string() }) },
  /** It is proposed or agreed to: to take anything of it away is a decision of its own. */
  redactionHeld: { status: 409, data: none },
  looseningNeedsReason: { status: 422, data: none },
  reviewerUnnamed: { status: 422, data: none },
  /** A second person has to look at it. */
  reviewerSame: { status: 409, data: z.object({ who: z.string() }) },
  personNotFound: { status: 404, data: id },
  personTaken: { status: 409, data: z.object({ who: z.string() }) },
  /** What the person has signed names the person as it is. */
  personHasKey: { status: 409, data: z.object({ who: z.string() }) },
  /** Nobody of that name is known to the office, or not any more. */
  personUnknown: { status: 403, data: z.object({ who: z.string() }) },
  roleMissing: { status: 403, data: z.object({ who: z.string(), roles: z.array(z.string()) }) },
  keyMissing: { status: 409, data: z.object({ who: z.string() }) },
  keyLocked: { status: 423, data: z.object({ who: z.string() }) },
  /** Somebody has to be able to approve and to sign. */
  approverMissing: { status: 409, data: none },
  /** Something that is not released leaves: where anything is under review, it is said why. */
  wayOutNeedsReason: { status: 422, data: z.object({ way: z.string() }) },
  /** A new key is answered for by somebody else. */
  otherApprover: { status: 403, data: z.object({ who: z.array(z.string()) }) },
  reasonMissing: { status: 422, data: none },
  reviewState: { status: 409, data: z.object({ state: z.string(), wanted: z.array(z.string()) }) },
  reviewUnresolved: {
    status: 409,
    data: z.object({ count: z.number(), unresolved: z.array(z.object({ code: z.string() })) }),
  },
  /** Whoever agrees has to have marked first; `who` is somebody else who has, or empty. */
  blindUnfinished: { status: 409, data: z.object({ who: z.string() }) },
  blindUnsettled: { status: 409, data: z.object({ count: z.number() }) },
  /** What is there now is not what was proposed or agreed to. */
  reviewChanged: { status: 409, data: z.object({ parts: z.array(z.string()) }) },
  reviewIncomplete: { status: 422, data: z.object({ missing: z.array(z.string()) }) },
  /** Nothing is withheld that could be looked for. */
  leakNothing: { status: 404, data: none },
  slipNotFound: { status: 404, data: id },
  slipTaken: { status: 409, data: none },
  authorityNotFound: { status: 404, data: id },
  authorityNeedsName: { status: 422, data: none },
  authorityInUse: {
    status: 409,
    data: z.object({ id: z.number(), uses: z.number(), binned: z.number() }),
  },
  authorityFileNotFound: { status: 404, data: id },
  notAnAuthorityFile: { status: 415, data: file },
  notAPosition: { status: 422, data: none },
  termNotFound: { status: 404, data: id },
  termNeedsLabel: { status: 422, data: none },
  termInItself: { status: 422, data: none },
  termInUse: {
    status: 409,
    data: z.object({ id: z.number(), uses: z.number(), binned: z.number() }),
  },
  paragraphTooLong: { status: 413, data: z.object({ file: z.string(), limit: z.number() }) },
  /** `line` is 0 where it is not known. */
  vocabularyUnreadable: {
    status: 415,
    data: z.object({
      file: z.string(),
      why: z.enum(['notWellFormed', 'encoding', 'entity', 'tooLong']),
      line: z.number(),
    }),
  },
  vocabularyEmpty: { status: 415, data: file },
  findingNotFound: { status: 404, data: id },
  printTemplateInvalid: { status: 422, data: z.object({ code: z.string(), about: z.string() }) },
  printNothing: { status: 404, data: none },
  acceptanceNotFound: { status: 404, data: id },
  citationTemplateInvalid: { status: 422, data: z.object({ code: z.string(), about: z.string() }) },
  pageNotFound: { status: 404, data: id },
  /** Nothing in a label could be counted on. */
  labelNotCounted: { status: 422, data: none },
  pageWithoutImage: { status: 409, data: id },
  regionOutsidePage: { status: 422, data: id },
  pagesNotJoined: { status: 409, data: none },
  scanNotFound: { status: 404, data: id },
  textNotFound: { status: 404, data: id },
  savedSearchNotFound: { status: 404, data: id },
  /** The branch is lent, and only read here. */
  /** What is marked to be withheld is not lent: elsewhere nothing would withhold it. */
  branchInReview: { status: 409, data: z.object({ units: z.number() }) },
  lentOut: { status: 423, data: z.object({ to: z.string(), since: z.string() }) },
  loanNotFound: { status: 404, data: id },
  /** What is to be returned was lent by nobody. */
  notOnLoan: { status: 422, data: file },
  /** It was lent by another catalogue. */
  loanOfAnother: { status: 409, data: z.object({ file: z.string(), catalogue: z.string() }) },
  loanEnded: { status: 409, data: z.object({ state: z.string(), at: z.string() }) },
  nothingToUndo: { status: 409, data: none },
  nothingToRedo: { status: 409, data: none },
  // work over many records
  expressionInvalid: { status: 422, data: z.object({ reason: z.string() }) },
  expressionTooSlow: { status: 422, data: z.object({ seconds: z.number() }) },
  tooManyHits: { status: 422, data: z.object({ limit: z.number() }) },
  patternNotUsable: { status: 422, data: none },
  hitsChanged: { status: 409, data: none },
  valueTooLong: { status: 422, data: z.object({ field: z.string(), limit: z.number() }) },
  listNotFound: { status: 404, data: id },
  noteNotFound: { status: 404, data: id },
  accessionNotFound: { status: 404, data: id },
  accessionNumberMissing: { status: 422, data: none },
  /** Another one in the register has this number. */
  accessionNumberTaken: { status: 409, data: z.object({ id: z.number(), number: z.string() }) },
  accessionInUse: {
    status: 409,
    data: z.object({ id: z.number(), number: z.string(), uses: z.number(), binned: z.number() }),
  },
  containerNotFound: { status: 404, data: id },
  containerInUse: { status: 409, data: z.object({ id: z.number(), uses: z.number() }) },
  containerNumberMissing: { status: 422, data: none },
  containerInItself: { status: 409, data: id },
  /** Another container or location has it: what is scanned must mean one thing. */
  barcodeTaken: { status: 409, data: z.object({ barcode: z.string() }) },
  locationNotFound: { status: 404, data: id },
  locationTaken: { status: 409, data: id },
  locationInUse: { status: 409, data: z.object({ id: z.number(), uses: z.number() }) },
  locationNeedsPath: { status: 422, data: none },
  doneByAnother: { status: 409, data: z.object({ id: z.number(), who: z.string(), at: z.string() }) },
  historyNotFound: { status: 404, data: id },
  // spreadsheets
  sheetUnknown: { status: 404, data: none },
  sheetUnreadable: {
    status: 415,
    data: z.object({
      file: z.string(),
      why: z.enum(['unreadable', 'encrypted', 'encoding', 'empty']),
      row: z.number(),
    }),
  },
  sheetTooLarge: {
    status: 413,
    data: z.object({
      file: z.string(),
      what: z.enum(['columns', 'rows', 'cell', 'size']),
      limit: z.number(),
    }),
  },
  sheetHasProblems: { status: 409, data: z.object({ count: z.number() }) },
  sheetChanged: { status: 409, data: none },
  batchNotFound: { status: 404, data: id },
  batchNameTaken: { status: 409, data: z.object({ name: z.string() }) },
  batchNameUnknown: { status: 422, data: z.object({ token: z.string() }) },
  batchNowhere: { status: 409, data: z.object({ name: z.string() }) },
  batchRunning: { status: 409, data: z.object({ name: z.string() }) },
  sheetMappingNotFound: { status: 404, data: id },
  // EAD
  eadUnknown: { status: 404, data: none },
  /** `why` is what is wrong with it, at a line and column from 1 (0 where there is none to name). */
  eadUnreadable: {
    status: 415,
    data: z.object({
      file: z.string(),
      why: z.enum([
        'notWellFormed',
        'encodingUnknown',
        'encodingWrong',
        'entityExternal',
        'entityHoldsMarkup',
        'entityTooLarge',
        'empty',
        'notEad',
        'tooDeep',
        'partTooLarge',
        'notGzip',
        'unpacksTooLarge',
      ]),
      line: z.number(),
      column: z.number(),
    }),
  },
  /** Somebody has given a number or an identifier of it meanwhile. */
  eadChanged: { status: 409, data: none },
  tooManyCells: { status: 413, data: z.object({ most: z.number() }) },
  // files and hosts
  handleUnknown: { status: 404, data: none },
  fileNotFound: { status: 404, data: file },
  fileUnreadable: { status: 403, data: file },
  fileNotRegular: { status: 415, data: file },
  folderUnreadable: { status: 403, data: file },
  folderNotWritable: { status: 403, data: file },
  fileExists: { status: 409, data: file },
  nameNotAllowed: { status: 422, data: file },
  uploadTooLarge: { status: 413, data: z.object({ file: z.string(), limit: z.number() }) },
  diskFull: { status: 507, data: file },
  // images
  scanEmpty: { status: 415, data: file },
  scanTruncated: { status: 415, data: file },
  scanDamaged: { status: 415, data: file },
  scanUnsupported: { status: 415, data: z.object({ file: z.string(), format: z.string() }) },
  /** `inOnePiece`: its format can be decoded only as a whole; the same picture opens in another. */
  scanTooLarge: {
    status: 413,
    data: z.object({
      file: z.string(),
      width: z.number(),
      height: z.number(),
      inOnePiece: z.boolean().default(false),
    }),
  },
  linkNotFollowed: { status: 403, data: file },
  scanMissing: { status: 410, data: file },
  pdfEncrypted: { status: 415, data: file },
  decoderFailed: { status: 500, data: file },
  scanSetAside: { status: 415, data: file },
  // text recognition
  ocrNothing: { status: 404, data: none },
  /** Somebody has edited what was read on so many pages. */
  ocrEdited: { status: 409, data: z.object({ pages: z.number() }) },
  /** `line` is 0 where it is not known. */
  ocrFileUnreadable: {
    status: 415,
    data: z.object({
      file: z.string(),
      why: z.enum(['notWellFormed', 'encoding', 'entity', 'tooLarge', 'tooDeep', 'noPage', 'unknownFormat']),
      line: z.number(),
    }),
  },
  // import, export, jobs
  importFormatUnknown: { status: 422, data: z.object({ format: z.string() }) },
  importNothing: { status: 422, data: none },
  importNotFound: { status: 404, data: none },
  /** `code` says what is wrong with a pattern of file names (shared/domain/file-pattern). */
  filePatternInvalid: { status: 422, data: z.object({ code: z.string(), about: z.string() }) },
  /** Its name does not fit the pattern that was chosen. */
  fileOutsidePattern: { status: 422, data: file },
  exportFormatUnknown: { status: 422, data: z.object({ format: z.string() }) },
  exportOptionUnknown: { status: 422, data: z.object({ option: z.string() }) },
  /** What these formats hold is not decided about for the public. */
  exportForStaffOnly: { status: 422, data: z.object({ format: z.string() }) },
  exportNothing: { status: 422, data: z.object({ unpublished: z.number() }) },
  exportInvalid: {
    status: 500,
    data: z.object({ problems: z.array(z.object({ line: z.number(), rule: z.string() })) }),
  },
  institutionIncomplete: { status: 422, data: z.object({ missing: z.array(z.string()) }) },
  /** Not an answer, or sealed with another passphrase, or changed on its way. */
  answerUnreadable: { status: 422, data: file },
  /** An answer to something else, or to what is answered already. */
  answerOfAnother: { status: 409, data: file },
  // requests for access
  requestNotFound: { status: 404, data: z.object({ id: z.union([z.number(), z.string()]) }) },
  requestNumberMissing: { status: 422, data: none },
  requestNumberTaken: { status: 409, data: z.object({ number: z.string() }) },
  /** Nothing that it asks for is approved as it is now. */
  requestUndecided: { status: 409, data: z.object({ items: z.number() }) },
  deliveryNotFound: { status: 404, data: id },
  /** Nothing has gone out under this name. */
  releaseNotFound: { status: 404, data: z.object({ name: z.string() }) },
  /** A release is written to a place of its own. */
  releaseExists: { status: 409, data: file },
  /** The master's coding may show outside the boxes what is under them, and nobody has signed that it may. */
  releaseTraces: { status: 409, data: z.object({ item: z.string(), page: z.number() }) },
  /** What was written does not stand its own tests. */
  releaseFaulty: { status: 500, data: z.object({ faults: z.number() }) },
  /** Made once more with other content withheld, these files were not the same. */
  releaseUnproved: { status: 500, data: z.object({ files: z.array(z.string()) }) },
  /** The catalogue, or the folder, does not say any more what was released. */
  releaseNotAsMade: { status: 409, data: file },
  /** Of another catalogue, or changed since it was written. */
  releaseOfAnother: { status: 409, data: file },
  /** Whatever is written into its manifest would undo its signature. */
  releaseSigned: { status: 409, data: file },
  /** Another version may write other bytes. */
  releaseOfVersion: { status: 409, data: z.object({ program: z.string() }) },
  /** Nothing that was asked for is approved as it is now. */
  releaseNothing: { status: 409, data: z.object({ blocked: z.number() }) },
  jobNotFound: { status: 404, data: id },
  cancelled: { status: 499, data: none },
} as const satisfies Record<string, { status: number; data: z.ZodType }>

export type ErrorCode = keyof typeof ERRORS
export type ErrorData<C extends ErrorCode> = z.infer<(typeof ERRORS)[C]['data']>

/** The part of the table that a call declares: `oc.errors(refusing('descriptionNotFound'))`. */
export function refusing<C extends ErrorCode>(...codes: C[]): Pick<typeof ERRORS, C> {
  return Object.fromEntries(codes.map((code) => [code, ERRORS[code]])) as Pick<typeof ERRORS, C>
}

/** The error to throw for an expected failure; it crosses every shell whole. */
export function refusal<C extends ErrorCode>(code: C, data: ErrorData<C>): ORPCError<C, ErrorData<C>> {
  return new ORPCError(code, { status: ERRORS[code].status, defined: true, data, message: code })
}

export const isRefusal = (error: unknown): error is ORPCError<ErrorCode, unknown> =>
  error instanceof ORPCError && error.code in ERRORS
