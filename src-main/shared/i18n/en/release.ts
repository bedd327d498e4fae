/** What stands on release copies and beside them, for whoever receives them. */
import { count } from './numbers.ts'

export const release = {
  lines: (n: number) => count(n, 'line', 'lines'),
  pageOf: (id: string, page: number, pages: number) => `${id} / page ${String(page)} of ${String(pages)}`,
  legend: (number: number, codes: string, lines: string | null, region: string) =>
    `[${String(number)}] ${codes}${lines === null ? '' : ` (${lines})`} / ${region}`,
  struck: 'Classification cancelled',
  sheet: {
    title: 'Withdrawal sheet',
    page: (n: number) => `Page ${String(n)} is withheld and has been replaced by this sheet.`,
    item: 'This item is withheld in full and has been replaced by this sheet.',
    codes: 'Exemptions',
    region: 'Identifier',
    fields: {
      project: 'Project',
      box: 'Box',
      folder: 'Folder',
      description: 'Description',
      type: 'Type of document',
      date: 'Date',
      from: 'From',
      to: 'To',
      pages: 'Pages',
      classification: 'Classification',
      agency: 'Referred to',
      withdrawnBy: 'Withdrawn by',
      withdrawnOn: 'Withdrawn on',
      secondReviewer: 'Second reviewer',
      reviewOn: 'To be reviewed again',
    },
  },
  register: {
    title: 'Withdrawal register',
    file: 'File',
    document: 'Document',
    page: 'Page',
    region: 'Identifier',
    extent: 'Extent',
    codes: 'Exemptions',
    lines: 'Lines',
    place: 'Place on the image (x, y, width, height)',
    extents: { part: 'part of a page', page: 'whole page', item: 'whole item', field: 'field', text: 'text' },
    nothing: 'Nothing was withheld.',
  },
  decisions: { full: 'Released in full', part: 'Released in part', withheld: 'Withheld in full' },
  verify: {
    title: 'Verify this release',
    about:
      'Drop the folder of the release on this page, or choose it. Everything is read on this computer; nothing is sent.',
    limits:
      'This shows that the files are those that the manifest lists, that the boxes on the images are solid, and that nothing lies hidden in images and PDFs. A page inside a release cannot vouch for itself: compare the SHA-256 of the manifest with the one the archive has published elsewhere.',
    choose: 'Choose the folder',
    working: 'Checking…',
    good: 'Nothing was found to be wrong with release',
    bad: 'Found to be wrong: {n}',
    unreadable: 'The release could not be read.',
    digest: 'SHA-256 of manifest.json:',
    tests: {
      signature: 'Signature',
      hash: 'Files as listed',
      T1: 'Boxes solid',
      T3: 'Images plain',
      T5: 'PDFs plain',
      T11: 'Names',
    },
  },
}
