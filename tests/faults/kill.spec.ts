import { setTimeout as pause } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { databasePath, openCatalogue } from '../../src-main/catalogue/open.ts'
import { anEmptyCatalogue } from '../builders.ts'
import { aRealServer } from '../real-server.ts'
import { acknowledged, aftermath, aWorker, look, seeded, work } from './mixed.ts'

/** How often the power goes; `npm run faults` is in its own mode. */
const ROUNDS = process.env['MODE'] === 'faults' ? 300 : 5

describe('a server killed without warning, at any moment of mixed writing', () => {
  it('keeps every edit that it answered; the file checks clean, and the index agrees', async () => {
    const { folder, home, core } = await anEmptyCatalogue()
    await core.close()
    let answered = 0
    for (let round = 1; round <= ROUNDS; round++) {
      const server = await aRealServer(home, folder)
      const worker = aWorker(server.client, round)
      await look(worker)
      let last = await acknowledged(server.client, folder)
      const gone = pause(100 + seeded(round)(900)).then(() => server.kill())
      try {
        for (;;) {
          await work(worker)
          last = await acknowledged(server.client, folder)
          answered++
        }
      } catch (error) {
        // Whoever writes when the power goes gets no answer; a refusal would be one.
        if (!(error instanceof TypeError)) throw error
      }
      await gone
      const { isWhole, unanswered, findings } = await aftermath(home, folder, last)
      expect({ round, isWhole, findings }).toEqual({ round, isWhole: true, findings: [] })
      expect(unanswered).toBeLessThanOrEqual(1)
    }
    expect(answered).toBeGreaterThan(ROUNDS * 3)
  })

  it('would be found out if an answered edit were lost', async () => {
    const { folder, home, core, client } = await anEmptyCatalogue()
    const worker = aWorker(client, 7)
    for (let step = 0; step < 10; step++) await work(worker)
    const last = await acknowledged(client, folder)
    await client.history.undo()
    await core.close()
    // As if the last answered step had never reached the disk.
    const db = new Database(databasePath(folder))
    db.pragma('foreign_keys = OFF')
    db.exec(
      `DELETE FROM historyChange WHERE historyId >= ${last.entry}; DELETE FROM history WHERE id >= ${last.entry}`,
    )
    db.close()
    expect((await aftermath(home, folder, last)).isWhole).toBe(false)
  })
})

describe('a catalogue whose writer was killed', () => {
  it('is opened again without any question', async () => {
    const { folder, home, core } = await anEmptyCatalogue()
    await core.close()
    const server = await aRealServer(home, folder)
    expect(() => openCatalogue(folder, 'somebody', 'now')).toThrow(
      expect.objectContaining({ code: 'catalogueHeld' }),
    )
    await server.kill()
    openCatalogue(folder, 'somebody', 'now').close()
  })
})
