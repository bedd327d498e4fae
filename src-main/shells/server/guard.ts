/**
 * Who may ask what, before anything is answered. The rules hold against a page of another site, another program's page
 * on another port of this machine, and a name of an attacker that resolves to 127.0.0.1 (DNS rebinding).
 */
import type { IncomingHttpHeaders } from 'node:http'
import { KEY_HEADER } from '../../shared/domain/host.ts'
import { sameSecret } from './way-in.ts'
import type { WayIn } from './way-in.ts'

export const ENTRY = '/enter'
const PAGE = '/'

export interface RequestFacts {
  method: string
  /** As sent: path and query. */
  target: string
  headers: IncomingHttpHeaders
  /** How many `Host` headers there are. */
  hosts: number
}

/** The rule that a request breaks. */
export type Breach = 'target' | 'host' | 'origin' | 'fetchSite' | 'prefetch' | 'token' | 'cookie' | 'key'

/** What must hold of every request, the one with the token included. */
export function breachOfPlace(facts: RequestFacts, port: number): Breach | null {
  const { headers, method } = facts
  if (!isPlainTarget(facts.target)) return 'target'
  const host = headers.host ?? ''
  if (facts.hosts !== 1 || (host !== `127.0.0.1:${port}` && host !== `localhost:${port}`)) return 'host'
  if (headers.origin !== undefined && headers.origin !== `http://${host}`) return 'origin'
  const path = pathOf(facts.target)
  const opensWindow =
    method === 'GET' && headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document'
  const site = headers['sec-fetch-site']
  if (site === 'same-origin') return null
  if (site === 'none' && opensWindow && (path === PAGE || path === ENTRY)) return null
  // The file that opens the browser is a place of its own; the token it brings is what counts.
  if (site === 'cross-site' && opensWindow && path === ENTRY) return null
  return 'fetchSite'
}

/** What must hold of every request but the one with the token. */
export function breachOfPerson(facts: RequestFacts, wayIn: WayIn): Breach | null {
  if (!sameSecret(wayIn.cookie, cookieNamed(facts.headers.cookie, wayIn.cookieName))) return 'cookie'
  const path = pathOf(facts.target)
  const reads = facts.method === 'GET' || facts.method === 'HEAD'
  if (reads && !isBelow(path, '/rpc') && !isBelow(path, '/host')) return null
  const key = facts.headers[KEY_HEADER]
  return sameSecret(wayIn.key, typeof key === 'string' ? key : undefined) ? null : 'key'
}

export const pathOf = (target: string): string => target.replace(/[?#].*$/s, '')

const isBelow = (path: string, folder: string) => path === folder || path.startsWith(`${folder}/`)

/** A path in one plain spelling, so that every later reader sees the same one. */
function isPlainTarget(target: string): boolean {
  if (!target.startsWith('/')) return false
  let path: string
  try {
    path = decodeURIComponent(pathOf(target))
  } catch {
    return false
  }
  return !/[\\\p{Cc}%]|\/\/|\/\.{1,2}(\/|$)/u.test(path) && !/%2f/i.test(pathOf(target))
}

function cookieNamed(header: string | undefined, name: string): string | undefined {
  const values = (header ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1))
  return values.length === 1 ? values[0] : undefined
}
