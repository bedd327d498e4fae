/** Fixity of scans, in the words of PREMIS. */
import type { FixityAsked } from '../../domain/query/index.ts'
import { n } from './numbers.ts'

const outcomes: Record<FixityAsked, string> = {
  wrong: 'Not as taken in',
  matches: 'Matches',
  changed: 'Changed',
  missing: 'Missing',
  unreadable: 'Unreadable',
  never: 'Not checked yet',
}

export const fixity = {
  title: 'Fixity of scans',
  intro:
    'When a scan is taken in, its message digest (SHA-256) is recorded, and never written over. A fixity check reads the file again and compares: slowly, in the background, and giving way to your work.',
  outcomes,
  counts: 'Scans by outcome of their last check',
  check: 'Check now',
  running: 'Checking…',
  goOn: 'Go on',
  forget: 'Leave it',
  stopped: (count: number) =>
    `${n(count)} ${count === 1 ? 'scan is' : 'scans are'} still to be checked: the check was stopped.`,
  waiting: (count: number) => `${n(count)} still to be checked`,
  oldest: (date: string) => `Every scan was last seen to match on ${date} or later.`,
  notFollowed: (count: number) =>
    `${n(count)} linked ${count === 1 ? 'scan is' : 'scans are'} not looked at: links of this catalogue are not followed.`,
  every: 'By itself',
  everyHint: 'after a scan was last checked; goes on at the next opening when it was interrupted',
  off: 'Only when asked',
  days: (days: number) => (days === 1 ? 'Every day' : `Every ${n(days)} days`),
  list: 'Scans',
  found: (total: number) => `${n(total)} ${total === 1 ? 'scan' : 'scans'}`,
  none: 'No scan.',
  save: 'Save as CSV',
  noPage: 'on no page',
  loose: 'loose page',
  page: (number: number) => `page ${n(number)}`,
  seen: (date: string) => `checked ${date}`,
  lastMatch: (date: string) => `last matched ${date}`,
  takenIn: (date: string) => `taken in ${date}`,
  done: (checked: number, wrong: number) =>
    `${n(checked)} ${checked === 1 ? 'scan' : 'scans'} checked; ${wrong === 0 ? 'all match' : `${n(wrong)} not as taken in`}.`,
  /** At a page of which the scan is not what it was. */
  sign: {
    changed: 'The file of this scan is no longer the one that was taken in.',
    missing: 'The file of this scan was not found.',
    unreadable: 'The file of this scan could not be read.',
  },
  columns: {
    record: 'Reference code',
    title: 'Title',
    page: 'Page',
    file: 'File',
    storage: 'Storage',
    size: 'Bytes',
    algorithm: 'Message digest algorithm',
    digest: 'Message digest',
    addedAt: 'Taken in',
    checkedAt: 'Fixity check',
    outcome: 'Event outcome',
    matchedAt: 'Last match',
  },
}
