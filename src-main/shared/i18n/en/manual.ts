/** The manual's own words; its pages are in resources/manual. */
export const manual = {
  title: 'Manual',
  contents: 'Contents',
  /** Names of pages, in the order of the contents; each is a file in resources/manual. */
  pages: {
    start: 'From scans to EAD3',
    bulk: 'Many records at once',
    names: 'Names',
    'rapid-entry': 'Rapid entry',
    spreadsheets: 'Spreadsheets',
    'command-line': 'The command line',
  },
}
