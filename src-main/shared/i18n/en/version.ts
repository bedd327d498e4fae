/** Better scans of pages, and those that were there before. */
import type { Carrying } from '../../contract/version.ts'
import { n } from './numbers.ts'

const carry: Record<Carrying, string> = {
  registered: 'Where they were found to lie on the new image',
  stretched: 'In proportion, from edge to edge',
  none: 'Without a place: they stay with the page, and are placed again by hand',
}

export const version = {
  title: 'Scans of this page',
  intro:
    'A better scan takes the place of the one that the page shows; that one is kept as a version, and can be gone back to. What has a place on the page is carried across: look at it before you take it.',
  none: 'This page has had no other scan.',
  shown: 'Shown now',
  versions: 'Earlier scans',
  replaced: (at: string, by: string) => (by === '' ? `replaced ${at}` : `replaced ${at} by ${by}`),
  back: 'Go back to this one…',
  choose: 'Choose a better scan…',
  storage: 'Link to the file where it lies, instead of copying it',
  cancel: 'Cancel',
  laying: 'Laying it over the page…',
  proposal: 'The new scan',
  frame: 'Image of the file',
  sizes: (from: string, to: string) => `${from} → ${to}`,
  sure: (percent: string) => `The two fit on each other (${percent}).`,
  unsure: (percent: string) =>
    `The two may not fit on each other (${percent}): it may be another page. Look at the marks with care.`,
  failed: 'The two could not be laid over each other. Say how the marks are to be carried across.',
  turned: (degrees: number) => `It will be turned by ${n(degrees)}° to stand as the one before.`,
  skewed: (degrees: string) =>
    `The sheet lies askew by ${degrees}° on the new image: the marks follow it, each a little larger.`,
  marks: (count: number) =>
    count === 0
      ? 'Nothing has a place on this page.'
      : `${n(count)} ${count === 1 ? 'mark has' : 'marks have'} a place on this page.`,
  outside: (count: number) =>
    `${n(count)} would lie outside the new image, and lose ${count === 1 ? 'its' : 'their'} place.`,
  how: 'How the marks are carried across',
  carry,
  before: 'Now',
  after: 'Then',
  take: 'Take this scan',
  taken: 'The page shows the new scan. The one before is kept, and the step can be undone.',
}
