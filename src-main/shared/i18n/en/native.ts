/** Words of the desktop's own menu bar, beside those that the system supplies. */
export const native = {
  file: 'File',
  openCatalogue: 'Open catalogue…',
  edit: 'Edit',
  view: 'View',
  window: 'Window',
  cannotStart: 'Shoko cannot open this catalogue',
  ended: 'The catalogue’s process has ended. What was saved is on disk. Start Shoko again to go on.',
}
