/** T3, and T1 on images: one frame without alpha, nothing after the end, no tag or chunk but what an image needs. */
import { boxWatch, judge } from './boxes.js'
import { CHUNK, eachRow, inflated, text } from './bytes.js'

export async function checkImage(file, page, tools) {
  if (!file) return tools.fault('T3', page.image, 'missing')
  tools.checked.T3++
  tools.checked.T12++
  try {
    if (file.name.endsWith('.png')) await checkPng(file, page, tools)
    else if (file.name.endsWith('.tif')) await checkTiff(file, page, tools)
    else if (file.name.endsWith('.jpg')) await checkJpeg(file, page, tools)
    else tools.fault('T3', file.name, 'format')
  } catch {
    tools.fault('T3', file.name, 'unreadable')
  }
}

const u32 = (bytes, at) =>
  ((bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3]) >>> 0

async function checkPng(file, page, tools) {
  const { fault, painter } = tools
  const ranges = []
  let samples = 0
  let last = ''
  for (let at = 8; at < file.size;) {
    const head = await file.slice(at, Math.min(file.size, at + 33))
    const length = u32(head, 0)
    last = text(head.subarray(4, 8))
    if (!['IHDR', 'pHYs', 'IDAT', 'IEND'].includes(last)) fault('T3', file.name, `chunk ${last}`)
    if (last === 'IHDR') {
      const [width, height] = [u32(head, 8), u32(head, 12)]
      samples = head[17] === 0 ? 1 : head[17] === 2 ? 3 : 0
      if (head[16] !== 8 || samples === 0 || head[20] !== 0) return fault('T3', file.name, 'alpha')
      if (width !== page.width || height !== page.height) return fault('T3', file.name, 'size')
    }
    if (last === 'IDAT') ranges.push([at + 8, at + 8 + length])
    at += 12 + length
    if (last === 'IEND') {
      if (at !== file.size) fault('T3', file.name, 'trailer')
      break
    }
  }
  if (last !== 'IEND' || ranges.length === 0) return fault('T3', file.name, 'unreadable')
  tools.data.set(file.name, { file, ranges })
  const watch = boxWatch(page, samples, painter)
  const rows = await eachRow(ranges, file, { width: page.width, samples }, (y, row) => watch.row(y, row))
  judge(watch, rows, page, file.name, tools)
}

/** TIFF 6.0: of the tags those that a plain image of strips needs. */
const TIFF_TAGS = [254, 256, 257, 258, 259, 262, 266, 273, 274, 277, 278, 279, 282, 283, 284, 296, 317, 339]
const TIFF_BYTES = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 8 }

async function checkTiff(file, page, tools) {
  const { fault, painter } = tools
  const head = await file.slice(0, 8)
  const little = head[0] === 0x49
  const number = (bytes, at, size) => {
    const own = [...bytes.subarray(at, at + size)]
    return (little ? own.reverse() : own).reduce((sum, byte) => sum * 256 + byte, 0)
  }
  if (number(head, 2, 2) !== 42) return fault('T3', file.name, 'format')
  const start = number(head, 4, 4)
  const count = number(await file.slice(start, start + 2), 0, 2)
  const body = await file.slice(start + 2, start + 6 + count * 12)
  if (number(body, count * 12, 4) !== 0) fault('T3', file.name, 'frames')
  const tags = new Map()
  const ends = [start + 6 + count * 12]
  for (let i = 0; i < count; i++) {
    const [tag, type, many] = [
      number(body, i * 12, 2),
      number(body, i * 12 + 2, 2),
      number(body, i * 12 + 4, 4),
    ]
    if (!TIFF_TAGS.includes(tag)) fault('T3', file.name, `tag ${tag}`)
    const size = TIFF_BYTES[type] ?? 8
    const from = size * many <= 4 ? start + 2 + i * 12 + 8 : number(body, i * 12 + 8, 4)
    const bytes = await file.slice(from, from + size * many)
    ends.push(from + size * many)
    tags.set(
      tag,
      Array.from({ length: many }, (_, k) => number(bytes, k * size, size)),
    )
  }
  const [width] = tags.get(256) ?? []
  const [height] = tags.get(257) ?? []
  const [samples = 1] = tags.get(277) ?? []
  if (width !== page.width || height !== page.height) return fault('T3', file.name, 'size')
  if (![1, 3].includes(samples) || (tags.get(258) ?? []).some((bits) => bits !== 8))
    return fault('T3', file.name, 'alpha')
  const [offsets, counts] = [tags.get(273) ?? [], tags.get(279) ?? []]
  const watch = boxWatch(page, samples, painter)
  const long = width * samples
  let [y, filled] = [0, 0]
  const row = new Uint8Array(long)
  for (let i = 0; i < offsets.length; i++) {
    ends.push(offsets[i] + counts[i])
    await inflated([[offsets[i], offsets[i] + counts[i]]], file, (chunk) => {
      for (let at = 0; at < chunk.length;) {
        const take = Math.min(chunk.length - at, long - filled)
        row.set(chunk.subarray(at, at + take), filled)
        filled += take
        at += take
        if (filled === long) {
          watch.row(y++, row)
          filled = 0
        }
      }
    })
  }
  // A directory may end on an odd byte; more than that belongs to nothing.
  if (file.size - Math.max(...ends) > 1) fault('T3', file.name, 'trailer')
  judge(watch, y, page, file.name, tools)
}

/** A JPEG is no proof of its boxes, for its pixels are not those that were burnt; its markers are looked at. */
async function checkJpeg(file, page, { fault, checked }) {
  checked.unproved += page.regions.reduce((sum, { boxes }) => sum + boxes.length, 0)
  for (let at = 2; at < file.size;) {
    const head = await file.slice(at, Math.min(file.size, at + 24))
    const marker = head[1]
    const length = (head[2] << 8) | head[3]
    const plain = [0xdb, 0xc0, 0xc2, 0xc4, 0xdd, 0xda].includes(marker)
    const isJfif = marker === 0xe0 && length === 16
    if (head[0] !== 0xff || !(plain || isJfif)) return fault('T3', file.name, `marker ${marker.toString(16)}`)
    if (marker === 0xc0 || marker === 0xc2) {
      const [height, width] = [(head[5] << 8) | head[6], (head[7] << 8) | head[8]]
      if (width !== page.width || height !== page.height) fault('T3', file.name, 'size')
      if (head[9] !== 1 && head[9] !== 3) fault('T3', file.name, 'alpha')
    }
    at += 2 + length
    if (marker !== 0xda) continue
    const end = await scanEnd(file, at)
    if (end.marker === 0xd9 && end.at + 2 === file.size) return
    if (end.marker === 0xd9 || end.marker === undefined) return fault('T3', file.name, 'trailer')
    at = end.at
  }
  fault('T3', file.name, 'unreadable')
}

/** The marker that ends coded data: not a stuffed byte, and not a restart. */
async function scanEnd(file, from) {
  for (let at = from; at < file.size; at += CHUNK) {
    const bytes = await file.slice(at, Math.min(file.size, at + CHUNK + 1))
    for (let i = bytes.indexOf(0xff); i !== -1 && i < CHUNK; i = bytes.indexOf(0xff, i + 1)) {
      const marker = bytes[i + 1]
      if (marker === undefined) break
      if (marker !== 0 && marker !== 0xff && !(marker >= 0xd0 && marker <= 0xd7))
        return { marker, at: at + i }
    }
  }
  return { marker: undefined, at: file.size }
}
