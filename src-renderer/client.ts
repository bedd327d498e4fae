/** The one way to the core: typed from the contract, identical in every shell. */
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import type { Client } from '../src-main/shared/contract/index.ts'
import { KEY_FRAGMENT, KEY_HEADER } from '../src-main/shared/domain/host.ts'

const KEPT_AS = 'shoko-key'
/** A browser sends at most 64 KB with requests that outlive their page; the rest is room for headers. */
const LARGEST_PARTING = 60_000

/** The key of this page: from the address, which is wiped, then from the memory of the tab; null in a desktop window. */
export function takeKey(location: Location, history: History, storage: Storage): string | null {
  const given = new URLSearchParams(location.hash.slice(1)).get(KEY_FRAGMENT)
  if (given !== null) {
    storage.setItem(KEPT_AS, given)
    history.replaceState(null, '', location.pathname)
  }
  return storage.getItem(KEPT_AS)
}

export const keyHeaders = (key: string | null): Record<string, string> =>
  key === null ? {} : { [KEY_HEADER]: key }

interface Clients {
  client: Client
  /** The same calls in requests that outlive the page, for the moment it is closed. */
  parting: Client
}

export function createClients(origin: string, key: string | null): Clients {
  const link = (send: (request: Request, init: { redirect?: RequestRedirect }) => Promise<Response>) =>
    new RPCLink({ url: `${origin}/rpc`, headers: keyHeaders(key), fetch: send })
  return {
    client: createORPCClient(link((request, init) => fetch(request, init))),
    parting: createORPCClient(
      link(async (request, init) => {
        const body = await request.clone().arrayBuffer()
        return fetch(new Request(request, { keepalive: body.byteLength < LARGEST_PARTING }), init)
      }),
    ),
  }
}
