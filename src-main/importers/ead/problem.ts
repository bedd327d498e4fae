/** Why a file cannot be taken in as EAD; lines and columns count from 1, and are 0 where there is none to name. */
export type EadProblemCode = 'empty' | 'notEad' | 'tooDeep' | 'partTooLarge' | 'notGzip' | 'unpacksTooLarge'

export class EadProblem extends Error {
  readonly code: EadProblemCode
  readonly line: number
  readonly column: number

  constructor(
    code: EadProblemCode,
    { line, column }: { line: number; column: number } = { line: 0, column: 0 },
  ) {
    super(`${code} in line ${line}`)
    this.name = 'EadProblem'
    this.code = code
    this.line = line
    this.column = column
  }
}
