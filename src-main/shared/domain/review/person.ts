/** Persons by their names. */

/** One form of a name, so that a second person is not the first one written in another way. */
export const foldedName = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s\p{P}]/gu, '')

export const isSamePerson = (one: string, other: string): boolean => foldedName(one) === foldedName(other)
