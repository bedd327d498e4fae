/**
 * Choosing files without learning their paths: by the system's own dialogs in a desktop window, by the folder browser
 * of the server shell in a browser. Both end in a handle for one call.
 */
import { HostChoice, HostFolder, HostRefusal, HostRoots } from '../../src-main/shared/domain/host.ts'
import type { ChooseInput, ShokoHost } from '../../src-main/shared/domain/host.ts'
import { keyHeaders } from '../client.ts'
import { Refused } from './problem.ts'

declare global {
  interface Window {
    shokoHost?: ShokoHost
  }
}

/** A folder to write to. A handle is good for one call, and made for it. */
export interface ChosenFolder {
  readonly name: string
  readonly handle: () => Promise<string>
}

export class Host {
  #origin: string
  #headers: Record<string, string>
  /** The system's dialogs; null in a browser. */
  readonly dialogs: ShokoHost | null

  constructor(origin: string, key: string | null, dialogs: ShokoHost | null) {
    this.#origin = origin
    this.#headers = keyHeaders(key)
    this.dialogs = dialogs
  }

  async roots(): Promise<HostRoots> {
    return HostRoots.parse(await this.#ask('/host/roots'))
  }

  async folder(id: string): Promise<HostFolder> {
    return HostFolder.parse(await this.#ask(`/host/folder?${new URLSearchParams({ id }).toString()}`))
  }

  async choose(input: ChooseInput): Promise<HostChoice> {
    const init = {
      method: 'POST',
      body: JSON.stringify(input),
      headers: { 'content-type': 'application/json' },
    }
    return HostChoice.parse(await this.#ask('/host/choose', init))
  }

  /** A handle for a dropped or picked file: its path in a desktop window, its bytes in a browser. */
  async handleOf(file: File, signal: AbortSignal): Promise<HostChoice> {
    const known = await this.dialogs?.handleOf(file)
    if (known) return known
    const name = new URLSearchParams({ name: file.name }).toString()
    return HostChoice.parse(await this.#ask(`/host/upload?${name}`, { method: 'PUT', body: file, signal }))
  }

  /** Gives back what was uploaded and is not wanted any more; a handle of anything else is left alone. */
  async release(handle: string): Promise<void> {
    if (this.dialogs !== null) return
    const query = new URLSearchParams({ handle }).toString()
    await this.#ask(`/host/upload?${query}`, { method: 'DELETE' }).catch(() => null)
  }

  async #ask(path: string, init: RequestInit = {}): Promise<unknown> {
    const headers = { ...this.#headers, ...(init.headers as Record<string, string> | undefined) }
    const answer = await fetch(`${this.#origin}${path}`, { ...init, headers })
    const body: unknown = await answer.json().catch(() => null)
    if (answer.ok) return body
    throw refusalIn(body)
  }
}

/** The problem in the body of an answer that is not a call of the contract. */
export function refusalIn(body: unknown): Refused {
  const refused = HostRefusal.safeParse(body)
  return new Refused(refused.success ? refused.data : { code: 'unexpected', data: {} })
}
