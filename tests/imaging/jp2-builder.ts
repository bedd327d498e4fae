/** JPEG 2000 as Debian's OpenJPEG writes it, and boxes around it as other programs do. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import type { Sharp } from 'sharp'
import { debianTool } from '../debian-tool.ts'

export const hasOpenJpeg = debianTool('opj_compress', 'libopenjp2-tools')

/** Writes a picture beside `target` as a TIFF, and from that `target`: `.jp2` in boxes, `.j2k` bare. */
export async function compress(image: Sharp, target: string, ...options: string[]): Promise<string> {
  await image.tiff({ compression: 'none' }).toFile(`${target}.tif`)
  execFileSync('opj_compress', ['-i', `${target}.tif`, '-o', target, ...options], { stdio: 'ignore' })
  return target
}

const box = (type: string, ...content: Uint8Array[]) => {
  const body = Buffer.concat(content)
  const head = Buffer.alloc(8)
  head.writeUInt32BE(8 + body.length)
  head.write(type, 4, 'latin1')
  return Buffer.concat([head, body])
}

/** A codestream in boxes, its colours by a profile, its resolution in dots per metre. */
export function inBoxes(codestream: string, { icc, perMetre }: { icc?: Buffer; perMetre?: number }): Buffer {
  const stream = readFileSync(codestream)
  const [width, height, components] = [
    stream.readUInt32BE(8),
    stream.readUInt32BE(12),
    stream.readUInt16BE(40),
  ]
  const ihdr = Buffer.alloc(14)
  ihdr.writeUInt32BE(height, 0)
  ihdr.writeUInt32BE(width, 4)
  ihdr.writeUInt16BE(components, 8)
  ihdr.set([7, 7, 0, 0], 10)
  const colour = icc
    ? box('colr', Buffer.of(2, 0, 0), icc)
    : box('colr', Buffer.of(1, 0, 0, 0, 0, 0, components === 1 ? 17 : 16))
  const capture = Buffer.alloc(10)
  for (const at of [0, 4]) capture.writeUInt16BE(perMetre ?? 1, at)
  for (const at of [2, 6]) capture.writeUInt16BE(1, at)
  return Buffer.concat([
    box('jP  ', Buffer.of(0x0d, 0x0a, 0x87, 0x0a)),
    box('ftyp', Buffer.from('jp2 \0\0\0\0jp2 ', 'latin1')),
    box('jp2h', box('ihdr', ihdr), colour, ...(perMetre ? [box('res ', box('resc', capture))] : [])),
    box('jp2c', stream),
  ])
}
