/** Whether file and scans are whole. */
import type { IntegrityCode } from '../../contract/integrity.ts'
import { n } from './numbers.ts'

const codes: Record<IntegrityCode, string> = {
  fileDamaged: 'The database file is damaged. Save what can be read, or open a verified copy.',
  referenceBroken: 'A row refers to another that is not there.',
  tableIndexWrong: 'An index of the database does not match its table.',
  searchIndexDamaged: 'The search index cannot be read.',
  searchIndexDiffers: 'The search index does not hold the words of this description.',
  auditBroken: 'The audit of the review is not as it was written.',
  signatureBroken: 'A decision of the review is not signed as it had to be.',
  countWrong: 'The number of units below is not the number counted.',
  pictureDamaged: 'A thumbnail or a page’s tiles do not open, or belong to no scan.',
  historyUnreadable: 'A change in the history cannot be read.',
  historyBroken: 'The history cannot be walked back past this change.',
  historyDiffers: 'The values are not those that the history says were written.',
  scanMissing: 'The file of a scan is not where it was.',
  scanChanged: 'The bytes of a scan are not those that were taken in.',
  scanUnreadable: 'The file of a scan cannot be read.',
  scanIsLink: 'In the place of a scan there is a link to another file. It was not followed.',
  scanSetAside:
    'The picture stopped the image decoder twice and is not opened. Its page offers to try again.',
  scanOutside: 'The path of a copied scan leads out of the catalogue. It was not followed.',
  scanUnused: 'A file lies among the scans that no record names.',
  scanUnfinished: 'An import that did not end has left a part of a file.',
}

export const integrity = {
  label: 'File and scans',
  intro:
    'Reads the whole file and every scan: the database’s own checks, the search index against the words, the history back to its beginning, the fixity of every scan.',
  check: 'Check now',
  fixity: 'Read every scan and compare its fixity (SHA-256)',
  checking: 'Checking…',
  repair: 'Repair what is derived',
  repairHint: 'Makes indexes, counts and pictures anew. What you wrote, and the scans, are never touched.',
  sound: 'The file is whole, and every scan is as it was taken in.',
  sums: (descriptions: number, entries: number, scans: number) =>
    `${n(descriptions)} descriptions, ${n(entries)} steps of history and ${n(scans)} scans checked`,
  read: (bytes: string) => `${bytes} of scans read`,
  repaired: (count: number) =>
    `${n(count)} ${count === 1 ? 'finding' : 'findings'} repaired: check again to see that nothing is left.`,
  findings: 'Findings in file and scans',
  first: (count: number) => `The first ${n(count)} are shown.`,
  derived: 'can be repaired',
  row: (row: number) => `row ${n(row)}`,
  codes,
}
