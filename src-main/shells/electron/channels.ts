/** Names of the messages between a page's preload script and the window's process. */
export const CHANNELS = {
  chooseFiles: 'shoko:choose-files',
  chooseFolder: 'shoko:choose-folder',
  chooseSave: 'shoko:choose-save',
  handleOf: 'shoko:handle-of',
} as const
