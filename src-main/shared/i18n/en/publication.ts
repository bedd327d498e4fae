/** Words of what is published, who checked it, and who is to see to it. */
export const publication = {
  /** As a state that is searched, and as a mark of a row. */
  changed: 'Changed since publication',
  title: 'Changed since publication',
  differs: 'What differs',
  again: 'Publish again',
  checked: (who: string, when: string) =>
    who === '' ? `Checked ${when}` : when === '' ? `Checked by ${who}` : `Checked by ${who}, ${when}`,
  published: (who: string, when: string) =>
    who === '' ? `Published ${when}.` : `Published by ${who}, ${when}.`,
  legend: 'Struck out: as it was published. Underlined: as it is now. What never leaves is not compared.',
  same: 'Nothing that may go out differs from what was published.',
  not: 'This description is not published.',
  asItWas: 'The record as it was published',
  nobody: 'Assign to…',
  assignedTo: (who: string) => `Assigned to ${who}`,
}
