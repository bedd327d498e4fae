/** Words outside the page: the desktop's own menu bar, and the terminal of a start. */
export const native = {
  file: 'File',
  openCatalogue: 'Open catalogue…',
  edit: 'Edit',
  view: 'View',
  window: 'Window',
  opened: 'Shoko is open in the browser.',
  openThis: 'Open this address in a browser. It lets you in once, within a minute:',
  howToGoOn: 'Enter gives a new address; Ctrl-C ends Shoko.',
  howToEnd: 'Ctrl-C ends Shoko.',
  runsAlready: 'This catalogue is open already; here is a new way in.',
  shownElsewhere: 'This catalogue is open already; its window has come to the front.',
  portTaken: ({ port }: { port: number }) =>
    `Port ${port} is taken by another program. Choose another, or leave out --port.`,
  cannotStart: 'Shoko cannot open this catalogue',
  ended: 'The catalogue’s process has ended. What was saved is on disk. Start Shoko again to go on.',
}
