/** What a search of files has found, put together; places are named, words never. */
import type { LeakFinding, LeakUnread } from '../shared/contract/leak.ts'
import type { Canary } from '../shared/domain/canary/index.ts'

/** Where some bytes are: the file, below what was searched, and the way into it. */
export interface Where {
  readonly file: string
  readonly inner: readonly string[]
}

interface Group {
  readonly where: Where
  readonly id: string
  /** By encoding. */
  readonly found: Map<string, { canaries: Set<Canary>; at: number }>
}

export interface Findings {
  hit(where: Where, canary: Canary, encoding: string, at: number): void
  unread(where: Where, why: LeakUnread['why']): void
  readonly unreadable: readonly LeakUnread[]
  findings(counts: ReadonlyMap<string, number>): LeakFinding[]
}

const MOST_UNREAD = 100_000
const ORDER = ['passage', 'neighbours', 'alone'] as const

export function createFindings(): Findings {
  const groups = new Map<string, Group>()
  const unread = new Map<string, LeakUnread>()
  return {
    hit(where, canary, encoding, at) {
      for (const id of canary.ids) {
        const key = JSON.stringify([id, where.file, where.inner])
        const group: Group = groups.get(key) ?? { where, id, found: new Map() }
        groups.set(key, group)
        const own = group.found.get(encoding)
        if (own) own.canaries.add(canary)
        else group.found.set(encoding, { canaries: new Set([canary]), at })
      }
    },
    unread(where, why) {
      if (unread.size < MOST_UNREAD)
        unread.set(JSON.stringify([where, why]), { file: where.file, inner: [...where.inner], why })
    },
    get unreadable() {
      return [...unread.values()]
    },
    findings: (counts) =>
      [...groups.values()].map(({ where, id, found }) => {
        // The same bytes can make sense in two encodings; the one that says more is meant.
        const [encoding, { canaries, at }] = [...found].reduce((best, one) =>
          one[1].canaries.size > best[1].canaries.size ? one : best,
        )
        const kinds = new Set([...canaries].map(({ kind }) => kind))
        return {
          redaction: id,
          kind: ORDER.find((kind) => kinds.has(kind)) ?? 'passage',
          file: where.file,
          inner: [...where.inner],
          encoding,
          at,
          share: Math.min(1, canaries.size / Math.max(1, counts.get(id) ?? 1)),
        }
      }),
  }
}
