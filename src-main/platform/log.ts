/**
 * The program's log: one JSON object a line, with codes and ids only. Text of records never goes
 * in: callers pass a code and numbers, and an error is reduced to its name, its code and the frames of its stack
 * (its message may quote what somebody typed).
 */
import { appendFileSync } from 'node:fs'

export interface Log {
  info(code: string, details?: LogDetails): void
  warn(code: string, details?: LogDetails): void
  defect(code: string, error: unknown, details?: LogDetails): void
}

export type LogDetails = Record<string, number | boolean | null | Code>
/** A word made by the program, such as the name of a call: letters, digits and `.-_` only. */
export type Code = string

const isCode = (value: string) => /^[\w.:-]{1,80}$/.test(value)

/** A log that appends to `path`, or to standard error when there is none. */
export function createLog(path: string | null, now: () => string): Log {
  const write = (level: string, code: string, details: LogDetails = {}, stack?: string[]) => {
    const safe = Object.fromEntries(
      Object.entries(details).map(([key, value]) => [
        key,
        typeof value === 'string' && !isCode(value) ? '(text)' : value,
      ]),
    )
    const line = `${JSON.stringify({ at: now(), level, code, ...safe, ...(stack && { stack }) })}\n`
    if (path === null) process.stderr.write(line)
    else appendFileSync(path, line, { mode: 0o600 })
  }
  return {
    info: (code, details) => write('info', code, details),
    warn: (code, details) => write('warn', code, details),
    defect: (code, error, details) =>
      write('defect', code, { ...details, error: errorName(error) }, frames(error)),
  }
}

export const silentLog: Log = { info: () => {}, warn: () => {}, defect: () => {} }

function errorName(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  const { code } = error as { code?: unknown }
  return typeof code === 'string' && isCode(code) ? `${error.name}:${code}` : error.name
}

/** The frames of a stack without its first lines, which repeat the message. */
function frames(error: unknown): string[] {
  if (!(error instanceof Error) || error.stack === undefined) return []
  return error.stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 12)
    .map((line) => line.trim())
}
