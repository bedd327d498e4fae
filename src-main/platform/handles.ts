/**
 * Paths never cross the contract. A host (a dialog, the folder browser, an upload, the command
 * line) mints a handle for a path that the person chose; a call takes it, once.
 */
import { randomUUID } from 'node:crypto'

export type HandlePurpose = 'read' | 'write'

export interface Handles {
  /** A new handle, good for one `take` with the same purpose. */
  mint(path: string, purpose: HandlePurpose): string
  /** The path behind a handle, which is used up by this; null when there is none for that purpose. */
  take(handle: string, purpose: HandlePurpose): string | null
}

export function createHandles(): Handles {
  const paths = new Map<string, { path: string; purpose: HandlePurpose }>()
  return {
    mint(path, purpose) {
      const handle = randomUUID()
      paths.set(handle, { path, purpose })
      return handle
    },
    take(handle, purpose) {
      const found = paths.get(handle)
      if (found?.purpose !== purpose) return null
      paths.delete(handle)
      return found.path
    },
  }
}
