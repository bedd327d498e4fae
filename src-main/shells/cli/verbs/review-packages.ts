/** `shoko review refer … --to FILE` and `answer … --from FILE`: a question that goes out sealed, and its answer. */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import type { DescriptionId } from '../../../shared/contract/ids.ts'
import { SHORTEST_PASSPHRASE } from '../../../shared/contract/review-records.ts'
import type { Review } from '../../../shared/contract/review.ts'
import type { Io } from '../io.ts'
import type { CliCore } from '../run.ts'
import { resultOf, text, texts, UsageError } from './verb.ts'
import type { Values } from './verb.ts'

/** Asked for without showing what is typed. */
async function typed(question: string): Promise<string> {
  process.stderr.write(question)
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input: process.stdin, output: silent, terminal: true })
  try {
    return await lines.question('')
  } finally {
    lines.close()
    process.stderr.write('\n')
  }
}

/** From a file, of which the first line counts, or from whoever sits at the terminal; twice where a file is sealed with it. */
export async function passphraseOf(io: Io, values: Values, isTwice: boolean): Promise<string> {
  const file = text(values, 'passphrase-file')
  if (file === undefined && !process.stdin.isTTY) throw new UsageError('--passphrase-file FILE')
  const m = io.m.referral
  const given =
    file === undefined
      ? await typed(m.asking)
      : (readFileSync(resolve(io.base, file), 'utf8').split(/\r?\n/)[0] ?? '')
  if (given.length < SHORTEST_PASSPHRASE) throw new UsageError(m.hint(SHORTEST_PASSPHRASE))
  if (isTwice && file === undefined && (await typed(m.askingAgain)) !== given) throw new UsageError(m.differ)
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
