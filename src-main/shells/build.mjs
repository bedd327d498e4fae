/** `npm run build`: builds what `npm start` and the command line run, where a source has changed since. */
import { build } from './fresh.mjs'

try {
  build()
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
