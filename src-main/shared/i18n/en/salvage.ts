/** Saving what can be read of a damaged catalogue. */
import { n } from './numbers.ts'

export const salvage = {
  start: 'Save what can be read…',
  hint: 'Makes a new catalogue beside the damaged one, which is only read.',
  begun: (name: string) => `What can be read goes into “${name}”.`,
  open: (name: string) => `Open “${name}”`,
  whole: 'Every row of the file was read.',
  lost: (pages: number, of: number) => `${n(pages)} of ${n(of)} pages could not be read.`,
  rows: (count: number) => `${n(count)} rows were carried over.`,
  strayRows: (count: number) => `${n(count)} rows were found to which nothing leads, and are not in it.`,
  standIns: (count: number) =>
    `${n(count)} units were lost and what belonged to them was not: it stands at the top of the tree, under units of the level “salvaged”.`,
  loosened: (count: number) => `${n(count)} references led to something that was lost, and were taken out.`,
  scans: (count: number, missing: number) =>
    missing === 0
      ? `${n(count)} scans were copied.`
      : `${n(count)} scans were copied; ${n(missing)} are missing.`,
  table: 'Table',
  carried: 'Carried over',
  left: 'Left out',
  gaps: 'Not readable',
  gap: (from: number, to: number | null) =>
    to === null ? `rows from ${n(from)} on` : `rows ${n(from)} to ${n(to)}`,
  unreadable: (count: number) => `${n(count)} single rows`,
  compare: 'Compare it with the newest verified backup before you go on.',
}
