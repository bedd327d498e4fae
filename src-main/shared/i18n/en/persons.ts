/** Persons of the office, their keys and passphrases. */
type Words = Readonly<Record<string, string>>

const roles: Words = {
  cataloguer: 'cataloguer',
  reviewer: 'reviewer',
  secondReviewer: 'second reviewer',
  approver: 'approver',
}

export const persons = {
  title: 'Persons of the office',
  intro:
    'Who catalogues, reviews, agrees and approves here. As long as passphrases are off, names are asserted and not verified, and anybody may do anything under any name. Where they are on, roles hold, and each decision is signed with the key of the person who takes it.',
  roles,
  none: 'Nobody is in the list yet.',
  name: 'Name',
  position: 'Position',
  role: 'Roles',
  active: 'Active',
  inactive: 'not active any more',
  add: 'Add a person',
  edit: 'Edit',
  save: 'Save',
  reason: 'Reason',
  reasonHint: 'Stands in the audit.',
  key: 'Key',
  noKey: 'no key yet',
  open: 'open',
  locked: 'locked',
  fingerprint: 'Fingerprint',
  retired: (on: string, why: string) => `retired on ${on}: ${why}`,
  makeKey: 'Make a key…',
  newKey: 'New key…',
  newKeyHint:
    'For a passphrase that is lost. The key in use is retired; what it has signed and is not released yet has to be decided anew. If there is another approver, that person signs this.',
  changePassphrase: 'Change the passphrase…',
  unlock: 'Open the key…',
  lock: 'Lock all keys',
  passphrase: 'Passphrase',
  newPassphrase: 'New passphrase',
  again: 'New passphrase, again',
  passphraseHint: (letters: number) =>
    `At least ${String(letters)} characters. Nobody can find out a passphrase that is lost; it is written down nowhere.`,
  differ: 'The two are not the same.',
  officeKey: 'Key of the office, for releases',
  passphrases: 'Passphrases',
  on: 'On: decisions are signed, and roles hold.',
  off: 'Off: names are asserted, not verified.',
  turnOn: 'Turn passphrases on…',
  turnOff: 'Turn passphrases off…',
  turnOnHint:
    'Every person who decides needs a key and a role from then on. What is approved and not released yet has to be decided anew, with signatures. An approver signs this.',
  turnOffHint: 'Decisions are not signed from then on, and no release says that two persons were verified.',
  as: (who: string) => `Signed as ${who}.`,
  keyOf: (who: string) => `Key of ${who}`,
  openUntil: 'The key is open: decisions are signed.',
  signedBy: (fingerprint: string) => `signed with ${fingerprint.slice(0, 16)}`,
}
