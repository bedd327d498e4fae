/**
 * Documents as the Wilson Center Digital Archive gives them out: a cover (date, title, labelled sections), the text in
 * the language of the document and its translation, carried as Markdown. One file is one item.
 */
import type { Importer } from '../importer.ts'
import type { SectionName } from './cover.ts'
import { readCover } from './cover.ts'
import { readDocument } from './read.ts'
import { Source } from './source.ts'

/** A cover stands at the beginning; more is never looked at to recognise one. */
const BEGINNING = 65_536
const ARCHIVE = /wilson[\s-]?center|\bCWIHP\b|\bNKIDP\b|History and Public Policy Program Digital Archive/i

export const wilsonCenter: Importer = {
  id: 'wilson-center',
  recognises(text) {
    const beginning = text.slice(0, BEGINNING)
    const { sections } = readCover(new Source(beginning).lines)
    const names = new Set<SectionName | null>(sections.map(({ name }) => name))
    const both = (...wanted: SectionName[]) => wanted.every((name) => names.has(name))
    if (both('originalLanguage', 'contents') || both('originalLanguage', 'citation')) return true
    return (
      ARCHIVE.test(beginning) &&
      (['citation', 'originalLanguage', 'contents'] as const).some((name) => names.has(name))
    )
  },
  read(text) {
    const reading = readDocument(text)
    return reading ? [reading.document] : []
  },
}
