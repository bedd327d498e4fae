/** A written document is read back: whole, nothing in it that runs, every address harmless, and all words there. */
import { readChunks } from '../../platform/files.ts'
import { refusal } from '../../shared/contract/errors.ts'
import { xmlDecoder } from '../../xml/decode.ts'
import { xmlParser } from '../../xml/parse.ts'
import { XmlProblem } from '../../xml/problem.ts'
import type { ReadingDocument } from './document.ts'

const HARMLESS = /^(https?:\/\/|mailto:|#|data:image\/jpeg;base64,)/
const RUNNING = new Set(['script', 'iframe', 'object', 'embed', 'link', 'form', 'base', 'svg'])

/** @throws exportInvalid */
export async function checkHtml(path: string, { pages, summaries }: ReadingDocument): Promise<void> {
  const broken = (rule: string, line = 0) => refusal('exportInvalid', { problems: [{ line, rule }] })
  const meant = [
    ...pages.flatMap(({ rows }) => rows.flat(2)),
    ...summaries.flatMap(({ passages }) => passages),
  ]
  const expected = meant.flatMap(({ pieces }) => pieces).reduce((sum, { text }) => sum + letters(text), 0)
  let found = 0
  let cells = 0
  let depth = 0
  const parser = xmlParser({
    open(name, attributes, { line }) {
      if (cells > 0) cells += 1
      else if (name === 'div' && /^cell\b/.test(attributes['class'] ?? '')) cells = 1
      depth += 1
      if (RUNNING.has(name)) throw broken('script', line)
      for (const [attribute, value] of Object.entries(attributes)) {
        if (attribute.startsWith('on') || attribute === 'style') throw broken('script', line)
        if (['href', 'src'].includes(attribute) && !HARMLESS.test(value)) throw broken('address', line)
      }
    },
    text(text) {
      if (cells > 0) found += letters(text)
    },
    close() {
      if (cells > 0) cells -= 1
      depth -= 1
    },
  })
  const decoder = xmlDecoder()
  try {
    for await (const chunk of readChunks(path)) parser.write(decoder.push(chunk))
    parser.write(decoder.end())
    parser.close()
  } catch (error) {
    if (error instanceof XmlProblem) throw broken('readBack', error.line)
    throw error
  }
  // Signs of the editor are added to the words.
  if (depth !== 0 || found < expected) throw broken('readBack')
}

const letters = (text: string): number => text.replace(/\s/gu, '').length
