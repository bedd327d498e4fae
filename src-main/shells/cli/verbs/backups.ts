/** `shoko backups`: verified copies, newest first. */
import { resolve } from 'node:path'
import { withCore } from '../run.ts'
import type { Verb } from './verb.ts'

export const backupsVerb: Verb = {
  usage: 'backups CATALOGUE',
  options: {},
  words: [1, 1],
  run: (io, [path = '']) =>
    withCore(io, async ({ client, openCatalogue }) => {
      await openCatalogue(resolve(io.base, path), 'read')
      const copies = await client.backup.list()
      for (const { name, at, byteSize, reason, place } of copies)
        io.say([name, at, String(byteSize), reason, place].join('\t'))
      io.answer(copies)
      return 0
    }),
}
