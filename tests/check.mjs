/** `npm run check`: every check, also after one has failed. */
import { CHECKS, runSteps } from './steps.mjs'

const { failed } = await runSteps(
  CHECKS.map((name) => ({ script: `check:${name}`, ...(name === 'units' && { report: 'vitest' }) })),
)
process.exitCode = failed > 0 ? 1 : 0
