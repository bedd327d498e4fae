/** A value longer than this is refused at the contract: no field is a book, and an endless paste must not fill the disk. */
export const LONGEST_VALUE = 1_000_000
