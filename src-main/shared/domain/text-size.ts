/** A value longer than this is refused at the contract: no field is a book, and an endless paste must not fill the disk. */
export const LONGEST_VALUE = 1_000_000

/** What is pasted or dropped into a text at once: more would take the page minutes to lay out, or end it. */
export const MOST_PASTED = { paragraph: 50_000, all: 1_000_000 }

/** Whether words may be put into a text at once; every line becomes a paragraph. */
export const canBePasted = (words: string): boolean =>
  words.length <= MOST_PASTED.all &&
  words.split(/[\r\n]+/).every(({ length }) => length <= MOST_PASTED.paragraph)
