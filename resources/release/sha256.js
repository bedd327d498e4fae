/** SHA-256 (FIPS 180-4) of a file of any length: browsers only offer it for what is held whole. */

const fraction = (value) => Math.floor((value - Math.floor(value)) * 2 ** 32) | 0
const primes = []
for (let n = 2; primes.length < 64; n++) if (primes.every((prime) => n % prime !== 0)) primes.push(n)
const K = Int32Array.from(primes, (prime) => fraction(Math.cbrt(prime)))
const START = primes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)))
const turn = (value, by) => (value >>> by) | (value << (32 - by))
const READ_AT_ONCE = 1 << 22

function blocks(state, bytes, w) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = 0; at + 64 <= bytes.length; at += 64) {
    for (let i = 0; i < 16; i++) w[i] = view.getInt32(at + 4 * i)
    for (let i = 16; i < 64; i++) {
      const [one, other] = [w[i - 15], w[i - 2]]
      const low = turn(one, 7) ^ turn(one, 18) ^ (one >>> 3)
      const high = turn(other, 17) ^ turn(other, 19) ^ (other >>> 10)
      w[i] = (w[i - 16] + low + w[i - 7] + high) | 0
    }
    let [a, b, c, d, e, f, g, h] = state
    for (let i = 0; i < 64; i++) {
      const first = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + K[i] + w[i]) | 0
      const second = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0
      h = g
      g = f
      f = e
      e = (d + first) | 0
      d = c
      c = b
      b = a
      a = (first + second) | 0
    }
    ;[a, b, c, d, e, f, g, h].forEach((value, i) => (state[i] = (state[i] + value) | 0))
  }
}

/** @param {Blob} file @returns lower-case hexadecimal */
export async function sha256(file) {
  const state = Int32Array.from(START)
  const w = new Int32Array(64)
  const whole = file.size - (file.size % 64)
  for (let at = 0; at < whole; at += READ_AT_ONCE)
    blocks(state, new Uint8Array(await file.slice(at, Math.min(whole, at + READ_AT_ONCE)).arrayBuffer()), w)
  const rest = new Uint8Array(await file.slice(whole).arrayBuffer())
  const last = new Uint8Array(rest.length + 9 <= 64 ? 64 : 128)
  last.set(rest)
  last[rest.length] = 0x80
  new DataView(last.buffer).setBigUint64(last.length - 8, BigInt(file.size) * 8n)
  blocks(state, last, w)
  return [...state].map((value) => (value >>> 0).toString(16).padStart(8, '0')).join('')
}
