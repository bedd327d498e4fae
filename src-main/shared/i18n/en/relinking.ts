/** Linked scans whose files were moved. */
import { n } from './numbers.ts'

const files = (count: number) => `${n(count)} ${count === 1 ? 'file' : 'files'}`

export const relinking = {
  title: 'Find moved files',
  intro:
    'Linked scans whose files are not where they were are looked for in a folder and below: by name and size first, then by size alone. Only a file with the recorded message digest is taken for the scan. Nothing is changed before you say so.',
  where: 'Look in',
  choose: 'Choose a folder…',
  none: 'no folder chosen',
  look: 'Look for them',
  looking: 'Looking…',
  found: (found: number, missing: number) =>
    missing === 0 ? 'No linked scan is missing.' : `${n(found)} of ${n(missing)} missing found.`,
  moves: 'Moves',
  move: (from: string, to: string) => `${from} → ${to}`,
  files,
  apply: (count: number) => `Apply the same move to all: relink ${files(count)}`,
  done: (count: number) => `${files(count)} relinked, in one step that can be undone.`,
  left: (names: string) => `Changed since, and left alone: ${names}`,
  wouldBe: 'Would be relinked',
  notFound: 'Not found',
  differing: 'There is a file of that name with other bytes. It is left alone.',
  partial: 'The folder holds more files than are looked at. Choose one further below.',
  first: (count: number) => `The first ${n(count)} are shown.`,
}
