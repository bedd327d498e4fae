/** Every text of an EAD file, found by another reading of it than the importer's, and where the import has it. */
import { readFileSync } from 'node:fs'
import { accountFor, Ledger, readEad } from '../../../src-main/importers/ead/index.ts'
import { patchOf } from '../../../src-main/importers/ead/unit.ts'
import type { DescriptionPatch } from '../../../src-main/shared/contract/description.ts'
import { decodeXml } from '../../../src-main/xml/decode.ts'
import { parseXml } from '../../../src-main/xml/parse.ts'

const squeezed = (text: string): string => text.replace(/\s+/g, '')
const unescaped = (xml: string): string =>
  xml.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')

const stringsIn = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : value !== null && typeof value === 'object'
      ? Object.values(value).flatMap(stringsIn)
      : []

/** Texts that are neither in a field nor kept; `mapping` may be broken. */
export async function lostTexts(
  path: string,
  mapping: (patch: DescriptionPatch) => DescriptionPatch = (patch) => patch,
): Promise<{ lost: string[]; texts: number; ledger: Ledger }> {
  const ledger = new Ledger()
  const found = new Set<string>()
  let places = ''
  await readEad(path, {
    signal: new AbortController().signal,
    onUnit(read) {
      for (const { xml } of accountFor(ledger, read, false)) places += `\n${squeezed(unescaped(xml))}`
      const patch = mapping(patchOf(read.unit.draft))
      for (const text of stringsIn(patch)) found.add(squeezed(text))
      for (const { quantity, unit } of patch.extents ?? []) found.add(squeezed(quantity + unit))
    },
  })
  places += `\n${[...found].join('\n')}`
  const lost: string[] = []
  let texts = 0
  let open: string[] = []
  parseXml(decodeXml([readFileSync(path)]), {
    open: (name) => void open.push(name),
    close: () => void open.pop(),
    text(text) {
      const wanted = squeezed(text)
      if (wanted === '') return
      texts++
      const isName = /language|script/.test(open.at(-1) ?? '')
      // A comma before a date that was taken out of its title; the name that a code has; an item of a list in two lines.
      const there = places.includes(wanted) || places.includes(wanted.replace(/[,;:]+$/, '') || wanted)
      if (!there && !isName) lost.push(text)
    },
  })
  open = []
  return { lost, texts, ledger }
}
