/**
 * Fetches Electron's binary where its download server answers within five seconds, with a progress bar. Run by the
 * project's own Node. The last line on standard output is, in one clause, why it could not be had.
 */
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { downloadArtifact } from '@electron/get'
import { executableName } from './binary.mjs'

const ANSWER_WITHIN = 5_000
/** A download that has stopped is given up. */
const GO_ON_WITHIN = 30_000

const require = createRequire(import.meta.url)
const folder = dirname(require.resolve('electron/package.json'))
/** @type {string} */
const version = require('electron/package.json').version

const patience = new AbortController()
let answered = false
let timer = setTimeout(() => patience.abort(), ANSWER_WITHIN)

/** @param {number} part from 0 to 1 */
const bar = (part) => {
  answered = true
  clearTimeout(timer)
  timer = setTimeout(() => patience.abort(), GO_ON_WITHIN)
  if (!process.stderr.isTTY) return
  const done = Math.round(part * 30)
  process.stderr.write(
    `\rFetching Electron ${version}  [${'#'.repeat(done).padEnd(30)}] ${Math.round(part * 100)} %`,
  )
}

try {
  const zip = await downloadArtifact({
    version,
    artifactName: 'electron',
    platform: process.platform,
    arch: process.arch,
    checksums: require('electron/checksums.json'),
    downloadOptions: {
      quiet: true,
      signal: patience.signal,
      /** @param {{percent: number}} progress */
      getProgressCallback: async ({ percent }) => bar(percent),
    },
  })
  clearTimeout(timer)
  if (process.stderr.isTTY && answered) process.stderr.write('\n')
  const beside = join(folder, 'dist.part')
  rmSync(beside, { recursive: true, force: true })
  mkdirSync(beside)
  // The extractor is Electron's own, found from its package.
  const { extract } = createRequire(join(folder, 'install.js'))('@electron-internal/extract-zip')
  await extract(zip, { dir: beside })
  rmSync(join(folder, 'dist'), { recursive: true, force: true })
  renameSync(beside, join(folder, 'dist'))
  writeFileSync(join(folder, 'path.txt'), executableName(process.platform))
} catch (error) {
  clearTimeout(timer)
  if (process.stderr.isTTY && answered) process.stderr.write('\n')
  console.log(reason(error))
  process.exitCode = 1
}

/** @param {unknown} error */
function reason(error) {
  if (error instanceof Error && 'response' in error && error.response instanceof Response) {
    return `The server of Electron's binary answers ${error.response.status}`
  }
  if (!answered) return "The server of Electron's binary does not answer"
  if (patience.signal.aborted) return "The download of Electron's binary stopped half-way"
  return `Electron's binary could not be fetched (${error instanceof Error ? error.name : 'unknown'})`
}
