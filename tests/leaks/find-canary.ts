/**
 * Looks for words that must not be in some bytes, in every form in which a program could have carried them there:
 * as they are, in another Unicode form or letter case, escaped for XML, HTML, JSON or an address, in UTF-16, in base64 at any
 * alignment, in hexadecimal, and split by the marks that formats put between words.
 */
import { Buffer } from 'node:buffer'

export interface Finding {
  readonly canary: string
  /** The form in which it was found. */
  readonly form: string
  /** Offset in bytes, or -1 where the form has none. */
  readonly at: number
}

/** Each form of a canary that is there, once. Canaries are at least eight characters, so that none is found by chance. */
export function findCanaries(bytes: Uint8Array, canaries: readonly string[]): Finding[] {
  const haystack = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const folded = fold(haystack.toString('utf8'))
  const foldedUtf16 = [0, 1].map((from) => fold(new TextDecoder('utf-16le').decode(haystack.subarray(from))))
  const findings: Finding[] = []
  for (const canary of canaries) {
    if (canary.length < 8) throw new Error('a canary is too short to be told from chance')
    for (const [form, needle] of formsOf(canary)) {
      const at = haystack.indexOf(needle)
      if (at >= 0) findings.push({ canary, form, at })
    }
    if (folded.includes(fold(canary))) findings.push({ canary, form: 'folded', at: -1 })
    if (foldedUtf16.some((text) => text.includes(fold(canary)))) {
      findings.push({ canary, form: 'folded utf-16', at: -1 })
    }
  }
  return findings
}

/** Compatibility forms, case, and everything that is neither letter nor digit put aside. */
const fold = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/<[^<>]{0,200}>/g, '')
    .replace(/[^\p{L}\p{N}]/gu, '')

function formsOf(canary: string): [form: string, needle: Buffer][] {
  const forms: [string, Buffer][] = []
  const utf8 = Buffer.from(canary)
  for (const form of ['NFC', 'NFD', 'NFKC', 'NFKD'] as const) {
    forms.push([form, Buffer.from(canary.normalize(form))])
  }
  forms.push(
    ['utf-8', utf8],
    ['utf-16le', Buffer.from(canary, 'utf16le')],
    ['utf-16be', Buffer.from(canary, 'utf16le').swap16()],
    ['xml', Buffer.from(escaped(canary))],
    ['decimal references', Buffer.from(mapped(canary, (code) => `&#${code};`))],
    ['hexadecimal references', Buffer.from(mapped(canary, (code) => `&#x${code.toString(16)};`))],
    [
      'hexadecimal references, capitals',
      Buffer.from(mapped(canary, (code) => `&#x${code.toString(16).toUpperCase()};`)),
    ],
    ['json', Buffer.from(JSON.stringify(canary).slice(1, -1))],
    ['json, ascii', Buffer.from(jsonAscii(canary))],
    ['address', Buffer.from(encodeURIComponent(canary))],
    ['address, small letters', Buffer.from(encodeURIComponent(canary).toLowerCase())],
    ['hexadecimal', Buffer.from(utf8.toString('hex'))],
    ['hexadecimal, capitals', Buffer.from(utf8.toString('hex').toUpperCase())],
    ['reversed', Buffer.from(Array.from(canary).reverse().join(''))],
  )
  for (const [encoding, source] of [
    ['utf-8', utf8],
    ['utf-16le', Buffer.from(canary, 'utf16le')],
  ] as const) {
    for (const shift of [0, 1, 2]) {
      const inner = base64Inside(source, shift)
      forms.push([`base64 of ${encoding}, shifted ${shift}`, Buffer.from(inner)])
      forms.push([
        `base64url of ${encoding}, shifted ${shift}`,
        Buffer.from(inner.replaceAll('+', '-').replaceAll('/', '_')),
      ])
    }
  }
  return forms
}

/** The characters of base64 that do not depend on what stands before and after. */
function base64Inside(source: Buffer, shift: number): string {
  const text = Buffer.concat([Buffer.alloc(shift), source])
    .toString('base64')
    .replace(/=+$/, '')
  const clean = Math.floor(((shift + source.length) * 8) / 6)
  return text.slice(Math.ceil((shift * 8) / 6), clean)
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const mapped = (text: string, write: (code: number) => string) =>
  Array.from(text, (character) => write(character.codePointAt(0) ?? 0)).join('')

const jsonAscii = (text: string) =>
  Array.from({ length: text.length }, (_, index) => {
    const code = text.charCodeAt(index)
    return code < 0x7f ? JSON.stringify(text[index]).slice(1, -1) : `\\u${code.toString(16).padStart(4, '0')}`
  }).join('')
