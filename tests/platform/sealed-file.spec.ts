/** A file under a key: it opens as it was written, in any part, and with nothing that was changed. */
import { copyFileSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { randomBytes } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { dropSealingKeys, isSealed, newFile, sealedPath } from '../../src-main/platform/sealed-file/keys.ts'
import type { SealingKeys } from '../../src-main/platform/sealed-file/keys.ts'
import {
  CHUNK_BYTES,
  contentSize,
  HEAD_BYTES,
  SEALED_CHUNK_BYTES,
} from '../../src-main/platform/sealed-file/layout.ts'
import { contentChunks, openSealed, wholeContent } from '../../src-main/platform/sealed-file/read.ts'
import { sealedBytes, sealingOf, sealInto } from '../../src-main/platform/sealed-file/write.ts'
import { aFolder } from '../builders.ts'
import { DATABASE_KEY, heldKeys, sha256 } from '../sealed.ts'

let keys: SealingKeys
let folder: string
beforeEach(() => {
  keys = heldKeys()
  folder = aFolder()
})

const labelOf = (content: Uint8Array) => `scans/${sha256(content)}.tif`

function aSealed(content: Uint8Array, label = labelOf(content)): string {
  const path = join(folder, sealedPath(keys, label))
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, sealedBytes(sealingOf(keys, label), content))
  return path
}

async function* inPieces(content: Buffer, size: number): AsyncGenerator<Uint8Array, void> {
  for (let at = 0; at < content.length; at += size)
    yield await Promise.resolve(content.subarray(at, at + size))
}

const SIZES = [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES, 5 * CHUNK_BYTES + 777]
/** What is told of a file that is not as it was written. */
const TAMPERED = { code: 'fileTampered' }

describe('a sealed file', () => {
  it.each(SIZES)('opens as it was written, of %d bytes', async (size) => {
    const content = randomBytes(size)
    const path = aSealed(content)
    expect(contentSize(readFileSync(path).length)).toBe(size)
    expect((await wholeContent(path)).equals(content)).toBe(true)
  })

  it('is written piece by piece, of any size, as in one', async () => {
    const content = randomBytes(2 * CHUNK_BYTES + 5)
    for (const size of [1000, CHUNK_BYTES, CHUNK_BYTES + 1, content.length]) {
      const into = aFolder()
      const made = await sealInto({
        content: inPieces(content, size),
        folder: into,
        keys,
        label: (hash) => `scans/${hash}.tif`,
      })
      expect(made).toMatchObject({ sha256: sha256(content), bytes: content.length, existed: false })
      expect(made.path).toBe(join(into, sealedPath(keys, labelOf(content))))
      expect((await wholeContent(made.path)).equals(content)).toBe(true)
    }
  })

  it('gives any part of its content', async () => {
    const content = randomBytes(3 * CHUNK_BYTES + 100)
    const file = await openSealed(aSealed(content))
    for (const [offset, length] of [
      [0, 10],
      [CHUNK_BYTES - 5, 10],
      [CHUNK_BYTES, CHUNK_BYTES],
      [5, 3 * CHUNK_BYTES],
      [content.length - 3, 100],
      [content.length, 5],
    ] as const)
      expect((await file.bytes(offset, length)).equals(content.subarray(offset, offset + length))).toBe(true)
    await file.close()
  })

  it('tells nothing by its name, and is another each time it is written', () => {
    const content = Buffer.from('the same content')
    const one = readFileSync(aSealed(content))
    const path = aSealed(content)
    expect(isSealed(path)).toBe(true)
    expect(path).not.toContain(sha256(content))
    const other = readFileSync(path)
    expect(one.subarray(HEAD_BYTES).equals(other.subarray(HEAD_BYTES))).toBe(false)
    expect(Buffer.from(newFile(keys).key).equals(newFile(keys).key)).toBe(false)
    // Another catalogue has another name for it.
    const elsewhere = heldKeys({ key: '33'.repeat(32), salt: '44'.repeat(16) })
    expect(sealedPath(elsewhere, labelOf(content))).not.toBe(sealedPath(keys, labelOf(content)))
    // What is made of one master lies together, and not by the name of the master.
    const [first, second] = ['0-256.jpg', '1-256.jpg'].map((kind) =>
      sealedPath(keys, `derivatives/aa/${'a'.repeat(64)}-${kind}`),
    )
    expect(first?.slice(0, 79)).toBe(second?.slice(0, 79))
    expect(first).not.toBe(second)
    expect(first).not.toContain('aaaa')
  })

  it('does not open without the key of its catalogue', async () => {
    const path = aSealed(Buffer.from('secret'))
    dropSealingKeys(DATABASE_KEY.salt)
    await expect(wholeContent(path)).rejects.toMatchObject(TAMPERED)
  })
})

describe('a sealed file that somebody has changed', () => {
  const content = randomBytes(3 * CHUNK_BYTES + 100)
  const at = (chunk: number) => HEAD_BYTES + chunk * SEALED_CHUNK_BYTES
  const moved = (bytes: Buffer, order: readonly number[]) =>
    Buffer.concat([
      bytes.subarray(0, HEAD_BYTES),
      ...order.map((chunk) => bytes.subarray(at(chunk), at(chunk + 1))),
    ])
  const changed: Record<string, (bytes: Buffer) => Buffer> = {
    'a bit of its first bytes': (bytes) => flipped(bytes, 3),
    'a bit of which key it has': (bytes) => flipped(bytes, 10),
    'a bit of its salt': (bytes) => flipped(bytes, 30),
    'a bit of its label': (bytes) => flipped(bytes, 60),
    'a bit of its content': (bytes) => flipped(bytes, at(1) + 5),
    'a bit of a tag': (bytes) => flipped(bytes, at(1) - 1),
    'its end cut off': (bytes) => bytes.subarray(0, bytes.length - 1),
    'its last chunk cut off': (bytes) => bytes.subarray(0, at(3)),
    'all but its first chunk cut off': (bytes) => bytes.subarray(0, at(1)),
    'all content cut off': (bytes) => bytes.subarray(0, HEAD_BYTES),
    'two chunks in each other’s place': (bytes) => moved(bytes, [1, 0, 2, 3]),
    'a chunk twice': (bytes) => moved(bytes, [0, 1, 1, 2, 3]),
    'a chunk left out': (bytes) => moved(bytes, [0, 2, 3]),
    'bytes added': (bytes) => Buffer.concat([bytes, randomBytes(500)]),
    'nothing in it': () => Buffer.alloc(0),
  }

  it.each(Object.keys(changed))('does not open with %s', async (what) => {
    const path = aSealed(content)
    const before = readFileSync(path)
    expect((await wholeContent(path)).equals(content)).toBe(true)
    writeFileSync(path, changed[what]?.(before) ?? before)
    await expect(wholeContent(path)).rejects.toMatchObject(TAMPERED)
    // Whoever reads only its beginning hears of a lost end as well.
    if (/cut off/.test(what)) await expect(openSealed(path)).rejects.toMatchObject(TAMPERED)
  })

  it('does not open in the place of another, nor with the chunks of another', async () => {
    const [one, other] = [aSealed(content), aSealed(randomBytes(content.length))]
    const aside = join(folder, 'aside')
    const [a, b] = [readFileSync(one), readFileSync(other)]
    writeFileSync(one, Buffer.concat([a.subarray(0, at(1)), b.subarray(at(1))]))
    await expect(wholeContent(one)).rejects.toMatchObject(TAMPERED)
    copyFileSync(other, one)
    await expect(wholeContent(one)).rejects.toMatchObject(TAMPERED)
    writeFileSync(one, a)
    renameSync(one, aside)
    renameSync(other, one)
    renameSync(aside, other)
    await expect(wholeContent(one)).rejects.toMatchObject(TAMPERED)
    await expect(wholeContent(other)).rejects.toMatchObject(TAMPERED)
  })

  it('is told of under the name that its reader gives', async () => {
    const path = aSealed(content)
    writeFileSync(path, flipped(readFileSync(path), at(0) + 1))
    const file = await openSealed(path, { name: 'page 3.tif' })
    await expect(file.bytes(0, 10)).rejects.toMatchObject({ data: { file: 'page 3.tif' } })
    await file.close()
  })

  it('stays unwritten when its content breaks off', async () => {
    async function* broken() {
      yield await Promise.resolve(randomBytes(10))
      throw new Error('broken')
    }
    await expect(
      sealInto({ content: broken(), folder, keys, label: (hash) => `scans/${hash}.tif` }),
    ).rejects.toThrow('broken')
    const rest: Uint8Array[] = []
    for await (const chunk of contentChunks(aSealed(content))) rest.push(chunk)
    expect(rest).toHaveLength(1)
  })
})

function flipped(bytes: Buffer, at: number): Buffer {
  const changed = Buffer.from(bytes)
  changed[at] = (changed[at] ?? 0) ^ 1
  return changed
}
