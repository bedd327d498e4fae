/** What is aligned: the paragraphs of a text without the words of the form, those that continue as one with what they continue. */
import type { Paragraph, Text } from '../../contract/text.ts'
import { tokensIn } from '../check/tokens.ts'
import type { TokenKind } from '../check/tokens.ts'
import type { NameIndex } from '../name-index.ts'
import { sentencesOf } from './group.ts'
import { outlineOf } from './numbering.ts'

export interface Unit {
  readonly ids: readonly Paragraph['id'][]
  readonly kind: Paragraph['kind']
  readonly outline: readonly number[] | null
  /** What it says that is the same in every language, with its weight. */
  readonly signs: ReadonlyMap<string, number>
  readonly length: number
}

const WEIGHTS: Readonly<Record<TokenKind, number>> = { identifier: 6, date: 4, time: 4, number: 3 }
const OF_A_NAME = 2.5

export function unitsOf(text: Pick<Text, 'paragraphs'>, names: NameIndex): Unit[] {
  const groups = sentencesOf(text)
  const outline = outlineOf(groups.map(([first]) => first?.value ?? ''))
  return groups.map((group, index) => ({
    ids: group.map(({ id }) => id),
    kind: group[0]?.kind ?? 'body',
    outline: outline[index] ?? null,
    signs: signsOf(group, names),
    length: group.reduce((sum, { value }) => sum + value.length, 0),
  }))
}

function signsOf(group: readonly Paragraph[], names: NameIndex): Map<string, number> {
  const signs = new Map<string, number>()
  for (const { value, mentions } of group) {
    for (const { kind, key } of tokensIn(value).tokens) signs.set(`${kind} ${key}`, WEIGHTS[kind])
    for (const { authorityId } of mentions) signs.set(`name ${String(authorityId)}`, OF_A_NAME)
    for (const { owners } of names.find(value)) {
      // A form that several bear says little.
      for (const owner of owners.slice(0, 4)) signs.set(`name ${String(owner)}`, OF_A_NAME / owners.length)
    }
  }
  return signs
}
