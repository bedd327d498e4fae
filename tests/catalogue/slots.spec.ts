/** The slots of a key: each opened by its own secret alone, and of no use in the place of another. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  newKey,
  newRecoveryKey,
  readSlots,
  slotFor,
  slotsOf,
  unlock,
  writeSlots,
} from '../../src-main/catalogue/encryption/slots.ts'
import { aFolder } from '../builders.ts'

const at = '2026-01-01T00:00:00Z'

describe('the slots of an encrypted catalogue', () => {
  it('hold the key for each secret, and nothing of it in the clear', async () => {
    const key = newKey()
    const recovery = newRecoveryKey()
    const slots = slotsOf(key.salt, [
      await slotFor(key, 'first phrase', { name: 'one', kind: 'passphrase', at }),
      await slotFor(key, recovery, { name: 'two', kind: 'recovery', at }),
    ])
    const folder = aFolder()
    writeSlots(folder, slots)
    const text = readFileSync(join(folder, 'keyslots.json'), 'utf8')
    for (const secret of [key.key, 'first phrase', recovery, recovery.slice(0, 5)])
      expect(text.includes(secret)).toBe(false)
    const read = readSlots(folder)
    expect(await unlock(read, 'first phrase')).toMatchObject(key)
    expect(await unlock(read, recovery.toLowerCase())).toMatchObject(key)
    await expect(unlock(read, 'First phrase')).rejects.toMatchObject({ code: 'passphraseWrong' })
  })

  it('open nothing where a part of one was put into another, or changed', async () => {
    const [key, other] = [newKey(), newKey()]
    const slot = await slotFor(key, 'first phrase', { name: 'one', kind: 'passphrase', at })
    const opens = (changed: typeof slot, salt = key.salt) =>
      unlock(slotsOf(salt, [changed]), 'first phrase').then(
        () => true,
        () => false,
      )
    expect(await opens(slot)).toBe(true)
    expect(await opens(slot, other.salt)).toBe(false)
    expect(await opens({ ...slot, id: '6f2d3a68-6f29-4c0f-9b0a-0d1f0a1c2b3d' })).toBe(false)
    const flipped = (hex: string) => (hex.startsWith('0') ? '1' : '0') + hex.slice(1)
    expect(await opens({ ...slot, wrapped: { ...slot.wrapped, key: flipped(slot.wrapped.key) } })).toBe(false)
    expect(await opens({ ...slot, wrapped: { ...slot.wrapped, tag: flipped(slot.wrapped.tag) } })).toBe(false)
  })

  it('are refused when the file is gone, is no such file, or asks for what would be no work, or all memory', async () => {
    const folder = aFolder()
    expect(() => readSlots(folder)).toThrow('slotsMissing')
    const key = newKey()
    const slot = await slotFor(key, 'first phrase', { name: 'one', kind: 'passphrase', at })
    for (const n of [2, 2 ** 30]) {
      const changed = { ...slot, derivation: { ...slot.derivation, n } }
      writeFileSync(join(folder, 'keyslots.json'), JSON.stringify(slotsOf(key.salt, [changed])))
      expect(() => readSlots(folder)).toThrow('slotsMissing')
    }
  })
})
