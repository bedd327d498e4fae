/** A description as cells. */
export { BLANK } from './celled.ts'
export type { Celled } from './celled.ts'
export type { CellContext } from './change.ts'
export { cellText, cellValues } from './read.ts'
export { withCell } from './write.ts'
