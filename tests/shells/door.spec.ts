import { statSync, mkdirSync, writeFileSync } from 'node:fs'
import { join, dirname } from 'node:path'
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { askDoor, doorPath, openDoor } from '../../src-main/shells/server/door.ts'
import { ask, aFolder } from './asking.ts'

beforeEach(() => {
  const folder = aFolder()
  vi.stubEnv('SHOKO_USER_FOLDER', folder)
  onTestFinished(() => void vi.unstubAllEnvs())
})

const address = 'http://127.0.0.1:4000/enter?token=fresh'

async function aDoor(catalogue: string) {
  const door = await openDoor(catalogue, () => ({ kind: 'address', address }))
  onTestFinished(() => door.close())
  return door
}

describe('the door of a catalogue', () => {
  it('gives a second start a fresh way in', async () => {
    const catalogue = join(aFolder(), 'X.shoko')
    mkdirSync(catalogue)
    await aDoor(catalogue)
    expect(await askDoor(catalogue)).toEqual({ kind: 'address', address })
    expect(await askDoor(join(catalogue, '..', 'X.shoko'))).toEqual({ kind: 'address', address })
  })

  it('is not there for another catalogue, and gone when closed', async () => {
    const catalogue = join(aFolder(), 'X.shoko')
    const door = await aDoor(catalogue)
    expect(await askDoor(join(dirname(catalogue), 'Y.shoko'))).toBeNull()
    await door.close()
    expect(await askDoor(catalogue)).toBeNull()
  })

  it('opens where a killed run left one behind', async () => {
    const catalogue = join(aFolder(), 'X.shoko')
    writeFileSync(doorPath(catalogue), 'left behind')
    expect(await askDoor(catalogue)).toBeNull()
    await aDoor(catalogue)
    expect(await askDoor(catalogue)).not.toBeNull()
  })

  it('is for this user alone, and for those who know its key', async () => {
    const catalogue = join(aFolder(), 'X.shoko')
    await aDoor(catalogue)
    const socketPath = doorPath(catalogue)
    expect(statSync(socketPath).mode & 0o077).toBe(0)
    expect(statSync(dirname(socketPath)).mode & 0o077).toBe(0)
    for (const headers of [{}, { 'x-shoko-door': 'guessed' }])
      expect((await ask({ socketPath }, '/way-in', { method: 'POST', headers })).status).toBe(403)
  })

  it('is not believed when it answers with another place', async () => {
    const catalogue = join(aFolder(), 'X.shoko')
    const door = await openDoor(catalogue, () => ({ kind: 'address', address: 'http://elsewhere.example/' }))
    onTestFinished(() => door.close())
    expect(await askDoor(catalogue)).toBeNull()
  })
})
