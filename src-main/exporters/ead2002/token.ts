/** What an attribute of the type NMTOKEN is made of: of NameChar (XML 1.0, 2.3) what every edition and every reader takes. */
const OTHER =
  /[^-.:0-9A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u0131\u0391-\u03a1\u03a3-\u03ce\u0410-\u044f\u3041-\u3094\u30a1-\u30fa\u4e00-\u9fa5\uac00-\ud7a3]+/g

/** Words as one token: `Library of Congress` becomes `Library_of_Congress`. Null for none. */
export const token = (words: string | null | undefined): string | null =>
  words ? words.replace(OTHER, '_') : null

/** A code that is a token as it stands, or none: changed, it would be another's code. */
export const codeOrNone = (code: string | null): string | null => (code === token(code) ? code : null)
