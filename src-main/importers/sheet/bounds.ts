/** What no spreadsheet of descriptions needs more of; what has more is a mistake or made to harm. */
export const MOST_COLUMNS = 1000
export const MOST_ROWS = 2_000_000
/** Bytes of one row of a text file. */
export const LONGEST_ROW = 16 << 20
/** Bytes of a workbook's parts together, unpacked. */
export const MOST_UNPACKED = 4 * 2 ** 30
/** Characters of the texts that a workbook keeps apart from its sheets. */
export const MOST_SHARED = 512 << 20
