/** What leaves without being released. */
export const wayOut = {
  mark: 'STAFF – NOT FOR RELEASE',
  reason: 'Reason',
  hint: 'Something here is under review, and this leaves without being released: what is withheld goes with it. Say why; the file’s name and the audit tell of it.',
  title: 'This is not released',
  go: 'Let it out',
}
