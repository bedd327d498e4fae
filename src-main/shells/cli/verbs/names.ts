/** `shoko names`: the names of a catalogue as a file that others share, and what such a file says that is new. */
import { resolve } from 'node:path'
import { leaving } from '../leaving.ts'
import { withCore } from '../run.ts'
import { UsageError, text } from './verb.ts'
import type { Verb } from './verb.ts'

export const namesVerb: Verb = {
  usage:
    'names CATALOGUE (save FILE [--name NAME] [--reason TEXT] | attach FILE | files | compare ID | update ID [--take new|changed|all] | detach ID)',
  options: {
    name: { type: 'string' },
    reason: { type: 'string' },
    take: { type: 'string', default: 'changed' },
  },
  words: [2, 3],
  run: (io, [path = '', act = '', which = ''], values) =>
    withCore(io, async (core) => {
      const { client } = core
      const reads = act === 'save' || act === 'files' || act === 'compare'
      await core.openCatalogue(resolve(io.base, path), reads ? 'read' : 'write')
      const id = Number(which)
      switch (act) {
        case 'save': {
          const name = text(values, 'name') ?? (await client.catalogue.current())?.name ?? which
          const saved = await leaving(core, resolve(io.base, path), text(values, 'reason'), (reason) =>
            client.authorityFile.save({ to: core.handle(resolve(io.base, which), 'write'), name, reason }),
          )
          io.say(io.m.cli.namesSaved(saved.authorities))
          io.answer(saved)
          return 0
        }
        case 'attach': {
          const file = await client.authorityFile.attach({
            handle: core.handle(resolve(io.base, which), 'read'),
          })
          io.say(`${String(file.id)}\t${file.name}`)
          io.answer(file)
          return 0
        }
        case 'files': {
          const files = await client.authorityFile.list()
          for (const file of files) io.say(`${String(file.id)}\t${file.name}\t${String(file.taken)}`)
          io.answer(files)
          return 0
        }
        case 'compare': {
          const differences = await client.authorityFile.compare({ id })
          for (const { kind, name, fields } of differences) {
            io.say([io.m.cli.differences[kind], name].join('\t'))
            for (const { field, here, there } of fields) io.say(`  ${field}\n  - ${here}\n  + ${there}`)
          }
          io.answer(differences)
          return 0
        }
        case 'update': {
          const take = text(values, 'take') ?? 'changed'
          const kinds: Record<string, readonly string[]> = {
            new: ['new'],
            changed: ['new', 'changed'],
            all: ['new', 'changed', 'conflict'],
          }
          const wanted = kinds[take]
          if (!wanted) throw new UsageError('')
          const differences = await client.authorityFile.compare({ id })
          const uids = differences
            .filter(({ kind, namesake }) => wanted.includes(kind) && (namesake === null || take === 'all'))
            .map(({ uid }) => uid)
          const result =
            uids.length === 0 ? { added: 0, changed: 0 } : await client.authorityFile.update({ id, uids })
          const left = differences.length - uids.length
          io.say(io.m.cli.namesUpdated({ ...result, left }))
          io.answer({ ...result, left })
          return 0
        }
        case 'detach': {
          io.answer(await client.authorityFile.detach({ id }))
          return 0
        }
        default:
          throw new UsageError('')
      }
    }),
}
