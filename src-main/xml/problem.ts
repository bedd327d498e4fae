/** Why a document could not be read; `line` counts from 1. Never carries text of the document. */
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

  constructor(code: XmlProblemCode, line: number) {
    super(`${code} in line ${line}`)
    this.name = 'XmlProblem'
    this.code = code
    this.line = line
  }
}
