/** The program that answers, and the person who works with it. */
import { sqliteVersion } from '../catalogue/database.ts'
import type { Service } from './context.ts'

/** Names that are remembered. */
const NAMES = 12

export const session: Service<'session'> = {
  about: ({ version, host }) => ({ version, shell: host.shell, sqlite: sqliteVersion() }),

  person: ({ settings, person }) => ({ who: settings.read().who, asked: person.asked }),

  setPerson({ settings, person }, { who }) {
    person.asked = true
    const known = settings.read()
    const names = who === '' ? known.names : [who, ...known.names.filter((name) => name !== who)]
    const changed = { ...known, who, names: names.slice(0, NAMES) }
    settings.write(changed)
    return changed
  },

  invite: async ({ host }) => ({ address: await host.invite() }),
}
