/** The folders of the person who runs the program, and private ones that no other user can look into. */
import { createHash } from 'node:crypto'
import { chmodSync, existsSync, lstatSync, mkdirSync, readFileSync, realpathSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'

type Environment = Record<string, string | undefined>

/** Settings, recent catalogues and the log. `SHOKO_USER_FOLDER` puts them elsewhere. */
export function userFolder(env: Environment = process.env): string {
  if (env.SHOKO_USER_FOLDER) return env.SHOKO_USER_FOLDER
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Shoko')
  if (process.platform === 'win32') return join(env.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), 'Shoko')
  return join(env.XDG_DATA_HOME || join(homedir(), '.local', 'share'), 'shoko')
}

/** Where a person keeps documents; it need not exist yet. `SHOKO_DOCUMENTS_FOLDER` puts it elsewhere. */
export function documentsFolder(env: Environment = process.env): string {
  return env.SHOKO_DOCUMENTS_FOLDER || namedFolder('DOCUMENTS', 'Documents', env)
}

export function picturesFolder(env: Environment = process.env): string {
  return env.SHOKO_PICTURES_FOLDER || namedFolder('PICTURES', 'Pictures', env)
}

/** A desktop names these folders in the person's language (user-dirs.dirs of xdg-user-dirs). */
function namedFolder(key: string, usual: string, env: Environment): string {
  const home = homedir()
  if (process.platform === 'linux') {
    const file = join(env.XDG_CONFIG_HOME || join(home, '.config'), 'user-dirs.dirs')
    const line = existsSync(file)
      ? new RegExp(`^\\s*XDG_${key}_DIR="(.*)"`, 'm').exec(readFileSync(file, 'utf8'))?.[1]
      : undefined
    if (line) return line.replace(/^\$HOME/, home).replace(/\/+$/, '') || home
  }
  return join(home, usual)
}

/**
 * For what lives as long as a run: sockets and the file that opens the browser. The session's own folder in memory
 * where the system has one, so that nothing of it reaches a disk.
 */
export function runtimeFolder(env: Environment = process.env): string {
  const session = env.XDG_RUNTIME_DIR
  const wanted =
    !env.SHOKO_USER_FOLDER && session && existsSync(session)
      ? join(session, 'shoko')
      : join(userFolder(env), 'run')
  // A socket's address has room for 103 bytes on macOS and 107 on Linux.
  if (process.platform === 'win32' || Buffer.byteLength(wanted) <= 70) return privateFolder(wanted)
  const short = createHash('sha256').update(wanted).digest('hex').slice(0, 12)
  return privateFolder(join(realpathSync(tmpdir()), `shoko-${process.getuid?.() ?? 0}-${short}`))
}

/**
 * Makes a folder that only its user may enter, or checks that it is one.
 * @throws when the path is a link or belongs to somebody else, who could have laid it there.
 */
export function privateFolder(path: string): string {
  mkdirSync(path, { recursive: true, mode: 0o700 })
  const found = lstatSync(path)
  if (!found.isDirectory()) throw new Error('a private folder must not be a link')
  if (process.platform === 'win32') return path
  if (found.uid !== process.getuid?.()) throw new Error('a private folder belongs to somebody else')
  if ((found.mode & 0o077) !== 0) chmodSync(path, 0o700)
  return path
}
