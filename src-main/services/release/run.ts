/** A release is written on a thread of its own, which has its pages burnt by the decoder of the core. */
import type { WrittenRelease } from '../../exporters/release/write.ts'
import type { JobControl } from '../../jobs/queue.ts'
import type { Context } from '../context.ts'
import type { BurnQuestion, WriteReleaseInput } from './tasks.ts'

/** @throws what `writeRelease` refuses */
export function runRelease(
  { tasks, decoding }: Pick<Context, 'tasks' | 'decoding'>,
  input: WriteReleaseInput,
  { signal, progress }: Pick<JobControl, 'signal' | 'progress'>,
): Promise<WrittenRelease> {
  const asking = { signal, background: true }
  return tasks.run('writeRelease', input, {
    signal,
    onProgress: progress,
    answer(given) {
      const question = given as BurnQuestion
      const { path, frame } = question
      return question.kind === 'coding'
        ? decoding.coding(path, frame, asking)
        : decoding.burn(path, frame, question.plan, question.target, asking)
    },
  })
}
