/** What becomes of a redaction on the command line: other codes or words, a side on which it is not, its end. */
import type { Client } from '../../../shared/contract/index.ts'
import type { DescriptionId } from '../../../shared/contract/ids.ts'
import { refusal } from '../../../shared/contract/errors.ts'
import type { CitedExemption, NoCounterpart, Redaction } from '../../../shared/contract/redaction.ts'
import { text, texts, UsageError } from './verb.ts'
import type { Values } from './verb.ts'

interface Change {
  readonly client: Client
  readonly descriptionId: DescriptionId
  readonly values: Values
  /** The codes given, as they are cited. */
  readonly exemptions: CitedExemption[]
}

/** `--with`: the redaction that is meant, by uid or number. */
async function meant({ client, descriptionId, values }: Change): Promise<Redaction> {
  const named = text(values, 'with')
  if (named === undefined) throw new UsageError('--with REDACTION_ID')
  const all = await client.redaction.list({ descriptionId, as: text(values, 'as') })
  const found = all.find((one) => one.uid === named || String(one.id) === named)
  if (!found) throw refusal('redactionNotFound', { id: Number(named) || 0 })
  return found
}

const why = (values: Values): string => text(values, 'why') ?? ''

/** Codes, reason and note that are given take the place of those before. */
async function edit(change: Change): Promise<Redaction> {
  const { client, values, exemptions } = change
  const { id } = await meant(change)
  const [reason, note] = [text(values, 'reason'), text(values, 'note')]
  return client.redaction.edit({
    id,
    patch: {
      ...(exemptions.length > 0 && { exemptions }),
      ...(reason !== undefined && { reason }),
      ...(note !== undefined && { note }),
    },
    why: why(values),
    as: text(values, 'as'),
  })
}

/** `--side image|LANG`: the passage is not there, for the reason given. */
async function without(change: Change): Promise<Redaction> {
  const { client, descriptionId, values } = change
  const { id, noCounterpart } = await meant(change)
  const reason = text(values, 'reason') ?? ''
  const all = await client.text.list({ descriptionId })
  const said = texts(values, 'side').flatMap((side): NoCounterpart[] => {
    if (side === 'image') return [{ side, textId: null, reason }]
    const found = all.filter(({ language }) => language === side)
    if (found.length === 0) throw new UsageError('--side image|LANG')
    return found.map((one) => ({ side: 'text', textId: one.id, reason }))
  })
  if (said.length === 0) throw new UsageError('--side image|LANG')
  const as = text(values, 'as')
  return client.redaction.noCounterpart({
    id,
    noCounterpart: [...noCounterpart, ...said],
    why: why(values),
    as,
  })
}

/** All of it, or with `--anchor` the places named by their uids. */
async function unmark(change: Change): Promise<Redaction | null> {
  const { client, values } = change
  const { id, anchors } = await meant(change)
  const said = { why: why(values), as: text(values, 'as') }
  const named = texts(values, 'anchor')
  if (named.length === 0) {
    await client.redaction.remove({ id, ...said })
    return null
  }
  for (const uid of named) {
    const anchor = anchors.find((one) => one.uid === uid)
    if (!anchor) throw new UsageError('--anchor ANCHOR_ID')
    await client.redaction.removeAnchor({ anchorId: anchor.id, ...said })
  }
  return meant(change)
}

export const changes: Readonly<Record<string, (change: Change) => Promise<Redaction | null>>> = {
  edit,
  without,
  unmark,
}
