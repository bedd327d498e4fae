/** What a finding aid says in its own words. */
export const findingAid = {
  search: 'Search in this finding aid',
  openAll: 'Open all',
  closeAll: 'Close all',
  /** 0 stands for the number of units. */
  found: 'Units found: 0',
  none: 'Nothing found. Every word has to occur in one unit.',
  made: (generator: string) => `Made with ${generator}. The page works without a network.`,
}
