/** libxml2 as the second opinion of the specs: whole documents against a RELAX NG (`.rng`) or XML Schema (`.xsd`) file. */
import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { ParseOption, RelaxNGValidator, XmlDocument, XmlLibError, XsdValidator } from 'libxml2-wasm'

export interface Schema {
  /** The problems of a document, as libxml2 words them; none when it is valid. */
  check(document: string): { line: number; message: string }[]
  close(): void
}

const OFFLINE = (ParseOption.XML_PARSE_NO_XXE |
  ParseOption.XML_PARSE_NONET |
  ParseOption.XML_PARSE_NO_SYS_CATALOG |
  ParseOption.XML_PARSE_HUGE |
  ParseOption.XML_PARSE_BIG_LINES) as ParseOption

export function openSchema(path: string): Schema {
  const source = XmlDocument.fromBuffer(readFileSync(path), {
    url: pathToFileURL(path).href,
    option: OFFLINE,
  })
  const validator = path.endsWith('.xsd')
    ? XsdValidator.fromDoc(source)
    : // eslint-disable-next-line @typescript-eslint/no-deprecated -- libxml2 means to drop it one day; nothing else reads RELAX NG here
      RelaxNGValidator.fromDoc(source)
  return {
    check(text) {
      let parsed: XmlDocument | undefined
      try {
        parsed = XmlDocument.fromString(text, { option: OFFLINE })
        validator.validate(parsed)
        return []
      } catch (error) {
        if (!(error instanceof XmlLibError)) throw error
        return error.details.length > 0
          ? error.details.map(({ line, message }) => ({ line, message: message.trim() }))
          : [{ line: 1, message: error.message }]
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
