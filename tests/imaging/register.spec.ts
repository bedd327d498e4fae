import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { register, REGISTERED_AT } from '../../src-main/imaging/register.ts'
import { carried } from '../../src-main/shared/domain/registration.ts'

const [WIDTH, HEIGHT] = [1200, 1700]

/** A typed page: lines of words on a form, told apart by its number. */
async function aTypedPage(number: number): Promise<Buffer> {
  let state = number
  const random = () => (state = (state * 1103515245 + 12345) % 2147483648) / 2147483648
  let words = ''
  for (let y = HEIGHT * 0.1; y < HEIGHT * 0.9; y += HEIGHT * 0.022) {
    const end = WIDTH * (random() < 0.2 ? 0.5 : 0.9)
    for (let x = WIDTH * 0.1; x < end;) {
      const width = WIDTH * (0.01 + random() * 0.06)
      words += `<rect x="${x}" y="${y}" width="${width}" height="17" fill="#222"/>`
      x += width + 12
    }
  }
  const stamp = `<circle cx="900" cy="200" r="60" fill="none" stroke="#a33" stroke-width="6"/>`
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">
    <rect width="100%" height="100%" fill="#f4efe2"/>${words}${stamp}</svg>`
  return sharp(Buffer.from(svg)).png().toBuffer()
}

async function small(image: Buffer) {
  const { width: fullWidth } = await sharp(image).metadata()
  const { data, info } = await sharp(image)
    .resize(REGISTERED_AT, REGISTERED_AT, { fit: 'inside' })
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, data, fullWidth }
}

const laid = async (old: Buffer, fresh: Buffer) => register(await small(old), await small(fresh))

/** On a scanner: wider than the page on every side. */
const onScanner = (page: Buffer) =>
  sharp(page).extend({ top: 100, left: 150, right: 60, bottom: 40, background: '#111' }).png().toBuffer()

describe('register', () => {
  it('finds another resolution, other margins, and less light, to within five pixels of the new image', async () => {
    const page = await aTypedPage(7)
    const again = await sharp(await onScanner(page))
      .resize(Math.round((WIDTH + 210) * 1.7))
      .modulate({ brightness: 0.8 })
      .blur(1)
      .png()
      .toBuffer()
    const found = await laid(page, again)
    expect(found?.turn).toBe(0)
    expect(found?.confidence).toBeGreaterThan(0.9)
    // Where the far corner comes to lie says whether scale and shift are right together.
    expect(Math.abs((found?.x ?? 0) - 255)).toBeLessThan(5)
    expect(Math.abs((found?.x ?? 0) + WIDTH * (found?.scale ?? 0) - (150 + WIDTH) * 1.7)).toBeLessThan(5)
    expect(Math.abs((found?.y ?? 0) + HEIGHT * (found?.scale ?? 0) - (100 + HEIGHT) * 1.7)).toBeLessThan(5)
  })

  it.each([90, 180, 270] as const)('finds that the new image is turned by %i degrees', async (turn) => {
    const page = await aTypedPage(7)
    const again = await sharp(await onScanner(page))
      .rotate(360 - turn)
      .png()
      .toBuffer()
    const found = await laid(page, again)
    expect(found).toMatchObject({ turn })
    expect(found?.confidence).toBeGreaterThan(0.9)
    expect(Math.abs((found?.x ?? 0) - 150)).toBeLessThan(3)
    expect(Math.abs((found?.y ?? 0) - 100)).toBeLessThan(3)
  })

  it.each([-3.3, -1, 0.4, 2])('finds that the page lies askew by %f degrees', async (angle) => {
    const page = await aTypedPage(7)
    const again = await sharp(await onScanner(page))
      .rotate(angle, { background: '#111' })
      .png()
      .toBuffer()
    const { width, height } = await sharp(again).metadata()
    const found = await laid(page, again)
    expect(found?.confidence).toBeGreaterThan(0.8)
    expect(Math.abs((found?.skew ?? 0) - angle)).toBeLessThan(0.1)
    // A word at each end of the page, turned about the middle of the scanner's glass.
    for (const [x, y] of [
      [150, 200],
      [1050, 1500],
    ] as const) {
      const box = found && carried({ x, y, width: 2, height: 2 }, found, { width, height })
      const radians = (angle * Math.PI) / 180
      const [across, down] = [x + 150 - (WIDTH + 210) / 2, y + 100 - (HEIGHT + 140) / 2]
      const there = {
        x: width / 2 + across * Math.cos(radians) - down * Math.sin(radians),
        y: height / 2 + across * Math.sin(radians) + down * Math.cos(radians),
      }
      expect(Math.abs((box?.x ?? 0) - there.x)).toBeLessThan(5)
      expect(Math.abs((box?.y ?? 0) - there.y)).toBeLessThan(5)
    }
  })

  it('finds a part that was cut to the text', async () => {
    const page = await aTypedPage(7)
    const cut = await sharp(page).extract({ left: 80, top: 90, width: 1040, height: 1500 }).png().toBuffer()
    const found = await laid(page, cut)
    expect(found?.confidence).toBeGreaterThan(0.9)
    expect(Math.abs((found?.x ?? 0) + 80)).toBeLessThan(3)
    expect(Math.abs((found?.y ?? 0) + 90)).toBeLessThan(3)
  })

  it('has no confidence in another page of the same form, with the same lines', async () => {
    const found = await laid(await aTypedPage(7), await aTypedPage(1234))
    expect(found?.confidence ?? 0).toBeLessThan(0.3)
  })

  it('says nothing of a blank page', async () => {
    const blank = await sharp({ create: { width: WIDTH, height: HEIGHT, channels: 3, background: '#eee' } })
      .png()
      .toBuffer()
    expect(await laid(await aTypedPage(7), blank)).toBeNull()
    expect(await laid(blank, await aTypedPage(7))).toBeNull()
  })
})
