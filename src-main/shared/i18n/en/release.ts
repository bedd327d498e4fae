/** What stands on release copies and beside them, for whoever receives them. */
import { count } from './numbers.ts'

export const release = {
  banner: 'DECLASSIFIED',
  lines: (n: number) => count(n, 'line', 'lines'),
  items: (n: number) => count(n, 'item', 'items'),
  unfinished: 'not finished',
  work: {
    title: 'Release',
    intro:
      'Release copies are written into a folder of their own: pages with what is withheld burnt away, texts with markers, a withdrawal register, a manifest, and a page with which the receiver checks it all. An item goes out whole or not at all, and only as it was approved.',
    which: 'Which items',
    all: 'All that are approved',
    selected: (n: number) => `Selected: ${String(n)}`,
    batch: 'Batch',
    batchHint: 'Empty: all that are approved.',
    images: 'Images',
    formats: { png: 'PNG, without loss', tiff: 'TIFF, without loss', jpeg: 'JPEG, smaller' },
    grey: 'Without colour',
    greyHint: 'What printers strew over a page in yellow does not go out.',
    traces: 'Traces may remain',
    tracesHint:
      'Some scans were compressed with loss: what is withheld may have left traces beside the boxes. Whoever releases signs that they may stay; it is noted in the audit and in the manifest. Otherwise such pages are withheld whole.',
    prove: 'Prove this release',
    proveHint:
      'The release is made a second time with random content where something is withheld: other words, other pixels, other names, other notes. Only where all files are the same, byte for byte, does it get its name, and the manifest says so. It takes about twice as long.',
    textLayer: 'The released text, to be searched, in the PDFs',
    language: 'Language of what is printed',
    name: 'Name of the folder',
    where: 'Where',
    documents: 'Documents',
    chooseFolder: 'Choose a folder…',
    start: (n: number) => `Release ${count(n, 'item', 'items')}`,
    nothing:
      'Nothing is approved yet. Items are reviewed under Review, marked, agreed to by a second person and approved.',
    plan: 'What goes out',
    item: 'Item',
    outcome: 'Outcome',
    marks: 'Marks',
    pages: 'Pages',
    made: 'What has gone out',
    none: 'Nothing has gone out yet.',
    manifest: 'SHA-256 of the manifest, to be published where the release is not',
    check: 'Verify a release',
    checkHint: 'The folder of a release, of this archive or of another.',
    checkStart: 'Verify',
    proveMade: 'Prove a release that was made',
    proveMadeHint:
      'A release of this catalogue, as it was written. What is found is written into its manifest, whose digest is then another: publish that, too. Verifying shows the earlier digest beside it.',
    proveStart: 'Prove',
  },
  outcomes: {
    full: 'in full',
    part: 'in part',
    withheld: 'withheld, with a withdrawal sheet',
    blocked: 'cannot go out',
  },
  because: {
    notApproved: 'not approved',
    changed: 'changed since it was approved',
    referred: 'an agency has not answered',
    uncertain: 'a mark cannot be placed with certainty',
    notLeaving: 'the decision is that nothing of it shows',
    lossyMaster:
      'a scan is coded so that traces of what is withheld, or of what the page does not show of it, may stand in what goes out: withhold the page',
    scanGone: 'a scan is not where it should be',
  },
  proof: {
    proved:
      'Proved: made once more with other content where something is withheld, all files were the same.',
    differs:
      'Not proved: made once more with other content where something is withheld, these files were not the same:',
    lossy:
      'Scans that were compressed with loss: other pixels were put in as they are decoded. Of traces beside the boxes nothing is proved in:',
  },
  pages: (n: number) => count(n, 'page', 'pages'),
  made: (name: string, items: number, pages: number) =>
    `Release ${name}: ${count(items, 'item', 'items')}, ${count(pages, 'page', 'pages')}.`,
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
    before: 'SHA-256 of manifest.json before the proof was written into it:',
    proof: {
      none: 'The manifest says nothing of a proof.',
      proved:
        'The archive states: made once more with other content where something is withheld, all files were the same. This cannot be checked here.',
      differs:
        'The archive states: made once more with other content where something is withheld, some files were not the same.',
      lossy:
        'Scans coded with loss, of which traces beside the boxes are not covered by that: {files}.',
    },
    tests: {
      signature: 'Signature',
      hash: 'Files as listed',
      T1: 'Boxes solid',
      T3: 'Images plain',
      T5: 'PDFs plain',
      T11: 'Names',
      T14: 'Digests',
      proof: 'Proof',
      unproved: 'Boxes on JPEGs, which cannot be checked',
    },
  },
}
