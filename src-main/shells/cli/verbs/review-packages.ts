/** `shoko review refer … --to FILE` and `answer … --from FILE`: a question that goes out sealed, and its answer. */
import { resolve } from 'node:path'
import type { DescriptionId } from '../../../shared/contract/ids.ts'
import { SHORTEST_PASSPHRASE } from '../../../shared/contract/passphrase.ts'
import type { Review } from '../../../shared/contract/review.ts'
import type { Io } from '../io.ts'
import { passphraseFrom } from '../passphrase.ts'
import type { CliCore } from '../run.ts'
import { resultOf, text, texts, UsageError } from './verb.ts'
import type { Values } from './verb.ts'

/** It is not the catalogue's: whoever gets the package has it. Typed twice where a file is sealed with it. */
async function passphraseOf(io: Io, values: Values, isTwice: boolean): Promise<string> {
  const file = text(values, 'package-passphrase-file')
  if (file === undefined && !process.stdin.isTTY) throw new UsageError('--package-passphrase-file FILE')
  const m = io.m.referral
  const path = file === undefined ? undefined : resolve(io.base, file)
  const given = await passphraseFrom(io, path, m.asking)
  if (given.length < SHORTEST_PASSPHRASE) throw new UsageError(m.hint(SHORTEST_PASSPHRASE))
  if (isTwice && path === undefined && (await passphraseFrom(io, path, m.askingAgain)) !== given)
    throw new UsageError(m.differ)
  return given
}

interface Packing {
  readonly io: Io
  readonly core: CliCore
  readonly id: DescriptionId
  readonly values: Values
  /** Of the item, with the question that is asked. */
  readonly review: Review
}

/** Seals the question that was asked last. */
export async function pack({ io, core, id, values, review }: Packing): Promise<unknown> {
  const to = text(values, 'to') ?? ''
  const asked = review.referrals.filter(({ answer }) => answer === null).at(-1)
  const wanted = texts(values, 'mark')
  const redactions = await core.client.redaction.list({ descriptionId: id })
  const meant = redactions.filter((one) => wanted.includes(one.uid) || wanted.includes(String(one.id)))
  const { jobId } = await core.client.review.pack({
    descriptionId: id,
    referralId: asked?.id ?? 0,
    redactionIds: meant.map((one) => one.id),
    passphrase: await passphraseOf(io, values, true),
    reason: text(values, 'reason') ?? '',
    language: io.language,
    to: core.handle(resolve(io.base, to), 'write'),
    as: text(values, 'as'),
  })
  const result = resultOf(await core.follow(jobId))
  if (result.kind !== 'referral') throw new Error('not a report of a referral')
  const { kind: _, ...report } = result
  io.say(io.m.referral.sealed(report))
  io.say(`${io.m.referral.digest} ${report.sha256}`)
  return report
}

export const takeAnswer = async ({ io, core, id, values }: Omit<Packing, 'review'>): Promise<Review> =>
  core.client.review.takeAnswer({
    descriptionId: id,
    handle: core.handle(resolve(io.base, text(values, 'from') ?? ''), 'read'),
    passphrase: await passphraseOf(io, values, false),
    as: text(values, 'as'),
  })
