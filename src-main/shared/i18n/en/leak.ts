/** What is withheld, looked for in files. */
import type { LeakEcho, LeakFinding, LeakHint, LeakUnread, LeakUnsearched } from '../../contract/leak.ts'
import { n } from './numbers.ts'

const percent = (share: number) => `${Math.max(1, Math.round(share * 100))} %`

export const leak = {
  title: 'Search a folder for what is withheld',
  intro:
    'Every file in the folder is opened, unpacked and read in every encoding: a release before it goes out, or one of last year. What is found is named by its redaction and its place; no withheld word is shown here.',
  where: 'Look in',
  choose: 'Choose a folder…',
  none: 'no folder chosen',
  withPixels: 'Look through the pixels of pictures, too (slower)',
  start: 'Search',
  looking: 'Searching…',
  nothing: 'Nothing that is withheld was found.',
  found: (count: number) =>
    `Withheld passages were found in ${n(count)} ${count === 1 ? 'place' : 'places'}.`,
  looked: (files: number, redactions: number, canaries: number) =>
    `${n(files)} ${files === 1 ? 'file' : 'files'} searched for ${n(canaries)} runs of words of ${n(redactions)} ${redactions === 1 ? 'redaction' : 'redactions'}.`,
  pixels: (share: number) =>
    `${Math.round(share * 100)} % of the bytes are pixels of pictures, and were passed over as no text.`,
  proved:
    'This shows that what was marked is not in these files. It does not show that everything was marked, nor what a picture shows.',
  findings: 'Found',
  redaction: (id: string) => `Redaction ${id}`,
  kinds: {
    passage: 'words of the passage',
    neighbours: 'with what stands beside it',
    alone: 'the word by itself',
  } satisfies Record<LeakFinding['kind'], string>,
  share: (share: number) => `${percent(share)} of it`,
  path: (file: string, inner: readonly string[]) => [file, ...inner].join(' › '),
  place: (encoding: string, at: string) => `${encoding}, byte ${at}`,
  notSearched: 'No words of their own',
  notSearchedHint:
    'A name, a year or a single word is no proof by itself, and words that are open elsewhere are none at all. Look for these yourself before a release is called clean.',
  unsearched: (id: string, { why, neighbours, alone }: Omit<LeakUnsearched, 'redaction'>) => {
    const how = [...(neighbours ? ['with what stands beside it'] : []), ...(alone ? ['by itself'] : [])].join(
      ' and ',
    )
    const reason = why === 'tooShort' ? 'too short to be told from others' : 'its words are open elsewhere'
    return `Redaction ${id}: ${reason}; ${how === '' ? 'not searched' : `searched ${how}`}.`
  },
  notRead: 'Not read',
  unread: {
    unreadable: 'cannot be read',
    encrypted: 'is encrypted',
    unknownFormat: 'is packed in an unknown way',
    tooLarge: 'becomes too large; only part of it was read',
    tooDeep: 'is packed too deep',
    damaged: 'is damaged; only part of it was read',
    fontWithoutText: 'has a font that does not say which letters it shows',
    linkNotFollowed: 'is a link, and was not followed',
  } satisfies Record<LeakUnread['why'], string>,
  echoes: {
    words: 'the same words are open',
    name: 'the same name is open',
    figure: 'the same figure is open',
    image: 'the same part of a scan is open',
  } satisfies Record<LeakEcho['kind'], string>,
  page: (id: number) => `page #${id}`,
  paragraph: (id: number) => `paragraph ${id}`,
  hints: {
    characterCount: (count: number | null) =>
      `its characters are of one width: a box says that there are ${n(count ?? 0)}`,
    sameLine: () => 'words stand beside it on its line',
    candidates: (count: number | null) =>
      `of the names in the catalogue, only ${n(count ?? 0)} fit its width`,
  } satisfies Record<LeakHint['kind'], (count: number | null) => string>,
  consistent: (count: number) =>
    count === 0
      ? 'Nothing that is withheld is open elsewhere.'
      : `${count === 1 ? 'One place' : `${n(count)} places`} to look at.`,
  partial: 'The folder holds more files than are looked at. Choose one further below.',
  first: (count: number) => `The first ${n(count)} are shown.`,
}
