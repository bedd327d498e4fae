/** Two files laid over each other, by small grey pictures of both. */
import sharp from 'sharp'
import type { Grey } from '../grey.ts'
import type { PageToRegister } from '../protocol.ts'
import { register, REGISTERED_AT } from '../register.ts'
import type { Registered } from '../register.ts'

type Thumbnail = (page: PageToRegister, frame: number, box: number) => Promise<Uint8Array>

export async function registerPages(
  fresh: PageToRegister,
  old: PageToRegister,
  thumbnail: Thumbnail,
): Promise<Registered | null> {
  const small = async (page: PageToRegister) => ({
    ...(await greyOf(await thumbnail(page, page.frame, REGISTERED_AT))),
    fullWidth: page.width,
  })
  return register(await small(old), await small(fresh))
}

async function greyOf(jpeg: Uint8Array): Promise<Grey> {
  const { data, info } = await sharp(jpeg).greyscale().raw().toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, data }
}
