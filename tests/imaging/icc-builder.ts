/** Colour profiles by their formulas (ICC.1:2001-04): what lies between a stored number and a colour is known exactly. */

type Triple = readonly [number, number, number]

/** Adobe RGB (1998), its colorants adapted to D50. */
export const ADOBE_RGB = {
  gamma: 563 / 256,
  red: [0.60974, 0.31111, 0.01947],
  green: [0.20528, 0.62567, 0.06087],
  blue: [0.14919, 0.06322, 0.74457],
} as const

interface Primaries {
  gamma: number
  red: Triple
  green: Triple
  blue: Triple
}

const WHITE: Triple = [0.9642, 1, 0.8249]

const fixed = (value: number) => {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32BE(Math.round(value * 65536))
  return bytes
}
const xyz = (values: Triple) => Buffer.concat([Buffer.from('XYZ \0\0\0\0', 'latin1'), ...values.map(fixed)])
const curve = (gamma: number) => {
  const bytes = Buffer.alloc(16)
  bytes.write('curv')
  bytes.writeUInt32BE(1, 8)
  bytes.writeUInt16BE(Math.round(gamma * 256), 12)
  return bytes
}
const text = Buffer.from('text\0\0\0\0CC0\0', 'latin1')
const description = Buffer.concat([
  Buffer.from('desc\0\0\0\0\0\0\0\x05spec\0', 'latin1'),
  Buffer.alloc(4 + 4 + 2 + 1 + 67 + 2),
])

function profile(space: 'RGB ' | 'GRAY', tags: Record<string, Buffer>): Buffer {
  const all = Object.entries({ desc: description, cprt: text, wtpt: xyz(WHITE), ...tags })
  const header = Buffer.alloc(128)
  header.writeUInt32BE(0x02400000, 8)
  header.write(`mntr${space}XYZ `, 12, 'latin1')
  header.write('acsp', 36, 'latin1')
  for (const [i, value] of WHITE.entries()) fixed(value).copy(header, 68 + 4 * i)
  const table = Buffer.alloc(4 + 12 * all.length)
  table.writeUInt32BE(all.length)
  let at = header.length + table.length
  const bodies = all.map(([tag, body], i) => {
    table.write(tag, 4 + 12 * i, 'latin1')
    table.writeUInt32BE(at, 8 + 12 * i)
    table.writeUInt32BE(body.length, 12 + 12 * i)
    const padded = Buffer.concat([body, Buffer.alloc((4 - (body.length % 4)) % 4)])
    at += padded.length
    return padded
  })
  header.writeUInt32BE(at, 0)
  return Buffer.concat([header, table, ...bodies])
}

export const rgbProfile = ({ gamma, red, green, blue }: Primaries): Buffer =>
  profile('RGB ', {
    rXYZ: xyz(red),
    gXYZ: xyz(green),
    bXYZ: xyz(blue),
    rTRC: curve(gamma),
    gTRC: curve(gamma),
    bTRC: curve(gamma),
  })

export const greyProfile = (gamma: number): Buffer => profile('GRAY', { kTRC: curve(gamma) })

/** From XYZ under D50 to sRGB's light (IEC 61966-2-1, adapted by Bradford's method). */
const TO_SRGB: readonly Triple[] = [
  [3.1338561, -1.6168667, -0.4906146],
  [-0.9787684, 1.9161415, 0.033454],
  [0.0719453, -0.2289914, 1.4052427],
]
const companded = (light: number) => {
  const within = Math.min(1, Math.max(0, light))
  return Math.round(255 * (within <= 0.0031308 ? 12.92 * within : 1.055 * within ** (1 / 2.4) - 0.055))
}

/** What a screen in sRGB shows for numbers in a space. */
export function inSrgb({ gamma, red, green, blue }: Primaries, colour: Triple): number[] {
  const [r, g, b] = colour.map((value) => (value / 255) ** gamma) as [number, number, number]
  const light = [0, 1, 2].map((i) => r * (red[i] ?? 0) + g * (green[i] ?? 0) + b * (blue[i] ?? 0))
  return TO_SRGB.map((row) => companded(row.reduce((sum, factor, i) => sum + factor * (light[i] ?? 0), 0)))
}
export const greyInSrgb = (gamma: number, value: number): number => companded((value / 255) ** gamma)
