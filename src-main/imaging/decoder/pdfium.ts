/** PDFium, compiled to WebAssembly, without scripts and without a network: what is loaded once for all documents. */
import { init, type WrappedPdfiumModule } from '@embedpdf/pdfium'
import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { MOST_PDF_BYTES } from '../containers/pdf.ts'

/** The part of Emscripten's runtime that is used; the package's typings refer to ones that do not come with it. */
interface Runtime {
  /** A view of the memory, made anew whenever that grows. */
  readonly HEAPU8: Uint8Array
  wasmExports: { malloc: (size: number) => number; free: (pointer: number) => void }
  addFunction: (callback: (...values: number[]) => number, signature: string) => number
  removeFunction: (pointer: number) => void
  setValue: (pointer: number, value: number, type: 'i32') => void
  getValue: (pointer: number, type: 'i32' | 'float') => number
}
export type Engine = Omit<WrappedPdfiumModule, 'pdfium'> & { pdfium: Runtime }

let engine: Promise<Engine> | undefined

export const loadEngine = (): Promise<Engine> => (engine ??= load())

async function load(): Promise<Engine> {
  const wasm = readFileSync(fileURLToPath(import.meta.resolve('@embedpdf/pdfium/pdfium.wasm')))
  const wasmBinary = wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength)
  const silent = () => undefined
  const pdfium = await init({ wasmBinary, print: silent, printErr: silent })
  pdfium.PDFiumExt_Init()
  return pdfium as unknown as Engine
}

/** Bytes that the engine asks for by ranges: a file, or something around one. */
export interface Bytes {
  readonly size: number
  /** Fills all of `target` from `position` on; false where that cannot be. */
  read(target: Uint8Array, position: number): boolean
  close(): void
}

export function bytesOfFile(path: string): Bytes {
  const fd = openSync(path, 'r')
  return {
    size: fstatSync(fd).size,
    read(target, position) {
      try {
        return readSync(fd, target, 0, target.length, position) === target.length
      } catch {
        return false
      }
    },
    close: () => closeSync(fd),
  }
}

/** An open document, and the error that opening it ended with where `document` is 0. */
export interface Opened {
  document: number
  error: number
  /** Bytes that the engine has asked for; most of them it keeps until the document is closed. */
  readonly bytesRead: number
  close(): void
}

export function openDocument(pdfium: Engine, bytes: Bytes): Opened {
  const { wasmExports, addFunction, removeFunction, setValue } = pdfium.pdfium
  let bytesRead = 0
  const readBlock = (_ = 0, position = 0, buffer = 0, length = 0): number => {
    bytesRead += length
    // Memory may have grown, and its view with it, since the last call.
    const target = pdfium.pdfium.HEAPU8.subarray(buffer, buffer + length)
    return bytes.read(target, position >>> 0) ? 1 : 0
  }
  const callback = addFunction(readBlock, 'iiiii')
  // FPDF_FILEACCESS: length, function, its first argument.
  const access = wasmExports.malloc(12)
  for (const [i, value] of [bytes.size, callback, 0].entries()) setValue(access + 4 * i, value, 'i32')
  const document = bytes.size < MOST_PDF_BYTES ? pdfium.FPDF_LoadCustomDocument(access, '') : 0
  return {
    document,
    error: document === 0 ? pdfium.FPDF_GetLastError() : 0,
    get bytesRead() {
      return bytesRead
    },
    close() {
      if (document !== 0) pdfium.FPDF_CloseDocument(document)
      wasmExports.free(access)
      removeFunction(callback)
    },
  }
}
