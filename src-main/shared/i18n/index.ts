/** The words of the program. English owns the keys; every other language satisfies them. */
import { ERRORS } from '../contract/errors.ts'
import type { ErrorCode } from '../contract/errors.ts'
import { en } from './en/index.ts'
import { ja } from './ja/index.ts'
import { nameInWords } from './name-in-words.ts'

export type Messages = typeof en

export const LANGUAGES = ['en', 'ja'] as const
export type Language = (typeof LANGUAGES)[number]

export const messages: Record<Language, Messages> = { en, ja }

/** The language of the list that suits these preferences (BCP 47 tags, best first) best. */
export const languageFor = (preferences: readonly string[]): Language =>
  preferences
    .map((tag) => LANGUAGES.find((language) => tag.toLowerCase().startsWith(language)))
    .find((found) => found !== undefined) ?? 'en'

const isErrorCode = (code: string): code is ErrorCode => code in ERRORS

/**
 * The sentence for a failure that crossed the contract. Details that do not have their shape, as from a newer core,
 * and codes that are not in the table give the sentence for the unexpected.
 */
export function errorMessage(m: Messages, code: string, data: unknown): string {
  if (!isErrorCode(code)) return m.errors.unexpected
  const details = ERRORS[code].data.safeParse(data)
  if (!details.success) return m.errors.unexpected
  const { data: found } = details
  // The name of a catalogue also stands in a command that is to be copied.
  const isShown = 'file' in found && !code.startsWith('catalogue')
  const shown = isShown ? { ...found, file: nameInWords(found.file) } : found
  return (m.errors[code] as (data: unknown) => string)(shown)
}
