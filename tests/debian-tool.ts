/** Debian's tools that specs compare with: installed when root on Debian, otherwise the spec skips and says so. */
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

let updated = false

/** Whether `command` can be run, after an attempt to install Debian's `pkg` for it. */
export const debianTool = (command: string, pkg: string): boolean =>
  installed(command, pkg, () => spawnSync('sh', ['-c', `command -v ${command}`]).status === 0)

/** Whether a file is there (a font, say), after the same attempt. */
export const debianFile = (path: string, pkg: string): boolean => installed(path, pkg, () => existsSync(path))

function installed(what: string, pkg: string, has: () => boolean): boolean {
  if (has()) return true
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    const options = { stdio: 'ignore' as const, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }
    try {
      if (!updated) execFileSync('apt-get', ['update', '-qq'], options)
      updated = true
      execFileSync('apt-get', ['install', '-y', '-qq', pkg], options)
    } catch {
      // Said below, like every other reason for which the tool is not there.
    }
  }
  const there = has()
  if (!there) console.warn(`skipped: ${what} is not installed (Debian package ${pkg})`)
  return there
}
