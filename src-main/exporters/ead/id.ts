/** An identifier as xs:ID, which begins with a letter; different ones stay different. */
export const idOf = (uid: string): string =>
  `c-${uid.replace(/[^A-Za-z0-9-]/g, (character) => `_${character.charCodeAt(0).toString(16)}_`)}`
