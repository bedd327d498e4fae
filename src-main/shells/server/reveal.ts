/** Shows a file in the system's file manager. */
import { spawn } from 'node:child_process'
import { dirname } from 'node:path'
import { hasDisplay } from './browser.ts'

export function revealCommand(
  path: string,
  platform: NodeJS.Platform,
): [command: string, ...given: string[]] {
  if (platform === 'darwin') return ['open', '-R', path]
  if (platform === 'win32') return ['explorer.exe', `/select,${path}`]
  return ['xdg-open', dirname(path)]
}

/** Whether a file manager was started. */
export function reveal(path: string): Promise<boolean> {
  if (!hasDisplay()) return Promise.resolve(false)
  const [command, ...given] = revealCommand(path, process.platform)
  const child = spawn(command, given, { detached: true, stdio: 'ignore' })
  child.unref()
  return new Promise((done) => {
    child.once('spawn', () => done(true))
    child.once('error', () => done(false))
  })
}
