/**
 * Mixed writing, as of a person who does everything at once. A call of the contract is mixed in by one entry of `WORKS`;
 * what it does to the catalogue is known from its history, so that no work says what is to be expected of it.
 */
import sharp from 'sharp'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { DescriptionId } from '../../src-main/shared/contract/ids.ts'
import type { Client } from '../../src-main/shared/contract/index.ts'
import { aCore, aFolder, words } from '../builders.ts'
import type { CoreInASpec } from '../builders.ts'
import { contentHash } from '../content-hash.ts'

export interface Worker {
  client: Client
  random: Random
  /** Units that are there, as far as the worker knows. */
  units: DescriptionId[]
  binned: DescriptionId[]
  /** A handle for a folder of scans, where the transport has handles. */
  scans: (() => string) | null
}

type Work = (worker: Worker) => Promise<void>

/** Numbers that repeat with their seed. */
export type Random = (below: number) => number

export function seeded(seed: number): Random {
  let state = seed * 2654435761 + 1
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

const pick = <T>({ random }: Worker, all: readonly T[]): T | undefined => all[random(all.length)]
const TITLES = ['外相会談', '鹿取大使発電報', 'Telegram from Peking', '日中関係について', 'Gromyko']

/** Everything that writes. A name for what a spec says, and how it is done. */
export const WORKS: Record<string, Work> = {
  async create(worker) {
    const { client, units } = worker
    const level = units.length === 0 ? 'fonds' : 'item'
    const { id } = await client.description.create({
      parentId: units[0] ?? null,
      fields: { level, title: [words(pick(worker, TITLES) ?? '')] },
    })
    units.push(id)
  },
  async edit(worker) {
    const id = pick(worker, worker.units)
    if (id === undefined) return
    const note = `${pick(worker, TITLES)} ${worker.random(1000)} ${'長い注記。'.repeat(worker.random(200))}`
    await worker.client.description.edit({
      id,
      patch: { note: [words(note)], agents: [{ name: '外務省', role: 'creator' }] },
    })
  },
  async move(worker) {
    const id = pick(worker, worker.units.slice(1))
    if (id === undefined) return
    await worker.client.description.move({ ids: [id], parentId: worker.units[0] ?? null })
  },
  async duplicate(worker) {
    const id = pick(worker, worker.units.slice(1))
    if (id !== undefined) worker.units.push((await worker.client.description.duplicate({ id })).id)
  },
  async bin(worker) {
    const { units, binned, client } = worker
    const id = pick(worker, units.slice(1))
    if (id === undefined) return
    await client.description.bin({ ids: [id] })
    units.splice(units.indexOf(id), 1)
    binned.push(id)
  },
  async restore({ client, units, binned }) {
    const id = binned.pop()
    if (id === undefined) return
    await client.description.restore({ id })
    units.push(id)
  },
  async replace({ client, random }) {
    await client.replacement.apply({
      scope: { kind: 'branch', id: null },
      find: random(2) === 0 ? '注記' : '註記',
      replaceBy: random(2) === 0 ? '註記' : '注記',
    })
  },
  async undo({ client }) {
    await client.history.undo()
  },
  async redo({ client }) {
    await client.history.redo()
  },
  async import({ client, scans, random, units }) {
    const handle = random(3) === 0 ? scans?.() : undefined
    const into = units[0]
    if (handle === undefined || into === undefined) return
    const { jobId } = await client.import.start({ handles: [handle], as: 'scans', into })
    await client.job.wait({ id: jobId })
  },
}

/** What the world may refuse without anything being wrong: undone units are gone, and so on. */
const EXPECTED = new Set([
  'descriptionNotFound',
  'nothingToUndo',
  'nothingToRedo',
  'levelNotAllowed',
  'moveIntoItself',
  'referenceCodeTaken',
])

/** Does one thing of the mixture; false when it was refused for what it was about. */
export async function work(worker: Worker): Promise<boolean> {
  const names = Object.keys(WORKS)
  const one = WORKS[names[worker.random(names.length)] ?? 'create']
  try {
    await one?.(worker)
    return true
  } catch (error) {
    if (EXPECTED.has((error as { code?: string }).code ?? '')) return false
    throw error
  }
}

export const aWorker = (client: Client, seed: number, scans: Worker['scans'] = null): Worker => ({
  client,
  random: seeded(seed),
  units: [],
  binned: [],
  scans,
})

/** The units that are there, for a worker who comes back. */
export async function look(worker: Worker): Promise<void> {
  const { rows } = await worker.client.description.children({ parentId: null })
  const first = rows[0]?.id
  const below =
    first === undefined
      ? []
      : (await worker.client.description.children({ parentId: first, limit: 200 })).rows
  worker.units = [...(first === undefined ? [] : [first]), ...below.map(({ id }) => id)]
  worker.binned = (await worker.client.description.binned({})).rows.map(({ id }) => id)
}

/** A folder with two small scans. */
export async function someScans(): Promise<string> {
  const folder = aFolder()
  for (const number of [1, 2]) {
    const create = { width: 30 + number, height: 20, channels: 3 as const, background: '#733' }
    await sharp({ create })
      .png()
      .toFile(join(folder, `scan_${number}.png`))
  }
  return folder
}

/** What was answered: the state of the catalogue, and its newest entry. */
export interface Acknowledged {
  hash: string
  entry: number
}

export async function acknowledged(client: Client, folder: string): Promise<Acknowledged> {
  const { entries } = await client.history.list({ limit: 1 })
  return { hash: contentHash(folder), entry: entries[0]?.id ?? 0 }
}

export interface Aftermath {
  /** Whether the content is that of the last answer, or that with one more step, which can be taken back to it. */
  isWhole: boolean
  /** Steps that were on disk and not yet answered. */
  unanswered: number
  /** What the check of file and scans finds, warnings left out. */
  findings: string[]
  /** Files in `scans/` that are there, and pages that name one. */
  scans: number
}

/** Opens what was left behind, as after a loss of power, and looks at it. */
export async function aftermath(home: string, folder: string, last: Acknowledged): Promise<Aftermath> {
  const again: CoreInASpec = aCore({ home })
  const { client, core } = again
  await core.openCatalogue(folder)
  const { jobId } = await client.integrity.check({})
  const { result, error } = await client.job.wait({ id: jobId })
  if (result?.kind !== 'integrity') throw new Error(`no report: ${error?.code ?? ''}`)
  const unanswered = (await client.history.list({ limit: 5 })).entries.filter(({ id }) => id > last.entry)
  for (const { kind } of unanswered) await (kind === 'undo' ? client.history.redo() : client.history.undo())
  const isWhole = contentHash(folder) === last.hash
  for (const _ of unanswered)
    await (unanswered[0]?.kind === 'undo' ? client.history.undo() : client.history.redo())
  await core.close()
  return {
    isWhole,
    unanswered: unanswered.length,
    findings: result.findings
      .filter(({ severity }) => severity !== 'warning')
      .map(({ code, place, row }) => `${code} ${place ?? ''} ${row ?? ''}`.trim()),
    scans: readdirSync(join(folder, 'scans')).length,
  }
}
