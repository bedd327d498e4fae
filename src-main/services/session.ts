/** The program that answers. */
import { sqliteVersion } from '../catalogue/database.ts'
import type { Service } from './context.ts'

export const session: Service<'session'> = {
  about: ({ version, host }) => ({ version, shell: host.shell, sqlite: sqliteVersion() }),
  invite: async ({ host }) => ({ address: await host.invite() }),
}
