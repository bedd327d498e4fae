/** `npm run package`: installers for this system, or in one sentence why there are none. */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { build, install, isInstalled, projectNode, root } from '../fresh.mjs'
import { distribution, fetchElectron } from './binary.mjs'

try {
  if (!isInstalled()) install()
  const given = process.argv.slice(2)
  if (distribution(root) === null) {
    const why = fetchElectron(root)
    if (why !== null) throw new Error(`npm run package needs Electron's binary. ${why}.`)
  }
  build()
  const builder = fileURLToPath(import.meta.resolve('electron-builder/cli.js'))
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
