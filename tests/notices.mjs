/** `node tests/notices.mjs`: writes resources/third-party-notices.md, the licences of everything that an installed program carries. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const read = (/** @type {string} */ path) => JSON.parse(readFileSync(join(root, path), 'utf8'))

/** Packages that the build puts into the page. */
const BUNDLED = [
  'svelte',
  'bits-ui',
  '@lucide/svelte',
  'paneforge',
  'openseadragon',
  ...['commands', 'history', 'keymap', 'model', 'state', 'view'].map((part) => `prosemirror-${part}`),
]

/**
 * Those packages, and what they need, as they are installed.
 * @param {string[]} names
 * @returns {string[]}
 */
export function withDependencies(names) {
  const found = new Set()
  const visit = (/** @type {string} */ name) => {
    const path = `node_modules/${name}/package.json`
    if (found.has(name) || !existsSync(join(root, path))) return
    found.add(name)
    const { dependencies = {}, optionalDependencies = {} } = read(path)
    for (const needed of Object.keys({ ...dependencies, ...optionalDependencies })) visit(needed)
  }
  for (const name of names) visit(name)
  return [...found].sort()
}

export const shippedPackages = () =>
  withDependencies([...Object.keys(read('package.json').dependencies), ...BUNDLED, 'electron'])

/** @param {string} name */
function notice(name) {
  const folder = join(root, 'node_modules', name)
  // One that is installed under the name of another is told by its own.
  const { name: own, version, license, licenses } = read(`node_modules/${name}/package.json`)
  // A typeface has a licence beside that of the package that brings it.
  const text = readdirSync(folder)
    .filter((entry) => /^(licen[cs]e|copying)(_font)?(\.(md|txt|mit))?$/i.test(entry))
    .map((file) => readFileSync(join(folder, file), 'utf8').trim())
    .join('\n\n')
  const stated =
    license ??
    licenses?.map((/** @type {{ type: string }} */ one) => one.type).join(', ') ??
    'see the package'
  return `## ${name} ${version}${own === name ? '' : ` (${own})`}\n\n${stated}\n${text === '' ? '' : `\n\`\`\`\n${text}\n\`\`\`\n`}`
}

if (process.argv[1] === import.meta.filename) {
  const head = `# Third-party notices\n\nThe program carries these packages. libvips, inside sharp, is under LGPL-3.0-or-later and can be replaced.\n`
  writeFileSync(
    join(root, 'resources', 'third-party-notices.md'),
    [head, ...shippedPackages().map(notice)].join('\n'),
  )
}
