/** A large import, ended without warning in its middle, goes on where it was. */
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { aFolder } from '../builders.ts'
import { aCommandLine } from '../cli/run.ts'

const SCANS = 120
const ROUNDS = process.env['MODE'] === 'faults' ? 20 : 1
const LONGEST = ROUNDS * 180_000

/** Scans of two records, no two alike, large enough that they are not all taken in within a moment. */
async function scansIn(folder: string): Promise<void> {
  for (let number = 1; number <= SCANS; number++) {
    const create = {
      width: 600 + number,
      height: 500,
      channels: 3 as const,
      background: { r: number, g: 90, b: 30 },
    }
    const name = `${number <= SCANS / 2 ? 'A' : 'B'}_${String(number).padStart(3, '0')}.tif`
    await sharp({ create }).tiff({ compression: 'none' }).toFile(join(folder, name))
  }
}

describe('an import that is killed in its middle', () => {
  it(
    'is offered again, reads nothing twice, doubles nothing and leaves nothing behind',
    async () => {
      for (let round = 1; round <= ROUNDS; round++) {
        const { shoko, start, folder } = aCommandLine()
        const source = aFolder()
        await scansIn(source)
        await shoko('new', 'A.shoko', '--name', 'Archives', '--country', 'JP')
        const scans = join(folder, 'A.shoko', 'scans')
        const running = start('import', 'A.shoko', source, '--as', 'scans', '--pattern', '{ref}_{page}')
        const gone = new Promise((done) => running.once('exit', done))
        // Early and late in turn, and never when all of it is there.
        const there = 10 * (((round - 1) % 10) + 1)
        while (readdirSync(scans).length < there && running.exitCode === null) await pause(1)
        running.kill('SIGKILL')
        await gone
        const [journal = ''] = readdirSync(join(folder, '.user', 'imports'))
        const lines = readFileSync(join(folder, '.user', 'imports', journal), 'utf8')
          .split('\n')
          .slice(1, -1)
        const whole = lines.map((line) => (JSON.parse(line) as { path: string }).path)
        expect(whole.length).toBeGreaterThan(0)
        expect(whole.length).toBeLessThan(SCANS)
        // Nothing of it is in the catalogue yet.
        expect((await shoko('call', 'A.shoko', 'history.list', '{}', '--json')).json()).toMatchObject({
          total: 0,
        })
        // What is whole is not read again: it is not even there any more.
        for (const path of whole) rmSync(path)

        const resumed = await shoko('import', 'A.shoko', '--go-on', '--json')
        expect(resumed.err).toContain(`${whole.length} of ${SCANS} files are whole`)
        expect(resumed.json()).toMatchObject({ descriptions: 2, pages: SCANS, refused: [], duplicates: [] })
        expect(readdirSync(scans)).toHaveLength(SCANS)
        expect(readdirSync(join(folder, '.user', 'imports'))).toEqual([])
        const { rows } = (
          await shoko('call', 'A.shoko', 'description.children', '{"parentId":null}', '--json')
        ).json<{ rows: { referenceCode: string; pageCount: number }[] }>()
        expect(rows.map(({ referenceCode, pageCount }) => [referenceCode, pageCount])).toEqual([
          ['A', SCANS / 2],
          ['B', SCANS / 2],
        ])
        expect((await shoko('check', 'A.shoko', '--json')).json()).toMatchObject({ file: { total: 0 } })
        const again = await shoko('import', 'A.shoko', '--go-on', '--json')
        expect(again.json()).toMatchObject({ error: { code: 'importNotFound' } })
      }
    },
    LONGEST,
  )

  it(
    'can be given up, with everything that it had stored',
    async () => {
      const { shoko, start, folder } = aCommandLine()
      const source = aFolder()
      await scansIn(source)
      await shoko('new', 'A.shoko', '--name', 'Archives', '--country', 'JP')
      const scans = join(folder, 'A.shoko', 'scans')
      const running = start('import', 'A.shoko', source, '--as', 'scans')
      const gone = new Promise((done) => running.once('exit', done))
      while (readdirSync(scans).length < 10 && running.exitCode === null) await pause(1)
      running.kill('SIGKILL')
      await gone
      expect((await shoko('import', 'A.shoko', '--drop', '--json')).json()).toEqual({ dropped: true })
      expect((await shoko('call', 'A.shoko', 'import.interrupted', '--json')).json()).toEqual([])
      // At most the two files that were just renamed and not yet written down.
      expect(readdirSync(scans).length).toBeLessThanOrEqual(2)
    },
    LONGEST,
  )
})
