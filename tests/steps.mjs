/** Running the parts of a check one after the other, whatever fails, and counting what specs report. */
import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { projectNode, root } from '../src-main/shells/fresh.mjs'

const output = join(root, 'tests', 'output')
/**
 * What Node has made of sources that it runs as they are. Without it every thread of every spec loads the program in WASM
 * that strips types anew: slow, and with many threads at a time now and then the end of the process (a check of V8).
 */
const compiled = join(root, 'node_modules', '.cache', 'compiled')

/** Where a step leaves its report. @param {string} name */
export const reportOf = (name) => join(output, `${name}.json`)

/** @typedef {{passed: number, failed: number, skipped: number}} Counts */

/** The parts of `npm run check` that read the sources, the long ones first; the specs come after them. */
const STATIC = ['lint', 'types', 'svelte', 'format', 'imports', 'unused']

/** `npm run check`. Reading the sources takes one processor for each part, the specs take them all. */
export async function check() {
  const read = await runSteps(
    STATIC.map((name) => ({ script: `check:${name}` })),
    2,
  )
  keepCompiled()
  return sum([read, await runSteps([{ script: 'check:units', report: 'vitest' }])])
}

/** What the processes and threads of the specs load: the calls, what reads pictures, and each task. */
const LOADED = `
  import { globSync } from 'node:fs'
  for (const file of ['core.ts', 'imaging/decoder.ts', ...globSync('services/**/tasks.ts', { cwd: 'src-main' })])
    await import('./src-main/' + file)
  process.exit()`

/** Loads that once and alone, so that the first of them find it. */
const keepCompiled = () =>
  spawnSync(projectNode(), ['--input-type=module', '--eval', LOADED], {
    cwd: root,
    env: { ...process.env, NODE_COMPILE_CACHE: compiled },
  })

/** @param {Counts[]} all */
export const sum = (all) =>
  all.reduce(
    (one, other) => ({
      passed: one.passed + other.passed,
      failed: one.failed + other.failed,
      skipped: one.skipped + other.skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  )

/**
 * Runs scripts of package.json, `lanes` of them at a time; says how each went, and all that a failed one said.
 * @param {{script: string, report?: 'vitest' | 'playwright'}[]} steps
 * @returns {Promise<Counts>}
 */
export async function runSteps(steps, lanes = 1) {
  mkdirSync(output, { recursive: true })
  const total = { passed: 0, failed: 0, skipped: 0 }
  const waiting = [...steps]
  const lane = async () => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
      const counts = await runStep(step.script, step.report)
      for (const key of /** @type {const} */ (['passed', 'failed', 'skipped'])) total[key] += counts[key]
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return total
}

/**
 * @param {string} script
 * @param {'vitest' | 'playwright' | undefined} report
 * @returns {Promise<Counts>}
 */
async function runStep(script, report) {
  const file = reportOf(script.replaceAll(':', '-'))
  rmSync(file, { force: true })
  const began = performance.now()
  const { code, text } = await run(script, report === undefined ? {} : { SHOKO_REPORT: file })
  const counts = report === undefined ? null : countsIn(file, report)
  const found = counts ?? { passed: 0, failed: 0, skipped: 0 }
  // A step that fails without a failed spec has failed all the same.
  if (code !== 0 && found.failed === 0) found.failed = 1
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  const specs =
    counts === null ? '' : `  ${found.passed} passed, ${found.failed} failed, ${found.skipped} skipped`
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'}  ${script.padEnd(14)} ${seconds.padStart(6)} s${specs}`)
  if (code !== 0) console.log(text.trimEnd())
  else
    for (const title of report === 'playwright' ? onSecondTry(file) : [])
      console.log(`        held on the second try: ${title}`)
  if (found.skipped > 0)
    console.log(
      text
        .split('\n')
        .filter((line) => line.startsWith('skipped: '))
        .join('\n'),
    )
  return found
}

/**
 * @param {string} script
 * @param {Record<string, string>} more
 * @returns {Promise<{code: number, text: string}>}
 */
function run(script, more) {
  const command = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts[script]
  const path = [join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter)
  const child = spawn(command, {
    cwd: root,
    shell: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_COMPILE_CACHE: compiled, ...more, PATH: path, CI: '1' },
  })
  let text = ''
  child.stdout.setEncoding('utf8').on('data', (part) => (text += part))
  child.stderr.setEncoding('utf8').on('data', (part) => (text += part))
  return new Promise((done) =>
    child.on('close', (code) => done({ code: code ?? 1, text: stripVTControlCharacters(text) })),
  )
}

/**
 * What a report counts; null when there is none.
 * @param {string} file
 * @param {'vitest' | 'playwright'} kind
 * @returns {Counts | null}
 */
export function countsIn(file, kind) {
  try {
    const report = JSON.parse(readFileSync(file, 'utf8'))
    return kind === 'vitest' ? countsOfVitest(report) : countsOfPlaywright(report)
  } catch {
    return null
  }
}

/**
 * @param {{numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number,
 *   testResults: {status: string, assertionResults: {status: string}[]}[]}} report
 */
export function countsOfVitest(report) {
  // A file that could not be loaded has no specs to fail.
  const unloaded = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((assertion) => assertion.status === 'failed'),
  )
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded.length,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

/**
 * Titles of the specs that failed once and then held.
 * @param {string} file
 * @returns {string[]}
 */
function onSecondTry(file) {
  /** @typedef {{title: string, suites?: Suite[], specs?: {title: string, tests: {status: string}[]}[]}} Suite */
  /** @type {(suite: Suite) => string[]} */
  const visit = ({ suites = [], specs = [] }) => [
    ...specs.filter(({ tests }) => tests.some(({ status }) => status === 'flaky')).map(({ title }) => title),
    ...suites.flatMap(visit),
  ]
  return JSON.parse(readFileSync(file, 'utf8')).suites.flatMap(visit)
}

/** @param {{stats: {expected: number, unexpected: number, flaky: number, skipped: number}, errors: unknown[]}} report */
export function countsOfPlaywright({ stats, errors }) {
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    skipped: stats.skipped,
  }
}
