/** Why an EAD file cannot be taken in, as a refusal with its place. */
import { EadProblem } from '../../importers/ead/problem.ts'
import { refusal } from '../../shared/contract/errors.ts'
import { XmlProblem } from '../../xml/problem.ts'

export function eadRefusal(error: unknown, file: string): unknown {
  if (!(error instanceof XmlProblem) && !(error instanceof EadProblem)) return error
  const { code, line, column } = error
  return refusal('eadUnreadable', { file, why: code, line, column })
}
