/** `shoko request`: the register of requests for access, what they ask for, the annex of the letter, and what was handed out. */
import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Request, RequestPatch } from '../../../shared/contract/request.ts'
import { RequestPatch as Patch } from '../../../shared/contract/request.ts'
import { DELIVERY_MEDIA, REQUESTER_KINDS, REQUEST_STATES } from '../../../shared/domain/request.ts'
import type { Io } from '../io.ts'
import { withCore } from '../run.ts'
import type { CliCore } from '../run.ts'
import { idOf, resultOf, text, texts, UsageError } from './verb.ts'
import type { Values, Verb } from './verb.ts'

interface Asked {
  readonly io: Io
  readonly core: CliCore
  /** The number of a request, or the name of what was handed out. */
  readonly word: string | undefined
  readonly values: Values
}

const today = (): string => new Date().toISOString().slice(0, 10)

const found = async ({ core: { client }, word }: Asked): Promise<Request> => {
  if (word === undefined) throw new UsageError('NUMBER')
  return client.request.find({ number: word })
}

/** What is said of a request on the command line; what is not named stays. */
function patchOf(values: Values, opinions: Request['opinions']): RequestPatch {
  const given = (name: string) => text(values, name)
  const [to, letter, appeal] = [given('extend'), given('letter'), given('appeal')]
  const asked = texts(values, 'opinion').map((one) => {
    const at = one.indexOf('=')
    return at === -1
      ? { of: one, askedOn: given('on') ?? today() }
      : { of: one.slice(0, at), answer: one.slice(at + 1), answeredOn: given('on') ?? today() }
  })
  const named = new Set(asked.map(({ of }) => of))
  const read = Patch.safeParse({
    ...Object.fromEntries(
      (['state', 'requester', 'subject', 'received', 'due', 'note'] as const).flatMap((name) => {
        const value = given(name)
        return value === undefined ? [] : [[name, value === '' ? null : value]]
      }),
    ),
    ...(given('kind') !== undefined && { requesterKind: given('kind') }),
    ...(to !== undefined && { extension: { to, reason: given('reason') ?? '' } }),
    ...(letter !== undefined && { letter: { number: letter, on: given('on') ?? today() } }),
    ...(appeal !== undefined && {
      appeal: { on: appeal, body: given('body') ?? '', outcome: given('outcome') ?? null },
    }),
    ...(asked.length > 0 && {
      opinions: [
        ...opinions.filter(({ of }) => !named.has(of)),
        ...asked.map((one) => ({ ...opinions.find(({ of }) => of === one.of), ...one })),
      ],
    }),
  })
  if (!read.success) throw new UsageError(`--${read.error.issues[0]?.path.join(' ') ?? ''}`)
  return read.data
}

const line = ({ m }: Io, one: Request): string =>
  [one.number, m.request.states[one.state], one.dueOn ?? '', one.overdue ? m.request.overdue : ''].join('\t')

const acts: Record<string, (asked: Asked) => Promise<unknown>> = {
  async list({ io, core, values }) {
    const state = REQUEST_STATES.find((one) => one === text(values, 'state'))
    if (text(values, 'state') !== undefined && !state)
      throw new UsageError(`--state ${REQUEST_STATES.join('|')}`)
    const listed = await core.client.request.list({
      state: state ?? null,
      overdue: values['overdue'] === true,
      query: text(values, 'find') ?? '',
      limit: 200,
    })
    const m = io.m.request
    for (const { number, state, dueOn, overdue, items, subject } of listed.requests)
      io.say(
        [number, m.states[state], dueOn ?? '', overdue ? m.overdue : '', m.items(items), subject ?? ''].join(
          '\t',
        ),
      )
    return listed
  },

  async new({ io, core, word, values }) {
    const fields = { ...patchOf(values, []), ...(word !== undefined && { number: word }) }
    const made = await core.client.request.create({ fields })
    io.say(line(io, made))
    return made
  },

  async edit(asked) {
    const { id, opinions } = await found(asked)
    const edited = await asked.core.client.request.edit({ id, patch: patchOf(asked.values, opinions) })
    asked.io.say(line(asked.io, edited))
    return edited
  },

  async remove(asked) {
    const { id } = await found(asked)
    return asked.core.client.request.remove({ id })
  },

  async items(asked) {
    const { io, core, values } = asked
    const { id } = await found(asked)
    const idsOf = async (name: string) => {
      const ids = []
      for (const code of texts(values, name)) ids.push(await idOf(core, code))
      return ids
    }
    const [adding, removing] = [await idsOf('add'), await idsOf('remove')]
    if (adding.length > 0) await core.client.request.addItems({ id, descriptionIds: adding })
    if (removing.length > 0) await core.client.request.removeItems({ id, descriptionIds: removing })
    const { items } = await core.client.request.get({ id })
    for (const { referenceCode, descriptionId, state, decision, title } of items)
      io.say(
        [
          referenceCode ?? `#${String(descriptionId)}`,
          io.m.review.states[state] ?? state,
          decision === null ? '' : (io.m.review.decisions[decision] ?? decision),
          title ?? '',
        ].join('\t'),
      )
    return items
  },

  async letter(asked) {
    const { io, core, values } = asked
    const to = text(values, 'to')
    if (to === undefined) throw new UsageError('--to FOLDER')
    const { id } = await found(asked)
    const folder = resolve(io.base, to)
    mkdirSync(folder, { recursive: true })
    const { jobId } = await core.client.request.letter({ id, to: core.handle(folder, 'write') })
    const result = resultOf(await core.follow(jobId))
    if (result.kind !== 'letter') throw new Error('not a report of a letter')
    const { kind: _, ...report } = result
    const m = io.m.request.letter
    for (const { name } of report.files) io.say(name)
    io.note(m.made(report.number, report.items, report.places))
    if (report.undecided.length > 0) io.note(m.undecided(report.undecided))
    if (report.silent > 0) io.note(m.silent(report.silent))
    return report
  },

  async deliver({ io, core, word, values }) {
    const medium = DELIVERY_MEDIA.find((one) => one === text(values, 'medium'))
    const recipient = text(values, 'whom')
    if (word === undefined || !medium || recipient === undefined)
      throw new UsageError(`RELEASE --whom NAME --medium ${DELIVERY_MEDIA.join('|')}`)
    const number = text(values, 'request')
    const delivered = await core.client.request.deliver({
      requestId: number === undefined ? null : (await core.client.request.find({ number })).id,
      ...{ name: word, on: text(values, 'on') ?? today(), medium, recipient },
      note: text(values, 'note') ?? null,
    })
    io.say([delivered.id, delivered.name, delivered.on, delivered.recipient].join('\t'))
    return delivered
  },

  async deliveries({ io, core, word, values }) {
    const number = text(values, 'request')
    const { deliveries } = await core.client.request.deliveries({
      requestId: number === undefined ? null : (await core.client.request.find({ number })).id,
      release: word ?? null,
      limit: 200,
    })
    for (const { id, name, on, medium, recipient, request } of deliveries)
      io.say([id, on, name, io.m.request.deliveries.media[medium], recipient, request ?? ''].join('\t'))
    return deliveries
  },

  strike({ core, word }) {
    if (word === undefined || !/^\d+$/.test(word)) throw new UsageError('DELIVERY_ID')
    return core.client.request.strike({ id: Number(word) })
  },
}

const READING = new Set(['list', 'letter', 'deliveries'])

export const requestVerb: Verb = {
  usage: [
    'request list CATALOGUE [--state S] [--overdue] [--find TEXT]',
    `\n  shoko request new|edit CATALOGUE [NUMBER] [--kind ${REQUESTER_KINDS.join('|')}] [--requester NAME] [--subject TEXT] [--received DATE] [--due DATE]`,
    '[--state S] [--extend DATE --reason TEXT] [--opinion WHOM[=ANSWER]]... [--letter NUMBER] [--on DATE] [--appeal DATE --body NAME [--outcome TEXT]] [--note TEXT]',
    '\n  shoko request items CATALOGUE NUMBER [--add REFERENCE_CODE]... [--remove REFERENCE_CODE]...',
    '\n  shoko request letter CATALOGUE NUMBER --to FOLDER',
    `\n  shoko request deliver CATALOGUE RELEASE --whom NAME --medium ${DELIVERY_MEDIA.join('|')} [--on DATE] [--request NUMBER] [--note TEXT]`,
    '\n  shoko request deliveries CATALOGUE [RELEASE] [--request NUMBER]',
    '\n  shoko request remove CATALOGUE NUMBER',
    '\n  shoko request strike CATALOGUE DELIVERY_ID',
  ].join(' '),
  options: {
    ...Object.fromEntries(
      ['add', 'remove', 'opinion'].map((name) => [name, { type: 'string', multiple: true } as const]),
    ),
    ...Object.fromEntries(
      [
        ...['state', 'find', 'kind', 'requester', 'subject', 'received', 'due', 'extend', 'reason', 'letter'],
        ...['on', 'appeal', 'body', 'outcome', 'note', 'to', 'whom', 'medium', 'request'],
      ].map((name) => [name, { type: 'string' } as const]),
    ),
    overdue: { type: 'boolean' },
  },
  words: [2, 3],
  run: (io, [name = '', path = '', word], values) =>
    withCore(io, async (core) => {
      const act = acts[name]
      if (!act) throw new UsageError(`request ${Object.keys(acts).join('|')}`)
      const isReading = READING.has(name) || (name === 'items' && !values['add'] && !values['remove'])
      await core.openCatalogue(resolve(io.base, path), isReading ? 'read' : 'write')
      io.answer(await act({ io, core, word, values }))
      return 0
    }),
}
