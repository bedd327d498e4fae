/** What no grammar holds: identifiers are there once, pointers lead to one of them, addresses lead to a page. */
import type { XmlHandler } from '../../xml/parse.ts'
import type { ReportProblem } from '../../xml/validate.ts'
import { isWebAddress } from '../address.ts'

const POINTERS = ['target', 'ref', 'facs', 'resp', 'url'] as const

/** What is remembered of a corpus is one unit: the identifiers of each begin with its number. */
export function pointersLead(report: ReportProblem): XmlHandler {
  let [unit, isCorpus] = [0, false]
  const known = new Set<string>()
  const asked = new Map<string, { line: number; name: string }>()
  return {
    open(name, attributes, { line }) {
      if (name === 'teiCorpus') isCorpus = true
      if (name === 'TEI') unit += 1
      const id = attributes['xml:id']
      if (id !== undefined) {
        const isOwn = !isCorpus || id.startsWith(`u${String(unit)}.`)
        if (known.has(id) || !isOwn) report(line, `idTwice ${name}`)
        known.add(id)
      }
      for (const attribute of POINTERS)
        for (const pointer of attributes[attribute]?.split(' ') ?? []) {
          const inside = /^#(.+)$/.exec(pointer)?.[1]
          if (inside === undefined) {
            if (!isWebAddress(pointer)) report(line, `address ${name}@${attribute}`)
          } else if (!asked.has(inside)) asked.set(inside, { line, name: `${name}@${attribute}` })
        }
    },
    close(name, { line }) {
      if (name !== 'TEI' && name !== 'teiCorpus') return
      for (const [id, { name: pointing }] of asked)
        if (!known.has(id)) report(line, `pointerLeads ${pointing}`)
      asked.clear()
      known.clear()
    },
  }
}
