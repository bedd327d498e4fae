import { describe, expect, it } from 'vitest'
import { createJobs } from '../../src-main/jobs/queue.ts'
import type { Work } from '../../src-main/jobs/queue.ts'
import { createClock } from '../../src-main/platform/clock.ts'

/** Work that goes on until it is told to stop, and says why. */
function untilStopped(): { work: Work; why: () => unknown } {
  let why: unknown
  return {
    why: () => why,
    work: ({ signal }) =>
      new Promise((resolve) => {
        signal.addEventListener('abort', () => {
          why = signal.reason
          resolve({ kind: 'purge', descriptions: 0, pages: 0, byteSize: 0, scans: 0 } as never)
        })
      }),
  }
}

const someJobs = () =>
  createJobs({
    clock: createClock(),
    notify: () => undefined,
    onDefect: (error) => {
      throw error
    },
  })

describe('work in the background', () => {
  it('makes way when it is asked to; other work does not', async () => {
    const jobs = someJobs()
    const [behind, before] = [untilStopped(), untilStopped()]
    const background = jobs.start('fixity', 'bytes', behind.work, { background: true })
    expect(jobs.busy()).toBe(false)
    const other = jobs.start('export', 'bytes', before.work)
    expect(jobs.busy()).toBe(true)
    await jobs.quieten()
    expect(jobs.get(background.id).state).toBe('cancelled')
    expect(behind.why()).toBe('makeWay')
    expect(jobs.get(other.id).state).toBe('running')
    await jobs.cancel(other.id)
    expect(before.why()).toBe('cancelled')
    expect(jobs.busy()).toBe(false)
  })
})
