/** The verbs of `shoko`: each says how it is used, and does it through the contract. */
import { readFileSync } from 'node:fs'
import { basename, dirname, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { ORPCError } from '@orpc/contract'
import type { ParseArgsOptionsConfig } from 'node:util'
import { refusal } from '../../shared/contract/errors.ts'
import type { Description } from '../../shared/contract/description.ts'
import { Institution } from '../../shared/contract/catalogue.ts'
import type { Job } from '../../shared/contract/job.ts'
import { TEXT_FIELD_NAMES } from '../../shared/domain/field.ts'
import { describeContract, procedureOf, withHandles, writes } from './call.ts'
import { patchOf } from './fields.ts'
import type { Io } from './io.ts'
import { sentence } from './io.ts'
import type { CliCore } from './run.ts'
import { withCore } from './run.ts'

/** Wrong usage: said with the verb's usage line. */
export class UsageError extends Error {}

type Values = Record<string, string | boolean | (string | boolean)[] | undefined>

export interface Verb {
  readonly usage: string
  readonly options: ParseArgsOptionsConfig
  /** How many words follow the verb: at least, at most. */
  readonly words: readonly [number, number]
  /** Runs it; gives the exit code. */
  run(io: Io, words: readonly string[], values: Values): Promise<number>
}

const text = (values: Values, name: string): string | undefined => {
  const value = values[name]
  return typeof value === 'string' ? value : undefined
}
const texts = (values: Values, name: string): string[] => (values[name] as string[] | undefined) ?? []

async function idOf({ client }: CliCore, referenceCode: string) {
  return (await client.description.find({ referenceCode })).id
}

const create: Verb = {
  usage:
    'new CATALOGUE [--sample] [--name NAME --isil CODE --country CC --language LLL --script Ssss --rights TEXT]',
  options: {
    sample: { type: 'boolean' },
    name: { type: 'string' },
    isil: { type: 'string' },
    country: { type: 'string' },
    language: { type: 'string' },
    script: { type: 'string' },
    rights: { type: 'string' },
  },
  words: [1, 1],
  async run(io, [path = ''], values) {
    const target = resolve(io.base, path)
    const institution = Institution.safeParse({
      name: text(values, 'name') ?? io.m.cli.unnamedInstitution,
      isil: text(values, 'isil') ?? null,
      country: text(values, 'country') ?? 'JP',
      language: text(values, 'language') ?? (io.language === 'ja' ? 'jpn' : 'eng'),
      script: text(values, 'script') ?? (io.language === 'ja' ? 'Jpan' : 'Latn'),
      rightsStatement: text(values, 'rights') ?? io.m.cli.rightsNotStated,
    })
    if (!institution.success) throw new UsageError(`--${String(institution.error.issues[0]?.path[0])}`)
    return withCore(io, async (core) => {
      const place = { handle: core.handle(dirname(target), 'write'), name: basename(target, '.shoko') }
      if (values['sample'] === true) await core.client.catalogue.openSample(place)
      else {
        await core.client.catalogue.create({ ...place, institution: institution.data })
        if (text(values, 'name') === undefined) io.note(io.m.cli.institutionAssumed)
      }
      const folder = core.openFolder() ?? target
      io.say(folder)
      io.answer({ catalogue: folder })
      return 0
    })
  },
}

const importing: Verb = {
  usage:
    'import CATALOGUE PATH... [--as auto|scans|wilson-center] [--into REFERENCE_CODE] [--attach] [--link]',
  options: {
    as: { type: 'string', default: 'auto' },
    into: { type: 'string' },
    attach: { type: 'boolean' },
    link: { type: 'boolean' },
  },
  words: [2, Infinity],
  run: (io, [path = '', ...files], values) =>
    withCore(io, async (core) => {
      await core.openCatalogue(resolve(io.base, path))
      const into = text(values, 'into')
      const { jobId } = await core.client.import.start({
        handles: files.map((file) => core.handle(resolve(io.base, file), 'read')),
        as: text(values, 'as') ?? 'auto',
        into: into === undefined ? null : await idOf(core, into),
        storage: values['link'] === true ? 'linked' : 'copied',
        arrange: values['attach'] === true ? 'attach' : 'items',
      })
      const job = await core.follow(jobId)
      const result = resultOf(job)
      if (result.kind !== 'import') return 1
      const { kind: _, ...report } = result
      for (const { file, code, data } of report.refused) io.note(`${file}: ${sentence(io, code, data)}`)
      for (const { file, sameAs } of report.duplicates) io.note(io.m.cli.duplicate({ file, sameAs }))
      for (const { from, to } of report.renumbered) io.note(io.m.cli.renumbered({ from, to }))
      io.say(io.m.cli.imported(report))
      for (const { file, line, text: words } of report.unmapped) io.say(`${file}:${line}: ${words}`)
      io.answer(report)
      if (job.state === 'cancelled') return 130
      return report.refused.length > 0 && report.pages + report.descriptions === 0 ? 1 : 0
    }),
}

const exporting: Verb = {
  usage:
    'export CATALOGUE --as FORMAT --to PATH [--audience public|staff] [--with-notes] [--only REFERENCE_CODE]... [--option NAME=VALUE]...',
  options: {
    as: { type: 'string' },
    to: { type: 'string' },
    audience: { type: 'string', default: 'public' },
    'with-notes': { type: 'boolean' },
    only: { type: 'string', multiple: true },
    option: { type: 'string', multiple: true },
  },
  words: [1, 1],
  run: (io, [path = ''], values) =>
    withCore(io, async (core) => {
      const [as, to, audience] = [text(values, 'as'), text(values, 'to'), text(values, 'audience')]
      if (as === undefined || to === undefined) throw new UsageError('--as, --to')
      if (audience !== 'public' && audience !== 'staff') throw new UsageError('--audience public|staff')
      await core.openCatalogue(resolve(io.base, path), 'read')
      const only = await Promise.all(texts(values, 'only').map((code) => idOf(core, code)))
      const { jobId } = await core.client.export.start({
        as,
        to: core.handle(resolve(io.base, to), 'write'),
        audience,
        withNotes: values['with-notes'] === true,
        only,
        options: Object.fromEntries(
          texts(values, 'option').map((pair) => [
            pair.split('=')[0] ?? '',
            pair.slice(pair.indexOf('=') + 1),
          ]),
        ),
      })
      const job = await core.follow(jobId)
      if (job.state === 'cancelled') throw refusal('cancelled', {})
      const result = resultOf(job)
      if (result.kind !== 'export') return 1
      const { kind: _, ...report } = result
      if (report.heldBack > 0) io.note(io.m.cli.heldBack(report.heldBack))
      for (const { name, byteSize, descriptions } of report.files)
        io.say(io.m.cli.exported({ name, byteSize, descriptions }))
      io.answer(report)
      return 0
    }),
}

/** @throws the refusal with which the job failed */
function resultOf(job: Job) {
  if (job.error) throw new ORPCError(job.error.code, { data: job.error.data })
  if (!job.result) throw refusal('cancelled', {})
  return job.result
}

const search: Verb = {
  usage: 'search CATALOGUE QUERY [--limit N]',
  options: { limit: { type: 'string', default: '50' } },
  words: [2, 2],
  run: (io, [path = '', query = ''], values) =>
    withCore(io, async (core) => {
      const limit = Number(text(values, 'limit'))
      if (!Number.isInteger(limit) || limit < 1) throw new UsageError('--limit N')
      await core.openCatalogue(resolve(io.base, path), 'read')
      const { total, hits } = await core.client.search.query({ query, limit: Math.min(limit, 200) })
      for (const { referenceCode, title, snippet } of hits) {
        io.say([referenceCode ?? '—', title ?? '—', snippet.replaceAll(/\s+/g, ' ')].join('\t'))
      }
      io.note(io.m.cli.found(total))
      io.answer(hits)
      return 0
    }),
}

const show: Verb = {
  usage: 'show CATALOGUE REFERENCE_CODE',
  options: {},
  words: [2, 2],
  run: (io, [path = '', referenceCode = '']) =>
    withCore(io, async ({ client, openCatalogue }) => {
      await openCatalogue(resolve(io.base, path), 'read')
      const description = await client.description.find({ referenceCode })
      const descriptionId = description.id
      const pages = await client.scan.pages({ descriptionId })
      const allTexts = await client.text.list({ descriptionId })
      const proposals = await client.proposal.list({ descriptionId })
      for (const line of lines(io, description)) io.say(line)
      for (const { source, basis, field } of proposals.filter(({ state }) => state === 'open')) {
        io.say(`? ${field ?? ''} ${source} (${basis})`)
      }
      io.answer({ ...description, pages, texts: allTexts, proposals })
      return 0
    }),
}

function* lines({ m }: Io, description: Description): Generator<string> {
  const line = (label: string, value: string | null) => `${label}: ${value ?? ''}`
  yield line(m.fields.referenceCode, description.referenceCode)
  yield line(m.fields.level, m.levels[description.level])
  yield line(m.fields.status, m.statuses[description.status])
  for (const { type, value } of description.identifiers)
    yield line(`${m.fields.identifiers} (${type})`, value)
  for (const { kind, expression, edtf } of description.dates) {
    yield line(m.dateKinds[kind], edtf === null ? expression : `${expression} (${edtf})`)
  }
  for (const { quantity, unit } of description.extents) yield line(m.fields.extents, `${quantity} ${unit}`)
  for (const { name, role } of description.agents) yield line(m.agentRoles[role], name)
  for (const { language, script } of description.languages)
    yield line(m.fields.languages, [language, script].join(' '))
  for (const field of TEXT_FIELD_NAMES) {
    for (const { value, language } of description[field]) {
      yield line(language === null ? m.fields[field] : `${m.fields[field]} (${language})`, value)
    }
  }
  for (const { type, value } of description.accessPoints) yield line(m.accessPointTypes[type], value)
  for (const { type, target, part } of description.relations) {
    yield line(m.relationTypes[type], [target, part].filter((word) => word !== null).join(' '))
  }
}

const set: Verb = {
  usage: 'set CATALOGUE REFERENCE_CODE FIELD=VALUE...',
  options: {},
  words: [3, Infinity],
  run: (io, [path = '', referenceCode = '', ...assignments]) =>
    withCore(io, async ({ client, openCatalogue }) => {
      if (assignments.some((assignment) => !assignment.includes('='))) throw new UsageError('FIELD=VALUE')
      await openCatalogue(resolve(io.base, path))
      const description = await client.description.find({ referenceCode })
      const changed = await client.description.edit({
        id: description.id,
        patch: patchOf(assignments, description),
      })
      for (const line of lines(io, changed)) io.say(line)
      io.answer(changed)
      return 0
    }),
}

const check: Verb = {
  usage: 'check CATALOGUE',
  options: {},
  words: [1, 1],
  run: (io, [path = '']) =>
    withCore(io, async ({ client, openCatalogue }) => {
      await openCatalogue(resolve(io.base, path), 'read')
      const report = await client.check.run()
      for (const { severity, code, referenceCode, descriptionId, field } of report.findings) {
        const place = referenceCode ?? (descriptionId === null ? '' : `#${descriptionId}`)
        io.say([io.m.work.severities[severity], place, code, field ?? ''].join('\t'))
      }
      io.say(io.m.cli.checked(report))
      io.answer(report)
      return report.findings.some(({ severity }) => severity === 'damage') ? 3 : 0
    }),
}

const call: Verb = {
  usage: 'call CATALOGUE NOUN.VERB [JSON | -]   (a handle is written "path:FILE")',
  options: {},
  words: [2, 3],
  run: (io, [path = '', name = '', input]) =>
    withCore(io, async (core) => {
      const procedure = procedureOf(name)
      if (!procedure) throw new UsageError(name)
      let given: unknown
      try {
        given = input === undefined ? undefined : JSON.parse(input === '-' ? readFileSync(0, 'utf8') : input)
      } catch {
        throw new UsageError('JSON')
      }
      await core.openCatalogue(resolve(io.base, path), writes(procedure) ? 'write' : 'read')
      const [noun = '', verb = ''] = name.split('.')
      const run = (
        core.client as unknown as Record<string, Record<string, (input: unknown) => Promise<unknown>>>
      )[noun]?.[verb]
      const value = await run?.(withHandles(core, name, given, (file) => resolve(io.base, file)))
      if (isStream(value)) {
        for await (const notice of value) process.stdout.write(`${JSON.stringify(notice)}\n`)
        return 0
      }
      const started = value as { jobId?: Parameters<CliCore['follow']>[0] } | null
      const answer = started?.jobId === undefined ? value : await core.follow(started.jobId)
      process.stdout.write(`${JSON.stringify(answer, null, io.json ? 0 : 2)}\n`)
      return 0
    }),
}

const isStream = (value: unknown): value is AsyncIterable<unknown> =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value

const contract: Verb = {
  usage: 'contract',
  options: {},
  words: [0, 0],
  run(io) {
    process.stdout.write(`${JSON.stringify(describeContract(), null, io.json ? 0 : 2)}\n`)
    return Promise.resolve(0)
  },
}

const serve: Verb = {
  usage: 'serve CATALOGUE [--port N] [--no-open]',
  options: { port: { type: 'string', default: '0' }, open: { type: 'boolean', default: true } },
  words: [1, 1],
  async run(io, [path = ''], values) {
    const { runServer } = await import('../server/run.ts')
    return runServer({
      catalogue: resolve(io.base, path),
      port: Number(text(values, 'port')),
      open: values['open'] !== false,
      roots: [],
      socket: null,
    })
  },
}

export const VERBS: Record<string, Verb> = {
  new: create,
  import: importing,
  export: exporting,
  search,
  show,
  set,
  check,
  call,
  contract,
  serve,
}

/** Words and values of a verb. @throws UsageError */
export function parseVerb(verb: Verb, given: readonly string[]): { words: string[]; values: Values } {
  const options = { ...verb.options, json: { type: 'boolean' }, help: { type: 'boolean' } } as const
  try {
    const { positionals, values } = parseArgs({
      args: [...given],
      options,
      allowPositionals: true,
      allowNegative: true,
    })
    const [least, most] = verb.words
    if (values.help !== true && (positionals.length < least || positionals.length > most))
      throw new UsageError('')
    return { words: positionals, values: values }
  } catch (error) {
    if (error instanceof UsageError) throw error
    throw new UsageError(error instanceof Error ? (error.message.split('\n')[0] ?? '') : '')
  }
}
