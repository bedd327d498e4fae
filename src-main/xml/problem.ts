/** Why a document could not be read; `line` and `column` count from 1; the column is 0 where it is not known. Never carries text of the document. */
export type XmlProblemCode =
  | 'notWellFormed'
  | 'encodingUnknown'
  | 'encodingWrong'
  | 'entityExternal'
  | 'entityHoldsMarkup'
  | 'entityTooLarge'

export class XmlProblem extends Error {
  readonly code: XmlProblemCode
  readonly line: number
  readonly column: number

  constructor(code: XmlProblemCode, line: number, column = 0) {
    super(`${code} in line ${line}`)
    this.name = 'XmlProblem'
    this.code = code
    this.line = line
    this.column = column
  }
}
