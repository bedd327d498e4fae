/** What every verb of `shoko` is, and the little that several share. */
import type { ParseArgsOptionsConfig } from 'node:util'
import { ORPCError } from '@orpc/contract'
import { refusal } from '../../../shared/contract/errors.ts'
import type { DescriptionId } from '../../../shared/contract/ids.ts'
import type { Job, JobResult } from '../../../shared/contract/job.ts'
import type { Io } from '../io.ts'
import type { CliCore } from '../run.ts'

/** Wrong usage: said with the verb's usage line. */
export class UsageError extends Error {}

export type Values = Record<string, string | boolean | (string | boolean)[] | undefined>

export interface Verb {
  readonly usage: string
  readonly options: ParseArgsOptionsConfig
  /** How many words follow the verb: at least, at most. */
  readonly words: readonly [number, number]
  /** Runs it; gives the exit code. */
  run(io: Io, words: readonly string[], values: Values): Promise<number>
}

export const text = (values: Values, name: string): string | undefined => {
  const value = values[name]
  return typeof value === 'string' ? value : undefined
}
export const texts = (values: Values, name: string): string[] => (values[name] as string[] | undefined) ?? []

export const idOf = async ({ client }: CliCore, referenceCode: string): Promise<DescriptionId> =>
  (await client.description.find({ referenceCode })).id

/** @throws the refusal with which the job failed */
export function resultOf(job: Job): JobResult {
  if (job.error) throw new ORPCError(job.error.code, { data: job.error.data })
  if (!job.result) throw refusal('cancelled', {})
  return job.result
}
