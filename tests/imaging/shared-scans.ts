/**
 * The scans that ../shared/tools/make_scans.sh makes, kept in `node_modules/.cache` because they take a minute. A
 * shorter run of the same script: three pages of each many-paged file instead of twenty, and no map.
 */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { debianFile, debianTool } from '../debian-tool.ts'
import { hasSharedFiles, sharedFile } from '../shared-files.ts'

const TOOLS = [
  ['pango-view', 'pango1.0-tools'],
  ['vips', 'libvips-tools'],
  ['/usr/bin/convert', 'imagemagick'],
  ['tiffcp', 'libtiff-tools'],
  ['opj_compress', 'libopenjp2-tools'],
  ['img2pdf', 'img2pdf'],
  ['qpdf', 'qpdf'],
  ['exiftool', 'libimage-exiftool-perl'],
  ['bc', 'bc'],
] as const

/** The folder with the scans, or null where they cannot be made. */
export function sharedScans(): string | null {
  if (!hasSharedFiles) return null
  const script = readFileSync(sharedFile('tools/make_scans.sh'), 'utf8')
    .replaceAll('seq 1 20', 'seq 1 3')
    .replaceAll('seq 2 20', 'seq 2 3')
  const cache = resolve(import.meta.dirname, '../../node_modules/.cache/shoko-scans')
  const folder = join(cache, createHash('sha256').update(script).digest('hex').slice(0, 16))
  if (existsSync(folder)) return folder
  if (!TOOLS.every(([command, pkg]) => debianTool(command, pkg))) return null
  // Without its fonts the script draws nothing.
  if (!debianFile('/usr/share/fonts/opentype/ipafont-mincho', 'fonts-ipafont')) return null
  rmSync(cache, { recursive: true, force: true, maxRetries: 20 })
  mkdirSync(cache, { recursive: true })
  const unfinished = mkdtempSync(join(cache, 'making-'))
  const file = join(unfinished, 'make.sh')
  writeFileSync(file, script)
  execFileSync('bash', [file, join(unfinished, 'scans')], {
    env: { ...process.env, SKIP_MAP: '1', VIPS_CONCURRENCY: '2' },
    stdio: 'ignore',
  })
  renameSync(join(unfinished, 'scans'), folder)
  rmSync(unfinished, { recursive: true, maxRetries: 20 })
  return folder
}
