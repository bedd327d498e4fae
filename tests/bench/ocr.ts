/** Reading pages: letters read wrongly, and time, beside Debian's tesseract on the same images in the same run. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import sharp from 'sharp'
import { createDecoding } from '../../src-main/imaging/decoding.ts'
import type { Decoding } from '../../src-main/imaging/decoding.ts'
import { forkDecoder } from '../../src-main/imaging/fork.ts'
import { paragraphOf } from '../../src-main/shared/domain/ocr.ts'
import { debianFile, debianTool } from '../debian-tool.ts'
import { OCR_PAGES } from './ocr-text.ts'
import type { BenchRow } from './row.ts'

const READING = {
  work: {
    ...{ region: null, leaveOut: [], rotation: 0 as const },
    ...{ deskew: true, denoise: false, threshold: true },
  },
  models: ['jpn'] as const,
  pixelsPerInch: 300,
}
const MEMORY = 1.5 * 2 ** 30

const TOOLS: [command: string, pkg: string][] = [
  ['tesseract', 'tesseract-ocr'],
  ['pango-view', 'pango1.0-tools'],
]

export async function benchOcr(): Promise<BenchRow[]> {
  const has =
    TOOLS.every(([command, pkg]) => debianTool(command, pkg)) &&
    debianFile('/usr/share/fonts/opentype/ipafont-mincho/ipam.ttf', 'fonts-ipafont-mincho') &&
    debianFile('/usr/share/tesseract-ocr/5/tessdata/jpn.traineddata', 'tesseract-ocr-jpn')
  if (!has) return []
  const folder = mkdtempSync(join(tmpdir(), 'shoko-bench-ocr-'))
  const spawn = forkDecoder(resolve(import.meta.dirname, '../../src-main/imaging/decoder.ts'))
  const decodings: Decoding[] = []
  const readers = (processes: number) => {
    const decoding = createDecoding({ spawn, processes, kept: processes, memoryLimit: MEMORY })
    decodings.push(decoding)
    return decoding
  }
  try {
    const pages = await Promise.all(OCR_PAGES.map((text, n) => aPage(folder, n, text)))
    const [one, two] = [readers(1), readers(2)]
    const read = async (decoding: Decoding, path: string) => {
      const { paragraphs } = await decoding.read(path, 0, READING)
      return paragraphs.map((lines) => paragraphOf(lines).value).join('')
    }
    const [first] = pages
    if (!first) return []
    await Promise.all([read(one, first.path), read(two, first.path), read(two, first.path)])

    const wrong = { ours: 0, theirs: 0 }
    const times = { ours: [] as number[], theirs: [] as number[] }
    let letters = 0
    for (const { path, text } of pages) {
      let started = performance.now()
      wrong.ours += distance(plain(text), plain(await read(one, path)))
      times.ours.push((performance.now() - started) / 1000)
      started = performance.now()
      wrong.theirs += distance(plain(text), plain(commandLine(path)))
      times.theirs.push((performance.now() - started) / 1000)
      letters += plain(text).length
    }
    const together = async (decoding: Decoding) => {
      const started = performance.now()
      await Promise.all(pages.map(({ path }) => read(decoding, path)))
      return (performance.now() - started) / 1000
    }
    const alone = [await together(one)]
    const both = [await together(two)]
    alone.push(await together(one))
    both.push(await together(two))
    const note = `${pages.length} pages, A4 at 300 dpi, ${letters} letters, IPA Mincho 12 pt, askew by 0.4°, noise`
    return [
      {
        work: 'letters read wrongly, of a hundred',
        against: 'tesseract of Debian',
        ours: (wrong.ours / letters) * 100,
        theirs: (wrong.theirs / letters) * 100,
        unit: '%',
        note,
      },
      {
        work: 'reading a page, recogniser warm',
        against: 'tesseract of Debian, one page',
        ours: median(times.ours),
        theirs: median(times.theirs),
        unit: 's',
      },
      {
        work: `reading ${pages.length} pages, two at a time`,
        against: 'one at a time',
        ours: Math.min(...both),
        theirs: Math.min(...alone),
        unit: 's',
        note: 'target: at most 0.56x',
      },
    ]
  } finally {
    await Promise.all(decodings.map((decoding) => decoding.close()))
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Paper with type on it, a little askew and noisy, as a scanner gives it. */
async function aPage(folder: string, n: number, text: string): Promise<{ path: string; text: string }> {
  const [source, type, path] = ['txt', 'type.png', 'png'].map((end) => join(folder, `${n}.${end}`))
  if (source === undefined || type === undefined || path === undefined) throw new Error('three names')
  writeFileSync(source, text)
  run('pango-view', [
    ...['-q', '--no-display', '--font=IPAMincho 12', '--dpi=300', '--width=452', '--wrap=word-char'],
    ...['--line-spacing=1.25', '--margin=0', `--output=${type}`, source],
  ])
  const sheet = { width: 2480, height: 3508, channels: 3 as const, background: '#ece6d6' }
  const ink = await sharp(readFileSync(type)).toColourspace('b-w').toBuffer()
  const page = await sharp({ create: sheet })
    .composite([{ input: ink, left: 300, top: 350, blend: 'multiply' }])
    .png()
    .toBuffer()
  const grain = {
    ...sheet,
    background: '#000000',
    noise: { type: 'gaussian' as const, mean: 128, sigma: 14 },
  }
  const noise = await sharp({ create: grain }).png().toBuffer()
  const turned = await sharp(page)
    .rotate(0.4, { background: '#ece6d6' })
    .resize(2480, 3508, { fit: 'cover' })
    .png()
    .toBuffer()
  await sharp(turned)
    .composite([{ input: noise, blend: 'soft-light' }])
    .withMetadata({ density: 300 })
    .png()
    .toFile(path)
  return { path, text }
}

function commandLine(path: string): string {
  return run('tesseract', [path, '-', '-l', 'jpn', '--psm', '3'])
}

function run(command: string, parameters: string[]): string {
  const { status, stdout, stderr } = spawnSync(command, parameters, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command}: ${stderr}`)
  return stdout
}

/** Letters alone: spaces and the width of forms say nothing of what was read. */
const plain = (text: string) => Array.from(text.normalize('NFKC').replace(/\s+/gu, ''))

/** Letters that have to be put in, taken out or changed (Levenshtein 1966). */
function distance(one: readonly string[], other: readonly string[]): number {
  let row = Array.from({ length: other.length + 1 }, (_, i) => i)
  for (const [i, letter] of one.entries()) {
    const next = [i + 1]
    for (const [j, against] of other.entries())
      next.push(
        Math.min((row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1, (row[j] ?? 0) + (letter === against ? 0 : 1)),
      )
    row = next
  }
  return row.at(-1) ?? 0
}

const median = (list: number[]) => list.sort((one, other) => one - other)[Math.floor(list.length / 2)] ?? 0
