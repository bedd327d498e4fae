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

/** What Tesseract says of a page (its JSON renderer), as far as it is used. */
export interface Block {
  paragraphs: {
    lines: { bbox: Box; confidence: number; words: { text: string; bbox: Box; confidence: number }[] }[]
  }[]
}

interface BaseApi {
  Init(path: null, languages: string, engine: number): number
  SetVariable(name: string, value: string): boolean
  SetImageFile(orientation: number, angle: number): number
  SetSourceResolution(pixelsPerInch: number): void
  SetPageSegMode(mode: number): void
  Recognize(monitor: null): number
  GetJSONText(page: number): string
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

/** Blocks in reading order, in pixels of the picture. */
export async function recognise(
  { data, width, height }: Grey,
  {
    models,
    segmentation,
    pixelsPerInch,
  }: { models: readonly OcrModel[]; segmentation: number; pixelsPerInch: number },
): Promise<Block[]> {
  const { core: made, api } = await apiFor(models)
  made.FS.writeFile('/input', Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`), data]))
  try {
    if (api.SetImageFile(1, 0) !== 0) throw new Error('the recogniser takes no picture')
    api.SetSourceResolution(pixelsPerInch)
    api.SetPageSegMode(segmentation)
    if (api.Recognize(null) !== 0) return []
    const { blocks } = JSON.parse(api.GetJSONText(0)) as { blocks: Block[] | null }
    return blocks ?? []
  } finally {
    api.Clear()
    made.FS.unlink('/input')
  }
}
