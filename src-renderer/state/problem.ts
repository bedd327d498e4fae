/** A failure as the desk keeps it: a code of the contract with its details, or one of two of its own. */
import { ORPCError } from '@orpc/client'
import { errorMessage } from '../../src-main/shared/i18n/index.ts'
import type { Messages } from '../../src-main/shared/i18n/index.ts'

export interface Problem {
  readonly code: string
  readonly data: unknown
}

/** A refusal of the host, to be thrown. */
export class Refused extends Error implements Problem {
  readonly code: string
  readonly data: unknown

  constructor({ code, data }: Problem) {
    super(code)
    this.code = code
    this.data = data
  }
}

export const UNREACHABLE: Problem = { code: 'unreachable', data: {} }

export const isProblem = (value: unknown): value is Problem =>
  typeof value === 'object' && value !== null && 'code' in value && 'data' in value

/** What was thrown by a call: a refusal keeps its code; a request that got no answer is `unreachable`. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ORPCError) return { code: String(error.code), data: error.data as unknown }
  if (error instanceof TypeError) return UNREACHABLE
  return isProblem(error) ? error : { code: 'unexpected', data: {} }
}

export const sentence = (m: Messages, { code, data }: Problem): string =>
  code === 'unreachable' ? m.errors.unreachable : errorMessage(m, code, data)
