/** `npm run package`: installers for this system, or in one sentence why there are none. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { build, install, isInstalled, projectNode, root } from '../fresh.mjs'
import { distribution } from './binary.mjs'

try {
  if (!isInstalled()) install()
  const given = process.argv.slice(2)
  if (distribution(root) === null) {
    const fetched = spawnSync(projectNode(), [join(root, 'src-main', 'shells', 'electron', 'fetch.mjs')], {
      stdio: ['ignore', 'pipe', 'inherit'],
      encoding: 'utf8',
    })
    if (fetched.status !== 0) {
      throw new Error(
        `npm run package needs Electron's binary. ${fetched.stdout.trim().split('\n').at(-1) ?? ''}.`,
      )
    }
  }
  build()
  const builder = join(root, 'node_modules', 'electron-builder', 'cli.js')
  const electron = `--config.electronDist=${distribution(root) ?? ''}`
  const { status } = spawnSync(projectNode(), [builder, 'build', electron, ...given], {
    cwd: root,
    stdio: 'inherit',
  })
  process.exitCode = status ?? 1
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
