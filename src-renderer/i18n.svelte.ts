/** The words of the interface in the language of the person, and values written in its manner. */
import { createContext } from 'svelte'
import { containerName } from '../src-main/shared/domain/container.ts'
import { messages } from '../src-main/shared/i18n/index.ts'
import type { Language, Messages } from '../src-main/shared/i18n/index.ts'
import { bcp47 } from './language-tag.ts'

export class Words {
  language = $state<Language>('en')
  m: Messages = $derived(messages[this.language])
  #number = $derived(new Intl.NumberFormat(this.language))
  #time = $derived(new Intl.DateTimeFormat(this.language, { timeStyle: 'medium', hourCycle: 'h23' }))
  #dateTime = $derived(
    new Intl.DateTimeFormat(this.language, { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' }),
  )
  #languages = $derived(new Intl.DisplayNames([this.language], { type: 'language', fallback: 'code' }))

  number = (value: number): string => this.#number.format(value)
  time = (value: Date): string => this.#time.format(value)
  dateTime = (instant: string): string => this.#dateTime.format(new Date(instant))
  /** The name of a language by its ISO 639-2 code. */
  languageName = (code: string): string => this.#languages.of(bcp47(code) ?? code) ?? code

  /** `Box 12`, 箱12. */
  containerName = (type: string, indicator: string): string =>
    containerName({ type, indicator }, this.language)

  bytes = (value: number): string => {
    const step = value < 1 ? 0 : Math.min(4, Math.floor(Math.log10(value) / 3))
    const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte']
    return new Intl.NumberFormat(this.language, {
      style: 'unit',
      unit: units[step] ?? 'byte',
      unitDisplay: 'short',
      maximumFractionDigits: step === 0 ? 0 : 1,
    }).format(value / 1000 ** step)
  }
}

export const [getWords, setWords] = createContext<Words>()
