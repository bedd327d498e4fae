/**
 * Checks a written EAD3 file in one reading: well-formed, as the profile (resources/profiles/ead3-shoko.rng) says,
 * and by the rules that no grammar can hold. Memory holds a path from the root and the identifiers.
 */
import { closeSync, openSync, readSync } from 'node:fs'
import { resourcePath } from '../../platform/resources.ts'
import { decodeXml } from '../../xml/decode.ts'
import { openGrammar } from '../../xml/grammar.ts'
import { parseXml } from '../../xml/parse.ts'
import { XmlProblem } from '../../xml/problem.ts'
import { grammarChecker } from '../../xml/validate.ts'
import type { Validation, ValidationProblem } from '../exporter.ts'
import { ead3Rules } from './rules.ts'

const PROFILE = 'resources/profiles/ead3-shoko.rng'
/** Bytes that are read at a time. */
const READ = 1 << 18
/** A file with more problems than this is not worth reading on. */
const MOST_PROBLEMS = 200

class TooManyProblems extends Error {}

export async function validateEad3(path: string, onProgress?: (bytes: number) => void): Promise<Validation> {
  const problems: ValidationProblem[] = []
  const report = (line: number, rule: string) => {
    problems.push({ line, rule })
    if (problems.length >= MOST_PROBLEMS) throw new TooManyProblems()
  }
  const profile = grammarChecker(openGrammar(resourcePath(PROFILE)), report)
  const rules = ead3Rules(report)
  try {
    parseXml(decodeXml(bytesOf(path, onProgress)), {
      open(name, attributes, place) {
        profile.open(name, attributes, place)
        rules.open(name, attributes, place)
      },
      text(text, place) {
        profile.text(text, place)
        rules.text(text, place)
      },
      close(name, place) {
        profile.close(name, place)
        rules.close(name, place)
      },
    })
  } catch (error) {
    if (error instanceof XmlProblem) problems.push({ line: error.line, rule: error.code })
    else if (!(error instanceof TooManyProblems)) throw error
  }
  return { schema: PROFILE, problems: problems.sort((a, b) => a.line - b.line) }
}

function* bytesOf(
  path: string,
  onProgress?: (bytes: number) => void,
): Generator<Uint8Array, void, undefined> {
  const file = openSync(path, 'r')
  try {
    const chunk = new Uint8Array(READ)
    for (let total = 0; ;) {
      const length = readSync(file, chunk)
      if (length === 0) return
      // Decoded before the next is asked for, so the same memory serves for all.
      yield chunk.subarray(0, length)
      total += length
      onProgress?.(total)
    }
  } finally {
    closeSync(file)
  }
}
