/**
 * A cell of a text file that begins with one of `= + - @`, with its full-width form, a tab or a line end is taken for a
 * formula by spreadsheets. Such a cell gets an apostrophe in front; reading takes one away again.
 */
const FORMULA = /^'*[=+\-@＝＋－＠\t\r\n]/

export const harmless = (text: string): string => (FORMULA.test(text) ? `'${text}` : text)

export const isFormula = (text: string): boolean => FORMULA.test(text)

export const unguarded = (text: string): string =>
  text.startsWith("'") && FORMULA.test(text) ? text.slice(1) : text
