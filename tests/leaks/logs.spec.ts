/** Logs carry codes and ids: a canary in every field, every call refused or broken, and not a word of it in the log. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { databasePath } from '../../src-main/catalogue/open.ts'
import { createLog } from '../../src-main/platform/log.ts'
import { contract } from '../../src-main/shared/contract/index.ts'
import { TEXT_FIELD_NAMES } from '../../src-main/shared/domain/field.ts'
import { aFolder, anEmptyCatalogue, words } from '../builders.ts'
import { findCanaries } from './find-canary.ts'

/** Short enough that an engine's message quotes it whole. */
const CANARY = 'カナリア極秘札番'

type AnyCall = (input: unknown) => Promise<unknown>

describe('the log', () => {
  it('holds no word of a record, whatever is refused and whatever breaks', async () => {
    const path = join(aFolder(), 'shoko.log')
    const log = createLog(path, () => '2026-01-01T00:00:00Z')
    const { client, folder, handle, home } = await anEmptyCatalogue({ log })
    const fields = Object.fromEntries(TEXT_FIELD_NAMES.map((field) => [field, [words(CANARY)]]))
    const { id } = await client.description.create({
      parentId: null,
      fields: { ...fields, level: 'item', referenceCode: CANARY, agents: [{ name: CANARY }] },
    })

    const scan = join(home, `${CANARY}.tif`)
    writeFileSync(scan, CANARY)
    const { jobId } = await client.import.start({ handles: [handle(scan, 'read')] })
    await client.job.wait({ id: jobId })

    // What is not JSON breaks the call that reads it, with a message that quotes it.
    const db = new Database(databasePath(folder))
    db.prepare(
      `INSERT INTO proposal (descriptionId, seq, kind, field, value, source, basis, state)
       VALUES (?, 0, 'field', 'title', ?, ?, ?, 'open')`,
    ).run(id, CANARY, CANARY, CANARY)
    const proposalId = db.prepare<[], { id: number }>('SELECT id FROM proposal').get()?.id ?? 0
    db.close()

    const inputs = [
      undefined,
      CANARY,
      { id },
      { id: CANARY },
      { id: proposalId },
      { id: 99999, descriptionId: 99999, ids: [99999], handle: CANARY, handles: [CANARY], query: CANARY },
      { referenceCode: CANARY, parentId: null, fields: { referenceCode: CANARY, level: 'item' }, as: CANARY },
      { as: 'ead3', to: CANARY, options: { [CANARY]: CANARY } },
      { handle: null, name: CANARY, institution: { name: CANARY } },
      { id: CANARY, name: CANARY, passphrase: CANARY + CANARY, reason: CANARY },
      { passphrase: CANARY, name: CANARY, added: CANARY + CANARY, changed: CANARY + CANARY },
    ]
    let broken = 0
    for (const [noun, verbs] of Object.entries(contract)) {
      for (const verb of Object.keys(verbs)) {
        if (['event.stream', 'catalogue.close', 'catalogue.openSample'].includes(`${noun}.${verb}`)) continue
        const call = (client as unknown as Record<string, Record<string, AnyCall>>)[noun]?.[verb]
        for (const input of inputs) await call?.(input).catch(() => broken++)
      }
    }
    expect(broken).toBeGreaterThan(50)

    expect(existsSync(path)).toBe(true)
    const lines = readFileSync(path)
    expect(lines.toString()).toContain('"call":"proposal.take"')
    expect(findCanaries(lines, [CANARY])).toEqual([])
  }, 300_000)
})
