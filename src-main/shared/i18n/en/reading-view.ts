/** The reading view of a description: on screen, printed, and as a file. */
import type { TextMarkKind } from '../../domain/text-mark.ts'
import { count } from './numbers.ts'

const signs: Record<TextMarkKind, string> = {
  uncertain: 'read with doubt',
  illegible: 'cannot be read on the sheet',
  supplied: 'supplied by the editor',
  deleted: 'deleted on the sheet',
  added: 'added on the sheet',
  stamp: 'stamp',
  handwriting: 'written by hand',
  boilerplate: 'words of the form',
}

export const readingView = {
  title: 'Reading view',
  /** On every sheet. */
  internal: 'Internal copy, not for the public',
  internalWhy: 'For staff. It has not been decided whether the public may have these texts.',
  record: 'Description',
  citation: 'Citation',
  summary: 'Summary',
  pages: 'Pages',
  page: (name: string) => `Page ${name}`,
  /** A page of the document that begins in the middle of a sentence. */
  turn: (name: string) => `page ${name}`,
  noPage: 'On no page',
  image: (name: string) => `Image of page ${name}`,
  blank: 'Blank page.',
  missing: 'This page is missing.',
  noImage: 'There is no image of this page.',
  imageFailed: 'The image of this page could not be opened.',
  noTexts: 'No text has been written yet.',
  signs: 'Signs',
  signNames: signs,
  turnSign: 'another page begins, with its number',
  checked: (who: string | null) => (who === null || who === '' ? 'checked' : `checked by ${who}`),
  draft: 'draft',
  by: (agent: string) => `by ${agent}`,
  /** Of how much there is, where that is not counted. */
  about: (extent: string) => `c. ${extent}`,
  inferred: (why: string) => `inferred: ${why}`,
  sheet: (n: number, of: number) => `${String(n)} of ${String(of)}`,
  made: (generator: string, day: string) => `Made with ${generator} on ${day}.`,
  printIt: 'Print',
  saveHtml: 'Save as HTML',
  savePdf: 'Save as PDF',
  language: 'Labels in',
  gathering: (n: number) => `${count(n, 'picture', 'pictures')} still to come before it can be printed…`,
  loading: 'The document is being put together…',
  noRecord: 'Select a description in the list to read it.',
  notMade: 'The document could not be made.',
  again: 'Try again',
}
