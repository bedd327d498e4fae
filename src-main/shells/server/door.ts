/**
 * The door of an open catalogue: a socket that only this user can reach, at a place that follows from the catalogue's.
 * A second start on the same catalogue knocks there and gets a fresh way in, instead of a refusal.
 */
import { createHash, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, request } from 'node:http'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { privateFolder, runtimeFolder, userFolder } from '../../platform/folders.ts'
import { closed, listenOnPipe } from './serve.ts'
import { sameSecret } from './way-in.ts'

const DoorAnswer = z.discriminatedUnion('kind', [
  /** A single-use address to open in a browser. */
  z.object({
    kind: z.literal('address'),
    address: z.url({ protocol: /^http$/, hostname: /^127\.0\.0\.1$/ }),
  }),
  /** The window that has the catalogue has come to the front. */
  z.object({ kind: z.literal('shown') }),
])
export type DoorAnswer = z.infer<typeof DoorAnswer>

const KEY = 'x-shoko-door'
const MOST_BYTES = 4096

/** Where the door of a catalogue is. The name cannot be guessed: a Windows pipe could be laid out by anybody first. */
export function doorPath(cataloguePath: string): string {
  const name = createHash('sha256')
    .update(doorKey())
    .update('\0')
    .update(realOf(cataloguePath))
    .digest('hex')
    .slice(0, 24)
  return process.platform === 'win32' ? `\\\\.\\pipe\\shoko-${name}` : join(runtimeFolder(), `${name}.door`)
}

/** Opens the door of a catalogue that this process holds. */
export async function openDoor(
  cataloguePath: string,
  answer: () => DoorAnswer,
): Promise<{ close(): Promise<void> }> {
  const server = createServer((asked, response) => {
    const given = asked.headers[KEY]
    const known = typeof given === 'string' && sameSecret(doorKey(), given)
    if (!known || asked.method !== 'POST' || asked.url !== '/way-in')
      return void response.writeHead(403).end()
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer()))
  })
  const path = doorPath(cataloguePath)
  await listenOnPipe(server, path)
  // The door alone keeps no program running.
  server.unref()
  return {
    async close() {
      await closed(server)
      if (process.platform !== 'win32') rmSync(path, { force: true })
    },
  }
}

/** Knocks at the door of a catalogue; null when nobody is there. */
export async function askDoor(cataloguePath: string): Promise<DoorAnswer | null> {
  const socketPath = doorPath(cataloguePath)
  if (process.platform !== 'win32' && !existsSync(socketPath)) return null
  return new Promise((done) => {
    const asked = request(
      { socketPath, path: '/way-in', method: 'POST', headers: { [KEY]: doorKey() }, timeout: 3000 },
      (response) => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (part: string) => {
          text += part
          if (text.length > MOST_BYTES) asked.destroy()
        })
        response.on('close', () => done(parsed(text)))
      },
    )
    asked.on('timeout', () => asked.destroy())
    asked.on('error', () => done(null))
    asked.end()
  })
}

function parsed(text: string): DoorAnswer | null {
  try {
    return DoorAnswer.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

/** A secret of this user, the same for every run. */
function doorKey(): string {
  const file = join(privateFolder(userFolder()), 'door.key')
  if (!existsSync(file)) {
    try {
      writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' })
    } catch (error) {
      // Another start may have made it a moment ago.
      if ((error as { code?: unknown }).code !== 'EEXIST') throw error
    }
  }
  return readFileSync(file, 'utf8')
}

function realOf(path: string): string {
  try {
    return realpathSync.native(path)
  } catch {
    return resolve(path)
  }
}
