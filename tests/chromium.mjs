/** Where a Chromium is for the specs that need a real one, and how one gets there. */
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, join } from 'node:path'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge']
const PLACES = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

export const WHAT_TO_INSTALL =
  'No Chromium was found. Install one, then run npm test again:\n' +
  '  Debian, Ubuntu   sudo apt-get install chromium fonts-noto-cjk\n' +
  '  elsewhere        npx playwright install chromium\n' +
  '  or name one      CHROMIUM_PATH=/path/to/chromium npm test'

/** `CHROMIUM_PATH`, the system's, or Playwright's own; null when there is none. */
export function findChromium() {
  const named = process.env.CHROMIUM_PATH
  // A wrong name is said, not passed over.
  if (named) return named
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean)
  const installed = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)))
  return [...installed, ...PLACES, ownOfPlaywright()].find(canRun) ?? null
}

/** The same, after Debian's has been installed where that is possible; and a font for Japanese, for screenshots. */
export function getChromium() {
  const isDebianRoot = process.getuid?.() === 0 && existsSync('/etc/debian_version')
  if (isDebianRoot) {
    const missing = [
      ...(findChromium() === null ? ['chromium'] : []),
      ...(hasJapanese() ? [] : ['fonts-noto-cjk']),
    ]
    if (missing.length > 0) {
      console.log(`Installing ${missing.join(' and ')} (Debian) …`)
      /** @type {import('node:child_process').SpawnSyncOptions} */
      const options = {
        stdio: ['ignore', 'ignore', 'inherit'],
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      }
      spawnSync('apt-get', ['update', '-qq'], options)
      spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], options)
    }
  }
  return findChromium()
}

function hasJapanese() {
  const listed = spawnSync('fc-list', [':lang=ja', 'file'], { encoding: 'utf8' })
  return listed.status === 0 && listed.stdout.trim() !== ''
}

function ownOfPlaywright() {
  try {
    /** @type {string} */
    const path = createRequire(import.meta.url)('playwright-core').chromium.executablePath()
    return path
  } catch {
    return ''
  }
}

/** @param {string} path */
function canRun(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
