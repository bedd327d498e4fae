/** A disk of one megabyte, for specs of full and unwritable ones; it needs the right to mount. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, openSync, rmdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * The path of an empty disk, or null, said, where there is no right to mount one. Nothing has to be tidied up: the
 * mount is hidden at once and lives as long as this process has it open, however that ends.
 */
export function smallDisk({ readOnly = false } = {}): string | null {
  const folder = mkdtempSync(join(tmpdir(), 'shoko-disk-'))
  try {
    const options = `size=1m${readOnly ? ',ro' : ''}`
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder], { stdio: 'ignore' })
    const open = openSync(folder, 'r')
    execFileSync('umount', ['--lazy', folder], { stdio: 'ignore' })
    return `/proc/${process.pid}/fd/${open}`
  } catch {
    console.warn('skipped: no right to mount a small disk')
    return null
  } finally {
    rmdirSync(folder)
  }
}
