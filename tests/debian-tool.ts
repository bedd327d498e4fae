/** Debian's tools that specs compare with: installed when root on Debian, otherwise the spec skips and says so. */
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const has = (command: string) => spawnSync('sh', ['-c', `command -v ${command}`]).status === 0
let updated = false

/** Whether `command` can be run, after an attempt to install Debian's `pkg` for it. */
export function debianTool(command: string, pkg: string): boolean {
  if (has(command)) return true
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
  const there = has(command)
  if (!there) console.warn(`skipped: ${command} is not installed (Debian package ${pkg})`)
  return there
}
