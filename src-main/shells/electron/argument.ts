/** Arguments of a start, and what a second start hands over: data, of which one thing is understood. */
import { lstatSync, realpathSync, statSync } from 'node:fs'
import { basename, dirname, resolve } from 'node:path'

/** The file inside a catalogue that a desktop can associate with the program. */
const OPENER = 'open.shokocat'

/**
 * The catalogue named last among the arguments: an existing folder `NAME.shoko`, or the `open.shokocat` in one. Null
 * when there is none; options are never understood.
 */
export function catalogueAmong(given: readonly string[], base: string): string | null {
  // The first is the program itself, which may lie anywhere.
  for (const argument of given.slice(1).reverse()) {
    const path = argument.startsWith('-') ? null : catalogueAt(resolve(base, argument))
    if (path !== null) return path
  }
  return null
}

export function catalogueAt(path: string): string | null {
  try {
    const folder = basename(path) === OPENER && lstatSync(path).isFile() ? dirname(path) : path
    const real = realpathSync.native(folder)
    return /\.shoko$/i.test(basename(real)) && statSync(real).isDirectory() ? real : null
  } catch {
    return null
  }
}
