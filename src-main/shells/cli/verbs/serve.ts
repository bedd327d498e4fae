/** `shoko serve`: the app in a browser. */
import { resolve } from 'node:path'
import { text } from './verb.ts'
import type { Verb } from './verb.ts'

export const serveVerb: Verb = {
  usage: 'serve CATALOGUE [--port N] [--no-open]',
  options: { port: { type: 'string', default: '0' }, open: { type: 'boolean', default: true } },
  words: [1, 1],
  async run(io, [path = ''], values) {
    const { runServer } = await import('../../server/run.ts')
    return runServer({
      catalogue: resolve(io.base, path),
      port: Number(text(values, 'port')),
      open: values['open'] !== false,
      roots: [],
      socket: null,
    })
  },
}
