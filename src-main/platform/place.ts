/**
 * Where a folder lies: on a disk of this machine, on a network drive, or in a folder that another program carries to
 * other machines. Only on the first is it safe to let several processes share memory over a file, as WAL does.
 */
import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

export interface Place {
  kind: 'local' | 'network' | 'synchronised'
  /** The type of the mount, or the name of the service. */
  by: string | null
}

const NETWORK_MOUNTS =
  /^(nfs4?|cifs|smb3?|smbfs|9p|afs|ceph|glusterfs|lustre|davfs|coda|ncpfs|vboxsf|prl_fs|fuse\.(sshfs|rclone|davfs2?|s3fs|gvfsd-fuse|glusterfs|ceph.*|vmhgfs-fuse)|drvfs|virtiofs)$/

const SERVICES: readonly [RegExp, string][] = [
  [/^dropbox( \(.*\))?$/i, 'Dropbox'],
  [/^onedrive( ?- .*)?$/i, 'OneDrive'],
  [/^(mobile documents|com~apple~clouddocs|icloud ?drive)$/i, 'iCloud Drive'],
  [/^(google ?drive(-.*)?|drivefs|my drive)$/i, 'Google Drive'],
  [/^cloudstorage$/i, 'CloudStorage'],
  [/^(nextcloud|owncloud|pcloud ?drive|box sync|megasync|syncthing)$/i, 'sync'],
]

/** Files that such programs put into the folders that they carry. */
const MARKS: readonly [string, string][] = [
  ['.dropbox', 'Dropbox'],
  ['.stfolder', 'Syncthing'],
  ['.sync', 'Resilio Sync'],
  ['._sync_journal.db', 'Nextcloud'],
]

export interface Surroundings {
  /** The lines of /proc/mounts, or null where there is none. */
  mounts: string | null
  exists: (path: string) => boolean
}

const surroundings = (): Surroundings => ({ mounts: readMounts(), exists: existsSync })

export function placeOf(folder: string, around: Surroundings = surroundings()): Place {
  const path = real(folder)
  // \\server\share
  if (/^[/\\]{2}[^/\\]/.test(folder)) return { kind: 'network', by: 'UNC' }
  const mount = mountOf(path, around.mounts)
  if (mount !== null && NETWORK_MOUNTS.test(mount)) return { kind: 'network', by: mount }
  const service = serviceOf(path, around)
  return service === null ? { kind: 'local', by: null } : { kind: 'synchronised', by: service }
}

function serviceOf(path: string, { exists }: Surroundings): string | null {
  for (const part of path.split(/[/\\]/)) {
    const named = SERVICES.find(([pattern]) => pattern.test(part))
    if (named) return named[1] === 'sync' ? part : named[1]
  }
  for (let folder = path; ; folder = dirname(folder)) {
    const marked = MARKS.find(([mark]) => exists(join(folder, mark)))
    if (marked) return marked[1]
    if (dirname(folder) === folder) return null
  }
}

/** The type of the mount that holds a path: the one with the longest prefix. */
function mountOf(path: string, mounts: string | null): string | null {
  let longest = ''
  let type: string | null = null
  for (const line of (mounts ?? '').split('\n')) {
    const [, point = '', kind = ''] = line.split(' ')
    const at = point.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(parseInt(octal, 8)))
    const holds = path === at || path.startsWith(at === '/' ? '/' : `${at}/`)
    if (at !== '' && holds && at.length >= longest.length) [longest, type] = [at, kind]
  }
  return type
}

function readMounts(): string | null {
  try {
    return readFileSync('/proc/mounts', 'utf8')
  } catch {
    return null
  }
}

function real(folder: string): string {
  try {
    return realpathSync(folder)
  } catch {
    return resolve(folder)
  }
}
