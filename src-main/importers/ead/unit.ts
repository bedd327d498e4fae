/** A unit of description while it is read: its fields as they fill, and what of the source each of them stands for. */
import type { DescriptionFields, DescriptionPatch, TextValue } from '../../shared/contract/description.ts'
import type { TextField } from '../../shared/domain/field.ts'
import { TEXT_FIELD_NAMES } from '../../shared/domain/field.ts'
import type { Level } from '../../shared/domain/level.ts'
import type { EadNode, EadText } from './node.ts'

/** Fields that an import fills, each with its values so far. */
export type Draft = Pick<
  DescriptionFields,
  | 'identifiers'
  | 'dates'
  | 'extents'
  | 'agents'
  | 'languages'
  | 'accessPoints'
  | 'relations'
  | 'containers'
  | TextField
> & { referenceCode: string | null; otherLevel: string | null }

/** What was put right on the way, or has to be looked at; a code (i18n `ead.notes`), never a word of the record. */
export interface EadNote {
  readonly code: string
  readonly line: number
  readonly column: number
  readonly data: Record<string, string | number>
}

/** What holds for a whole document. */
export interface DocumentFacts {
  /** Written by this program: what its types mean is known. */
  isOwn: boolean
  /** The one language of description that the document states. */
  language: string | null
}

export interface Unit {
  readonly draft: Draft
  readonly facts: DocumentFacts
  level: Level | null
  /** Texts that are said to be in the draft: `proven` looks whether they are. */
  readonly claims: EadText[]
  readonly notes: EadNote[]
}

const emptyDraft = (): Draft => ({
  referenceCode: null,
  otherLevel: null,
  identifiers: [],
  dates: [],
  extents: [],
  agents: [],
  languages: [],
  accessPoints: [],
  relations: [],
  containers: [],
  ...(Object.fromEntries(TEXT_FIELD_NAMES.map((field) => [field, []])) as unknown as Record<
    TextField,
    TextValue[]
  >),
})

export const newUnit = (facts: DocumentFacts): Unit => ({
  draft: emptyDraft(),
  facts,
  level: null,
  claims: [],
  notes: [],
})

/** Says that a text is in the draft. */
export const claim = (unit: Unit, text: EadText): void => {
  text.taken = true
  unit.claims.push(text)
}

/** Says that what a text says is in the draft as a code: the name of a language beside its code. */
export const imply = (text: EadText): void => {
  text.taken = true
}

export const note = (unit: Unit, code: string, { line, column }: EadNode, data: EadNote['data'] = {}): void =>
  void unit.notes.push({ code, line, column, data })

/** The fields that hold something. */
export function patchOf(draft: Draft): DescriptionPatch {
  return Object.fromEntries(
    Object.entries(draft).filter(([, value]) => (Array.isArray(value) ? value.length > 0 : value !== null)),
  )
}

/** Strings of the model that are words of the source; codes and what was computed are none. */
const WORDS: ReadonlySet<string> = new Set([
  'value',
  'reading',
  'label',
  'scope',
  'expression',
  'timeOfDay',
  'timeZone',
  'inferredFrom',
  'place',
  'quantity',
  'unit',
  'name',
  'target',
  'part',
  'indicator',
  'folder',
  'item',
  'type',
  'code',
])

const squeezed = (text: string): string => text.replace(/[\s\u0085]+/g, '')

function wordsIn(draft: Draft): string {
  let words = ''
  for (const [field, values] of Object.entries(draft)) {
    if (typeof values === 'string') words += `\n${squeezed(values)}`
    else
      for (const value of values ?? []) {
        // A count and what is counted are one text in EAD 2002.
        const joint = field === 'extents' ? '' : '\n'
        words += '\n'
        for (const [name, text] of Object.entries(value as object))
          if (typeof text === 'string' && WORDS.has(name)) words += joint + squeezed(text)
      }
  }
  return words
}

/**
 * Holds every claim against the words of the draft, each passage of which answers for one text of the source. A text that
 * is not there is no longer taken, whatever the mapping said: then it is kept. Gives how many those were.
 */
export function unproven(unit: Unit): EadText[] {
  let words = wordsIn(unit.draft)
  const missing: EadText[] = []
  const wanted = unit.claims
    .map((text) => ({ text, words: squeezed(text.text) }))
    .filter(({ words: own }) => own !== '')
    .sort((one, other) => other.words.length - one.words.length)
  for (const { text, words: own } of wanted) {
    const whole = words.indexOf(own)
    // A comma between a title and the date that was taken out of it.
    const at = whole === -1 ? words.indexOf(own.replace(/[,;:]+$/, '') || own) : whole
    if (at === -1) {
      text.taken = false
      missing.push(text)
    } else words = `${words.slice(0, at)}\n${words.slice(at + own.length)}`
  }
  unit.claims.length = 0
  return missing
}
