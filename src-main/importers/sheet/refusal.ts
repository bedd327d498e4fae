/** Why a spreadsheet cannot be read, as a refusal. */
import { SheetProblem } from './problem.ts'
import { refusal } from '../../shared/contract/errors.ts'

export function sheetRefusal(error: unknown, file: string): unknown {
  if (!(error instanceof SheetProblem)) return error
  switch (error.what) {
    case 'columns':
    case 'rows':
    case 'cell':
    case 'size':
      return refusal('sheetTooLarge', { file, what: error.what, limit: error.number })
    default:
      return refusal('sheetUnreadable', { file, why: error.what, row: error.number })
  }
}
