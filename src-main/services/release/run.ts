/** A release is written on a thread of its own, which has its pages burnt by the decoder of the core. */
import type { WrittenRelease } from '../../exporters/release/write.ts'
import type { JobControl } from '../../jobs/queue.ts'
import type { TaskOptions } from '../../jobs/worker-thread.ts'
import type { Proof } from '../../shared/contract/release.ts'
import type { Context } from '../context.ts'
import type { BurnQuestion, ProveReleaseInput, WriteReleaseInput } from './tasks.ts'

/** @throws what `writeRelease` refuses */
export function runRelease(
  context: Pick<Context, 'tasks' | 'decoding'>,
  input: WriteReleaseInput,
  control: Control,
): Promise<WrittenRelease> {
  return context.tasks.run('writeRelease', input, burning(context, control))
}

/** @throws what `proofOf` and `madeRelease` refuse */
export function runProof(
  context: Pick<Context, 'tasks' | 'decoding'>,
  input: ProveReleaseInput,
  control: Control,
): Promise<Proof> {
  return context.tasks.run('proveRelease', input, burning(context, control))
}

type Control = Pick<JobControl, 'signal' | 'progress'>

/** Has pages burnt for a task. */
function burning({ decoding }: Pick<Context, 'decoding'>, { signal, progress }: Control): TaskOptions {
  const asking = { signal, background: true }
  return {
    signal,
    onProgress: progress,
    answer(given) {
      const question = given as BurnQuestion
      const { path, frame } = question
      return question.kind === 'coding'
        ? decoding.coding(path, frame, asking)
        : decoding.burn(path, frame, question.plan, question.target, asking)
    },
  }
}
