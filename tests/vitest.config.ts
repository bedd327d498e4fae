import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vitest/config'

/** What `npm run check` runs: specs of one part, in process. The rest are specs of the whole program. */
const UNITS =
  'tests/{shared,platform,catalogue,xml,imaging,importers,exporters,jobs,services,components,state,viewer,views}/**/*.spec.ts'
const NOT_HERE = ['tests/e2e/**', 'tests/bench/**']
const report = process.env['SHOKO_REPORT']

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  plugins: [svelte()],
  test: {
    projects: [
      { extends: true, test: { name: 'units', include: [UNITS], exclude: NOT_HERE } },
      {
        extends: true,
        test: { name: 'whole', include: ['tests/**/*.spec.ts'], exclude: [UNITS, ...NOT_HERE] },
      },
    ],
    reporters: report === undefined ? ['default'] : ['default', ['json', { outputFile: report }]],
    testTimeout: 240_000,
    hookTimeout: 120_000,
    pool: 'forks',
    maxWorkers: 2,
  },
})
