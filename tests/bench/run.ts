/** `npm run bench`: numbers to look at, each against a named other in the same run. Prints a table, writes tests/output/bench.json. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir, totalmem } from 'node:os'
import { join, resolve } from 'node:path'
import { INSTITUTION, runCleanups } from '../builders.ts'
import { getChromium } from '../chromium.mjs'
import { makeBigCatalogue } from './big-catalogue.ts'
import { benchCalls } from './calls.ts'
import { benchMany } from './ten-thousand.ts'
import { benchExport } from './export.ts'
import { benchImaging } from './imaging.ts'
import { benchImport } from './import.ts'
import { benchOcr } from './ocr.ts'
import { benchPaint } from './paint.ts'
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

try {
  const rows: BenchRow[] = []
  const started = performance.now()
  const folder = makeBigCatalogue(join(work, 'big.shoko'), INSTITUTION, 100_000, 500)
  rows.push({
    work: 'writing 100,000 descriptions with history and index',
    against: '—',
    ours: (performance.now() - started) / 1000,
    theirs: null,
    unit: 's',
  })
  rows.push(...benchExport(folder, work))
  rows.push(...(await benchCalls(folder, work)))
  rows.push(...(await benchMany(work)))
  rows.push(...(await benchImport(work, 1_000_000, 100_000)))
  const chromium = getChromium()
  if (chromium !== null) rows.push(...(await benchPaint(folder, work, chromium)))
  rows.push(...(await benchSearch(work, 1_000_000)))
  rows.push(...(await benchImaging()))
  rows.push(...(await benchOcr()))

  console.log(
    `${machine.processor}, ${machine.cores} cores, ${machine.memory} GiB, load ${machine.load.join(' ')}, Node ${machine.node}\n`,
  )
  console.log('| work | ours | against | theirs | ratio | |\n|---|---|---|---|---|---|')
  for (const { work, against, ours, theirs, unit, note = '' } of rows) {
    const ratio = theirs === null ? '—' : `${(ours / theirs).toFixed(2)}x`
    console.log(
      `| ${work} | ${shown(ours)} ${unit} | ${against} | ${shown(theirs)} ${unit} | ${ratio} | ${note} |`,
    )
  }
  mkdirSync(output, { recursive: true })
  writeFileSync(join(output, 'bench.json'), `${JSON.stringify({ machine, rows }, null, 2)}\n`)
} finally {
  await runCleanups()
  rmSync(work, { recursive: true, force: true })
}
