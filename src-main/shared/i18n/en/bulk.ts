/** Work over many records: what it is about, find and replace. */
const count = (n: number, one: string, many: string) => `${n.toLocaleString('en')} ${n === 1 ? one : many}`

export const bulk = {
  scope: {
    label: 'In',
    selection: (n: number) => `The selection (${count(n, 'description', 'descriptions')})`,
    branch: (title: string) => `“${title}”, with all below it`,
    found: (n: number) => `What was found (${n.toLocaleString('en')})`,
    everything: 'The whole catalogue',
  },
  replace: {
    title: 'Find and replace',
    find: 'Find',
    by: 'Replace by',
    kind: 'Read as',
    kinds: { literal: 'Words', expression: 'Regular expression' },
    matchCase: 'Case matters',
    matchWidth: 'Width matters',
    wholeWord: 'Whole words',
    groups: '$1 or $<name> stands for a group, $& for all that was found, \\n for a line break.',
    fields: 'Fields',
    allFields: 'All fields',
    someFields: (n: number) => count(n, 'field', 'fields'),
    search: 'Find all',
    searching: 'Looking…',
    hits: 'Hits',
    found: (hits: number, records: number) =>
      hits === 0
        ? 'Nothing found'
        : `${count(hits, 'hit', 'hits')} in ${count(records, 'record', 'records')}`,
    published: (n: number) => `${n.toLocaleString('en')} published`,
    left: (n: number) => `${n.toLocaleString('en')} left out`,
    leaveOut: 'Leave out',
    leftOut: 'left out',
    takeAll: 'Take all',
    leaveAll: 'Leave all out',
    keys: 'Space leaves a hit out or takes it; Shift+Space all of its record; Enter shows the record in the list.',
    replace: (n: number) => `Replace ${count(n, 'hit', 'hits')}`,
    replacing: 'Replacing…',
    replaced: (hits: number, records: number) =>
      `${count(hits, 'passage', 'passages')} replaced in ${count(records, 'record', 'records')}. Undo takes all of it back.`,
    changed: 'Changed records',
    startTitle: 'Every hit is shown first',
    start:
      'Nothing changes until you have seen the hits. Each can be left out, and one undo takes all of it back.',
    emptyTitle: 'Nothing found',
    empty: 'Look in more fields or descriptions, or for fewer words.',
  },
}
