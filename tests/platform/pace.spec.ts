import { describe, expect, it } from 'vitest'
import { createPace } from '../../src-main/platform/pace.ts'

/** Time that passes only where it is spent. */
function aClock() {
  let at = 0
  return {
    at: () => at,
    work: (milliseconds: number) => void (at += milliseconds),
    timing: {
      now: () => at,
      rest: (milliseconds: number) => {
        at += milliseconds
        return Promise.resolve()
      },
    },
  }
}

describe('createPace', () => {
  it('lets no more be done in a second than the rate says', async () => {
    const clock = aClock()
    const pace = createPace(() => 1000, clock.timing)
    for (let piece = 0; piece < 50; piece++) await pace(100)
    expect(clock.at()).toBeGreaterThanOrEqual(4990)
    expect(clock.at()).toBeLessThanOrEqual(5010)
  })

  it('does not rest where the work itself is slower', async () => {
    const clock = aClock()
    const pace = createPace(() => 1000, clock.timing)
    for (let piece = 0; piece < 10; piece++) {
      clock.work(500)
      await pace(100)
    }
    expect(clock.at()).toBeLessThan(5010 + 1000)
  })

  it('does not make up later for what it was held back from', async () => {
    const clock = aClock()
    const pace = createPace(() => 1000, clock.timing)
    clock.work(60_000)
    await pace(1000)
    await pace(1000)
    expect(clock.at()).toBeGreaterThanOrEqual(61_900)
  })

  it('takes another rate as soon as it is said', async () => {
    const clock = aClock()
    let rate = 1000
    const pace = createPace(() => rate, clock.timing)
    await pace(1000)
    const before = clock.at()
    rate = 100
    await pace(1000)
    expect(clock.at() - before).toBeGreaterThanOrEqual(9990)
  })
})
