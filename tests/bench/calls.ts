/** Calls through the contract: in process, and through the server shell on loopback. */
import { aRealServer } from '../real-server.ts'
import { aCore } from '../builders.ts'
import type { Client } from '../../src-main/shared/contract/index.ts'
import type { BenchRow } from './row.ts'

const SECONDS = 3

async function perSecond(call: () => Promise<unknown>): Promise<number> {
  for (let warm = 0; warm < 200; warm++) await call()
  const started = performance.now()
  let calls = 0
  while (performance.now() - started < SECONDS * 1000) {
    await call()
    calls++
  }
  return calls / ((performance.now() - started) / 1000)
}

const reads = (client: Client) => () => client.description.children({ parentId: null, limit: 50 })

export async function benchCalls(folder: string, home: string): Promise<BenchRow[]> {
  const inProcess = aCore({ home })
  await inProcess.core.openCatalogue(folder)
  const local = await perSecond(reads(inProcess.client))
  const [top] = (await inProcess.client.description.children({ parentId: null })).rows
  if (!top) throw new Error('the catalogue is empty')
  let edit = 0
  const writes = await perSecond(() =>
    inProcess.client.description.edit({ id: top.id, patch: { note: [{ value: `edit ${edit++}` }] } }),
  )
  await inProcess.core.close()
  const server = await aRealServer(home, folder)
  const loopback = await perSecond(reads(server.client))
  await server.kill()
  return [
    {
      work: 'description.children, one after the other',
      against: 'in process',
      ours: loopback,
      theirs: local,
      unit: 'calls/s',
      note: 'ours: over loopback',
    },
    {
      work: 'description.edit, each on disk when answered',
      against: '—',
      ours: writes,
      theirs: null,
      unit: 'calls/s',
    },
  ]
}
