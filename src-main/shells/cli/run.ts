/** The core as the command line has it: in process, with paths for handles. */
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createCore } from '../../core.ts'
import type { Core } from '../../core.ts'
import { forkDecoder } from '../../imaging/fork.ts'
import { createClock } from '../../platform/clock.ts'
import { documentsFolder, userFolder } from '../../platform/folders.ts'
import { createHandles } from '../../platform/handles.ts'
import type { HandlePurpose } from '../../platform/handles.ts'
import { createLog } from '../../platform/log.ts'
import { refusal } from '../../shared/contract/errors.ts'
import type { Job } from '../../shared/contract/job.ts'
import type { JobId } from '../../shared/contract/ids.ts'
import type { Io } from './io.ts'
import { unlocking } from './unlocking.ts'

export interface CliCore extends Core {
  handle(path: string, purpose: HandlePurpose): string
  /** Follows a job to its end, with progress; Ctrl-C cancels it. */
  follow(id: JobId): Promise<Job>
}

/** Runs with a core that is closed afterwards, whatever happens. */
export async function withCore<T>(io: Io, run: (core: CliCore) => Promise<T>): Promise<T> {
  const handles = createHandles()
  const folder = userFolder()
  const beside = (name: string) => fileURLToPath(new URL(name, import.meta.url))
  const isSource = import.meta.url.endsWith('.ts')
  const core = createCore({
    handles,
    log: createLog(join(folder, 'shoko.log'), createClock().now),
    host: { shell: 'cli', reveal: () => Promise.resolve(false), invite: () => Promise.resolve(null) },
    spawnDecoder: forkDecoder(beside(isSource ? '../../imaging/decoder.ts' : './decoder.js')),
    workerEntry: beside(isSource ? '../../worker.ts' : './worker.js'),
    rendererFolder: null,
    userFolder: folder,
    documentsFolder: documentsFolder(),
  })
  try {
    void followWriting(core, io)
    return await run({
      ...core,
      async openCatalogue(path, mode = 'write') {
        await unlocking(io, core, () => core.openCatalogue(path, mode))
        const open = await core.client.catalogue.current()
        if (mode === 'read' || open?.readOnly !== true) return
        const file = basename(path)
        const { because, objects } = open.access
        throw because === 'altered'
          ? refusal('catalogueAltered', { file, objects })
          : refusal('catalogueForeign', { file })
      },
      handle: (path, purpose) => handles.mint(path, purpose),
      follow: (id) => follow(core, io, id),
    })
  } finally {
    await core.close()
  }
}

/** Shows the progress of calls that write for long; Ctrl-C takes them back. */
async function followWriting({ client }: Core, io: Io): Promise<void> {
  const running = new Set<JobId>()
  const cancel = () => running.forEach((id) => void client.job.cancel({ id }))
  for await (const notice of await client.event.stream()) {
    if (notice.type !== 'job' || notice.job.kind !== 'write') continue
    const { job } = notice
    io.progress(job)
    if (job.state === 'running') running.add(job.id)
    else running.delete(job.id)
    for (const signal of ['SIGINT', 'SIGTERM']) {
      process.off(signal, cancel)
      if (running.size > 0) process.on(signal, cancel)
    }
  }
}

async function follow({ client }: Core, io: Io, id: JobId): Promise<Job> {
  const cancel = () => void client.job.cancel({ id })
  process.on('SIGINT', cancel)
  process.on('SIGTERM', cancel)
  const timer = setInterval(() => void client.job.get({ id }).then((job) => io.progress(job)), 200)
  try {
    const job = await client.job.wait({ id })
    io.progress(job)
    return job
  } finally {
    clearInterval(timer)
    process.off('SIGINT', cancel)
    process.off('SIGTERM', cancel)
  }
}
