/** What the encoding of Japanese Windows does to a text. */

/** Stands for a character that the encoding lacks, as printers have it. */
export const MISSING = '〓'

/** Signs that Unicode has twice, and CP932 as the second. */
const ALIKE: Readonly<Record<string, string>> = {
  '〜': '～',
  '−': '－',
  '‖': '∥',
  '—': '―',
  '¢': '￠',
  '£': '￡',
  '¬': '￢',
}

/** The text with signs as CP932 knows them. */
export const alike = (text: string): string => text.replaceAll(/[〜−‖—¢£¬]/g, (sign) => ALIKE[sign] ?? sign)
