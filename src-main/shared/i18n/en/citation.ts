/** Citations and the template they are made from. */
import type { CitationToken } from '../../domain/citation/index.ts'

const tokenNames: Record<CitationToken, string> = {
  title: 'Title',
  date: 'Date',
  repository: 'Institution',
  fileNo: 'Request or file number',
  law: 'Law',
  alsoAt: 'Where the originals are',
  obtainedBy: 'Acquisition',
  translator: 'Translator',
  url: 'Address',
  referenceCode: 'Reference code',
  creator: 'Creator or sender',
  extent: 'Extent',
}

export const citation = {
  title: 'Template of citations',
  template: 'Template',
  hint: 'Tokens in braces are replaced by what the record says. A part in square brackets is left out when a token in it says nothing.',
  notSaved: 'Not saved yet.',
  tokens: 'Insert',
  tokenNames,
  preview: 'The record that is shown',
  noRecord: 'Select a description to see its citation.',
  compared: 'Against the supplied citation',
  legend: 'Struck out: in the supplied citation alone. Underlined: in the computed one alone.',
  sides: { supplied: 'Supplied only', computed: 'Computed only' },
  isDefault:
    'This is Shoko’s own template. As long as you have not changed it, no computed citation goes out.',
  isOwn: 'Records without a supplied citation go out with the computed one.',
  reset: 'Back to Shoko’s own template',
  computed: 'Computed citation',
  take: 'Take it',
  edit: 'Edit the template…',
  same: 'The supplied citation says the same.',
  goesOut: 'Goes out, as no citation was supplied.',
  notTaken: 'From Shoko’s own template; it goes out once you have taken a template.',
}
