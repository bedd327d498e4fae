/** `shoko review find`: all occurrences of words, of an expression or of a name, to be looked at; nothing is marked. */
import { refusal } from '../../../shared/contract/errors.ts'
import type { Client } from '../../../shared/contract/index.ts'
import type { DescriptionId } from '../../../shared/contract/ids.ts'
import type { Occurrence, Sought } from '../../../shared/contract/redaction.ts'
import { text, UsageError } from './verb.ts'
import type { Values } from './verb.ts'

async function sought(client: Client, values: Values): Promise<Sought['what']> {
  const [words, expression, name] = [text(values, 'words'), text(values, 'expression'), text(values, 'name')]
  const given = [words, expression, name].filter((one) => one !== undefined)
  if (given.length !== 1) throw new UsageError('--words TEXT | --expression RE | --name NAME')
  if (name !== undefined) {
    const found = await client.authority.suggest({ query: name })
    const [only, another] = found.filter((one) => one.name === name || one.other === name)
    if (!only) throw refusal('authorityNotFound', { id: 0 })
    if (another) throw new UsageError(`--name ${found.map((one) => one.name).join(' | ')}`)
    return { kind: 'name', authorityId: only.id }
  }
  const how = { matchCase: false, matchWidth: false, wholeWord: values['whole-word'] === true }
  return words === undefined
    ? { kind: 'expression', find: expression ?? '', ...how }
    : { kind: 'words', find: words, ...how }
}

/** In a batch, in the unit named with all below it, or everywhere. */
export async function find(
  client: Client,
  below: DescriptionId | null,
  values: Values,
): Promise<Occurrence[]> {
  const what = await sought(client, values)
  const batch = text(values, 'batch')
  const where: Sought['where'] =
    batch === undefined ? { kind: 'branch', id: below } : { kind: 'batch', batch }
  return client.redaction.occurrences({ what, where })
}

/** A line: where it stands, whether it is marked there, and the words with what is beside them. */
export const lineOf = ({ referenceCode, descriptionId, place, text, marked, ...said }: Occurrence): string =>
  [
    referenceCode ?? `#${String(descriptionId)}`,
    text === null
      ? place.kind === 'field'
        ? place.field
        : place.kind
      : `${text.kind} ${text.language ?? ''}`,
    marked ? '+' : '-',
    `${said.before}[${said.found}]${said.after}`.replaceAll(/\s+/g, ' '),
  ].join('\t')
