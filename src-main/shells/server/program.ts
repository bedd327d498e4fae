/** The core with what both shells give it: a catalogue to begin with, its door, and choosing files. */
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { createCore, lastUsed } from '../../core.ts'
import type { Core, CoreOptions } from '../../core.ts'
import { documentsFolder, picturesFolder } from '../../platform/folders.ts'
import type { Handles } from '../../platform/handles.ts'
import type { Log } from '../../platform/log.ts'
import { resourcePath } from '../../platform/resources.ts'
import { isRefusal } from '../../shared/contract/errors.ts'
import { askDoor, openDoor } from './door.ts'
import type { DoorAnswer } from './door.ts'
import { createFolderBrowser, usualRoots } from './files.ts'
import { withBrowsing } from './host-routes.ts'
import type { Fetch } from './serve.ts'
import { createUploads } from './uploads.ts'

export interface ProgramOptions {
  handles: Handles
  log: Log
  userFolder: string
  /** The catalogue that the person named; null for the last one used, or a sample the first time. */
  catalogue: string | null
  /** Folders that may be browsed besides the usual ones. */
  roots: readonly string[]
  host: CoreOptions['host']
  spawnDecoder: CoreOptions['spawnDecoder']
  /** What a second start on the open catalogue is told. */
  answerDoor(): DoorAnswer
  onCatalogue?(folder: string | null): void
}

export interface Program {
  fetch: Fetch
  close(): Promise<void>
}

/** From the sources or built: the scripts of other threads and processes. */
export const script = (name: 'worker' | 'decoder'): string =>
  import.meta.url.endsWith('.ts')
    ? resourcePath(name === 'worker' ? 'src-main/worker.ts' : 'src-main/imaging/decoder.ts')
    : resourcePath(`out/main/${name}.js`)

/**
 * Starts the program, or says what another one answered that has the catalogue open.
 * @throws the refusals of `catalogue.open` for a catalogue that the person named
 */
export async function startProgram(options: ProgramOptions): Promise<Program | { elsewhere: DoorAnswer }> {
  const { handles, log, userFolder } = options
  const last = options.catalogue ?? lastUsed(userFolder)
  const elsewhere = last === null ? null : await askDoor(last)
  if (elsewhere !== null) return { elsewhere }

  const core = createCore({
    handles,
    log,
    host: options.host,
    spawnDecoder: options.spawnDecoder,
    workerEntry: script('worker'),
    rendererFolder: resourcePath('out/renderer'),
    userFolder,
    documentsFolder: documentsFolder(),
  })
  try {
    await openFirst(core, handles, options.catalogue, last)
  } catch (error) {
    const answer = last !== null && isHeld(error) ? await askAgain(last) : null
    if (answer !== null) return { elsewhere: answer }
    // The desk asks for a passphrase that is wanted.
    const waits = isRefusal(error) && error.code === 'catalogueLocked'
    if ((options.catalogue !== null && !waits) || !isRefusal(error)) throw error
    // The first screen offers the others.
    log.warn('catalogue.notOpened', { reason: error.code })
  }

  const uploads = createUploads(join(userFolder, 'uploads'), handles)
  const browser = createFolderBrowser(
    () =>
      usualRoots({
        documents: documentsFolder(),
        pictures: picturesFolder(),
        catalogue: core.openFolder(),
        allowed: options.roots,
      }),
    handles,
  )
  const closeDoor = keepDoor(core, options)
  return {
    fetch: withBrowsing(core.fetch, browser, uploads),
    async close() {
      await closeDoor()
      await core.close()
      await uploads.close()
    },
  }
}

const isHeld = (error: unknown) => isRefusal(error) && error.code === 'catalogueHeld'

/** Whoever has just taken the catalogue opens its door a moment later. */
async function askAgain(path: string): Promise<DoorAnswer | null> {
  for (let tries = 0; tries < 10; tries += 1) {
    const answer = await askDoor(path)
    if (answer !== null) return answer
    await setTimeout(100)
  }
  return null
}

async function openFirst(
  core: Core,
  handles: Handles,
  named: string | null,
  last: string | null,
): Promise<void> {
  const path = named ?? last
  if (path !== null) {
    await core.client.catalogue.open({ handle: handles.mint(path, 'read') })
    return
  }
  const recent = await core.client.catalogue.recent()
  if (recent.length === 0) await core.client.catalogue.openSample()
}

/** Keeps the door at the catalogue that is open, whichever that is. */
function keepDoor(core: Core, { log, answerDoor, onCatalogue }: ProgramOptions): () => Promise<void> {
  let at: string | null = null
  let door: { close(): Promise<void> } | null = null
  const move = async (folder: string | null) => {
    if (folder === at) return
    at = folder
    await door?.close()
    door = folder === null ? null : await openDoor(folder, answerDoor)
    onCatalogue?.(folder)
  }
  const ending = new AbortController()
  const follow = async () => {
    await move(core.openFolder())
    for await (const notice of await core.client.event.stream(undefined, { signal: ending.signal })) {
      if (notice.type === 'catalogue') await move(core.openFolder())
    }
  }
  const followed = follow().catch((error: unknown) => {
    if (!ending.signal.aborted) log.defect('door', error)
  })
  return async () => {
    ending.abort()
    await followed
    await door?.close()
  }
}
