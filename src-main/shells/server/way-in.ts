/**
 * How one person gets in. A single-use token in an address becomes a cookie of this run and a key that the page keeps
 * in its memory: the cookie alone is not enough, since browsers send it to every port of the machine.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** How long a token may wait to be used, in milliseconds. */
export const TOKEN_LIFETIME = 60_000

export interface WayIn {
  /** A new token; it dies when it is used, or after TOKEN_LIFETIME. */
  mint(): string
  /** Uses up a token; false when it is unknown, used, or too old. */
  redeem(token: string): boolean
  readonly cookieName: string
  readonly cookie: string
  /** What the page sends as KEY_HEADER. */
  readonly key: string
}

const secret = () => randomBytes(32).toString('base64url')

/** `now` in milliseconds, from any beginning, never going back. */
export function createWayIn(now: () => number): WayIn {
  let waiting: { token: string; until: number }[] = []
  return {
    cookieName: `shoko-${randomBytes(6).toString('hex')}`,
    cookie: secret(),
    key: secret(),
    mint() {
      const token = secret()
      waiting = waiting.filter(({ until }) => until > now())
      waiting.push({ token, until: now() + TOKEN_LIFETIME })
      return token
    },
    redeem(token) {
      waiting = waiting.filter(({ until }) => until > now())
      const found = waiting.filter((one) => sameSecret(one.token, token))
      waiting = waiting.filter((one) => !found.includes(one))
      return found.length === 1
    },
  }
}

/** Compares in a time that says nothing about where, or at what length, two secrets differ. */
export function sameSecret(expected: string, given: string | undefined): boolean {
  const bytes = (text: string) => createHash('sha256').update(text).digest()
  return given !== undefined && timingSafeEqual(bytes(expected), bytes(given))
}
