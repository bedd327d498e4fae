/**
 * The program without a window: `fetch` answers everything (the page, the calls, tiles, downloads), `client` makes the
 * same calls in process. All wiring is here.
 */
import { mkdirSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import type { Catalogue } from './catalogue/open.ts'
import { openWithCare } from './catalogue/access.ts'
import { catalogueFolder, uidOf } from './catalogue/open.ts'
import { createDecoding } from './imaging/decoding.ts'
import type { DecoderProcess } from './imaging/decoding.ts'
import { createTiles } from './imaging/tiles.ts'
import { createExported } from './jobs/exported.ts'
import { createResidue } from './jobs/index-residue.ts'
import { createNotices } from './jobs/notices.ts'
import { createJobs } from './jobs/queue.ts'
import { createTaskRunner } from './jobs/worker-thread.ts'
import { createClock } from './platform/clock.ts'
import type { Clock } from './platform/clock.ts'
import type { Handles } from './platform/handles.ts'
import { createIds } from './platform/ids.ts'
import type { Ids } from './platform/ids.ts'
import { jsonFile } from './platform/json-file.ts'
import { createKeyring } from './platform/keyring.ts'
import type { Log } from './platform/log.ts'
import { sweepScratch } from './platform/scratch.ts'
import { knowRecents, trustIn } from './platform/trusted-catalogues.ts'
import { createFetch } from './routes.ts'
import { createRouter } from './router.ts'
import { backUp, backupBeforeBulk, backupIfBehind } from './services/backup/index.ts'
import { finishPurges } from './services/bin/index.ts'
import { checkWhatIsDue } from './services/fixity/schedule.ts'
import type { Context, Host } from './services/context.ts'
import { sweepProofs } from './services/release/scratch.ts'
import { createEads } from './services/ead/opened.ts'
import { createSheets } from './services/sheet/opened.ts'
import { isRefusal, refusal } from './shared/contract/errors.ts'
import type { Client } from './shared/contract/index.ts'
import { Settings } from './shared/contract/settings.ts'
import { version } from './version.ts'

export { lastUsed } from './services/catalogue/index.ts'

/** Pages that are read at the same time, and bytes that reading one may take. */
const READERS = 4
const READING_MEMORY = 1.5 * 2 ** 30
const BACKUP_EVERY_MS = 30 * 60 * 1000
/** After opening, the first minute is the person's; then what is due is looked for now and again. */
const FIXITY_AFTER_MS = 60 * 1000
const FIXITY_EVERY_MS = 15 * 60 * 1000
const AT_ONCE = 10_000

export interface CoreOptions {
  handles: Handles
  log: Log
  host: Host
  /** Starts the process that decodes foreign bytes. */
  spawnDecoder: () => DecoderProcess
  /** The script of worker threads. */
  workerEntry: URL | string
  /** The built page; null where there is none to serve. */
  rendererFolder: string | null
  userFolder: string
  documentsFolder: string
  /** Milliseconds of work after which a copy is made. */
  backupEvery?: number
  /** Milliseconds after opening, and between then and then, at which scans are looked for that are due for a check of fixity. */
  fixityDue?: { after: number; every: number }
  /** Descriptions that are written in one transaction; more are a job. */
  atOnce?: number
  clock?: Clock
  ids?: Ids
}

export interface Core {
  fetch(request: Request): Promise<Response>
  readonly client: Client
  /** Opens a catalogue, to write unless it says otherwise; closes the one that was open. */
  openCatalogue(path: string, mode?: 'write' | 'read'): Promise<void>
  /** The folder of the open catalogue, or null. */
  openFolder(): string | null
  close(): Promise<void>
}

export function createCore(options: CoreOptions): Core {
  const { handles, log, host, userFolder, documentsFolder } = options
  const clock = options.clock ?? createClock(process.env)
  const ids = options.ids ?? createIds(process.env)
  mkdirSync(userFolder, { recursive: true })
  sweepProofs(userFolder)
  sweepScratch()
  knowRecents(userFolder, uidOf)
  const settings = jsonFile(join(userFolder, 'settings.json'), Settings, Settings.parse({}))
  const notices = createNotices()
  const keyring = createKeyring(clock)
  const exported = createExported(userFolder)
  const sheets = createSheets(userFolder)
  const eads = createEads(userFolder)
  const jobs = createJobs({
    clock,
    notify: (job) => notices.publish({ type: 'job', job }),
    onDefect: (error) => log.defect('job', error),
  })
  const asked = { at: -Infinity }
  const decoding = createDecoding({
    spawn: options.spawnDecoder,
    onDefect: (name) => log.warn('decoder.failed', { name }),
  })
  const tiles = createTiles({ decoding, maxBytes: () => settings.read().derivatives })
  const recognising = createDecoding({
    spawn: options.spawnDecoder,
    processes: Math.min(READERS, availableParallelism()),
    // The recogniser is large; it is started again in a second.
    kept: 0,
    memoryLimit: READING_MEMORY,
    onDefect: (name) => log.warn('recogniser.failed', { name }),
  })
  let current: Catalogue | null = null
  let backingUp: Promise<void> | undefined
  let backupDue: ReturnType<typeof setTimeout> | undefined
  let fixityDue: ReturnType<typeof setTimeout> | undefined

  /** After the first change that is in no copy, a copy is made within half an hour of work. */
  const expectBackup = () => {
    backupDue ??= setTimeout(() => {
      backupDue = undefined
      backingUp = (backingUp ?? Promise.resolve()).then(() => backupIfBehind(context))
    }, options.backupEvery ?? BACKUP_EVERY_MS)
    backupDue.unref()
  }
  const expectNoBackup = () => {
    clearTimeout(backupDue)
    backupDue = undefined
  }

  /** A command line ends before anything is due. */
  const { after, every } = options.fixityDue ?? { after: FIXITY_AFTER_MS, every: FIXITY_EVERY_MS }
  const expectChecks = (soon: number) => {
    if (host.shell === 'cli') return
    fixityDue = setTimeout(() => {
      try {
        checkWhatIsDue(context)
      } catch (error) {
        log.defect('fixity', error)
      }
      expectChecks(every)
    }, soon)
    fixityDue.unref()
  }

  const residue = createResidue(() => current, log)
  const catalogue = () => {
    if (!current) throw refusal('noCatalogueOpen', {})
    return current
  }

  const openUnlocked = (...given: Parameters<typeof openWithCare>) => {
    try {
      return openWithCare(...given)
    } catch (error) {
      if (isRefusal(error) && error.code === 'catalogueLocked')
        context.locked.last = error.data as { file: string; id: string }
      throw error
    }
  }

  const switchTo = async (path: string | null, mode: 'write' | 'read' = 'write'): Promise<void> => {
    const open = current
    if (
      path !== null &&
      open &&
      catalogueFolder(path) === open.folder &&
      (open.writer !== null) === (mode === 'write')
    )
      return
    // The next one is opened first: when it is refused, the one that is open stays open.
    const opening = {
      who: settings.read().who,
      since: clock.now(),
      trustOf: (uid: string, folder: string) => trustIn(userFolder, uid, folder),
    }
    const next = path === null ? null : openUnlocked(path, mode, opening)
    clearTimeout(fixityDue)
    await jobs.close()
    // A copy on its way reads a file that must stay where it is.
    await backingUp
    expectNoBackup()
    keyring.lock()
    await residue.stop()
    // What was made of an encrypted one is not kept open with its keys.
    await tiles.close()
    current?.close()
    current = next
    residue.look()
    if (next) decoding.warm()
    if (next?.writer) expectChecks(after)
    if (next?.writer) backingUp = finishPurges(context).then(() => backupIfBehind(context))
    notices.publish({ type: 'catalogue' })
  }

  const context: Context = {
    version,
    clock,
    ids,
    log,
    handles,
    keyring,
    host,
    jobs,
    exported,
    sheets,
    eads,
    relinkings: new Map(),
    proposedScans: new Map(),
    importing: new Set(),
    notices,
    tasks: createTaskRunner(options.workerEntry),
    decoding,
    tiles,
    recognising,
    settings,
    writingHeld: { by: null },
    locked: { last: null },
    person: { asked: false },
    atOnce: options.atOnce ?? AT_ONCE,
    asked,
    userFolder,
    documentsFolder,
    catalogue,
    current: () => current,
    writing() {
      const { writer } = catalogue()
      if (!writer) throw refusal('readOnly', {})
      if (context.writingHeld.by !== null) throw refusal('writingHeld', {})
      return {
        db: writer,
        clock,
        ids,
        who: () => settings.read().who,
        notify: ({ historyId, tables, descriptionIds }) => {
          expectBackup()
          residue.look()
          notices.publish({ type: 'changed', historyId, tables, descriptionIds: descriptionIds as never })
        },
      }
    },
    beforeBulk: () => backupBeforeBulk(context),
    backUp: () => backUp(context),
    async replaceFile(next) {
      await backingUp
      expectNoBackup()
      await residue.stop()
      const open = catalogue()
      if (!open.replaceFile) throw refusal('readOnly', {})
      current = { ...open, ...open.replaceFile(next) }
      notices.publish({ type: 'catalogue' })
    },
    switchTo,
  }

  const router = createRouter(context)
  const answer = createFetch({ context, router, rendererFolder: options.rendererFolder })
  return {
    fetch(request) {
      asked.at = performance.now()
      return answer(request)
    },
    client: createRouterClient(router) as Client,
    openCatalogue: switchTo,
    openFolder: () => current?.folder ?? null,
    async close() {
      await switchTo(null)
      notices.close()
      await tiles.close()
      await Promise.all([decoding.close(), recognising.close()])
      await exported.clear()
      sheets.clear()
      eads.clear()
    },
  }
}
