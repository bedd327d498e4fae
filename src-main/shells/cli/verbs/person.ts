/** `shoko person`: the persons of the office, their keys, and whether decisions are signed. */
import { resolve } from 'node:path'
import type { Office } from '../../../shared/contract/person.ts'
import { PERSON_ROLES } from '../../../shared/domain/person.ts'
import type { PersonRole } from '../../../shared/domain/person.ts'
import type { Io } from '../io.ts'
import { passphraseOfPerson } from '../passphrase.ts'
import { withCore } from '../run.ts'
import type { CliCore } from '../run.ts'
import { ownerOf, withKey } from '../unlocking.ts'
import { text, texts, UsageError } from './verb.ts'
import type { Values, Verb } from './verb.ts'

interface Asked {
  readonly io: Io
  readonly core: CliCore
  readonly name: string
  readonly values: Values
}

const rolesOf = (values: Values): PersonRole[] | undefined => {
  const given = texts(values, 'role')
  if (given.length === 0) return undefined
  return given.map((one) => {
    const role = PERSON_ROLES.find((known) => known === one)
    if (!role) throw new UsageError(`--role ${PERSON_ROLES.join('|')}`)
    return role
  })
}

const said = (values: Values) => ({ as: text(values, 'as'), reason: text(values, 'reason') ?? '' })
const ownerMeant = ({ core, name, values }: Asked) =>
  values['office'] === true ? Promise.resolve(null) : ownerOf(core, name)

const acts: Readonly<Record<string, (asked: Asked) => Promise<Office>>> = {
  list: ({ core }) => core.client.person.list(),

  add({ core, name, values }) {
    if (name === '') throw new UsageError('NAME')
    const [roles, position] = [rolesOf(values) ?? [], text(values, 'position') ?? '']
    return core.client.person.add({ name, position, roles, active: true, as: text(values, 'as') })
  },

  async edit({ core, name, values }) {
    const [roles, position, renamed] = [rolesOf(values), text(values, 'position'), text(values, 'name')]
    const isOut = values['inactive'] === true
    const active = isOut || values['active'] === true ? !isOut : undefined
    return core.client.person.edit({
      id: await ownerOf(core, name),
      patch: {
        ...(roles && { roles }),
        ...(position !== undefined && { position }),
        ...(renamed !== undefined && { name: renamed }),
        ...(active !== undefined && { active }),
      },
      ...said(values),
    })
  },

  async key(asked) {
    const { io, core, values } = asked
    const owner = await ownerMeant(asked)
    const passphrase = await newPassphrase(io)
    return withKey(io, core, () => core.client.person.renewKey({ owner, passphrase, ...said(values) }))
  },

  async passphrase(asked) {
    const { io, core } = asked
    const owner = await ownerMeant(asked)
    const passphrase = await passphraseOfPerson(io.m.persons.passphrase)
    return core.client.person.changePassphrase({ owner, passphrase, next: await newPassphrase(io) })
  },

  on: ({ core, values }) => core.client.person.usePassphrases({ on: true, ...said(values) }),
  off: ({ core, values }) => core.client.person.usePassphrases({ on: false, ...said(values) }),
}

/** Whoever types it unseen types it twice. */
async function newPassphrase({ m }: Io): Promise<string> {
  const first = await passphraseOfPerson(m.persons.newPassphrase)
  if (process.env['SHOKO_PASSPHRASE_FILE'] !== undefined || !process.stdin.isTTY) return first
  if ((await passphraseOfPerson(m.persons.again)) !== first) throw new UsageError(m.persons.differ)
  return first
}

export const personVerb: Verb = {
  usage: [
    'person list CATALOGUE',
    '\n  shoko person add CATALOGUE NAME --role ROLE... [--position TEXT] --as NAME',
    '\n  shoko person edit CATALOGUE NAME [--role ROLE]... [--position TEXT] [--name NAME] [--active | --inactive] [--reason TEXT] --as NAME',
    '\n  shoko person key CATALOGUE (NAME | --office) [--reason TEXT] --as NAME   (asks for the new passphrase)',
    '\n  shoko person passphrase CATALOGUE (NAME | --office)   (asks for the old one and the new one)',
    '\n  shoko person on|off CATALOGUE [--reason TEXT] --as NAME',
  ].join(' '),
  options: {
    role: { type: 'string', multiple: true },
    position: { type: 'string' },
    name: { type: 'string' },
    active: { type: 'boolean' },
    inactive: { type: 'boolean' },
    office: { type: 'boolean' },
    reason: { type: 'string' },
    as: { type: 'string' },
  },
  words: [2, 3],
  run: (io, [verb = '', path = '', name = ''], values) =>
    withCore(io, async (core) => {
      const act = acts[verb]
      if (!act) throw new UsageError(Object.keys(acts).join('|'))
      await core.openCatalogue(resolve(io.base, path), verb === 'list' ? 'read' : 'write')
      const office = await withKey(io, core, () => act({ io, core, name, values }))
      const m = io.m.persons
      io.say(office.passphrases ? m.on : m.off)
      for (const { name, position, roles, active, key } of office.persons)
        io.say(
          [
            name,
            position,
            active ? roles.map((role) => m.roles[role] ?? role).join(', ') : m.inactive,
            key?.fingerprint ?? m.noKey,
          ].join('\t'),
        )
      if (office.release.key) io.say([m.officeKey, office.release.key.fingerprint].join('\t'))
      io.answer(office)
      return 0
    }),
}
