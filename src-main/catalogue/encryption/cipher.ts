/** The cipher of a database: as SQLCipher 4 writes it, which other tools read. Pages under AES-256, each with a mark that tells when it was changed. */
import type Database from 'better-sqlite3'
import { keyOfFile } from './keyring.ts'
import type { DatabaseKey } from './keyring.ts'

const CIPHER = ["cipher = 'sqlcipher'", 'legacy = 4'] as const

/** A key as SQLCipher takes it, without any more derivation. */
const spelled = ({ key, salt }: DatabaseKey): string => `x'${key}${salt}'`

export function giveKey(db: Database.Database, key: DatabaseKey | null): void {
  // Also where the file itself is plain: another one may be attached.
  for (const setting of CIPHER) db.pragma(setting)
  // Not as a pragma: what is wrong with one of those is told with its words.
  if (key) (db as unknown as { key(words: Buffer): void }).key(Buffer.from(spelled(key)))
}

/** Puts another catalogue's file beside the one that is open, encrypted or not. @throws catalogueLocked */
export function attachFile(db: Database.Database, path: string, name: string): void {
  const key = keyOfFile(path)
  db.prepare(`ATTACH ? AS ${name} KEY ?`).run(path, key === null ? '' : spelled(key))
}
