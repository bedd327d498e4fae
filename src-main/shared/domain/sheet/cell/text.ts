/** Texts in a cell, with the language that each is in. */
import type { TextValue } from '../../../contract/description.ts'
import { TEXT_FIELDS } from '../../field.ts'
import type { TextField } from '../../field.ts'
import { guessLanguage } from '../../guess-language.ts'
import { rewritten } from '../../markup.ts'
import type { Column } from '../column.ts'
import { aligned } from './align.ts'
import type { Celled } from './celled.ts'
import type { CellContext } from './change.ts'

export function withTexts(
  unit: Celled,
  field: TextField,
  { language }: Column,
  values: readonly string[],
  { usual }: CellContext,
): TextValue[] {
  const line = TEXT_FIELDS[field].shape === 'line'
  const texts = line ? values.map((value) => value.replaceAll(/\n+/g, ' ')) : values
  return aligned(
    unit[field] ?? [],
    (text) => language === null || text.language === language,
    texts,
    ({ value }) => value,
    (value, old) => {
      const guessed = guessLanguage(value, usual)
      const plain = { type: null, code: null, ...(old ? rewritten(old, value) : { value }) }
      if (language !== null) {
        const script = guessed?.language === language ? guessed.script : (old?.script ?? null)
        return { ...plain, language, script }
      }
      // The script of the words goes before what was said of those that stood here.
      const stays =
        old !== undefined && (guessed === null || old.script === null || guessed.script === old.script)
      return stays && old.language !== null
        ? { ...plain, language: old.language, script: old.script }
        : { ...plain, language: guessed?.language ?? null, script: guessed?.script ?? null }
    },
  )
}
