/** Names of files inside sentences. A name may hold anything but a zero byte, and a sentence must survive it. */

// eslint-disable-next-line no-control-regex
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g
/** Characters that nobody sees and that turn the direction of what follows (UAX #9). */
const DIRECTIONS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g
const RIGHT_TO_LEFT = /\p{Script=Hebrew}|\p{Script=Arabic}|\p{Script=Syriac}|\p{Script=Thaana}/u
/** First strong isolate, and its end. */
const [ISOLATE, END] = ['\u2068', '\u2069']

const codePoint = (character: string) =>
  `⟨U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`

/** The name on one line, what is invisible in it made visible, its direction kept from the words around it. */
export function nameInWords(name: string): string {
  const visible = name.replace(CONTROLS, codePoint).replace(DIRECTIONS, codePoint)
  return RIGHT_TO_LEFT.test(visible) ? ISOLATE + visible + END : visible
}
