import { mkdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { forkDecoder } from '../../src-main/imaging/fork.ts'
import { createHandles } from '../../src-main/platform/handles.ts'
import { askDoor } from '../../src-main/shells/server/door.ts'
import { script, startProgram } from '../../src-main/shells/server/program.ts'
import type { Program } from '../../src-main/shells/server/program.ts'
import { aFolder, aLog } from './asking.ts'

const institution = {
  name: 'Archives',
  country: 'JP',
  language: 'eng',
  script: 'Latn',
  rightsStatement: 'In the public domain.',
}

let user = ''
beforeEach(() => {
  user = aFolder()
  vi.stubEnv('SHOKO_USER_FOLDER', user)
  vi.stubEnv('SHOKO_DOCUMENTS_FOLDER', join(user, 'documents'))
  onTestFinished(() => void vi.unstubAllEnvs())
})

function start(catalogue: string | null = null, name = 'one') {
  const opened: (string | null)[] = []
  let tell = () => {}
  const log = aLog()
  const starting = startProgram({
    handles: createHandles(),
    log,
    userFolder: user,
    catalogue,
    roots: [],
    host: { shell: 'server', reveal: () => Promise.resolve(false), invite: () => Promise.resolve(null) },
    spawnDecoder: forkDecoder(script('decoder')),
    answerDoor: () => ({ kind: 'address', address: `http://127.0.0.1:4000/enter?token=${name}` }),
    onCatalogue(folder) {
      opened.push(folder)
      tell()
    },
  })
  return {
    log,
    opened,
    starting,
    /** Waits until this catalogue is the one that is open. */
    async isAt(folder: string | null) {
      while (opened.at(-1) !== folder) await new Promise<void>((done) => (tell = done))
    },
    async program(): Promise<Program> {
      const program = await starting
      if ('elsewhere' in program) throw new Error('open elsewhere')
      onTestFinished(() => program.close())
      return program
    },
  }
}

async function call(program: Program, name: string, input: unknown = null): Promise<unknown> {
  const body = JSON.stringify(input === null ? {} : { json: input })
  const request = new Request(`http://shoko/rpc/${name}`, { method: 'POST', body })
  request.headers.set('content-type', 'application/json')
  return ((await (await program.fetch(request)).json()) as { json: unknown }).json
}

describe('a start', () => {
  it('opens a sample the first time, and what was used last from then on', async () => {
    const first = await start().program()
    expect(await call(first, 'catalogue/current')).toMatchObject({ name: 'Shoko sample' })
    await call(first, 'catalogue/create', { handle: null, name: 'Mine', institution })
    await first.close()
    const second = await start().program()
    expect(await call(second, 'catalogue/current')).toMatchObject({ name: 'Mine' })
  })

  it('shows the first screen when the one used last has gone, or is no catalogue any more', async () => {
    const first = await start().program()
    await first.close()
    const sample = join(user, 'documents', 'Shoko sample.shoko')
    renameSync(sample, `${sample}.moved`)
    const second = await start().program()
    expect(await call(second, 'catalogue/current')).toBeNull()
    await second.close()
    mkdirSync(sample)
    const third = start()
    expect(await call(await third.program(), 'catalogue/current')).toBeNull()
    expect(third.log.lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      ['warn', 'catalogue.notOpened', { reason: 'notACatalogue' }],
    ])
  })

  it('refuses a named catalogue that it cannot open', async () => {
    await expect(start(join(user, 'None.shoko')).starting).rejects.toMatchObject({
      code: 'catalogueNotFound',
      data: { file: 'None.shoko' },
    })
  })

  it('finds the one that has the catalogue open already, wherever that has gone meanwhile', async () => {
    const running = start(null, 'running')
    const program = await running.program()
    const sample = join(user, 'documents', 'Shoko sample.shoko')
    const mine = join(user, 'documents', 'Mine.shoko')
    await running.isAt(sample)
    const elsewhere = { kind: 'address', address: 'http://127.0.0.1:4000/enter?token=running' }
    expect(await start().starting).toEqual({ elsewhere })
    expect(await start(join(sample, '..', 'Shoko sample.shoko')).starting).toEqual({ elsewhere })

    await call(program, 'catalogue/create', { handle: null, name: 'Mine', institution })
    await running.isAt(mine)
    expect(await start(mine).starting).toEqual({ elsewhere })
    await vi.waitFor(async () => expect(await askDoor(sample)).toBeNull())
    const second = await start(sample, 'second').program()
    expect(await call(second, 'catalogue/current')).toMatchObject({ name: 'Shoko sample' })
    await second.close()

    await call(program, 'catalogue/close')
    await running.isAt(null)
    await vi.waitFor(async () => expect(await askDoor(mine)).toBeNull())
  })

  it('browses the folders of documents and of the catalogue', async () => {
    const program = await start().program()
    const ask = async (path: string) =>
      (await (await program.fetch(new Request(`http://shoko${path}`))).json()) as unknown
    const [documents] = (await ask('/host/roots')) as { id: string; name: string; kind: string }[]
    expect(documents).toMatchObject({ name: 'documents', kind: 'documents' })
    expect(await ask(`/host/folder?id=${documents?.id ?? ''}`)).toMatchObject({
      entries: [{ name: 'Shoko sample.shoko', kind: 'catalogue' }],
    })
    const gone = await program.fetch(new Request('http://shoko/host/folder?id=unknown'))
    expect(gone.status).toBe(404)
    expect(await gone.json()).toEqual({ code: 'fileNotFound', data: { file: '' } })
    const senseless = new Request('http://shoko/host/choose', { method: 'POST', body: '{' })
    expect((await program.fetch(senseless)).status).toBe(400)
    expect((await program.fetch(new Request('http://shoko/host/mint', { method: 'POST' }))).status).toBe(404)
  })

  it('takes uploads into the catalogue that is open, and forgets them afterwards', async () => {
    const program = await start().program()
    const put = new Request('http://shoko/host/upload?name=a.txt', { method: 'PUT', body: 'words' })
    const answer = await program.fetch(put)
    const { handle } = (await answer.json()) as { handle: string }
    expect(handle).toBeTruthy()
    const remove = new Request(`http://shoko/host/upload?handle=${handle}`, { method: 'DELETE' })
    expect((await program.fetch(remove)).status).toBe(204)
  })
})
