/** The export of a whole catalogue, with its validation, as a person runs it: a process of its own. */
import { spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { debianTool } from '../debian-tool.ts'
import type { BenchRow } from './row.ts'

const cli = resolve(import.meta.dirname, '..', '..', 'src-main', 'shells', 'cli', 'main.ts')

interface Timed {
  seconds: number
  /** Highest resident memory in MB; null without GNU time. */
  peak: number | null
}

function timed(command: string, given: string[], userFolder: string): Timed {
  const hasTime = debianTool('/usr/bin/time', 'time')
  const started = performance.now()
  const env = { ...process.env, SHOKO_USER_FOLDER: userFolder }
  const { status, stderr } = hasTime
    ? spawnSync('/usr/bin/time', ['-f', 'peak=%M', command, ...given], { env, encoding: 'utf8' })
    : spawnSync(command, given, { env, encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command} ended with ${String(status)}: ${stderr}`)
  const peak = /peak=(\d+)/.exec(stderr)?.[1]
  return {
    seconds: (performance.now() - started) / 1000,
    peak: peak === undefined ? null : Number(peak) / 1024,
  }
}

export function benchExport(folder: string, work: string): BenchRow[] {
  const target = join(work, 'export.xml')
  const userFolder = join(work, 'user')
  const ours = timed(process.execPath, [cli, 'export', folder, '--as', 'ead3', '--to', target], userFolder)
  const size = Math.round(statSync(target).size / 1e6)
  const hasXmllint = debianTool('xmllint', 'libxml2-utils')
  const theirs = hasXmllint
    ? timed('xmllint', ['--huge', '--format', '--output', join(work, 'formatted.xml'), target], userFolder)
    : null
  const note = `${size} MB; ours with its start and validation`
  return [
    {
      work: 'EAD3 export of 100,000 components',
      against: 'xmllint --format',
      ours: ours.seconds,
      theirs: theirs?.seconds ?? null,
      unit: 's',
      note,
    },
    {
      work: 'the same, peak memory',
      against: 'xmllint --format',
      ours: ours.peak ?? NaN,
      theirs: theirs?.peak ?? null,
      unit: 'MB',
    },
  ]
}
