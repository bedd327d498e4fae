/** A question to an agency as a sealed file, and its answer. */
import { count } from './numbers.ts'

export const referral = {
  /** Of the file: it says at once that it is no release. */
  fileName: (code: string) => `Referral ${code}`,
  pack: 'As a file: seal, or take in the answer…',
  title: 'Package for the agency',
  intro:
    'One file holds the pages with the marks asked about, the texts, the question and a form for the answer. It opens in any browser, offline, by the passphrase. Tell the passphrase by another way; it is kept nowhere here, and the answer can only be read with it.',
  which: 'Marks asked about',
  passphrase: 'Passphrase',
  again: 'Passphrase again',
  hint: (shortest: number) => `At least ${String(shortest)} characters; several words are best.`,
  differ: 'The two are not the same.',
  reason: 'Reason for sending it out',
  make: 'Seal it',
  sealed: ({
    agency,
    pages,
    texts,
    marks,
  }: {
    agency: string
    pages: number
    texts: number
    marks: number
  }) =>
    `Sealed for ${agency}: ${count(pages, 'page', 'pages')}, ${count(texts, 'text', 'texts')}, ${count(marks, 'mark', 'marks')}.`,
  digest: 'SHA-256 of the file:',
  takeTitle: 'Answer that came as a file',
  choose: 'Choose the file…',
  record: 'Record what it says',
  asking: 'Passphrase: ',
  askingAgain: 'Again: ',
  /** In the record, after what was said of all of it. */
  onMark: (number: number, said: string) => `[${String(number)}] ${said}`,
  page: {
    title: 'Referral',
    banner: 'NOT FOR RELEASE – for the agency asked, and nobody else',
    about:
      'This file is sealed. It opens with the passphrase that you were told. Everything happens on this computer; nothing is sent.',
    passphrase: 'Passphrase',
    open: 'Open',
    opening: 'Opening…',
    wrong: 'It cannot be opened: the passphrase is another, or the file was changed.',
    from: 'From',
    to: 'To',
    item: 'Item',
    question: 'Question',
    due: 'Answer wanted by',
    noReason: 'no reason given yet',
    page: 'Page',
    noImage: 'no image',
    answer: 'Answer',
    answerHint:
      'What you write is sealed with the same passphrase and saved as a file. Send that file back; it is recorded word for word.',
    said: 'What you decide',
    onMark: 'On mark',
    by: 'Name and office',
    on: 'Date',
    save: 'Save the answer',
    saved: 'The answer was saved as a file. Send it back to whoever asked.',
    incomplete: 'An answer has a decision, a name and a date.',
    limits:
      'What this page has shown stays on this computer until the page is closed; the answer is saved sealed.',
  },
}
