/** What the command line says. */
export const cli = {
  usage: 'Usage:',
  everywhere:
    '--json prints one JSON value; --passphrase-file FILE opens an encrypted catalogue; --help is there for every verb.',
  unnamedInstitution: 'Institution not named',
  rightsNotStated: 'Rights in these descriptions have not been stated.',
  institutionAssumed:
    'The institution was not named (--name, --isil, --country, --language, --script, --rights): exports say so until catalogue.setInstitution names it.',
  imported: ({
    descriptions,
    pages,
    texts,
    proposals,
  }: Record<'descriptions' | 'pages' | 'texts' | 'proposals', number>) =>
    `${descriptions} descriptions, ${pages} pages, ${texts} texts, ${proposals} proposals`,
  interrupted: ({ startedAt, files, whole }: { startedAt: string; files: number; whole: number }) =>
    `Begun ${startedAt}: ${whole} of ${files} files are whole`,
  duplicate: ({ file, sameAs }: { file: string; sameAs: string }) =>
    `${file}: the catalogue already holds these bytes, as ${sameAs}`,
  renumbered: ({ from, to }: { from: string; to: string }) =>
    `The reference code ${from} is taken; this one is ${to}`,
  heldBack: (count: number) =>
    `${count} published descriptions were left out: a unit above them is not published`,
  exported: ({ name, byteSize, descriptions }: { name: string; byteSize: number; descriptions: number }) =>
    `${name}: ${descriptions} descriptions, ${byteSize} bytes, valid`,
  namesSaved: (count: number) => `${count} names saved`,
  namesUpdated: ({ added, changed, left }: Record<'added' | 'changed' | 'left', number>) =>
    `${added} names added, ${changed} changed, ${left} left as they are`,
  termsCounted: ({ added, changed, same }: Record<'added' | 'changed' | 'same', number>) =>
    `${added} terms added, ${changed} changed, ${same} the same`,
  termsWritten: (terms: number, file: string) => `${file}: ${terms} terms`,
  differences: { new: 'new', changed: 'changed there', conflict: 'changed here too' },
  restored: (descriptions: number) =>
    `Restored: ${descriptions} descriptions; what was there before is kept as a copy`,
  found: (total: number) => `${total} found`,
  checked: ({ descriptions, scans, total }: Record<'descriptions' | 'scans' | 'total', number>) =>
    `${descriptions} descriptions, ${scans} scans checked; ${total} findings`,
}
