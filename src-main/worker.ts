/** The entry of worker threads: the tasks that run off the thread that answers calls. */
import { parentPort, workerData } from 'node:worker_threads'
import { serveTask } from './jobs/worker-thread.ts'
import type { AllTasks } from './services/context.ts'

/** A thread runs one task and loads what that one needs: loading all of them takes longer than most of them run. */
const LOADERS: { [Name in keyof AllTasks]: () => Promise<AllTasks[Name]> } = {
  alignTexts: async () => (await import('./services/alignment/tasks.ts')).alignmentTasks.alignTexts,
  carryLog: async () => (await import('./jobs/checkpoints.ts')).checkpointTasks.carryLog,
  checkAll: async () => (await import('./services/finding/tasks.ts')).findingTasks.checkAll,
  checkFixity: async () => (await import('./services/fixity/tasks.ts')).fixityTasks.checkFixity,
  checkIntegrity: async () => (await import('./services/integrity/tasks.ts')).integrityTasks.checkIntegrity,
  cleanCatalogue: async () => (await import('./services/bin/tasks.ts')).binTasks.cleanCatalogue,
  compareBackup: async () => (await import('./services/backup/tasks.ts')).backupTasks.compareBackup,
  compareOpen: async () => (await import('./services/leak/tasks.ts')).leakTasks.compareOpen,
  convertDatabase: async () =>
    (await import('./services/encryption/tasks.ts')).encryptionTasks.convertDatabase,
  copyBackup: async () => (await import('./services/backup/tasks.ts')).backupTasks.copyBackup,
  dropSealedPictures: async () =>
    (await import('./services/encryption/tasks.ts')).encryptionTasks.dropSealedPictures,
  export: async () => (await import('./services/export/tasks.ts')).exportTasks.export,
  exportBatch: async () => (await import('./services/export/tasks.ts')).exportTasks.exportBatch,
  exportPages: async () => (await import('./services/export/tasks.ts')).exportTasks.exportPages,
  exportReading: async () => (await import('./services/export/tasks.ts')).exportTasks.exportReading,
  exportTerms: async () => (await import('./services/term/tasks.ts')).termTasks.exportTerms,
  findHits: async () => (await import('./services/replacement/tasks.ts')).replacementTasks.findHits,
  findLeaks: async () => (await import('./services/leak/tasks.ts')).leakTasks.findLeaks,
  findMoved: async () => (await import('./services/relinking/tasks.ts')).relinkingTasks.findMoved,
  findOccurrences: async () => (await import('./services/redaction/tasks.ts')).redactionTasks.findOccurrences,
  lend: async () => (await import('./services/lending/tasks.ts')).lendingTasks.lend,
  makeBackup: async () => (await import('./services/backup/tasks.ts')).backupTasks.makeBackup,
  plainRemains: async () => (await import('./services/encryption/tasks.ts')).encryptionTasks.plainRemains,
  planEad: async () => (await import('./services/ead/plan.ts')).eadTasks.planEad,
  planSheet: async () => (await import('./services/sheet/plan/index.ts')).sheetTasks.planSheet,
  planTerms: async () => (await import('./services/term/tasks.ts')).termTasks.planTerms,
  prepareRestore: async () => (await import('./services/backup/tasks.ts')).backupTasks.prepareRestore,
  print: async () => (await import('./services/print/tasks.ts')).printTasks.print,
  proposeNames: async () => (await import('./services/mention/tasks.ts')).mentionTasks.proposeNames,
  proveRelease: async () => (await import('./services/release/tasks.ts')).releaseTasks.proveRelease,
  readingView: async () => (await import('./services/export/tasks.ts')).exportTasks.readingView,
  readOcrFiles: async () => (await import('./services/ocr/tasks.ts')).ocrTasks.readOcrFiles,
  recoverySheet: async () => (await import('./services/encryption/tasks.ts')).encryptionTasks.recoverySheet,
  removePlainCopies: async () =>
    (await import('./services/encryption/tasks.ts')).encryptionTasks.removePlainCopies,
  salvage: async () => (await import('./services/salvage/tasks.ts')).salvageTasks.salvage,
  sealFiles: async () => (await import('./services/encryption/tasks.ts')).encryptionTasks.sealFiles,
  sealReferral: async () => (await import('./services/review/tasks.ts')).reviewTasks.sealReferral,
  storeScans: async () => (await import('./services/import/tasks.ts')).importTasks.storeScans,
  summary: async () => (await import('./services/bulk/tasks.ts')).bulkTasks.summary,
  tally: async () => (await import('./services/bulk/tasks.ts')).bulkTasks.tally,
  unsealMasters: async () => (await import('./services/encryption/tasks.ts')).encryptionTasks.unsealMasters,
  verifyRelease: async () => (await import('./services/release/tasks.ts')).releaseTasks.verifyRelease,
  workByMonth: async () => (await import('./services/statistics/tasks.ts')).statisticsTasks.workByMonth,
  writeAnnex: async () => (await import('./services/release/tasks.ts')).releaseTasks.writeAnnex,
  writeRelease: async () => (await import('./services/release/tasks.ts')).releaseTasks.writeRelease,
}

if (parentPort) await serveTask(LOADERS, parentPort, workerData as { name: string; input: unknown })
