/** Grey pixels, between the steps that libvips does and those that are done here. */
import sharp, { type Sharp } from 'sharp'
import type { Region, Size } from '../../../shared/domain/region.ts'

/** A byte a pixel, row by row. */
export interface Grey extends Size {
  data: Uint8Array
}

/** A part of a page: from where on the page, and how many of its pixels are one of the page. */
export interface GreyPart extends Grey {
  region: Region
  scale: number
}

export const picture = ({ data, width, height }: Grey) => sharp(data, { raw: { width, height, channels: 1 } })

export async function pixels(image: Sharp): Promise<Grey> {
  const { data, info } = await image.toColourspace('b-w').raw().toBuffer({ resolveWithObject: true })
  if (info.channels === 1) return { data, width: info.width, height: info.height }
  const grey = Buffer.alloc(info.width * info.height)
  for (let i = 0; i < grey.length; i++) grey[i] = data[i * info.channels] ?? 0
  return { data: grey, width: info.width, height: info.height }
}
