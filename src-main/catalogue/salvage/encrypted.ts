/**
 * Pages of an encrypted database without SQLite: each is under AES-256 with a vector of its own, and has an HMAC of both
 * and of its number (https://www.zetetic.net/sqlcipher/design/). A page of which that is wrong is not read.
 */
import { createDecipheriv, createHmac, pbkdf2Sync, timingSafeEqual } from 'node:crypto'
import { closeSync, openSync, readSync } from 'node:fs'
import { dirname } from 'node:path'
import { headOf, keyOfFolder } from '../encryption/keyring.ts'
import type { DatabaseKey } from '../encryption/keyring.ts'
import { readSlots } from '../encryption/slots.ts'
import type { Slots } from '../encryption/slots.ts'

const PAGE = 4096
const SALT = 16
const VECTOR = 16
const MAC = 64
/** At the end of each page. */
export const RESERVED = VECTOR + MAC
const MAGIC = Buffer.from('SQLite format 3\0', 'latin1')
/** Pages that are tried to learn whether a file of which the first one is gone is encrypted. */
const TRIED = 64

export interface PageCipher {
  /** The page as it is read; one that was changed is all zeros. */
  open(page: Buffer, number: number): Buffer
}

function cipherOf({
  key,
  salt,
}: DatabaseKey): PageCipher & { isWhole(page: Buffer, number: number): boolean } {
  const secret = Buffer.from(key, 'hex')
  const macSalt = Buffer.from(salt, 'hex').map((byte) => byte ^ 0x3a)
  const macKey = pbkdf2Sync(secret, macSalt, 2, 32, 'sha512')
  const bodyOf = (page: Buffer, number: number) => page.subarray(number === 1 ? SALT : 0, PAGE - RESERVED)
  const isWhole = (page: Buffer, number: number) => {
    if (page.length !== PAGE) return false
    const place = Buffer.alloc(4)
    place.writeUInt32LE(number)
    const mac = createHmac('sha512', macKey)
      .update(bodyOf(page, number))
      .update(page.subarray(PAGE - RESERVED, PAGE - MAC))
      .update(place)
      .digest()
    return timingSafeEqual(mac, page.subarray(PAGE - MAC))
  }
  return {
    isWhole,
    open(page, number) {
      const plain = Buffer.alloc(PAGE)
      if (!isWhole(page, number)) return plain
      const decipher = createDecipheriv('aes-256-cbc', secret, page.subarray(PAGE - RESERVED, PAGE - MAC))
      decipher.setAutoPadding(false)
      const body = Buffer.concat([decipher.update(bodyOf(page, number)), decipher.final()])
      if (number === 1) MAGIC.copy(plain)
      body.copy(plain, number === 1 ? SALT : 0)
      return plain
    },
  }
}

/** How the pages of a damaged file are read, or null where it is plain. @throws catalogueLocked */
export function pageCipherOf(path: string): PageCipher | null {
  if (headOf(path) === 'plain') return null
  const key = keyOfFolder(dirname(path))
  if (key === null) return null
  const cipher = cipherOf(key)
  const file = openSync(path, 'r')
  try {
    for (let number = 1; number <= TRIED; number++) {
      const page = Buffer.alloc(PAGE)
      if (readSync(file, page, 0, PAGE, (number - 1) * PAGE) < PAGE) break
      if (cipher.isWhole(page, number)) return cipher
    }
  } finally {
    closeSync(file)
  }
  return null
}

/** The slots that the new catalogue needs, or null where the damaged one is not encrypted. @throws catalogueLocked */
export const slotsOfDamaged = (database: string): Slots | null =>
  pageCipherOf(database) === null ? null : readSlots(dirname(database))
