/** What a passage of a text can be marked as. */
export const markup = {
  label: 'Mark the passage as',
  marked: (tag: string, passage: string) => `${tag} “${passage}”`,
  tags: {
    emphasis: 'Emphasis',
    title: 'Title',
    person: 'Person',
    corporateBody: 'Corporate body',
    family: 'Family',
    place: 'Place',
    list: 'List',
    orderedList: 'Numbered list',
  },
}
