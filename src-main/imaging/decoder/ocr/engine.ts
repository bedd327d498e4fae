/**
 * Tesseract as WebAssembly, without a thread and without the network: the core and its data lie in node_modules. One
 * model is loaded at a time, and stays for the next page.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { OcrModel } from '../../protocol.ts'
import type { Grey } from './grey.ts'

// Not `require`: the build declares that name itself.
const installed = createRequire(import.meta.url)
declare const WebAssembly: { validate(bytes: Uint8Array): boolean }

interface Box {
  x0: number
  y0: number
  x1: number
  y1: number
}

interface Read {
  bbox: Box
  confidence: number
}

/** A line with its words, in pixels of the picture; confidence is from 0 to 100. */
export interface TesseractLine extends Read {
  words: (Read & { text: string })[]
}

interface BaseApi {
  Init(path: null, languages: string, engine: number): number
  SetVariable(name: string, value: string): boolean
  SetImageFile(orientation: number, angle: number): number
  SetSourceResolution(pixelsPerInch: number): void
  SetPageSegMode(mode: number): void
  Recognize(monitor: null): number
  GetTSVText(page: number): string
  Clear(): void
  End(): void
}

interface Core {
  FS: { writeFile(path: string, data: Uint8Array): void; unlink(path: string): void }
  TessBaseAPI: new () => BaseApi
  destroy(api: BaseApi): void
}

/** Tesseract's page segmentation: columns and lines found by itself, one block of lines, one block of upright columns. */
export const SEGMENTATION = { auto: 3, block: 6, verticalBlock: 5 } as const
const LSTM_ONLY = 1

let core: Promise<Core> | undefined
let loaded: { models: string; api: BaseApi } | undefined
const written = new Set<string>()

async function start(): Promise<Core> {
  const folder = dirname(installed.resolve('tesseract.js-core/package.json'))
  // The quicker build uses instructions that not every processor and engine has.
  const quicker = 'tesseract-core-relaxedsimd-lstm'
  const name = WebAssembly.validate(readFileSync(join(folder, `${quicker}.wasm`)))
    ? quicker
    : 'tesseract-core-simd-lstm'
  const make = installed(join(folder, `${name}.js`)) as (options: object) => Promise<Core>
  const nothing = () => undefined
  return make({ print: nothing, printErr: nothing })
}

async function apiFor(models: readonly OcrModel[]): Promise<{ core: Core; api: BaseApi }> {
  const made = await (core ??= start())
  const key = models.join('+')
  if (loaded?.models === key) return { core: made, api: loaded.api }
  if (loaded) {
    loaded.api.End()
    made.destroy(loaded.api)
    loaded = undefined
  }
  for (const model of models) {
    if (written.has(model)) continue
    const folder = dirname(installed.resolve(`@tesseract.js-data/${model}/package.json`))
    const data = gunzipSync(readFileSync(join(folder, '4.0.0_best_int', `${model}.traineddata.gz`)))
    made.FS.writeFile(`/${model}.traineddata`, data)
    written.add(model)
  }
  const api = new made.TessBaseAPI()
  if (api.Init(null, key, LSTM_ONLY) !== 0) throw new Error('the data of the recogniser cannot be used')
  // Paper is light: looking for white letters on black costs a second look at every doubtful line.
  api.SetVariable('tessedit_do_invert', '0')
  loaded = { models: key, api }
  return { core: made, api }
}

/** Paragraphs in reading order, each a list of lines. */
export async function recognise(
  { data, width, height }: Grey,
  {
    models,
    segmentation,
    pixelsPerInch,
  }: { models: readonly OcrModel[]; segmentation: number; pixelsPerInch: number },
): Promise<TesseractLine[][]> {
  const { core: made, api } = await apiFor(models)
  made.FS.writeFile('/input', Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`), data]))
  try {
    if (api.SetImageFile(1, 0) !== 0) throw new Error('the recogniser takes no picture')
    api.SetSourceResolution(pixelsPerInch)
    api.SetPageSegMode(segmentation)
    if (api.Recognize(null) !== 0) return []
    return paragraphsIn(api.GetTSVText(0))
  } finally {
    api.Clear()
    made.FS.unlink('/input')
  }
}

/** Levels of Tesseract's table; above them are page and block. */
const LEVELS = { paragraph: '3', line: '4', word: '5' } as const

/** Its table has a row for each part of the page: level, five ordinals, box, confidence, text. */
function paragraphsIn(table: string): TesseractLine[][] {
  const paragraphs: TesseractLine[][] = []
  for (const row of table.split('\n')) {
    const [level, , , , , , left, top, width, height, certainty, text = ''] = row.split('\t')
    const [x0, y0] = [Number(left), Number(top)]
    const bbox = { x0, y0, x1: x0 + Number(width), y1: y0 + Number(height) }
    const confidence = Number(certainty)
    if (level === LEVELS.paragraph) paragraphs.push([])
    else if (level === LEVELS.line) paragraphs.at(-1)?.push({ bbox, confidence, words: [] })
    else if (level === LEVELS.word) paragraphs.at(-1)?.at(-1)?.words.push({ bbox, confidence, text })
  }
  // Of a line the table says only where it is.
  for (const line of paragraphs.flat()) {
    const sum = line.words.reduce((total, word) => total + word.confidence, 0)
    line.confidence = line.words.length === 0 ? 0 : sum / line.words.length
  }
  return paragraphs
}
