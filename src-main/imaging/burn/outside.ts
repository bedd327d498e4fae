/** T2: whether a burnt page is, outside of its boxes, what its master is. */
import { createHash } from 'node:crypto'
import type { Sharp } from 'sharp'
import type { Region } from '../../shared/domain/region.ts'

/** Of all pixels but those in the boxes, row by row; one picture at a time is held. */
export async function outsideOf(image: Sharp, boxes: readonly Region[]): Promise<string> {
  const { data, info } = await image.raw().toBuffer({ resolveWithObject: true })
  const { width, height, channels } = info
  const hash = createHash('sha256').update(`${String(width)} ${String(height)} ${String(channels)}`)
  const ordered = [...boxes].sort((one, other) => one.x - other.x)
  for (let y = 0; y < height; y++) {
    let x = 0
    for (const box of ordered) {
      if (y < box.y || y >= box.y + box.height) continue
      if (box.x > x) hash.update(data.subarray((y * width + x) * channels, (y * width + box.x) * channels))
      x = Math.max(x, box.x + box.width)
    }
    if (x < width) hash.update(data.subarray((y * width + x) * channels, (y + 1) * width * channels))
  }
  return hash.digest('hex')
}
