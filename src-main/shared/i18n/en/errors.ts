/** One sentence for every code: what, where, why, and what to do. Used by the desk and the command line. */
import type { ErrorCode, ErrorData } from '../../contract/errors.ts'
import { exemptions } from './exemptions.ts'
import { recordType } from './record-type.ts'
import { persons } from './persons.ts'
import { review } from './review.ts'
import { count, n } from './numbers.ts'

const needWords: Readonly<Record<string, string>> = exemptions.needs
const standingWords: Readonly<Record<string, string>> = exemptions.standings

type Sentences = { [C in ErrorCode]: (data: ErrorData<C>) => string }

export const errors: Sentences & { unexpected: string; unreachable: string } = {
  noCatalogueOpen: () => 'No catalogue is open. Open one, or make a new one.',
  catalogueNotFound: ({ file }) =>
    `The catalogue “${file}” is not there any more. It may have been moved or renamed: open it from where it is now.`,
  catalogueLocked: ({ file }) => `“${file}” is encrypted. Give its passphrase to open it.`,
  passphraseWrong: () => 'This is not the passphrase. Mind capital letters and the input method.',
  recoveryKeyMistyped: ({ group }) =>
    `Group ${String(group)} of the recovery key is mistyped. Compare it with the sheet.`,
  slotsMissing: ({ file }) =>
    `“keyslots.json” of “${file}” is missing or damaged, and without it no passphrase opens the catalogue. Put it back from a copy: it lies in the folders of backup copies, too.`,
  slotUnknown: () => 'This passphrase is not there any more.',
  slotNameTaken: ({ name }) => `There is a passphrase named “${name}” already. Choose another name.`,
  slotLast: () => 'This is the last that opens the catalogue, and cannot be removed.',
  encryptedAlready: () => 'The catalogue is encrypted already.',
  notEncrypted: () => 'The catalogue is not encrypted.',
  fileTampered: ({ file }) =>
    `“${file}” is not as it was encrypted: its file was changed, cut short, or put in the place of another. Put the folder’s file back from a copy, or scan the page again.`,
  fileTooLargeEncrypted: ({ file }) =>
    `“${file}” is too large to be opened in memory, and of an encrypted catalogue nothing plain is written to the disk. Scan it in parts, or keep it outside the catalogue and link it.`,
  encryptionUnverified: ({ problem }) =>
    `What was written is not what was to be copied (${problem}). It was removed, and the catalogue is as it was.`,
  catalogueExists: ({ file }) => `“${file}” is already there. Choose another name, or open the existing one.`,
  catalogueHeld: ({ file, who, host, pid, since }) =>
    `“${file}” is open in another program (${who} on ${host}, process ${String(pid)}, since ${since}). Open it to read, or close it there first; if that program has crashed, it is free by itself.`,
  catalogueTooNew: ({ file, version, madeBy }) =>
    `“${file}” was made by a newer version of Shoko (${madeBy}, format ${String(version)}). Update Shoko to open it.`,
  catalogueAltered: ({ file, objects }) =>
    `“${file}” holds what Shoko does not make (${objects.join(', ')}), and was not opened. Save what can be read into a new catalogue, or ask where the file comes from.`,
  catalogueForeign: ({ file }) =>
    `“${file}” is new on this machine and is only read. When you know where it comes from: shoko trust “${file}”.`,
  catalogueDamaged: ({ file, problem }) =>
    `“${file}” is damaged (${problem}). Nothing was changed. Open the newest verified copy from its “snapshots” folder.`,
  notACatalogue: ({ file }) =>
    `“${file}” is not a Shoko catalogue. Choose a folder whose name ends in “.shoko”.`,
  readOnly: () => 'This catalogue is open for reading only, so nothing can be changed in it.',
  writingHeld: () =>
    'The file of the catalogue is being written anew. What you type is kept and saved as soon as that is done.',
  backupNotFound: ({ file }) => `The copy “${file}” is not there any more.`,
  backupOfAnother: () => 'This is a copy of another catalogue. Nothing was changed.',
  purgeNumberDiffers: ({ descriptions }) =>
    `The bin has changed: ${n(descriptions)} would go now. Nothing was purged. Look again at what it is.`,
  jobsRunning: () => 'Something else is still running. Wait until it is done, or stop it, then try again.',
  fixityNothing: () => 'There is no scan to check here.',
  versionNotFound: ({ id }) => `Version ${String(id)} is not one of this page.`,
  scanSame: ({ file }) => `The page already shows the bytes of “${file}”.`,
  registrationFailed: () =>
    'The new image could not be laid over the old one. Say how what stands on the page is to be carried across.',
  fileChanged: ({ file }) => `“${file}” was changed after it was looked at. Choose it again.`,
  relinkingNothing: () => 'There is no file to relink.',
  descriptionNotFound: ({ id }) => `Description ${String(id)} is not in this catalogue, or it is in the bin.`,
  referenceCodeTaken: ({ referenceCode }) =>
    `The reference code ${referenceCode} is already used. Give this description another one.`,
  levelNotAllowed: ({ level, parentLevel }) =>
    `A unit of level “${level}” cannot stand under “${parentLevel}”. Choose a lower level, or another place.`,
  moveIntoItself: () => 'A unit cannot be moved into itself, or into a unit below it.',
  fieldUnknown: ({ field }) => `There is no field “${field}”.`,
  valueNotAllowed: ({ field, allowed }) =>
    `This value cannot stand in the field “${field}”. Allowed: ${allowed}.`,
  recordTypeNotFound: ({ code }) => `There is no type of record “${code}” in this catalogue.`,
  recordTypeInUse: ({ code, uses }) =>
    `${n(uses)} records are of the type “${code}”. Give them another one first.`,
  recordTypeInvalid: ({ problems }) =>
    `The type was not taken: ${problems.map(({ place, rule }) => recordType.rule(place, rule)).join('; ')}.`,
  paragraphNotFound: () => 'This paragraph was changed elsewhere meanwhile. The text is shown as it is now.',
  mentionNotFound: () => 'This name is no longer tagged. It may have been removed elsewhere.',
  notTwoTexts: () => 'Only paragraphs of two texts of one description can be paired.',
  pairNotFound: () => 'These paragraphs are no longer paired. They may have been parted elsewhere.',
  exemptionNotFound: () => 'This code is no longer there. It may have been removed elsewhere.',
  exemptionTaken: ({ code }) => `There is a code ${code} under this law already.`,
  exemptionUnknown: ({ code }) => `There is no code ${code} that could be cited. Choose one of the list.`,
  exemptionNeeds: ({ code, need }) =>
    `${code} is cited only with ${needWords[need] ?? need}. Say it with the code.`,
  exemptionNotOffered: ({ code, standing }) =>
    `${code} cannot be cited for this record: ${standingWords[standing] ?? standing}.`,
  exemptionRegimes: () =>
    'One redaction cites the codes of one law. Make a redaction for each, or choose one.',
  redactionNotFound: () => 'This redaction is no longer there. It may have been removed elsewhere.',
  anchorNotFound: () => 'This mark is no longer there. It may have been removed elsewhere.',
  anchorUnplaced: ({ place }) => `The place that is to be marked is not in this description (${place}).`,
  redactionHeld: () =>
    'This touches a redaction that is proposed or agreed to. Return the item or take the redaction away by a decision of its own first.',
  looseningNeedsReason: () =>
    'This takes something away that is withheld. Say why: it is a decision of its own.',
  reviewerUnnamed: () => 'Reviewers are named persons. Say who you are in the settings, or with the call.',
  reviewerSame: ({ who }) => `${who} has proposed this. A second person has to look at it.`,
  personNotFound: () => 'This person is no longer in the list of the office.',
  personTaken: ({ who }) => `There is a person called ${who} already, however the name is written.`,
  personHasKey: ({ who }) =>
    `${who} has a key: what it signed names the person as now. For another name, add another person.`,
  personUnknown: ({ who }) => `${who} is not in the list of the office, or is not active any more.`,
  roleMissing: ({ who, roles }) =>
    `${who} may not do this. It takes the role ${roles.map((role) => persons.roles[role] ?? role).join(' or ')}.`,
  keyMissing: ({ who }) =>
    `${who === '' ? 'The office' : who} has no key yet. Make one under “Persons of the office”.`,
  keyLocked: ({ who }) =>
    `The key of ${who === '' ? 'the office' : who} is locked. Open it with its passphrase.`,
  approverMissing: () =>
    'At least one active approver has to have a key: otherwise nobody could approve anything, or change this.',
  otherApprover: ({ who }) => `Another approver has to sign this: ${who.join(', ')}.`,
  wayOutNeedsReason: () =>
    'Something here is under review, and this would leave without being released. Say why: the audit tells of it.',
  reasonMissing: () => 'Say why: this stands in the audit.',
  reviewState: ({ state, wanted }) =>
    `The item is “${review.states[state] ?? state}”; this can be done when it is ${wanted.map((one) => `“${review.states[one] ?? one}”`).join(' or ')}.`,
  reviewUnresolved: ({ count, unresolved }) =>
    `${n(count)} ${count === 1 ? 'thing is' : 'things are'} unresolved: ${[...new Set(unresolved.map(({ code }) => review.unresolved[code] ?? code))].join('; ')}.`,
  blindUnfinished: ({ who }) =>
    who === ''
      ? 'The second review is blind: mark everything first without seeing what was proposed, and then compare.'
      : `The second review is blind, and ${who} has marked. The same person agrees.`,
  blindUnsettled: ({ count }) =>
    `The two reviewers differ in ${n(count)} ${count === 1 ? 'place' : 'places'}. Settle that first.`,
  reviewChanged: ({ parts }) =>
    `What is there now is not what was looked at (${parts.join(', ')}). The item goes back to its reviewer.`,
  reviewIncomplete: ({ missing }) =>
    `This is still to be said: ${missing.map((one) => review.missing[one] ?? one).join(', ')}.`,
  leakNothing: () => 'Nothing is withheld here that could be looked for.',
  slipNotFound: () => 'This entry of the list is no longer there. It may have been removed elsewhere.',
  slipTaken: () => 'The list has an entry for these words already.',
  proposalNotFound: () => 'This proposal is no longer there. It may have been taken or refused elsewhere.',
  authorityNotFound: () =>
    'This name is no longer in the list of names. Choose another, or undo what took it away.',
  authorityNeedsName: () =>
    'A name needs one authorized form. Write it, or mark one of the forms as the authorized one.',
  authorityInUse: ({ uses, binned }) =>
    `This name is used by ${n(uses)} ${uses === 1 ? 'description' : 'descriptions'}${binned === 0 ? '' : ` and by ${n(binned)} in the bin`}. Take it out there first, or merge it with another name.`,
  authorityFileNotFound: () => 'This authority file is no longer attached to the catalogue. Attach it again.',
  notAnAuthorityFile: ({ file }) =>
    `“${file}” is not an authority file of Shoko. Choose one that was saved from the names of a catalogue.`,
  notAPosition: () => 'Only a position has holders. Remove the holders first, or keep the type “position”.',
  accessionNotFound: () =>
    'This accession is no longer in the register. Choose another, or undo what took it away.',
  accessionNumberMissing: () => 'An accession needs a number. Write it as your register has it.',
  accessionNumberTaken: ({ number }) =>
    `Another accession has the number ${number}. Choose another number, or change that one first.`,
  accessionInUse: ({ number, uses, binned }) =>
    `${n(uses)} ${uses === 1 ? 'record says that it came' : 'records say that they came'} with accession ${number}${binned === 0 ? '' : `, and ${n(binned)} in the bin`}. Take it out there first.`,
  containerNotFound: () => 'This container is no longer there. Choose another, or undo what took it away.',
  containerInUse: ({ uses }) =>
    `Something is in this container (${n(uses)}; what is in the bin counts). Take it out first, or merge the container with another.`,
  containerNumberMissing: () => 'A container needs a number or a name. Write it as it stands on it.',
  containerInItself: () => 'A container cannot be in itself, or in one that is in it.',
  barcodeTaken: ({ barcode }) =>
    `The barcode ${barcode} is already on another container or location. Scan again, or take it off there first.`,
  locationNotFound: () => 'This location is no longer there. Choose another, or undo what took it away.',
  locationTaken: () => 'There is already a location with this path. Choose that one, or write another path.',
  locationInUse: ({ uses }) =>
    `${n(uses)} ${uses === 1 ? 'container stands' : 'containers stand'} at this location. Move them first.`,
  locationNeedsPath: () => 'A location needs a path, such as “Main building / Stack 2 / 14 / 3”.',
  termNotFound: () => 'This term is no longer in the vocabulary. Choose another, or undo what took it away.',
  termNeedsLabel: () =>
    'A term needs a preferred label, one for each language at most. Write it, or make the others alternative.',
  termInItself: () => 'A term cannot stand under itself, or under one that is narrower than it.',
  termInUse: ({ uses, binned }) =>
    `This term describes ${n(uses)} ${uses === 1 ? 'record' : 'records'}${binned === 0 ? '' : ` and ${n(binned)} in the bin`}. Take it out there first, or merge it with another term.`,
  findingNotFound: () =>
    'This finding is no longer there. What it was about may have been changed elsewhere.',
  citationTemplateInvalid: ({ code, about }) =>
    code === 'tokenUnknown'
      ? `There is no token {${about}}.`
      : `A square bracket ${about} has no other half.`,
  paragraphTooLong: ({ file, limit }) =>
    `${file} has a paragraph of more than ${n(limit)} characters. Part it where lines or sentences end, and import it again.`,
  vocabularyUnreadable: ({ file, why, line }) =>
    `${file} cannot be read as a vocabulary${line > 0 ? ` (line ${line})` : ''}: ${
      {
        notWellFormed: 'it is broken. Get it again, or have it checked where it was made.',
        encoding: 'its characters cannot be decoded. Save it as UTF-8.',
        entity: 'its entities lead outside of the file, or grow without end.',
        tooLong: 'a text in it goes on for too long.',
      }[why]
    }`,
  vocabularyEmpty: ({ file }) =>
    `${file} holds no concept with a label. A table needs columns such as code and label@en.`,
  printTemplateInvalid: ({ code, about }) =>
    code === 'sheetTooSmall'
      ? 'So many labels of this size do not stand on the page. Look at the measures.'
      : code === 'tokenUnknown'
        ? `There is no token {${about}} here.`
        : `A square bracket ${about} has no other half.`,
  printNothing: () => 'There is nothing to print. Choose other descriptions or containers.',
  acceptanceNotFound: () => 'This acceptance is no longer there. It may have been withdrawn elsewhere.',
  pageNotFound: () => 'This page is no longer there. It may have been removed elsewhere.',
  labelNotCounted: () => 'Nothing in this label can be counted on. Begin with one such as 1r, i or 003.',
  pageWithoutImage: () => 'This page has no image. Add its scan first.',
  regionOutsidePage: () => 'This part is not on the page. Look at the page again, then choose another.',
  pagesNotJoined: () =>
    'These pages are not parts of one scan. Choose the two pages that were split from the same one.',
  scanNotFound: () => 'This scan is no longer in the catalogue.',
  savedSearchNotFound: () => 'This saved search is no longer in the catalogue.',
  textNotFound: () => 'This text is no longer in the catalogue.',
  branchInReview: ({ units }) =>
    `This branch cannot be lent: ${units === 1 ? 'one unit' : `${n(units)} units`} of it ${units === 1 ? 'is' : 'are'} under review, and the marks of what is withheld would stay behind.`,
  lentOut: ({ to, since }) =>
    `This branch is lent to ${to || '…'} since ${since.slice(0, 10)} and is only read here. Take it back, or call the loan off, to change it.`,
  loanNotFound: () => 'There is no such loan any more. Show the list anew.',
  notOnLoan: ({ file }) =>
    `“${file}” was not lent: it is a catalogue of its own. Choose the one that was lent.`,
  loanOfAnother: ({ file, catalogue }) =>
    `“${file}” was lent by another catalogue (“${catalogue}”). Open that one to take it back.`,
  loanEnded: ({ state, at }) =>
    state === 'returned'
      ? `This loan was already returned on ${at.slice(0, 10)}. Lend the branch anew to have more done elsewhere.`
      : `This loan was called off${at === '' ? '' : ` on ${at.slice(0, 10)}`}, and the branch may have been changed here since. Nothing of it is taken.`,
  nothingToUndo: () => 'There is nothing to undo.',
  nothingToRedo: () => 'There is nothing to redo.',
  expressionInvalid: ({ reason }) =>
    `This is not a regular expression (${reason}). Correct it, or look for the words as they are.`,
  expressionTooSlow: ({ seconds }) =>
    `The expression was stopped after ${n(seconds)} seconds on one record: it tries too many ways. Nothing was changed. Write it without a repetition inside a repetition.`,
  tooManyHits: ({ limit }) =>
    `There are more than ${n(limit)} hits. Choose fewer descriptions or fields, or look for more words.`,
  listNotFound: () => 'This list is no longer there. It may have been deleted elsewhere.',
  noteNotFound: () => 'This note is no longer there. It may have been deleted elsewhere.',
  patternNotUsable: () =>
    'No reference codes can be made by this pattern. It needs {n} or {code}; {parent} needs a unit above that has a code.',
  hitsChanged: () =>
    'The records were changed since these hits were found, so nothing was replaced. Find again.',
  valueTooLong: ({ limit }) => `A value would be longer than ${n(limit)} characters, so nothing was changed.`,
  doneByAnother: ({ who, at }) =>
    `${who} did this at ${at}. To take it back all the same, name it: the history says what it changed.`,
  historyNotFound: () => 'This entry is not in the history of the catalogue.',
  sheetUnknown: () => 'This spreadsheet is no longer open. Choose it again.',
  sheetUnreadable: ({ file, why, row }) =>
    ({
      unreadable: `“${file}” cannot be read as a spreadsheet${row > 0 ? ` (line ${n(row)})` : ''}. Save it again as XLSX or CSV.`,
      encrypted: `“${file}” is protected by a password, or an old kind of workbook. Save it without a password as XLSX.`,
      encoding: `The characters of “${file}” are in no encoding that is known. Save it again as UTF-8.`,
      empty: `“${file}” is empty.`,
    })[why],
  sheetTooLarge: ({ file, what, limit }) =>
    ({
      columns: `“${file}” has more than ${n(limit)} columns.`,
      rows: `“${file}” has more than ${n(limit)} rows.`,
      cell: `“${file}” has a row of more than ${n(limit)} bytes; a quotation mark may be missing.`,
      size: `“${file}” unpacks to more than ${n(Math.floor(limit / 1e6))} MB.`,
    })[what] + ' It was not read.',
  sheetHasProblems: ({ count }) =>
    `${n(count)} ${count === 1 ? 'row has a problem' : 'rows have problems'}, so nothing was taken. Mend them in the file, and open it again.`,
  batchNotFound: () => 'This batch is no longer in the catalogue.',
  batchNameTaken: ({ name }) => `There is a batch called ${name} already. Choose another name.`,
  batchNameUnknown: ({ token }) =>
    `{${token}} stands for nothing. Names of files may hold {referenceCode}, {title}, {uid} and {number}.`,
  batchNowhere: ({ name }) =>
    `Choose a folder for the files of ${name}: the one they went to before is not there.`,
  batchRunning: ({ name }) => `${name} is running. Wait for its end, or pause it.`,
  sheetMappingNotFound: () => 'This mapping is no longer in the catalogue.',
  sheetChanged: () =>
    'The catalogue was changed since the file was compared with it, so nothing was taken. Compare again.',
  eadUnknown: () => 'This EAD file is no longer open. Choose it again.',
  eadUnreadable: ({ file, why, line, column }) => {
    const place =
      line === 0 ? '' : column === 0 ? ` (line ${n(line)})` : ` (line ${n(line)}, column ${n(column)})`
    return (
      {
        notWellFormed: `“${file}” is not well-formed XML${place}. Have the program that made it write it again.`,
        encodingUnknown: `“${file}” says that it is in an encoding that is not known. Save it again as UTF-8.`,
        encodingWrong: `The characters of “${file}” are not in the encoding that it says${place}. Save it again as UTF-8.`,
        entityExternal: `“${file}” asks for another file${place}, and no other file is ever read. Put its words in the place of the reference.`,
        entityHoldsMarkup: `An entity of “${file}” holds elements${place}. Put them in the place of the reference.`,
        entityTooLarge: `The entities of “${file}” grow without bound${place}. It looks as if it was made to do harm.`,
        empty: `“${file}” is empty.`,
        notEad: `“${file}” holds no EAD: there is no archdesc in it. Choose a finding aid in EAD 2002 or EAD3.`,
        tooDeep: `“${file}” is nested deeper than any finding aid${place}.`,
        partTooLarge: `One unit of “${file}” is larger than 16 million characters${place}. Divide it.`,
        notGzip: `“${file}” is packed, and cannot be unpacked whole. Copy it once more, or unpack it yourself.`,
        unpacksTooLarge: `“${file}” unpacks to hundreds of times its size. It looks as if it was made to do harm.`,
      }[why] + ' Nothing was taken in.'
    )
  },
  eadChanged: () =>
    'The catalogue was changed since the file was read: a number of it is another unit’s now. Nothing was taken in. Read it again.',
  tooManyCells: ({ most }) =>
    `That is more than ${n(most)} cells at a time. Take fewer rows, and go on from there.`,
  handleUnknown: () => 'The chosen file is no longer known to the program. Choose it again.',
  fileNotFound: ({ file }) => `“${file}” is not there. It may have been moved, renamed or deleted.`,
  fileUnreadable: ({ file }) => `“${file}” cannot be read. Check its permissions, then try again.`,
  fileNotRegular: ({ file }) => `“${file}” is not an ordinary file, so it was not taken.`,
  folderUnreadable: ({ file }) =>
    `The folder “${file}” cannot be read. Check its permissions, then try again.`,
  folderNotWritable: ({ file }) =>
    `Nothing can be written to “${file}”. Choose another folder, or change its permissions.`,
  fileExists: ({ file }) =>
    `“${file}” is already there. Choose another name, or say that it may be replaced.`,
  nameNotAllowed: ({ file }) =>
    `“${file}” cannot be the name of a file. Leave out / \\ : * ? " < > | and a full stop at the beginning or end.`,
  uploadTooLarge: ({ file, limit }) =>
    `“${file}” is larger than ${n(Math.floor(limit / 1e6))} MB, the most that can be dropped into the browser. Import it from its folder instead.`,
  diskFull: ({ file }) => `The disk is full: “${file}” was not written. Free some space, then try again.`,
  scanEmpty: ({ file }) => `“${file}” is empty (0 bytes). Copy or scan it again.`,
  scanTruncated: ({ file }) => `“${file}” breaks off before its end. Copy or scan it again.`,
  scanDamaged: ({ file }) => `“${file}” is damaged and cannot be shown. Copy or scan it again.`,
  scanUnsupported: ({ file, format }) =>
    `“${file}” is not an image Shoko can read (${format}). ${
      format.startsWith('TIFF')
        ? 'Save it anew as a TIFF in grey, RGB or CMYK, with 8 or 16 bits, uncompressed or with LZW'
        : format.startsWith('PDF')
          ? 'Save its pages as several smaller PDFs'
          : 'Save it as TIFF, JPEG, PNG or PDF'
    }, then import that.`,
  scanTooLarge: ({ file, width, height, inOnePiece }) =>
    inOnePiece
      ? `“${file}” is too large to be decoded in one piece (${n(width)} × ${n(height)} pixels). Save it as TIFF with LZW, or as JPEG 2000 in tiles, then import that.`
      : `“${file}” is too large to open safely (${n(width)} × ${n(height)} pixels). Scan it at a lower resolution or in parts.`,
  linkNotFollowed: ({ file }) =>
    `The scan “${file}” lies elsewhere on this machine, as the catalogue says, and was not opened. Say that you know the catalogue to see it.`,
  scanMissing: ({ file }) => `The scan “${file}” is not where it was. Put it back there, or import it again.`,
  pdfEncrypted: ({ file }) =>
    `“${file}” is protected by a password. Save a copy without it, then import that.`,
  decoderFailed: ({ file }) =>
    `“${file}” could not be opened: the image decoder stopped, and other files are not affected. Save it as TIFF with another program, then import that.`,
  scanSetAside: ({ file }) =>
    `“${file}” stopped the image decoder twice and was set aside: it is not opened again until you ask. If it happens again, save it as TIFF with another program and import that.`,
  ocrNothing: () => 'There is no page with an image to read. Add scans first, or choose other records.',
  ocrEdited: ({ pages }) =>
    `On ${count(pages, 'page', 'pages')} somebody has edited what was read. Say whether to keep that or to read over it.`,
  ocrFileUnreadable: ({ file, why, line }) =>
    `${file} cannot be read as hOCR, ALTO or PAGE${line > 0 ? ` (line ${line})` : ''}: ${
      {
        notWellFormed: 'its XML is broken. Make the file again.',
        encoding: 'its characters cannot be decoded. Save it as UTF-8.',
        entity: 'its entities lead outside of the file, or grow without end.',
        tooLarge: 'it is too large, or a paragraph in it goes on for too long.',
        tooDeep: 'its elements are nested too deeply.',
        noPage: 'there is no page in it.',
        unknownFormat: 'it begins with another element.',
      }[why]
    }`,
  importFormatUnknown: ({ format }) => `“${format}” is not a format that can be imported.`,
  importNotFound: () => 'This import is not there any more: it was finished, or given up.',
  filePatternInvalid: ({ code, about }) =>
    code === 'unknownToken'
      ? `“{${about}}” means nothing in a pattern. Use {ref}, {title}, {folder}, {page}, {side} and {any}.`
      : code === 'twice'
        ? `“{${about}}” stands twice in the pattern.`
        : code === 'unclosed'
          ? `A bracket of “${about}” has no other half.`
          : 'The pattern says nothing of the record: it needs {ref}, {title} or {folder}.',
  fileOutsidePattern: ({ file }) => `The name “${file}” does not fit the pattern.`,
  importNothing: () => 'There was nothing to import: no file in a known format was found.',
  exportFormatUnknown: ({ format }) => `“${format}” is not a format that can be exported.`,
  exportOptionUnknown: ({ option }) => `The option “${option}” is not known to this format.`,
  exportForStaffOnly: ({ format }) =>
    `${format} carries transcriptions, which nobody has released for the public. Choose “For staff”.`,
  exportNothing: ({ unpublished }) =>
    unpublished === 0
      ? 'There is nothing to export: the selection holds no description.'
      : 'There is nothing to export: what is selected does not begin with a published unit. Publish from the top down, or make a staff copy.',
  exportInvalid: ({ problems }) =>
    `The file was not kept, because it breaks ${problems.length === 1 ? 'a rule' : `${n(problems.length)} rules`} of the format` +
    (problems[0] === undefined ? '.' : ` (line ${String(problems[0].line)}: ${problems[0].rule}).`),
  institutionIncomplete: ({ missing }) =>
    `The format needs more about your institution (${missing.join(', ')}). Fill it in under “Institution…”.`,
  answerUnreadable: ({ file }) =>
    `“${file}” cannot be opened: it is no answer to a referral, the passphrase is another, or it was changed on its way.`,
  answerOfAnother: ({ file }) =>
    `“${file}” answers another referral, or one that is answered already. Nothing was recorded.`,
  requestNotFound: ({ id }) =>
    typeof id === 'string' ? `There is no request ${id}.` : 'There is no such request any more.',
  requestNumberMissing: () => 'A request has a number.',
  requestNumberTaken: ({ number }) => `There is a request ${number} already.`,
  requestUndecided: ({ items }) =>
    items === 0
      ? 'The request asks for nothing yet: add the items first.'
      : 'None of what is asked for is approved as it is now. Under Review it is decided, agreed to and approved.',
  deliveryNotFound: () => 'There is no such entry any more.',
  releaseNotFound: ({ name }) =>
    `Nothing has gone out as “${name}”. Releases are named like 2026-001, their items like REL-2026-0001.`,
  releaseNothing: ({ blocked }) =>
    blocked === 0
      ? 'There is nothing to release: no item is approved.'
      : `None of ${n(blocked)} items can be released as it is now. The plan of the release says what is in the way of each.`,
  releaseExists: ({ file }) => `“${file}” is there already. A release is written to a folder of its own.`,
  releaseTraces: ({ item, page }) =>
    `Page ${String(page)} of ${item} cannot be released in part: the way its scan is coded may leave traces of what is withheld outside the boxes. Withhold the page, or have the reviewer sign that traces may remain.`,
  releaseFaulty: ({ faults }) =>
    `The release was not finished, because it failed ${faults === 1 ? 'one of its own tests' : `${n(faults)} of its own tests`}.`,
  releaseUnproved: ({ files }) =>
    `The release was not finished: made once more with other content where something is withheld, ${files.length === 1 ? 'this file was' : 'these files were'} not the same: ${files.slice(0, 5).join(', ')}${files.length > 5 ? ' …' : ''}.`,
  releaseNotAsMade: ({ file }) =>
    `“${file}” is not what the catalogue would release now: something was changed since. What is changed is reviewed and released anew.`,
  releaseOfAnother: ({ file }) =>
    `“${file}” is no release of this catalogue, or its manifest was changed since it was written.`,
  releaseSigned: ({ file }) =>
    `“${file}” is signed. A proof written into its manifest would undo the signature: choose with whose key the proof is to be signed; it then stands beside the manifest.`,
  releaseOfVersion: ({ program }) =>
    `The release was made by ${program}. Another version may write other bytes, and would prove nothing: make the release anew.`,
  jobNotFound: () => 'This job is no longer known.',
  cancelled: () => 'Cancelled.',
  unexpected: 'Something went wrong inside Shoko. Your work up to now is saved; the log says more.',
  unreachable: 'Shoko does not answer. What you type is kept here and saved as soon as it answers again.',
}
