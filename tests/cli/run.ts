/** The command line as a person runs it: a process of its own, with its streams and its exit code. */
import { spawn } from 'node:child_process'
import { join, resolve } from 'node:path'
import { aFolder } from '../builders.ts'

const entry = resolve(import.meta.dirname, '..', '..', 'src-main', 'shells', 'cli', 'main.ts')

export interface CliRun {
  code: number | null
  out: string
  err: string
  /** Standard output as the one JSON value that it must be. */
  json<T = unknown>(): T
}

export interface Cli {
  folder: string
  /** Runs `shoko` with these words; paths start in the folder. */
  shoko(...given: string[]): Promise<CliRun>
  start(...given: string[]): ReturnType<typeof spawn>
}

export function aCommandLine(environment: Record<string, string> = {}): Cli {
  const folder = aFolder()
  const start = (...given: string[]) =>
    spawn(process.execPath, [entry, ...given], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env['PATH'],
        NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'],
        LANG: 'en',
        SHOKO_USER_FOLDER: join(folder, '.user'),
        SHOKO_DOCUMENTS_FOLDER: join(folder, 'documents'),
        ...environment,
      },
    })
  return {
    folder,
    start,
    shoko: (...given) =>
      new Promise((done, fail) => {
        const child = start(...given)
        let [out, err] = ['', '']
        child.stdout.on('data', (part: Buffer) => (out += part.toString()))
        child.stderr.on('data', (part: Buffer) => (err += part.toString()))
        child.on('error', fail)
        child.on('close', (code) => done({ code, out, err, json: <T>() => JSON.parse(out) as T }))
      }),
  }
}
