/**
 * Bytes of an XML document to text (XML 1.0, appendix F): a byte order mark decides, then the zero bytes of UTF-16
 * without one, then the encoding that the document declares, then UTF-8.
 */
import { TextDecoder } from 'node:util'
import { XmlProblem } from './problem.ts'

export interface XmlDecoder {
  /** The text of a chunk, or nothing yet while the beginning is too short to tell. @throws XmlProblem */
  push(chunk: Uint8Array): string
  /** What is left when there are no more chunks. @throws XmlProblem */
  end(): string
}

/** Problems are encodingUnknown and encodingWrong. */
export function xmlDecoder(): XmlDecoder {
  let decoder: TextDecoder | undefined
  let line = 1
  let head: Uint8Array = new Uint8Array()
  const counted = (decode: () => string): string => {
    try {
      const text = decode()
      for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) line++
      return text
    } catch {
      throw new XmlProblem('encodingWrong', line)
    }
  }
  const begin = (): string => {
    const first = (decoder = decoderFor(head))
    return counted(() => first.decode(head, { stream: true }))
  }
  return {
    push(chunk) {
      const known = decoder
      if (known) return counted(() => known.decode(chunk, { stream: true }))
      // A copy: whoever reads the file may use the same memory for the next chunk.
      head = Buffer.concat([head, chunk])
      return head.length < DECLARATION_BYTES ? '' : begin()
    },
    end() {
      const beginning = decoder ? '' : begin()
      return beginning + counted(() => decoder?.decode() ?? '')
    },
  }
}

/** Text of a document in pieces. @throws XmlProblem encodingUnknown, encodingWrong */
export function* decodeXml(chunks: Iterable<Uint8Array>): Iterable<string> {
  const decoder = xmlDecoder()
  for (const chunk of chunks) yield decoder.push(chunk)
  yield decoder.end()
}

/** An XML declaration with an encoding fits well into this. */
const DECLARATION_BYTES = 256

/** Names that Japanese programs write and the encoding standard does not list. */
const OTHER_NAMES = new Map([
  ['cp932', 'shift_jis'],
  ['cp51932', 'euc-jp'],
  ['cp65001', 'utf-8'],
])

function decoderFor(head: Uint8Array): TextDecoder {
  const name = encodingOf(head)
  try {
    return new TextDecoder(OTHER_NAMES.get(name) ?? name, { fatal: true })
  } catch {
    throw new XmlProblem('encodingUnknown', 1)
  }
}

function encodingOf(head: Uint8Array): string {
  const [a, b, c] = head
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  if (a === 0 && b === 0x3c) return 'utf-16be'
  if (a === 0x3c && b === 0) return 'utf-16le'
  const start = Buffer.from(head.subarray(0, DECLARATION_BYTES)).toString('latin1')
  const declared = /^<\?xml\s[^>]*?\bencoding\s*=\s*["']([A-Za-z][\w.:-]*)["']/
    .exec(start)?.[1]
    ?.toLowerCase()
  // The declaration was readable byte by byte, so the document is not in UTF-16, whatever it says.
  return declared === undefined || declared.startsWith('utf-16') ? 'utf-8' : declared
}
