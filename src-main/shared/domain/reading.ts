/** How a Japanese title is read (ヨミ): which titles have a reading, and how it is found. */

const JAPANESE_SCRIPTS: ReadonlySet<string> = new Set(['Jpan', 'Hira', 'Kana', 'Hrkt'])

/** Whether a title is one of which a reading can be said; what has one keeps it, whatever its language is said to be. */
export const isRead = (title: {
  language: string | null
  script: string | null
  reading?: string | undefined
}): boolean =>
  title.language === 'jpn' ||
  (title.language === null && JAPANESE_SCRIPTS.has(title.script ?? '')) ||
  (title.reading ?? '') !== ''

const KATAKANA = /[\u30A1-\u30F6]/gu
const HIRAGANA = /[\u3041-\u3096]/gu
const moved = (text: string, kana: RegExp, by: number) =>
  text.replace(kana, (one) => String.fromCharCode(one.charCodeAt(0) + by))

/** A reading as it may be asked for: in either kana. */
export function readingForms(reading: string): string[] {
  const whole = reading.normalize('NFKC')
  return [...new Set([moved(whole, KATAKANA, -0x60), moved(whole, HIRAGANA, 0x60)])]
}
