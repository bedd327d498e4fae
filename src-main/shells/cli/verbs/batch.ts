/** `shoko batch`: exports of many units in several formats, kept in the catalogue and run again. */
import { resolve } from 'node:path'
import { BATCH_SPLITS } from '../../../shared/domain/batch.ts'
import type { Batch, BatchDefinition } from '../../../shared/contract/batch.ts'
import { refusal } from '../../../shared/contract/errors.ts'
import type { Io } from '../io.ts'
import { withCore } from '../run.ts'
import type { CliCore } from '../run.ts'
import { idOf, resultOf, text, texts, UsageError } from './verb.ts'
import type { Values, Verb } from './verb.ts'

interface Asked {
  readonly io: Io
  readonly core: CliCore
  readonly name: string | undefined
  readonly values: Values
}

async function found({ core: { client }, name }: Asked): Promise<Batch> {
  if (name === undefined) throw new UsageError('NAME')
  const batch = (await client.batch.list()).find((one) => one.name === name)
  if (!batch) throw refusal('batchNotFound', { id: 0 })
  return batch
}

/** `ead2002:profile=atom` is a format with an option; several are parted by commas. */
function formatOf(given: string): BatchDefinition['formats'][number] {
  const at = given.indexOf(':')
  if (at === -1) return { as: given, options: {} }
  const options = Object.fromEntries(
    given
      .slice(at + 1)
      .split(',')
      .map((pair) => [pair.split('=')[0] ?? '', pair.slice(pair.indexOf('=') + 1)]),
  )
  return { as: given.slice(0, at), options }
}

async function scopeOf({ core, values }: Asked): Promise<BatchDefinition['scope']> {
  const search = text(values, 'search')
  if (search !== undefined) return { kind: 'search', query: search }
  const ids = await Promise.all(texts(values, 'only').map((code) => idOf(core, code)))
  const [first] = ids
  if (first === undefined) return { kind: 'branch', id: null }
  return ids.length === 1 ? { kind: 'branch', id: first } : { kind: 'units', ids }
}

const acts: Record<string, (asked: Asked) => Promise<unknown>> = {
  async list({ io, core }) {
    const batches = await core.client.batch.list()
    for (const { name, definition, unfinished } of batches)
      io.say(
        [
          name,
          definition.formats.map(({ as }) => as).join(' '),
          unfinished ? io.m.batch.paused(unfinished.files) : '',
        ].join('\t'),
      )
    return batches
  },

  async save(asked) {
    const { io, core, name, values } = asked
    if (name === undefined) throw new UsageError('NAME')
    const formats = texts(values, 'as').map(formatOf)
    if (formats.length === 0) throw new UsageError('--as FORMAT')
    const split = BATCH_SPLITS.find((one) => one === (text(values, 'split') ?? 'each'))
    if (split === undefined) throw new UsageError(`--split ${BATCH_SPLITS.join('|')}`)
    const definition = {
      scope: await scopeOf(asked),
      split,
      formats,
      naming: text(values, 'naming') ?? '{referenceCode}',
    }
    const known = (await core.client.batch.list()).find((one) => one.name === name)
    const kept = await core.client.batch.save({ id: known?.id ?? null, name, definition })
    const { units, files } = await core.client.batch.plan({ definition })
    io.say(`${kept.name}: ${io.m.batch.planned(units, files)}`)
    return kept
  },

  async run(asked) {
    const { io, core, values } = asked
    const { id } = await found(asked)
    const to = text(values, 'to')
    const { jobId } = await core.client.batch.run({
      id,
      to: to === undefined ? null : core.handle(resolve(io.base, to), 'write'),
      language: io.language,
    })
    const job = await core.follow(jobId)
    if (job.state === 'cancelled') throw refusal('cancelled', {})
    const result = resultOf(job)
    if (result.kind !== 'batch') throw new Error('a batch has another result')
    const m = io.m.batch
    io.say(m.done(result.name, result.files, `${String(result.byteSize)} B`))
    if (result.leftOutTotal > 0) io.note(m.leftOut(result.leftOutTotal))
    for (const { file, problems } of result.failed)
      for (const { line, rule } of problems) io.note(`${file}: ${m.report.line(line)} ${rule}`)
    const { kind: _, ...report } = result
    return report
  },

  async drop(asked) {
    const { id } = await found(asked)
    return asked.core.client.batch.drop({ id })
  },

  async remove(asked) {
    const { id } = await found(asked)
    return asked.core.client.batch.remove({ id })
  },
}

export const batchVerb: Verb = {
  usage: `batch CATALOGUE list
  batch CATALOGUE save NAME --as FORMAT[:OPTION=VALUE,...]... [--only REFERENCE_CODE]... [--search QUERY] [--split each|together] [--naming TEMPLATE]
  batch CATALOGUE run NAME [--to FOLDER]
  batch CATALOGUE drop|remove NAME`,
  options: {
    as: { type: 'string', multiple: true },
    only: { type: 'string', multiple: true },
    search: { type: 'string' },
    split: { type: 'string' },
    naming: { type: 'string' },
    to: { type: 'string' },
  },
  words: [2, 3],
  run: (io, [path = '', act = '', name], values) =>
    withCore(io, async (core) => {
      const doing = Object.hasOwn(acts, act) ? acts[act] : undefined
      if (!doing) throw new UsageError(Object.keys(acts).join('|'))
      await core.openCatalogue(resolve(io.base, path), act === 'save' || act === 'remove' ? 'write' : 'read')
      const answer = await doing({ io, core, name, values })
      io.answer(answer)
      const failed = act === 'run' && (answer as { failedTotal: number }).failedTotal > 0
      return failed ? 1 : 0
    }),
}
