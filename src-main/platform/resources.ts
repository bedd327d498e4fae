/**
 * Where the files shipped with the program are, whether it runs from its sources, from `out/`, or
 * packaged: always below the nearest folder that holds a `package.json`.
 */
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

let root: string | undefined

export function programRoot(): string {
  if (root !== undefined) return root
  let folder = import.meta.dirname
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder)
    if (parent === folder) throw new Error('package.json not found above the program')
    folder = parent
  }
  return (root = folder)
}

/** Absolute path of a shipped file, given relative to the program's root with `/`. */
export const resourcePath = (path: string): string => join(programRoot(), ...path.split('/'))
