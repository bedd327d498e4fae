/** Keys and files of an encrypted catalogue, without the catalogue. */
import { createHash, randomBytes } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { holdSealingKeys, sealingKeys } from '../src-main/platform/sealed-file/keys.ts'
import type { SealingKeys } from '../src-main/platform/sealed-file/keys.ts'

/** Fixed, so that two processes of a spec have the same. */
export const DATABASE_KEY = { key: '11'.repeat(32), salt: '22'.repeat(16) }

export function heldKeys({ key, salt } = DATABASE_KEY): SealingKeys {
  holdSealingKeys({ key, salt })
  const keys = sealingKeys(salt)
  if (keys === null) throw new Error('not held')
  return keys
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** Puts a plain master among the scans of a folder, as an import names it. */
export function aPlainMaster(folder: string, content: Uint8Array, extension = 'tif') {
  const hash = sha256(content)
  const path = `scans/${hash}.${extension}`
  mkdirSync(join(folder, 'scans'), { recursive: true })
  writeFileSync(join(folder, path), content)
  return { path, hash, content }
}

/** Beginnings by which files of images are known, and what programs that recognise them look for. */
const MAGIC = [
  'II*\0',
  'II+\0',
  'MM\0*',
  '\xff\xd8\xff',
  '\x89PNG\r\n',
  'RIFF',
  '%PDF-',
  '\0\0\0\x0cjP  ',
].map((text) => Buffer.from(text, 'latin1'))

/**
 * Files below some folders in which something of masters can be read: their words, any 24 of their bytes at many places, the
 * beginning of an image, or their hash, in the content or in the name.
 */
export function tellingOf(
  folders: readonly string[],
  masters: readonly { content: Uint8Array; hash: string }[],
  words: readonly string[] = [],
): string[] {
  const parts = masters.flatMap(({ content }) => piecesOf(Buffer.from(content)))
  const needles = [
    ...parts,
    ...words.map((word) => Buffer.from(word)),
    ...masters.map(({ hash }) => Buffer.from(hash)),
  ]
  return folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => {
        if (masters.some(({ hash }) => path.includes(hash))) return true
        const bytes = readFileSync(path)
        return (
          MAGIC.some((magic) => bytes.subarray(0, magic.length).equals(magic)) ||
          needles.some((needle) => bytes.includes(needle))
        )
      }),
  )
}

/** Pieces of content that are found nowhere else by chance. */
function piecesOf(content: Buffer): Buffer[] {
  const pieces: Buffer[] = []
  const step = Math.max(24, Math.floor(content.length / 64))
  for (let at = 0; at + 24 <= content.length; at += step) {
    const piece = content.subarray(at, at + 24)
    if (new Set(piece).size > 8) pieces.push(piece)
  }
  return pieces
}

/** Content with a word in it, of a size, unlike any other. */
export function contentWith(word: string, size: number): Buffer {
  const content = randomBytes(size)
  content.write('II*\0', 0, 'latin1')
  content.write(word, Math.floor(size / 2))
  return content
}
