/** Files of words and boxes, read on a thread of its own; one that cannot be read is told of, and the others go on. */
import { basename } from 'node:path'
import { OcrFileProblem, readOcrFile } from '../../importers/ocr/index.ts'
import type { ReadOcrFile } from '../../importers/ocr/index.ts'
import type { Task } from '../../jobs/worker-thread.ts'
import { isRefusal, refusal } from '../../shared/contract/errors.ts'

export type OcrFileOutcome =
  { read: ReadOcrFile } | { refused: { code: string; data: Record<string, unknown> } }

export type OcrTasks = { readOcrFiles: Task<{ paths: string[] }, OcrFileOutcome[]> }

export const ocrTasks: OcrTasks = {
  async readOcrFiles({ paths }, { signal, progress }) {
    const outcomes: OcrFileOutcome[] = []
    for (const path of paths) {
      if (signal.aborted) throw refusal('cancelled', {})
      outcomes.push(await outcomeOf(path, signal))
      progress(outcomes.length, paths.length)
    }
    return outcomes
  },
}

async function outcomeOf(path: string, signal: AbortSignal): Promise<OcrFileOutcome> {
  try {
    return { read: await readOcrFile(path, signal) }
  } catch (error) {
    if (error instanceof OcrFileProblem) {
      const { why, line } = error
      return { refused: { code: 'ocrFileUnreadable', data: { file: basename(path), why, line } } }
    }
    if (!isRefusal(error) || error.code === 'cancelled') throw error
    return { refused: { code: error.code, data: (error.data ?? {}) as Record<string, unknown> } }
  }
}
