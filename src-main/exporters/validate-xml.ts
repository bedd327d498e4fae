/**
 * Checks a written XML file in one reading: well-formed, as a profile (a grammar of resources/profiles) says, and by the
 * rules that no grammar can hold. Memory holds a path from the root and what the rules remember.
 */
import { open } from 'node:fs/promises'
import { resourcePath } from '../platform/resources.ts'
import { xmlDecoder } from '../xml/decode.ts'
import { openGrammar } from '../xml/grammar.ts'
import { xmlParser } from '../xml/parse.ts'
import type { XmlHandler } from '../xml/parse.ts'
import { XmlProblem } from '../xml/problem.ts'
import { grammarChecker } from '../xml/validate.ts'
import type { ReportProblem } from '../xml/validate.ts'
import type { Validation, ValidationProblem } from './exporter.ts'

/** Bytes that are read at a time. */
const READ = 1 << 18
/** A file with more problems than this is not worth reading on. */
const MOST_PROBLEMS = 200

class TooManyProblems extends Error {}

export interface XmlRules {
  /** Path of the grammar below the program's folder. */
  readonly profile: string
  readonly rules: (report: ReportProblem) => Required<XmlHandler>
  /** How the grammar sees the file, where that is not as it stands. */
  readonly as?: (grammar: Required<XmlHandler>) => Required<XmlHandler>
}

export async function validateXml(
  path: string,
  { profile, rules: rulesFor, as = (grammar) => grammar }: XmlRules,
  onProgress?: (bytes: number) => void,
): Promise<Validation> {
  const problems: ValidationProblem[] = []
  const report = (line: number, rule: string) => {
    problems.push({ line, rule })
    if (problems.length >= MOST_PROBLEMS) throw new TooManyProblems()
  }
  const grammar = as(grammarChecker(openGrammar(resourcePath(profile)), report))
  const rules = rulesFor(report)
  try {
    const parser = xmlParser({
      open(name, attributes, place) {
        grammar.open(name, attributes, place)
        rules.open(name, attributes, place)
      },
      text(text, place) {
        grammar.text(text, place)
        rules.text(text, place)
      },
      close(name, place) {
        grammar.close(name, place)
        rules.close(name, place)
      },
    })
    const decoder = xmlDecoder()
    for await (const chunk of chunksOf(path, onProgress)) parser.write(decoder.push(chunk))
    parser.write(decoder.end())
    parser.close()
  } catch (error) {
    if (error instanceof XmlProblem) problems.push({ line: error.line, rule: error.code })
    else if (!(error instanceof TooManyProblems)) throw error
  }
  return { schema: profile, problems: problems.sort((a, b) => a.line - b.line) }
}

/** Waits for each chunk, so that whoever wants to stop the reading is heard. */
async function* chunksOf(path: string, onProgress?: (bytes: number) => void) {
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
