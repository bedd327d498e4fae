/** The search for leaks, on a thread of its own. */
import { close, openToRead, snapshot } from '../../catalogue/database.ts'
import type { ReadDatabase } from '../../catalogue/database.ts'
import { readRows } from '../../catalogue/description/read.ts'
import { namesIn, openIn, withheldIn } from '../../catalogue/leak/read.ts'
import { openAnywhere } from '../../catalogue/redaction/same-scan.ts'
import { scanPath } from '../../canary/folder.ts'
import type { Task } from '../../jobs/worker-thread.ts'
import { refusal } from '../../shared/contract/errors.ts'
import type { DescriptionId, ParagraphId, TextId } from '../../shared/contract/ids.ts'
import type { LeakEcho, LeakHint, LeakReport } from '../../shared/contract/leak.ts'
import { echoesAmong } from '../../shared/domain/canary/consistency.ts'
import { hintsFor } from '../../shared/domain/canary/inference.ts'
import { canariesOf } from '../../shared/domain/canary/index.ts'
import type { Canaries } from '../../shared/domain/canary/index.ts'

export interface LeakInput {
  path: string
  /** The catalogue, or the passages by themselves. */
  against: { databasePath: string } | { passages: readonly string[] }
  pixels: boolean
}

export interface Compared {
  echoes: LeakEcho[]
  hints: LeakHint[]
  isPartial: boolean
}

export type LeakTasks = {
  findLeaks: Task<LeakInput, LeakReport>
  /** `except`: redactions of which nothing is told. */
  compareOpen: Task<{ databasePath: string; except: readonly number[] }, Compared>
}

const LISTED = 10_000

export const leakTasks: LeakTasks = {
  async compareOpen({ databasePath, except }) {
    const db = openToRead(databasePath)
    try {
      return await snapshot(db, () => Promise.resolve(compared(db, new Set(except.map(String)))))
    } finally {
      close(db)
    }
  },

  async findLeaks({ path, against, pixels }, control) {
    const { canaries, redactions } =
      'passages' in against ? ofLines(against.passages) : await ofCatalogue(against.databasePath)
    if (canaries.all.length === 0 && canaries.unsearched.length === 0) throw refusal('leakNothing', {})
    return scanPath({ path, canaries, redactions, pixels }, control)
  },
}

interface Sought {
  canaries: Canaries
  redactions: number
}

function ofLines(lines: readonly string[]): Sought {
  const passages = lines.flatMap((text, index) => (text.trim() === '' ? [] : { id: String(index + 1), text }))
  return { canaries: canariesOf(passages, []), redactions: passages.length }
}

async function ofCatalogue(databasePath: string): Promise<Sought> {
  const db = openToRead(databasePath)
  try {
    return await snapshot(db, () => {
      const withheld = withheldIn(db)
      const canaries = canariesOf(withheld.passages, textsOf(openIn(db, withheld)))
      return Promise.resolve({ canaries, redactions: withheld.redactions })
    })
  } finally {
    close(db)
  }
}

function compared(db: ReadDatabase, except: ReadonlySet<string>): Compared {
  const withheld = withheldIn(db)
  const told = withheld.passages.filter(({ id }) => !except.has(id))
  const echoes: Omit<LeakEcho, 'referenceCode'>[] = []
  for (const { id, kind, place, from, to } of echoesAmong(told, openIn(db, withheld))) {
    if (echoes.length >= LISTED) break
    echoes.push({
      redaction: id,
      kind,
      descriptionId: place.descriptionId as DescriptionId,
      textId: place.textId as TextId | null,
      paragraphId: place.paragraphId as ParagraphId | null,
      pageId: null,
      field: place.field,
      index: place.index,
      from,
      to,
    })
  }
  for (const { redactionId, open } of openAnywhere(db)) {
    if (echoes.length >= LISTED) break
    if (except.has(String(redactionId))) continue
    const { descriptionId, pageId } = open
    const nowhere = { textId: null, paragraphId: null, field: null, index: null, from: 0, to: 0 }
    echoes.push({ redaction: String(redactionId), kind: 'image', descriptionId, pageId, ...nowhere })
  }
  const names = namesIn(db)
  const hints = told
    .flatMap((passage) => hintsFor(passage, names))
    .map(({ id, ...hint }) => ({ redaction: id, ...hint }))
  const ids = [...new Set(echoes.map(({ descriptionId }) => descriptionId))]
  const codes = new Map(readRows(db, ids).map(({ id, referenceCode }) => [id, referenceCode]))
  const coded = echoes.map((echo) => ({ ...echo, referenceCode: codes.get(echo.descriptionId) ?? null }))
  return {
    echoes: coded,
    hints: hints.slice(0, LISTED),
    isPartial: Math.max(echoes.length, hints.length) >= LISTED,
  }
}

function* textsOf(places: Iterable<{ text: string }>): Generator<string> {
  for (const { text } of places) yield text
}
