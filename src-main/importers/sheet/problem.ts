/** Why a file cannot be read as a spreadsheet: what there is too much of, with the bound, or where it breaks. */
export class SheetProblem extends Error {
  readonly what: 'columns' | 'rows' | 'cell' | 'size' | 'unreadable' | 'encrypted' | 'encoding' | 'empty'
  readonly number: number

  constructor(what: SheetProblem['what'], number: number) {
    super(what)
    this.what = what
    this.number = number
  }
}
