/** Work that is slower than it could be, so that others are not kept waiting. */
import { setTimeout as pause } from 'node:timers/promises'

/** Shorter rests cost more than they give. */
const SHORTEST_REST = 5

export interface Timing {
  now(): number
  rest(milliseconds: number): Promise<unknown>
}

const real: Timing = { now: () => performance.now(), rest: (milliseconds) => pause(milliseconds) }

/**
 * To be waited for after every piece of work: over time no more than `rate()` of its units are done in a second. The rate
 * is asked for each time; what was not used up while others held the work back is not made up for.
 */
export function createPace(
  rate: () => number,
  { now, rest }: Timing = real,
): (amount: number) => Promise<void> {
  let free = now()
  return async (amount) => {
    free = Math.max(free, now() - SHORTEST_REST) + (amount / rate()) * 1000
    const ahead = free - now()
    if (ahead >= SHORTEST_REST) await rest(ahead)
  }
}
