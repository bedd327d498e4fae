/** What may be said when the server shell is started. */
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'

export interface ServerArguments {
  catalogue: string | null
  port: number
  open: boolean
  roots: string[]
  /** Answer on this socket or pipe instead of loopback; the starter sends the secret as a message. */
  socket: string | null
}

/** Relative paths start at `base`. @throws an Error whose message is one line for the person */
export function parseServerArguments(given: readonly string[], base: string): ServerArguments {
  const { values } = parseArgs({
    args: [...given],
    strict: true,
    allowNegative: true,
    options: {
      catalogue: { type: 'string' },
      port: { type: 'string', default: '0' },
      open: { type: 'boolean', default: true },
      root: { type: 'string', multiple: true, default: [] },
      socket: { type: 'string' },
    },
  })
  const port = Number(values.port)
  if (!/^\d{1,5}$/.test(values.port) || port > 65_535)
    throw new Error('--port takes a number from 0 to 65535')
  return {
    catalogue: values.catalogue === undefined ? null : resolve(base, values.catalogue),
    port,
    open: values.open,
    roots: values.root.map((path) => resolve(base, path)),
    socket: values.socket ?? null,
  }
}
