/** A written file read once, in pieces, by whoever checks it: memory holds a piece and what the rules remember. */
import { open } from 'node:fs/promises'
import { StringDecoder } from 'node:string_decoder'
import { resourcePath } from '../platform/resources.ts'
import { xmlDecoder } from '../xml/decode.ts'
import { openGrammar } from '../xml/grammar.ts'
import type { Grammar } from '../xml/grammar.ts'
import { xmlParser } from '../xml/parse.ts'
import type { ElementHandler, XmlHandler } from '../xml/parse.ts'
import { XmlProblem } from '../xml/problem.ts'
import { grammarChecker } from '../xml/validate.ts'
import type { ReportProblem } from '../xml/validate.ts'
import type { Validation, ValidationProblem } from './exporter.ts'

/** Bytes that are read at a time. */
const READ = 1 << 18
/** A file with more problems than this is not worth reading on. */
const MOST_PROBLEMS = 200

class TooManyProblems extends Error {}

export type OnProgress = ((bytes: number) => void) | undefined

/** Gathers what `check` reports, in the order of the lines. */
export async function problemsOf(
  schema: string,
  check: (report: ReportProblem) => Promise<void>,
): Promise<Validation> {
  const problems: ValidationProblem[] = []
  try {
    await check((line, rule) => {
      problems.push({ line, rule })
      if (problems.length >= MOST_PROBLEMS) throw new TooManyProblems()
    })
  } catch (error) {
    if (error instanceof XmlProblem) problems.push({ line: error.line, rule: error.code })
    else if (!(error instanceof TooManyProblems)) throw error
  }
  return { schema, problems: problems.sort((a, b) => a.line - b.line) }
}

/** Grammars are read once: of many small files the reading of the grammar would be most of the work. */
const grammars = new Map<string, Grammar>()

function grammarOf(profile: string): Grammar {
  const grammar = grammars.get(profile) ?? openGrammar(resourcePath(profile))
  grammars.set(profile, grammar)
  return grammar
}

/** Checks a part of a file, which the caller hands over, by a profile of its own. */
export const profileChecker = (profile: string, report: ReportProblem): ElementHandler =>
  grammarChecker(grammarOf(profile), report)

/** Whether XML is well-formed, as a profile below `resources/profiles` says, and by rules that no grammar can hold. */
export const validateXml = (
  path: string,
  profile: string,
  rulesOf: (report: ReportProblem) => XmlHandler,
  onProgress?: OnProgress,
  /** How the grammar sees the file, where that is not as it stands. */
  as: (grammar: ElementHandler) => ElementHandler = (grammar) => grammar,
): Promise<Validation> =>
  problemsOf(profile, async (report) => {
    const grammar = as(grammarChecker(grammarOf(profile), report))
    const rules = rulesOf(report)
    const parser = xmlParser({
      open(name, attributes, place) {
        grammar.open(name, attributes, place)
        rules.open?.(name, attributes, place)
      },
      text(text, place) {
        grammar.text(text, place)
        rules.text?.(text, place)
      },
      close(name, place) {
        grammar.close(name, place)
        rules.close?.(name, place)
      },
    })
    const decoder = xmlDecoder()
    for await (const chunk of chunksOf(path, onProgress)) parser.write(decoder.push(chunk))
    parser.write(decoder.end())
    parser.close()
  })

/** The lines of a UTF-8 file without their ends, the first is number 1. Waits for each, as `chunksOf` does. */
export async function* linesOf(
  path: string,
  onProgress?: OnProgress,
): AsyncGenerator<{ line: string; number: number }> {
  const decoder = new StringDecoder('utf8')
  let [rest, number] = ['', 0]
  for await (const chunk of chunksOf(path, onProgress)) {
    const lines = (rest + decoder.write(Buffer.from(chunk))).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) yield { line: line.replace(/\r$/, ''), number: ++number }
  }
  rest += decoder.end()
  if (rest !== '') yield { line: rest, number: number + 1 }
}

/** Waits for each chunk, so that whoever wants to stop the reading is heard. */
async function* chunksOf(path: string, onProgress?: OnProgress) {
  const file = await open(path)
  try {
    const memory = new Uint8Array(READ)
    for (let total = 0; ;) {
      const { bytesRead } = await file.read(memory)
      if (bytesRead === 0) return
      // Decoded before the next is asked for, so the same memory serves for all.
      yield memory.subarray(0, bytesRead)
      total += bytesRead
      onProgress?.(total)
    }
  } finally {
    await file.close()
  }
}
