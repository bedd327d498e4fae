/** The passphrase of a catalogue: giving it, encrypting, its key slots, and what stays readable. */
import { count } from './numbers.ts'

export const encryption = {
  title: 'Encryption',
  unlock: {
    title: (file: string) => `Passphrase of “${file}”`,
    intro: 'This catalogue is encrypted. Give its passphrase, or a recovery key.',
    passphrase: 'Passphrase or recovery key',
    open: 'Open',
    opening: 'Trying…',
    prompt: (file: string) => `Passphrase of ${file}: `,
  },
  state: {
    plain: 'This catalogue is not encrypted: whoever has its folder can read it.',
    encrypted:
      'The record and its copies, the scans in the folder and the pictures made of them are encrypted (AES-256), except what is listed below.',
  },
  encrypt: {
    title: 'Encrypt',
    intro:
      'The record is copied under a passphrase. The copy is opened, checked and compared with the record; only then the plain file is written over and removed. Then the scans follow one by one, each read back in the same way. On a solid-state disk, or a file system that keeps versions, traces of it may stay all the same: for records that must not be read at all, use a disk that is encrypted as a whole.',
    scans:
      'Thumbnails and tiles are removed, and made again encrypted. Scans that lie elsewhere, exports and prints stay readable. How many files there are and how large they are still shows; their names and contents do not.',
    lost: 'Without a passphrase or a recovery key nobody can open the catalogue any more, and nobody can help. Make a recovery key afterwards, and lock it away.',
    name: 'Name of this passphrase',
    nameHint: 'Such as the person or the post that knows it.',
    passphrase: 'New passphrase',
    again: 'The same once more',
    differs: 'The two are not the same.',
    short: (least: number) => `At least ${String(least)} characters.`,
    start: 'Encrypt the catalogue',
  },
  slots: {
    title: 'What opens it',
    kinds: { passphrase: 'passphrase', recovery: 'recovery key' },
    since: (day: string) => `since ${day}`,
    /** Asked for by everything below. */
    present: 'Present passphrase',
    presentHint: 'Asked for before anything of this is changed.',
    add: 'Add a passphrase',
    name: 'Name',
    added: 'The new passphrase',
    recovery: 'Make a recovery key',
    change: 'Change the present passphrase',
    changed: 'Another passphrase',
    remove: (name: string) => `Remove “${name}”`,
    note: 'A passphrase that is removed or changed no longer opens this catalogue. It still opens older copies of the folder that were taken elsewhere with their “keyslots.json”: the key inside stays the same.',
    key: 'The recovery key is shown this once. Write it down or save the sheet, print it, lock it away, and delete the file:',
    sheetTitle: 'Sheet to print',
    sheet: 'Choose a folder…',
    noSheet: 'No sheet: written down by hand',
    sheetHint: 'The sheet is put into the folder that is chosen before the key is made.',
    saved: (file: string) => `Saved: ${file}`,
    hide: 'I have it',
  },
  remains: {
    title: 'What can be read without the passphrase',
    scans: (files: number, size: string) =>
      `${count(files, 'file', 'files')} among the scans of the catalogue (${size}): not encrypted yet`,
    encryptFiles: 'Encrypt the scans',
    encryptFilesHint:
      'Goes on where it was stopped. Each plain file goes when the encrypted one is verified.',
    derivatives: (files: number, size: string) =>
      `${count(files, 'picture', 'pictures')} made of them, such as thumbnails and tiles (${size})`,
    linked: (files: number) => `${count(files, 'scan', 'scans')} that lie elsewhere`,
    copies: (n: number) => `${count(n, 'plain copy', 'plain copies')} of the record:`,
    places: { catalogue: 'in the catalogue', second: 'in the second folder' },
    loan: (to: string, day: string) =>
      `a branch lent to ${to} on ${day}; whether that catalogue is encrypted is not known here`,
    export: (name: string) => `exported in this session: ${name}`,
    unknown:
      'Exports, prints, sheets, lent catalogues and copies that were put elsewhere before are not known to the program; nor are backups that other programs made.',
    person:
      'Settings, the list of recent catalogues and the journals of imports that were stopped lie with the person’s settings; they hold names of files. What waits there to be downloaded or taken in is readable until the program is closed.',
    removeCopies: 'Remove the plain copies',
    removeHint: 'An encrypted copy is made first. The plain ones are written over and removed.',
  },
  decrypt: {
    title: 'Make it plain again',
    intro:
      'The scans and then the record become readable to whoever has the folder. It is noted in the audit, with the name and the reason.',
    passphrase: 'Passphrase that opens it',
    reason: 'Reason',
    start: 'Make it plain',
  },
  done: {
    encrypted:
      'The catalogue is encrypted. Each plain file was removed after the encrypted one had been verified.',
    plain: 'The catalogue is plain again. Encrypted copies stay; keep “keyslots.json”, which opens them.',
  },
  sheet: {
    title: 'Recovery key',
    made: (day: string, slot: string) => `${day}   ${slot}`,
    use: [
      'This key opens the catalogue as a passphrase does. Keep this sheet under lock and key,',
      'apart from the machine; delete the file that it was printed from.',
      'Type it where the passphrase is asked for. The fifth character of each group checks the',
      'other four; small letters, hyphens and blanks make no difference.',
    ],
  },
  cli: {
    noPassphrase:
      'The catalogue is encrypted. Give --passphrase-file FILE, or run in a terminal to be asked for it.',
    present: 'Present passphrase: ',
    again: 'The same once more: ',
    new: 'New passphrase: ',
    differs: 'the two passphrases are not the same',
    notHere:
      'a passphrase is not given in the words of a command: they can be seen by others; write the JSON to standard input (-)',
    keyOnce: 'This key is shown once. Write it down:',
  },
}
