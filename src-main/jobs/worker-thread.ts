/**
 * Tasks on worker threads. The entry (`src-main/worker.ts`) knows the tasks by name; this knows how to send one, hear
 * its progress, cancel it, and bring its refusals back whole.
 */
import { Worker } from 'node:worker_threads'
import type { MessagePort } from 'node:worker_threads'
import { isRefusal, refusal } from '../shared/contract/errors.ts'
import type { ErrorCode, ErrorData } from '../shared/contract/errors.ts'

type FromWorker =
  | { type: 'progress'; done: number; total: number | null }
  | { type: 'question'; id: number; question: unknown }
  | { type: 'done'; value: unknown }
  | { type: 'refused'; code: ErrorCode; data: ErrorData<ErrorCode> }
  | { type: 'failed'; error: Error }

/** What the core says to a task. */
type ToWorker =
  | 'cancel'
  | { type: 'answer'; id: number; answer: unknown }
  | { type: 'refusal'; id: number; code: ErrorCode; data: ErrorData<ErrorCode> }

export interface TaskControl {
  readonly signal: AbortSignal
  progress(done: number, total: number | null): void
  /** Asks the core for what only it can do, as to have a page decoded. @throws what the answer refuses */
  ask(question: unknown): Promise<unknown>
}

/** A task of the worker: plain data in, plain data out. */
export type Task<In, Out> = (input: In, control: TaskControl) => Promise<Out>
export type Tasks = Record<string, Task<never, unknown>>

export interface TaskOptions {
  signal?: AbortSignal
  onProgress?: (done: number, total: number | null) => void
  /** Answers what the task asks. */
  answer?: (question: unknown) => Promise<unknown>
  /** How long the task may say nothing once it has begun to report; then its thread is ended, and this is what it refuses. */
  silence?: { limit: number; refusal: Error }
}

/** Runs tasks of one entry, each on a thread of its own that ends with it. */
export interface TaskRunner<T extends Tasks> {
  run<K extends keyof T & string>(
    name: K,
    input: Parameters<T[K]>[0],
    options?: TaskOptions,
  ): Promise<Awaited<ReturnType<T[K]>>>
}

export function createTaskRunner<T extends Tasks>(entry: URL | string): TaskRunner<T> {
  return {
    run(name, input, { signal, onProgress, answer, silence } = {}) {
      type Out = Awaited<ReturnType<T[typeof name]>>
      return new Promise<Out>((resolve, reject) => {
        const worker = new Worker(entry, { workerData: { name, input } })
        const cancel = () => worker.postMessage('cancel' satisfies ToWorker)
        if (signal?.aborted) cancel()
        signal?.addEventListener('abort', cancel)
        let settled = false
        let watch: ReturnType<typeof setTimeout> | undefined
        const settle = (end: () => void) => {
          if (settled) return
          settled = true
          clearTimeout(watch)
          signal?.removeEventListener('abort', cancel)
          end()
        }
        const heard = () => {
          if (!silence || settled) return
          clearTimeout(watch)
          watch = setTimeout(() => {
            settle(() => reject(silence.refusal))
            void worker.terminate()
          }, silence.limit)
        }
        const reply = (message: ToWorker) => worker.postMessage(message)
        const answered = async (id: number, question: unknown) => {
          try {
            reply({ type: 'answer', id, answer: await answer?.(question) })
          } catch (error) {
            if (!isRefusal(error))
              settle(() => reject(error instanceof Error ? error : new Error('no answer')))
            else reply({ type: 'refusal', id, code: error.code, data: error.data as ErrorData<ErrorCode> })
          }
        }
        worker.on('message', (message: FromWorker) => {
          heard()
          if (message.type === 'progress') onProgress?.(message.done, message.total)
          else if (message.type === 'question') void answered(message.id, message.question)
          else if (message.type === 'done') settle(() => resolve(message.value as Out))
          else if (message.type === 'refused') settle(() => reject(refusal(message.code, message.data)))
          else settle(() => reject(message.error))
        })
        worker.on('error', (error: Error) => settle(() => reject(error)))
        worker.on('exit', () => settle(() => reject(new Error('worker ended without an answer'))))
      })
    },
  }
}

/** The worker's side: runs the one task that it was started for. */
export async function serveTask(
  loaders: Readonly<Record<string, () => Promise<Task<never, unknown>>>>,
  port: MessagePort,
  request: { name: string; input: unknown },
): Promise<void> {
  const post = (message: FromWorker) => port.postMessage(message)
  const abort = new AbortController()
  const asked = new Map<number, { resolve: (answer: unknown) => void; reject: (error: Error) => void }>()
  port.on('message', (message: ToWorker) => {
    if (message === 'cancel') return abort.abort()
    const waiting = asked.get(message.id)
    asked.delete(message.id)
    if (message.type === 'answer') waiting?.resolve(message.answer)
    else waiting?.reject(refusal(message.code, message.data))
  })
  let reportedAt = 0
  let lastQuestion = 0
  try {
    const load = loaders[request.name]
    if (!load) throw new Error(`no task ${request.name}`)
    const task = await load()
    const value = await task(request.input as never, {
      signal: abort.signal,
      progress(done, total) {
        const now = performance.now()
        if (now - reportedAt < 100) return
        reportedAt = now
        post({ type: 'progress', done, total })
      },
      ask: (question) =>
        new Promise((resolve, reject) => {
          const id = ++lastQuestion
          asked.set(id, { resolve, reject })
          post({ type: 'question', id, question })
        }),
    })
    post({ type: 'done', value })
  } catch (error) {
    if (isRefusal(error))
      post({ type: 'refused', code: error.code, data: error.data as ErrorData<ErrorCode> })
    else post({ type: 'failed', error: error instanceof Error ? error : new Error('not an error') })
  } finally {
    port.close()
  }
}
