/** Keys that are open: in this process alone, until they are locked or their time is over. */
import type { KeyObject } from 'node:crypto'
import type { Clock } from './clock.ts'

export interface Keyring {
  open(fingerprint: string, key: KeyObject, minutes: number): void
  /** Null where it is locked. */
  find(fingerprint: string): KeyObject | null
  lock(): void
}

const MINUTE_MS = 60_000

export function createKeyring(clock: Clock): Keyring {
  const open = new Map<string, { key: KeyObject; until: number; timer: ReturnType<typeof setTimeout> }>()
  const now = () => Date.parse(clock.now())
  const drop = (fingerprint: string) => {
    clearTimeout(open.get(fingerprint)?.timer)
    open.delete(fingerprint)
  }
  return {
    open(fingerprint, key, minutes) {
      drop(fingerprint)
      const timer = setTimeout(() => drop(fingerprint), minutes * MINUTE_MS)
      timer.unref()
      open.set(fingerprint, { key, until: now() + minutes * MINUTE_MS, timer })
    },
    find(fingerprint) {
      const found = open.get(fingerprint)
      // A machine that slept has let no timer run.
      if (found && now() >= found.until) drop(fingerprint)
      return open.get(fingerprint)?.key ?? null
    },
    lock() {
      for (const fingerprint of [...open.keys()]) drop(fingerprint)
    },
  }
}
