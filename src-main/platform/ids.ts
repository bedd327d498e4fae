/** Identifiers that are unique beyond a catalogue. `SHOKO_ID_SEED` makes them repeat from run to run; it never feeds tokens. */
import { createHash, randomUUID } from 'node:crypto'

export interface Ids {
  /** A UUID, lower case. */
  uid(): string
}

export function createIds(environment: Readonly<Record<string, string | undefined>> = {}): Ids {
  const seed = environment['SHOKO_ID_SEED']
  if (seed === undefined || seed === '') return { uid: () => randomUUID() }
  let count = 0
  return {
    uid() {
      const hex = createHash('sha256').update(`${seed}:${count++}`).digest('hex')
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
    },
  }
}
