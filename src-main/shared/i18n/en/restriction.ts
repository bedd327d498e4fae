/** Restrictions of access, and what opens when. */
import { n } from './numbers.ts'

export const restriction = {
  basis: 'Law, rule or agreement',
  years: 'Years',
  yearsHint: 'From the end of the calendar year of the latest date',
  begins: 'Counted from',
  ends: 'Last closed day',
  event: 'Or until this happens',
  note: 'Note',
  noteIsPublic: 'The note may leave',
  reviewOn: 'Review on',
  dayUnread: 'Not a date: write YYYY, YYYY-MM or YYYY-MM-DD.',
  openFrom: (day: string) => `Open from ${day}`,
  openSince: (day: string) => `Open since ${day}`,
  openAfter: 'Opens with an event',
  unknown: 'The day of opening is not known: a date is missing',
  label: 'Openings',
  counted: (count: number) => (count === 1 ? '1 unit' : `${n(count)} units`),
  when: 'When',
  periods: {
    past: 'Term over',
    thisYear: 'This year',
    fiveYears: 'Within five years',
    all: 'All with a day',
    undetermined: 'No day known',
  },
  empty: 'No restricted unit opens in this time.',
  inherited: (title: string) => `Holds from above: ${title}`,
  openAbove: (title: string) => `Go to ${title}`,
  review: (day: string) => `Review on ${day}`,
}
