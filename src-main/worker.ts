/** The entry of worker threads: the tasks that run off the thread that answers calls. */
import { parentPort, workerData } from 'node:worker_threads'
import { checkpointTasks } from './jobs/checkpoints.ts'
import { serveTask } from './jobs/worker-thread.ts'
import { alignmentTasks } from './services/alignment/tasks.ts'
import { backupTasks } from './services/backup/tasks.ts'
import { bulkTasks } from './services/bulk/tasks.ts'
import { binTasks } from './services/bin/tasks.ts'
import { eadTasks } from './services/ead/plan.ts'
import { encryptionTasks } from './services/encryption/tasks.ts'
import { exportTasks } from './services/export/tasks.ts'
import { findingTasks } from './services/finding/tasks.ts'
import { fixityTasks } from './services/fixity/tasks.ts'
import { importTasks } from './services/import/tasks.ts'
import { leakTasks } from './services/leak/tasks.ts'
import { lendingTasks } from './services/lending/tasks.ts'
import { mentionTasks } from './services/mention/tasks.ts'
import { ocrTasks } from './services/ocr/tasks.ts'
import { printTasks } from './services/print/tasks.ts'
import { sheetTasks } from './services/sheet/plan/index.ts'
import { redactionTasks } from './services/redaction/tasks.ts'
import { releaseTasks } from './services/release/tasks.ts'
import { reviewTasks } from './services/review/tasks.ts'
import { relinkingTasks } from './services/relinking/tasks.ts'
import { replacementTasks } from './services/replacement/tasks.ts'
import { integrityTasks } from './services/integrity/tasks.ts'
import { termTasks } from './services/term/tasks.ts'
import { statisticsTasks } from './services/statistics/tasks.ts'
import { salvageTasks } from './services/salvage/tasks.ts'

if (parentPort) {
  await serveTask(
    {
      ...alignmentTasks,
      ...backupTasks,
      ...binTasks,
      ...bulkTasks,
      ...checkpointTasks,
      ...eadTasks,
      ...encryptionTasks,
      ...exportTasks,
      ...findingTasks,
      ...fixityTasks,
      ...importTasks,
      ...integrityTasks,
      ...leakTasks,
      ...lendingTasks,
      ...mentionTasks,
      ...ocrTasks,
      ...printTasks,
      ...redactionTasks,
      ...releaseTasks,
      ...reviewTasks,
      ...relinkingTasks,
      ...replacementTasks,
      ...salvageTasks,
      ...sheetTasks,
      ...statisticsTasks,
      ...termTasks,
    },
    parentPort,
    workerData as { name: string; input: unknown },
  )
}
