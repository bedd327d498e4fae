/** `npm run bench`: numbers to look at, each against a named other in the same run. Prints a table, writes tests/output/bench.json. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir, totalmem } from 'node:os'
import { join, resolve } from 'node:path'
import { INSTITUTION, runCleanups } from '../builders.ts'
import { getChromium } from '../chromium.mjs'
import { makeBigCatalogue } from './big-catalogue.ts'
import { benchCalls } from './calls.ts'
import { benchEncrypted } from './encrypted.ts'
import { benchMany } from './ten-thousand.ts'
import { benchEadIn } from './ead-in.ts'
import { benchExport } from './export.ts'
import { benchImaging } from './imaging.ts'
import { benchImport } from './import.ts'
import { benchOcr } from './ocr.ts'
import { benchPaint } from './paint.ts'
import { benchQueue } from './queue.ts'
import { benchRelease } from './release.ts'
import type { BenchRow } from './row.ts'
import { benchSearch } from './search.ts'

const output = resolve(import.meta.dirname, '..', 'output')
const work = mkdtempSync(join(tmpdir(), 'shoko-bench-'))
const machine = {
  processor: cpus()[0]?.model ?? '',
  cores: cpus().length,
  memory: Math.round(totalmem() / 2 ** 30),
  load: loadavg().map((load) => Number(load.toFixed(2))),
  node: process.version,
}

const shown = (value: number | null) =>
  value === null ? '—' : value >= 100 ? value.toFixed(0) : value.toFixed(2)

/** What is measured, by name: `npm run bench -- import search` measures only these. */
const PARTS: Record<string, () => Promise<BenchRow[]> | BenchRow[]> = {
  export: () => benchExport(big(), work),
  calls: () => benchCalls(big(), work),
  many: () => benchMany(work),
  import: () => benchImport(work, 1_000_000, 100_000),
  'ead-in': () => benchEadIn(work, 100_000),
  paint: () => {
    const chromium = getChromium()
    return chromium === null ? [] : benchPaint(big(), work, chromium)
  },
  search: () => benchSearch(work, 1_000_000),
  imaging: benchImaging,
  encrypted: benchEncrypted,
  ocr: benchOcr,
  queue: () => benchQueue(work),
  release: benchRelease,
}

let made: string | null = null
/** 100,000 descriptions, made when first asked for. */
function big(): string {
  if (made !== null) return made
  const started = performance.now()
  made = makeBigCatalogue(join(work, 'big.shoko'), INSTITUTION, 100_000, 500)
  tell({
    work: 'writing 100,000 descriptions with history and index',
    against: '—',
    ours: (performance.now() - started) / 1000,
    theirs: null,
    unit: 's',
  })
  return made
}

const rows: BenchRow[] = []

/** A row is told as soon as it is measured: the whole takes the better part of an hour. */
function tell(row: BenchRow): void {
  rows.push(row)
  const { work, against, ours, theirs, unit, note = '' } = row
  const ratio = theirs === null ? '—' : `${(ours / theirs).toFixed(2)}x`
  console.log(
    `| ${work} | ${shown(ours)} ${unit} | ${against} | ${shown(theirs)} ${unit} | ${ratio} | ${note} |`,
  )
}

try {
  const asked = process.argv.slice(2)
  const unknown = asked.filter((name) => !(name in PARTS))
  if (unknown.length > 0)
    throw new Error(`no such part: ${unknown.join(', ')}; there are ${Object.keys(PARTS).join(', ')}`)
  console.log(
    `${machine.processor}, ${machine.cores} cores, ${machine.memory} GiB, load ${machine.load.join(' ')}, Node ${machine.node}\n`,
  )
  console.log('| work | ours | against | theirs | ratio | |\n|---|---|---|---|---|---|')
  for (const [name, measure] of Object.entries(PARTS)) {
    if (asked.length > 0 && !asked.includes(name)) continue
    try {
      for (const row of await measure()) tell(row)
    } catch (error) {
      // What one part could not do is no reason to lose what the others measured.
      process.exitCode = 1
      console.error(`${name}: ${String(error)}`)
    }
  }
  mkdirSync(output, { recursive: true })
  writeFileSync(join(output, 'bench.json'), `${JSON.stringify({ machine, rows }, null, 2)}\n`)
} finally {
  await runCleanups()
  rmSync(work, { recursive: true, force: true })
}
