/** Ways in which text is written in other characters: each reads stretches of the bytes as if they were written in it. */

export const FORMS = ['entities', 'escapes', 'percent', 'quoted-printable', 'without tags'] as const
export const CODES = ['base64', 'hexadecimal', 'iso-2022-jp'] as const
export type LayerName = (typeof FORMS)[number] | (typeof CODES)[number]

export interface Layer {
  readonly name: LayerName
  readonly bytes: Buffer
  /** Where in the bytes it begins. */
  readonly at: number
}

/** What stands so far from anything that is written in a form is left out of it. */
const BESIDE = 512
/** At least so many signs in a row can hold a passage. */
const LEAST_BASE64 = 20
const LEAST_HEX = 24

type Value = (...found: (string | undefined)[]) => string
interface Form {
  readonly sign: RegExp
  readonly value: Value
  /** So many of them, near each other, are no chance. */
  readonly least: number
}

const byte: Value = (_all, hex) => String.fromCharCode(Number.parseInt(hex ?? '', 16))
const utf8 = (code: number): string =>
  code > 0x10ffff ? ' ' : Buffer.from(String.fromCodePoint(code)).toString('latin1')

/** Accents are folded away in any case. */
const ACCENTED = /^([A-Za-z])(?:acute|grave|circ|uml|tilde|cedil|ring|slash|caron)$/
const NAMED: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
  szlig: 'ss',
  aelig: 'ae',
  AElig: 'AE',
  oelig: 'oe',
  OElig: 'OE',
}
const entity: Value = (_all, decimal, hex, name) =>
  name !== undefined
    ? (ACCENTED.exec(name)?.[1] ?? NAMED[name] ?? ' ')
    : utf8(decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number.parseInt(decimal, 10))

const escape: Value = (_all, units, point, hex, decimal) => {
  if (units !== undefined) {
    const codes = (units.match(/[0-9A-Fa-f]{4}/g) ?? []).map((code) => Number.parseInt(code, 16))
    return Buffer.from(String.fromCharCode(...codes)).toString('latin1')
  }
  if (point !== undefined) return utf8(Number.parseInt(point, 16))
  if (hex !== undefined) return byte('', hex)
  if (decimal !== undefined) return utf8(Number.parseInt(decimal, 10) & 0xffff)
  return ' '
}

const WRITTEN: Readonly<Record<(typeof FORMS)[number], Form>> = {
  entities: {
    sign: /&(?:#([0-9]{1,7})|#[xX]([0-9A-Fa-f]{1,6})|([A-Za-z]{2,31}));/g,
    value: entity,
    least: 1,
  },
  // JSON and scripts; with a question mark after the number, RTF.
  escapes: {
    sign: /((?:\\u[0-9A-Fa-f]{4}){1,2000})|\\u\{([0-9A-Fa-f]{1,6})\}|\\[x']([0-9A-Fa-f]{2})|\\u(-?[0-9]{3,5}) ?\??|\\[nrtbf"'/\\]/g,
    value: escape,
    least: 1,
  },
  percent: { sign: /%([0-9A-Fa-f]{2})/g, value: byte, least: 2 },
  'quoted-printable': { sign: /=([0-9A-F]{2})/g, value: byte, least: 2 },
  // A tag or a comment; not what is only less than something.
  'without tags': {
    sign: /<[A-Za-z/!?][^<>\p{Cc}]{0,4096}(?:[\r\n\t][^<>\p{Cc}]{0,4096}){0,200}>/gu,
    value: () => '',
    least: 1,
  },
}

/** All that the bytes may be read as, in forms that are not left out. */
export function* layersOf(bytes: Buffer, leftOut: readonly string[] = []): Generator<Layer> {
  const text = bytes.toString('latin1')
  for (const name of FORMS) if (!leftOut.includes(name)) yield* writtenIn(text, name)
  yield* base64Of(bytes)
  yield* hexOf(bytes)
  yield* japaneseMail(bytes)
}

function* writtenIn(text: string, name: (typeof FORMS)[number]): Generator<Layer> {
  const { sign, value, least } = WRITTEN[name]
  const of = (from: number, to: number, count: number): Layer[] => {
    if (count < least) return []
    const at = Math.max(0, from - BESIDE)
    return [{ name, at, bytes: Buffer.from(text.slice(at, to + BESIDE).replace(sign, value), 'latin1') }]
  }
  let [from, to, count] = [0, 0, 0]
  for (const { 0: found, index } of text.matchAll(sign)) {
    if (count > 0 && index - to > BESIDE) {
      yield* of(from, to, count)
      count = 0
    }
    if (count === 0) from = index
    to = index + found.length
    count++
  }
  yield* of(from, to, count)
}

function classOf(signs: string): Uint8Array {
  const table = new Uint8Array(256)
  for (const sign of signs) table[sign.charCodeAt(0)] = 1
  return table
}
const HEX = classOf('0123456789ABCDEFabcdef \t\r\n:')
/** And the ends of lines. */
const BASE64 = classOf('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_\r\n')

/** Stretches of signs of one kind that are at least so long. */
function* runsOf(bytes: Buffer, kind: Uint8Array, least: number): Generator<[from: number, to: number]> {
  for (let at = least - 1; at < bytes.length; at += least) {
    if (kind[bytes[at] as number] === 0) continue
    let from = at
    while (from > 0 && kind[bytes[from - 1] as number] === 1) from--
    let to = at
    while (to < bytes.length && kind[bytes[to] as number] === 1) to++
    at = to
    if (to - from >= least) yield [from, to]
  }
}

/** Runs of base64, from each of their first four signs: where a run is part of a longer word, its groups begin later. */
function* base64Of(bytes: Buffer): Generator<Layer> {
  for (const [from, to] of runsOf(bytes, BASE64, LEAST_BASE64)) {
    const run = bytes.toString('latin1', from, to).replace(/[\r\n]/g, '')
    if (run.length < LEAST_BASE64) continue
    const marked = bytes.toString('latin1', Math.max(0, from - 8), from).endsWith('base64,')
    for (let shift = 0; shift < (marked ? 1 : 4); shift++)
      yield { name: 'base64', bytes: Buffer.from(run.slice(shift), 'base64'), at: from + shift }
  }
}

function* hexOf(bytes: Buffer): Generator<Layer> {
  for (const [from, to] of runsOf(bytes, HEX, LEAST_HEX)) {
    const digits = bytes.toString('latin1', from, to).replace(/[^0-9A-Fa-f]/g, '')
    if (digits.length < LEAST_HEX) continue
    for (const shift of [0, 1]) {
      const whole = digits.length - ((digits.length - shift) % 2)
      yield { name: 'hexadecimal', bytes: Buffer.from(digits.slice(shift, whole), 'hex'), at: from + shift }
    }
  }
}

const ESC = 0x1b
/** What follows a sign for another set, with which it is read; then seven bits. */
const SETS = [Buffer.from('\x1b$B'), Buffer.from('\x1b$@')]
const MOST_MAIL = 1 << 16

/** ISO-2022-JP. */
function* japaneseMail(bytes: Buffer): Generator<Layer> {
  for (const set of SETS) {
    for (let at = bytes.indexOf(set); at !== -1;) {
      let to = at
      while (to < bytes.length && to - at < MOST_MAIL && isSevenBit(bytes[to] as number)) to++
      const text = new TextDecoder('iso-2022-jp').decode(bytes.subarray(at, to))
      yield { name: 'iso-2022-jp', bytes: Buffer.from(text), at }
      at = bytes.indexOf(set, Math.max(to, at + 1))
    }
  }
}

const isSevenBit = (one: number) =>
  (one >= 0x20 && one < 0x7f) || one === ESC || one === 0x0a || one === 0x0d || one === 0x09
