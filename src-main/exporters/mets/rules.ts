/** What no grammar holds: identifiers are there once, pointers lead to them, paths lead down; and MODS by its own profile and rules. */
import type { ElementHandler, XmlHandler } from '../../xml/parse.ts'
import type { ReportProblem } from '../../xml/validate.ts'
import { elementsSaySomething, MODS_PROFILE, NAMESPACE } from '../mods/index.ts'
import { profileChecker } from '../read-back.ts'

const PREFIX = 'mods:'
const isMods = (name: string): boolean => name.startsWith(PREFIX)
const bare = (name: string): string => name.slice(PREFIX.length)

/** For the grammar of METS there is nothing where MODS stands. */
export function withoutMods(grammar: ElementHandler): ElementHandler {
  let inside = 0
  return {
    open(name, attributes, place) {
      if (isMods(name)) inside += 1
      else grammar.open(name, attributes, place)
    },
    text(text, place) {
      if (inside === 0) grammar.text(text, place)
    },
    close(name, place) {
      if (isMods(name)) inside -= 1
      else grammar.close(name, place)
    },
  }
}

const POINTERS = ['ADMID', 'DMDID', 'FILEID'] as const
const ROOT = 'modsCollection'
/** A path below the document. */
const BELOW = /^files\/(?!\.{1,2}\/)[\w.!~*'()%-]+\/\d{4,}\.[a-z0-9]+$/

export function rulesOf(report: ReportProblem): XmlHandler {
  const known = new Set<string>()
  const asked = new Map<string, number>()
  const mods = profileChecker(MODS_PROFILE, report)
  const says = elementsSaySomething(report)
  let depth = 0
  return {
    open(name, attributes, place) {
      if (isMods(name)) {
        // Each record is checked as if it were the only one of its list.
        if (depth++ === 0) mods.open(ROOT, { xmlns: NAMESPACE }, place)
        mods.open(bare(name), attributes, place)
        says.open?.(bare(name), attributes, place)
        return
      }
      const id = attributes['ID']
      if (id !== undefined) {
        if (known.has(id)) report(place.line, `idTwice ${name}`)
        known.add(id)
      }
      for (const pointer of POINTERS)
        for (const to of attributes[pointer]?.split(' ') ?? []) asked.set(to, asked.get(to) ?? place.line)
      const path = attributes['xlink:href']
      if (path !== undefined && !BELOW.test(path)) report(place.line, `path ${name}`)
    },
    text(text, place) {
      if (depth === 0) return
      mods.text(text, place)
      says.text?.(text, place)
    },
    close(name, place) {
      if (isMods(name)) {
        mods.close(bare(name), place)
        says.close?.(bare(name), place)
        if (--depth === 0) mods.close(ROOT, place)
      } else if (name === 'mets')
        for (const [id, line] of asked) if (!known.has(id)) report(line, 'pointerLeads')
    },
  }
}
