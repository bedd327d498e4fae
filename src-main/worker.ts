/** The entry of worker threads: the tasks that run off the thread that answers calls. */
import { parentPort, workerData } from 'node:worker_threads'
import { serveTask } from './jobs/worker-thread.ts'
import { backupTasks } from './services/backup/tasks.ts'
import { exportTasks } from './services/export/tasks.ts'
import { findingTasks } from './services/finding/tasks.ts'
import { importTasks } from './services/import/tasks.ts'
import { sheetTasks } from './services/sheet/plan.ts'
import { replacementTasks } from './services/replacement/tasks.ts'

if (parentPort) {
  await serveTask(
    { ...backupTasks, ...exportTasks, ...importTasks, ...sheetTasks, ...replacementTasks, ...findingTasks },
    parentPort,
    workerData as { name: string; input: unknown },
  )
}
