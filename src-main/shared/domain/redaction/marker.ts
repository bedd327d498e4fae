/**
 * What stands in the place of a withheld passage: the same in the original, in every translation and on the page, so that
 * no language says more than another. The amount is what a person has declared, in lines; it is never counted from words.
 */

/** `stamps`: what is printed in the box for each code; `lines`: as declared, null where nobody has said it. */
export interface Withheld {
  readonly stamps: readonly string[]
  readonly lines: number | null
}

export function markerOf({ stamps, lines }: Withheld): string {
  const amount = lines === null ? '' : lines === 1 ? '1 line ' : `${String(lines)} lines `
  return marker(amount, stamps)
}

/** What stands in the place of all that is on a withheld page. */
export const pageMarkerOf = (stamps: readonly string[]): string => marker('1 page ', stamps)

const marker = (amount: string, stamps: readonly string[]): string =>
  `[${amount}withheld${stamps.length === 0 ? '' : ` – ${stamps.join(' / ')}`}]`
