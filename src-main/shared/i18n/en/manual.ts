/** The manual's own words; its pages are in resources/manual. */
export const manual = {
  title: 'Manual',
  contents: 'Contents',
  /** Names of pages, in the order of the contents; each is a file in resources/manual. */
  pages: {
    start: 'From scans to EAD3',
    bulk: 'Many records at once',
    tree: 'Arranging the tree',
    lists: 'Lists, bookmarks and notes',
    titles: 'Titles',
    marks: 'Marks in a text',
    names: 'Names',
    holdings: 'Boxes and shelves',
    searching: 'Finding',
    state: 'The state of a record',
    history: 'History',
    backups: 'Backup copies',
    check: 'Checking, and saving what can be read',
    colleagues: 'Colleagues',
    'rapid-entry': 'Rapid entry',
    spreadsheets: 'Spreadsheets',
    checks: 'Checks',
    'record-types': 'Types of record',
    telegrams: 'Telegrams',
    citation: 'Citations',
    'command-line': 'The command line',
  },
}
