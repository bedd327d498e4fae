/** Two files laid over each other, by small grey pictures of both. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
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

/** By way of a file, for of bytes in memory nothing is loaded here. */
async function greyOf(jpeg: Uint8Array): Promise<Grey> {
  const folder = await mkdtemp(join(tmpdir(), 'shoko-grey-'))
  try {
    const path = join(folder, 'small.jpg')
    await writeFile(path, jpeg)
    const { data, info } = await sharp(path).greyscale().raw().toBuffer({ resolveWithObject: true })
    return { width: info.width, height: info.height, data }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
