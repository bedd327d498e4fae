import { readFileSync } from 'node:fs'
import { resourcePath } from './platform/resources.ts'

/** The program's version, as `package.json` states it. */
export const version = (JSON.parse(readFileSync(resourcePath('package.json'), 'utf8')) as { version: string })
  .version
