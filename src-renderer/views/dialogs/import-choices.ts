/** What was chosen to be imported: the handle of each is asked for when it is needed, since it is good for one call. */
import type { HostChoice } from '../../../src-main/shared/domain/host.ts'
import type { Host } from '../../state/host.ts'

export interface Choice {
  readonly name: string
  /** Its bytes are sent, since a browser does not know where it lies. */
  readonly bytes: boolean
  readonly handle: (signal: AbortSignal) => Promise<HostChoice>
}

export const ofFile =
  (host: Host) =>
  (file: File): Choice => ({
    name: file.name,
    bytes: host.dialogs === null,
    handle: (signal) => host.handleOf(file, signal),
  })

export const ofEntry =
  (host: Host) =>
  ({ id, name }: { id: string; name: string }): Choice => ({
    name,
    bytes: false,
    handle: () => host.choose({ purpose: 'read', id }),
  })

export const ofChoice = (choice: HostChoice): Choice => ({
  name: choice.name,
  bytes: false,
  handle: () => Promise.resolve(choice),
})

/** The same with the handles that a call has given for those that it used up; what has still to be sent had none. */
export function withHandles(choices: readonly Choice[], handles: readonly string[]): Choice[] {
  const left = [...handles]
  return choices.map((choice) =>
    choice.bytes ? choice : ofChoice({ name: choice.name, handle: left.shift() ?? '' }),
  )
}

/** Handles of all; where one cannot be had, those before it are given back. */
export async function handlesOf(
  host: Host,
  choices: readonly Choice[],
  signal: AbortSignal,
  onChoice: (name: string | null) => void,
): Promise<string[]> {
  const handles: string[] = []
  try {
    for (const choice of choices) {
      onChoice(choice.name)
      handles.push((await choice.handle(signal)).handle)
      signal.throwIfAborted()
    }
    return handles
  } catch (error) {
    for (const handle of handles) void host.release(handle)
    throw error
  } finally {
    onChoice(null)
  }
}
