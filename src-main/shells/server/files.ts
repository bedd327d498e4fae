/**
 * The folder browser: lists what lies below the folders allowed at start, and mints handles for what a person picks.
 * Paths stay here; a page sees names and ids of this run. Links are not followed, hidden entries are not there, and
 * where something really lies is asked after it is open, so that nothing can be exchanged in between.
 */
import { randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { access, lstat, open, readdir, readlink, realpath, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import type { Handles } from '../../platform/handles.ts'
import { refusal } from '../../shared/contract/errors.ts'
import { ChooseInput } from '../../shared/domain/host.ts'
import type { HostChoice, HostEntry, HostFolder, HostRoots } from '../../shared/domain/host.ts'

export interface Root {
  path: string
  kind: HostRoots[number]['kind']
}

interface Place {
  root: string
  path: string
}

export interface FolderBrowser {
  roots(): Promise<HostRoots>
  /** @throws fileNotFound for an id of another run, folderUnreadable */
  folder(id: string): Promise<HostFolder>
  /** @throws fileNotFound, fileUnreadable, fileNotRegular, folderNotWritable, nameNotAllowed, fileExists */
  choose(input: ChooseInput): Promise<HostChoice>
}

const MOST_ENTRIES = 5000
/** Ids kept before all are forgotten; the person then opens the folder browser anew. */
const MOST_IDS = 200_000
const inOrder = new Intl.Collator(undefined, { numeric: true })

/** The usual roots. None is the whole home, or a folder above it, unless somebody named it at the start. */
export function usualRoots(folders: {
  documents: string
  pictures: string
  catalogue: string | null
  allowed: readonly string[]
}): Root[] {
  const home = homedir()
  const holdsHome = (path: string) => isWithin(home, resolve(path))
  const usual: Root[] = [
    { path: folders.documents, kind: 'documents' },
    { path: folders.pictures, kind: 'pictures' },
    ...(folders.catalogue === null
      ? []
      : [{ path: dirname(resolve(folders.catalogue)), kind: 'besideCatalogue' as const }]),
  ]
  const all = [
    ...usual.filter(({ path }) => !holdsHome(path)),
    ...folders.allowed.map((path) => ({ path: resolve(path), kind: 'allowed' as const })),
  ]
  return all.filter(({ path }, i) => all.findIndex((other) => other.path === path) === i)
}

/** `roots` is asked each time: the open catalogue may change. */
export function createFolderBrowser(roots: () => Root[], handles: Handles): FolderBrowser {
  const places = new Map<string, Place>()
  const ids = new Map<string, string>()

  const idOf = (root: string, path: string): string => {
    const key = `${root}\0${path}`
    const known = ids.get(key)
    if (known !== undefined) return known
    if (places.size >= MOST_IDS) {
      places.clear()
      ids.clear()
    }
    const id = randomUUID()
    places.set(id, { root, path })
    ids.set(key, id)
    return id
  }

  /** Where an id points, if its root is still allowed. */
  const placeOf = async (id: string): Promise<Place> => {
    const place = places.get(id)
    if (place === undefined) throw refusal('fileNotFound', { file: '' })
    const allowed = await Promise.all(roots().map(({ path }) => realpath(path).catch(() => null)))
    if (!allowed.includes(place.root)) throw refusal('fileNotFound', { file: basename(place.path) })
    return place
  }

  return {
    async roots() {
      const found = roots().map(async ({ path, kind }) => {
        const real = await realpath(path).catch(() => null)
        const isFolder = real !== null && (await stat(real)).isDirectory()
        return isFolder ? [{ id: idOf(real, real), name: basename(real) || real, kind }] : []
      })
      return (await Promise.all(found)).flat()
    },

    async folder(id) {
      const { root, path } = await placeOf(id)
      const seen = await look(path, root)
      if (seen !== 'folder') throw refusal('folderUnreadable', { file: basename(path) })
      const names = await readdir(path, { withFileTypes: true }).catch(() => {
        throw refusal('folderUnreadable', { file: basename(path) })
      })
      const shown = names
        .filter((entry) => !isHidden(entry.name) && (entry.isDirectory() || entry.isFile()))
        .sort((a, b) => Number(b.isDirectory()) - Number(a.isDirectory()) || inOrder.compare(a.name, b.name))
      const entries = await Promise.all(
        shown.slice(0, MOST_ENTRIES).map(async (entry): Promise<HostEntry[]> => {
          const full = join(path, entry.name)
          const facts = await lstat(full).catch(() => null)
          if (facts === null) return []
          const kind = entry.isFile() ? 'file' : isCatalogueName(entry.name) ? 'catalogue' : 'folder'
          const byteSize = kind === 'file' ? facts.size : null
          return [
            { id: idOf(root, full), name: entry.name, kind, byteSize, modifiedAt: facts.mtime.toISOString() },
          ]
        }),
      )
      return {
        id,
        name: basename(path) || path,
        trail: trailOf(root, path).map((step) => ({ id: idOf(root, step), name: basename(step) || step })),
        entries: entries.flat(),
        leftOut: Math.max(0, shown.length - MOST_ENTRIES),
        writable: await isWritable(path),
      }
    },

    async choose(input) {
      const { root, path } = await placeOf(input.id)
      const wanted = ChooseInput.parse(input)
      const seen = await look(path, root)
      const file = basename(path)
      if (wanted.purpose === 'read') return { handle: handles.mint(path, 'read'), name: file }
      if (seen !== 'folder' || !(await isWritable(path))) throw refusal('folderNotWritable', { file })
      if (wanted.name === null) return { handle: handles.mint(path, 'write'), name: file }
      const name = wanted.name.normalize('NFC')
      if (!isPlainName(name)) throw refusal('nameNotAllowed', { file: name })
      const target = join(path, name)
      const there = await lstat(target).catch(() => null)
      if (there !== null && !(wanted.replace && there.isFile())) throw refusal('fileExists', { file: name })
      return { handle: handles.mint(target, 'write'), name }
    },
  }
}

/** What lies at a path that must really be within a root. @throws fileNotFound, fileUnreadable, fileNotRegular */
async function look(path: string, root: string): Promise<'file' | 'folder'> {
  const file = basename(path)
  const before = await lstat(path).catch(() => null)
  if (before === null) throw refusal('fileNotFound', { file })
  if (!before.isFile() && !before.isDirectory()) throw refusal('fileNotRegular', { file })
  // Windows does not open folders as files.
  if (process.platform === 'win32' && before.isDirectory()) {
    if (!isVisibleWithin(await realpath(path), root)) throw refusal('fileNotFound', { file })
    return 'folder'
  }
  // Windows has no such flags: they are undefined there, and count as nothing.
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK
  const opened = await open(path, flags).catch(() => {
    throw refusal('fileUnreadable', { file })
  })
  try {
    const facts = await opened.stat()
    if (!facts.isFile() && !facts.isDirectory()) throw refusal('fileNotRegular', { file })
    const real = await whereIs(opened.fd, path, facts.ino)
    if (real === null || !isVisibleWithin(real, root)) throw refusal('fileNotFound', { file })
    return facts.isFile() ? 'file' : 'folder'
  } finally {
    await opened.close()
  }
}

/** The real path of what is open; Linux knows it, elsewhere the same file must still be there. */
async function whereIs(fd: number, path: string, inode: number): Promise<string | null> {
  if (process.platform === 'linux') return readlink(`/proc/self/fd/${fd}`).catch(() => realpath(path))
  const real = await realpath(path)
  return (await stat(real)).ino === inode ? real : null
}

const isHidden = (name: string) => name.startsWith('.')

const isCatalogueName = (name: string) => /\.shoko$/i.test(name)

export function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path)
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && resolve(folder, way) === path)
}

const isVisibleWithin = (path: string, root: string) =>
  isWithin(path, root) && !relative(root, path).split(sep).some(isHidden)

const isWritable = (path: string) =>
  access(path, constants.W_OK).then(
    () => true,
    () => false,
  )

/** A name for a new file that is one name on every system. */
export const isPlainName = (name: string): boolean =>
  name.length > 0 &&
  Buffer.byteLength(name) <= 240 &&
  !isHidden(name) &&
  !/[/\\:*?"<>|\p{Cc}\p{Cf}]/u.test(name) &&
  !/[. ]$/.test(name) &&
  !/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(name)

function trailOf(root: string, path: string): string[] {
  const steps = relative(root, path).split(sep).filter(Boolean)
  return [root, ...steps.map((_, i) => join(root, ...steps.slice(0, i + 1)))]
}
