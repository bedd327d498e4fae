/**
 * Checks documents against a RELAX NG or XML Schema file with libxml2 (as WebAssembly, so there is no native code to
 * go wrong). It builds a tree: a large document is given in batches by whoever knows how it can be cut.
 */
import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import type { RelaxNGValidator, XsdValidator } from 'libxml2-wasm'

export interface SchemaProblem {
  /** Line in the document given, from 1. */
  readonly line: number
  /** What is wrong in the schema's terms, with names of elements and attributes only. */
  readonly rule: string
}

export interface Schema {
  /** The problems of a document; none when it is valid. */
  check(document: string | Uint8Array): SchemaProblem[]
  close(): void
}

/** Opens a schema file: `.rng` is RELAX NG, `.xsd` XML Schema. */
export async function openSchema(path: string): Promise<Schema> {
  const { ParseOption, RelaxNGValidator, XmlDocument, XmlLibError, XsdValidator } =
    await import('libxml2-wasm')
  const option =
    ParseOption.XML_PARSE_NO_XXE |
    ParseOption.XML_PARSE_NONET |
    ParseOption.XML_PARSE_NO_SYS_CATALOG |
    ParseOption.XML_PARSE_HUGE |
    ParseOption.XML_PARSE_BIG_LINES
  const source = XmlDocument.fromBuffer(readFileSync(path), { url: pathToFileURL(path).href, option })
  const validator: RelaxNGValidator | XsdValidator = path.endsWith('.xsd')
    ? XsdValidator.fromDoc(source)
    : RelaxNGValidator.fromDoc(source)
  return {
    check(text) {
      let parsed: InstanceType<typeof XmlDocument> | undefined
      try {
        parsed =
          typeof text === 'string'
            ? XmlDocument.fromString(text, { option })
            : XmlDocument.fromBuffer(text, { option })
        validator.validate(parsed)
        return []
      } catch (error) {
        if (!(error instanceof XmlLibError)) throw error
        const kind = parsed ? 'notAsTheSchemaSays' : 'notWellFormed'
        if (error.details.length === 0) return [{ line: 1, rule: kind }]
        return error.details.map(({ line, message }) => ({ line, rule: ruleOf(message) ?? kind }))
      } finally {
        parsed?.dispose()
      }
    },
    close() {
      validator.dispose()
      source.dispose()
    },
  }
}

/** libxml2 quotes values in some of its messages; only those that hold nothing but names are passed on. */
const MESSAGES: readonly RegExp[] = [
  /^Expecting element [\w:.-]+, got [\w:.-]+$/,
  /^Expecting an element [\w:.-]*, got nothing$/,
  /^Expecting an element, got empty$/,
  /^Element [\w:.-]+ failed to validate (?:content|attributes)$/,
  /^Element [\w:.-]+ has wrong namespace: expecting [\w:/.-]+$/,
  /^Element [\w:.-]+ has extra content: [\w:.-]+$/,
  /^Invalid attribute [\w:.-]+ for element [\w:.-]+$/,
  /^Did not expect element [\w:.-]+ there$/,
  /^Did not expect text in element [\w:.-]+ content$/,
  /^Extra element [\w:.-]+ in interleave$/,
  /^Invalid sequence in interleave$/,
  /^Error validating datatype [\w:.-]+$/,
  /^Opening and ending tag mismatch: [\w:.-]+ line \d+ and [\w:.-]+$/,
]

function ruleOf(message: string): string | null {
  const text = message.trim()
  return MESSAGES.some((known) => known.test(text)) ? text : null
}
