/**
 * Characters that XML 1.0 allows (production Char). Text comes from keyboards, scans and other programs, so it may
 * hold others, and no escape can write those:
 * - a vertical tab or a form feed, which office programs leave where a line or a page ends, becomes a line feed;
 * - every other control character, U+FFFE, U+FFFF and half of a surrogate pair become U+FFFD, the sign for a
 *   character that could not be shown, so that the loss can be seen.
 * Everything else stays as it is: U+3000, curly quotes, emoji, compatibility characters.
 */
export function legalText(text: string): string {
  if (!ILLEGAL.test(text)) return text
  return text.replace(PAGE_OR_LINE_END, '\n').replace(ALL_ILLEGAL, '\ufffd')
}

const PAGE_OR_LINE_END = /[\v\f]/g
// Category Cc without tab, line feed, carriage return and the C1 controls (allowed); Cs is a lone surrogate.
const ILLEGAL = /[^\P{Cc}\t\n\r\x7f-\x9f]|\p{Cs}|[\ufffe\uffff]/u
const ALL_ILLEGAL = new RegExp(ILLEGAL.source, 'gu')
