/** `npm run check`: every check, also after one has failed. */
import { check } from './steps.mjs'

const { failed } = await check()
process.exitCode = failed > 0 ? 1 : 0
