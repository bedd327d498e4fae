/** Words and boxes out of a file of another program: hOCR, ALTO, PAGE, told apart by their first element. */
import { readChunks } from '../../platform/files.ts'
import type { FilePage, OcrFileFormat } from '../../shared/domain/ocr.ts'
import { xmlDecoder } from '../../xml/decode.ts'
import { xmlParser } from '../../xml/parse.ts'
import type { XmlHandler } from '../../xml/parse.ts'
import { XmlProblem } from '../../xml/problem.ts'
import { altoHandler } from './alto.ts'
import { hocrHandler } from './hocr.ts'
import { pageHandler } from './page.ts'
import { OcrFileProblem, pageBuilder } from './pages.ts'
import type { PageBuilder } from './pages.ts'

export { OcrFileProblem } from './pages.ts'

export interface ReadOcrFile {
  format: OcrFileFormat
  pages: FilePage[]
}

const MOST_BYTES = 64 * 2 ** 20
const DEEPEST = 200
/** Text between two tags: a paragraph of the catalogue is no longer. */
const LONGEST_TEXT = 1_000_000

/** What a reader of one format hears; names are without their prefixes. */
export type OcrHandler = Required<Pick<XmlHandler, 'open' | 'text' | 'close'>>

const FORMATS: Readonly<
  Record<string, { format: OcrFileFormat; handler: (into: PageBuilder) => OcrHandler }>
> = {
  html: { format: 'hocr', handler: hocrHandler },
  alto: { format: 'alto', handler: altoHandler },
  PcGts: { format: 'page', handler: pageHandler },
}

/** @throws OcrFileProblem, and the refusals of a file that cannot be read */
export async function readOcrFile(path: string, signal?: AbortSignal): Promise<ReadOcrFile> {
  const pages = pageBuilder()
  let format: OcrFileFormat | undefined
  let handler: OcrHandler | undefined
  let [depth, bytes, letters] = [0, 0, 0]
  const local = (name: string) => name.slice(name.indexOf(':') + 1)
  const parser = xmlParser({
    open(name, attributes, place) {
      if (depth === 0) {
        const found = Object.hasOwn(FORMATS, local(name)) ? FORMATS[local(name)] : undefined
        if (!found) throw new OcrFileProblem('unknownFormat', place.line)
        format = found.format
        handler = found.handler(pages)
      }
      depth += 1
      letters = 0
      if (depth > DEEPEST) throw new OcrFileProblem('tooDeep', place.line)
      handler?.open(local(name), attributes, place)
    },
    text(text, place) {
      letters += text.length
      if (letters > LONGEST_TEXT) throw new OcrFileProblem('tooLarge', place.line)
      handler?.text(text, place)
    },
    close(name, place) {
      depth -= 1
      letters = 0
      handler?.close(local(name), place)
    },
  })
  try {
    const decoder = xmlDecoder()
    for await (const chunk of readChunks(path, signal)) {
      bytes += chunk.length
      if (bytes > MOST_BYTES) throw new OcrFileProblem('tooLarge')
      parser.write(decoder.push(chunk))
    }
    parser.write(decoder.end())
    parser.close()
  } catch (error) {
    throw error instanceof XmlProblem ? new OcrFileProblem(WHY[error.code], error.line) : error
  }
  if (format === undefined || pages.pages.length === 0) throw new OcrFileProblem('noPage')
  return {
    format,
    pages: pages.pages.map(({ image, width, height, paragraphs, unplaced }) => ({
      ...{ image, width, height, unplaced },
      paragraphs: paragraphs.filter((lines) => lines.length > 0),
    })),
  }
}

const WHY: Readonly<Record<XmlProblem['code'], OcrFileProblem['why']>> = {
  notWellFormed: 'notWellFormed',
  encodingUnknown: 'encoding',
  encodingWrong: 'encoding',
  entityExternal: 'entity',
  entityHoldsMarkup: 'entity',
  entityTooLarge: 'entity',
}
