/** What stands in a PDF for Chromium, whose reader of PDF is pdfium: how it is copied, and where its pieces are. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { init } from '@embedpdf/pdfium'

const ENGINE = fileURLToPath(import.meta.resolve('@embedpdf/pdfium/pdfium.wasm'))
const TEXT = 1

interface Memory {
  readonly HEAPU8: Uint8Array
  readonly wasmExports: { malloc(size: number): number }
  UTF16ToString(at: number): string
}

async function opened(path: string) {
  const pdfium = await init({ wasmBinary: new Uint8Array(readFileSync(ENGINE)).buffer })
  pdfium.PDFiumExt_Init()
  const memory = pdfium.pdfium as unknown as Memory
  const bytes = readFileSync(path)
  const at = memory.wasmExports.malloc(bytes.length)
  memory.HEAPU8.set(bytes, at)
  return { pdfium, memory, document: pdfium.FPDF_LoadMemDocument(at, bytes.length, '') }
}

export async function copiedFrom(path: string): Promise<string> {
  const { pdfium, memory, document } = await opened(path)
  let text = ''
  for (let index = 0; index < pdfium.FPDF_GetPageCount(document); index++) {
    const words = pdfium.FPDFText_LoadPage(pdfium.FPDF_LoadPage(document, index))
    const count = pdfium.FPDFText_CountChars(words)
    const room = memory.wasmExports.malloc(2 * (count + 1))
    pdfium.FPDFText_GetText(words, 0, count, room)
    text += memory.UTF16ToString(room)
  }
  return text
}

export interface Ink {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** The pieces of words on a sheet, counted from 1, in the order of the file: their ink in points from the top left. */
export async function inksOfSheet(path: string, sheet: number): Promise<Ink[]> {
  const { pdfium, memory, document } = await opened(path)
  const page = pdfium.FPDF_LoadPage(document, sheet - 1)
  const height = pdfium.FPDF_GetPageHeightF(page)
  const room = memory.wasmExports.malloc(16)
  const inks: Ink[] = []
  for (let index = 0; index < pdfium.FPDFPage_CountObjects(page); index++) {
    const piece = pdfium.FPDFPage_GetObject(page, index)
    if (pdfium.FPDFPageObj_GetType(piece) !== TEXT) continue
    pdfium.FPDFPageObj_GetBounds(piece, room, room + 4, room + 8, room + 12)
    const [left = 0, bottom = 0, right = 0, top = 0] = new Float32Array(
      memory.HEAPU8.slice(room, room + 16).buffer,
    )
    inks.push({ left, right, top: height - top, bottom: height - bottom })
  }
  return inks
}
