/** Statistics by month. */
import type { Counted } from '../../contract/statistics.ts'

const counted: Record<Counted, string> = {
  descriptions: 'Descriptions added',
  items: 'Items among them',
  pages: 'Pages added',
  changed: 'Descriptions changed',
  checked: 'Checked',
  published: 'Published',
}

export const statistics = {
  title: 'Statistics',
  month: 'Month',
  person: 'Person',
  nobody: 'without a name',
  counted,
  total: 'Total',
  where: 'Counted in',
  wheres: { whole: 'Whole catalogue', branch: 'Selected branch' },
  by: 'Shown for',
  bys: { everybody: 'Everybody', people: 'By person' },
  branch: (title: string) => `${title} and all below it`,
  hint: 'Changes that were taken back, and what is in the bin, are not counted. The total counts each description once.',
  emptyTitle: 'Nothing yet',
  empty: 'Nothing was recorded here so far.',
  save: 'Save as CSV',
  file: 'statistics',
}
