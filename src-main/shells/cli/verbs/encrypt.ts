/** `shoko encrypt`, `shoko decrypt` and `shoko keys`: a catalogue under a passphrase. */
import { resolve } from 'node:path'
import type { KeySlot, Remains } from '../../../shared/contract/encryption.ts'
import { refusal } from '../../../shared/contract/errors.ts'
import type { Io } from '../io.ts'
import { newPassphrase } from '../passphrase.ts'
import type { CliCore } from '../run.ts'
import { withCore } from '../run.ts'
import { resultOf, text, UsageError } from './verb.ts'
import type { Values, Verb } from './verb.ts'

function tellRemains({ m, say }: Io, { scans, derivatives, linked, copies, exports, loans }: Remains): void {
  const r = m.encryption.remains
  const size = (bytes: number) => `${(bytes / 2 ** 20).toFixed(1)} MB`
  say(r.title)
  const lines = [
    ...(scans.files > 0 ? [r.scans(scans.files, size(scans.byteSize))] : []),
    ...(derivatives.files > 0 ? [r.derivatives(derivatives.files, size(derivatives.byteSize))] : []),
    ...(linked > 0 ? [r.linked(linked)] : []),
    ...(copies.length > 0 ? [r.copies(copies.length)] : []),
    ...copies.map(({ name, place }) => `  ${name} (${r.places[place]})`),
    ...loans.map(({ to, at }) => r.loan(to, at.slice(0, 10))),
    ...exports.map(r.export),
    r.unknown,
    r.person,
  ]
  for (const line of lines) say(`- ${line}`)
}

async function finished(io: Io, core: CliCore, { jobId }: { jobId: Parameters<CliCore['follow']>[0] }) {
  const job = await core.follow(jobId)
  if (job.state === 'cancelled') throw refusal('cancelled', {})
  const result = resultOf(job)
  if (result.kind !== 'encryption') throw new Error('not a report of encrypting')
  const { kind: _, ...report } = result
  io.say(report.encrypted ? io.m.encryption.done.encrypted : io.m.encryption.done.plain)
  tellRemains(io, report.remains)
  io.answer(report)
  return 0
}

const fileOf = (io: Io, values: Values, name: string): string | undefined => {
  const path = text(values, name)
  return path === undefined ? undefined : resolve(io.base, path)
}

export const encryptVerb: Verb = {
  usage: 'encrypt CATALOGUE [--name NAME] [--as PERSON] [--passphrase-file FILE]',
  options: { name: { type: 'string' }, as: { type: 'string' } },
  words: [1, 1],
  run: (io, [path = ''], values) =>
    withCore(io, async (core) => {
      await core.openCatalogue(resolve(io.base, path))
      const { encrypted, remains } = await core.client.encryption.state()
      // What was stopped goes on.
      if (encrypted && remains.scans.files + remains.derivatives.files > 0)
        return finished(io, core, await core.client.encryption.encryptFiles())
      const passphrase = await newPassphrase(io, io.passphraseFile)
      const name = text(values, 'name') ?? io.m.encryption.slots.kinds.passphrase
      return finished(
        io,
        core,
        await core.client.encryption.encrypt({ name, passphrase, as: text(values, 'as') }),
      )
    }),
}

export const decryptVerb: Verb = {
  usage: 'decrypt CATALOGUE --reason TEXT [--as PERSON] [--passphrase-file FILE]',
  options: { reason: { type: 'string' }, as: { type: 'string' } },
  words: [1, 1],
  run: (io, [path = ''], values) =>
    withCore(io, async (core) => {
      const reason = text(values, 'reason')
      if (reason === undefined) throw new UsageError('--reason')
      await core.openCatalogue(resolve(io.base, path))
      const passphrase = await io.passphrase(io.m.encryption.unlock.prompt(path))
      return finished(
        io,
        core,
        await core.client.encryption.decrypt({ passphrase, reason, as: text(values, 'as') }),
      )
    }),
}

const ACTS = ['add', 'change', 'remove', 'recovery', 'remove-copies'] as const

export const keysVerb: Verb = {
  usage: `keys CATALOGUE [${ACTS.join(' | ')}] [--name NAME] [--as PERSON] [--new-passphrase-file FILE] [--to FOLDER] [--passphrase-file FILE]`,
  options: {
    name: { type: 'string' },
    as: { type: 'string' },
    'new-passphrase-file': { type: 'string' },
    to: { type: 'string' },
  },
  words: [1, 2],
  run: (io, [path = '', act], values) =>
    withCore(io, async (core) => {
      const { client } = core
      if (act !== undefined && !(ACTS as readonly string[]).includes(act)) throw new UsageError(act)
      await core.openCatalogue(resolve(io.base, path), act === undefined ? 'read' : 'write')
      if (act === undefined) {
        const state = await client.encryption.state()
        io.say(state.encrypted ? io.m.encryption.state.encrypted : io.m.encryption.state.plain)
        tellSlots(io, state.slots)
        if (state.encrypted) tellRemains(io, state.remains)
        io.answer(state)
        return 0
      }
      if (act === 'remove-copies') {
        const remains = await client.encryption.removeCopies()
        tellRemains(io, remains)
        io.answer(remains)
        return 0
      }
      const name = text(values, 'name')
      if (name === undefined && act !== 'change') throw new UsageError('--name')
      const slots = await changed(io, core, act, name ?? '', values)
      tellSlots(io, slots)
      return 0
    }),
}

function tellSlots({ m, say }: Io, slots: readonly KeySlot[]): void {
  for (const { name, kind, at } of slots)
    say([name, m.encryption.slots.kinds[kind], at.slice(0, 10)].join('\t'))
}

async function changed(io: Io, core: CliCore, act: string, name: string, values: Values): Promise<KeySlot[]> {
  const { client } = core
  const as = text(values, 'as')
  const passphrase = await io.passphrase(io.m.encryption.cli.present)
  const fresh = () => newPassphrase(io, fileOf(io, values, 'new-passphrase-file'))
  if (act === 'recovery') {
    const to = fileOf(io, values, 'to')
    const handle = to === undefined ? null : core.handle(to, 'write')
    const made = await client.encryption.addRecovery({ passphrase, name, handle, language: io.language, as })
    io.note(io.m.encryption.cli.keyOnce)
    io.say(made.key)
    if (made.sheet !== null) io.say(io.m.encryption.slots.saved(made.sheet))
    io.answer(made)
    return made.slots
  }
  const made =
    act === 'add'
      ? await client.encryption.addPassphrase({ passphrase, name, added: await fresh(), as })
      : act === 'change'
        ? await client.encryption.changePassphrase({ passphrase, changed: await fresh(), as })
        : await client.encryption.removeSlot({ passphrase, id: await slotNamed(core, name), as })
  io.answer(made)
  return made.slots
}

async function slotNamed({ client }: CliCore, name: string): Promise<string> {
  const { slots } = await client.encryption.state()
  const found = slots.find((slot) => slot.name === name)
  if (!found) throw refusal('slotUnknown', {})
  return found.id
}
