/**
 * `npm test`: everything, from a clean clone. Its last line is `N passed, N failed, N skipped`; a check that is no spec
 * counts when it fails.
 */
import { install, isBuilt, isInstalled } from '../src-main/shells/fresh.mjs'
import { getChromium, WHAT_TO_INSTALL } from './chromium.mjs'
import { check, runSteps, sum } from './steps.mjs'

/** @typedef {import('./steps.mjs').Counts} Counts */

/** @returns {Promise<Counts>} */
async function everything() {
  if (!isInstalled()) install()
  const chromium = getChromium()
  if (chromium === null) console.log(WHAT_TO_INSTALL)
  const checks = await check()
  // Some specs run the built program.
  const build = isBuilt() ? { passed: 0, failed: 0, skipped: 0 } : await runSteps([{ script: 'build' }])
  const whole = await runSteps([{ script: 'test:whole', report: 'vitest' }])
  // Without a build or a browser the specs of the page cannot pass.
  if (build.failed > 0 || chromium === null) return sum([checks, whole, { passed: 0, failed: 1, skipped: 0 }])
  process.env.CHROMIUM_PATH = chromium
  return sum([checks, whole, await runSteps([{ script: 'test:browser', report: 'playwright' }])])
}

let counts
try {
  counts = await everything()
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  counts = { passed: 0, failed: 1, skipped: 0 }
}
process.exitCode = counts.failed > 0 ? 1 : 0
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`)
