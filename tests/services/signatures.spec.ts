/** What signed decisions prove when an item is released, and what turns the proof false. */
import { sign } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { databasePath } from '../../src-main/catalogue/open.ts'
import { hashOf, signedBytes } from '../../src-main/catalogue/review/audit.ts'
import type { StoredRow } from '../../src-main/catalogue/review/audit.ts'
import { makeKey, unseal } from '../../src-main/platform/sealed-key.ts'
import { signatureOf } from '../../src-main/exporters/release/manifest.ts'
import { verifyRelease } from '../../src-main/exporters/release/verify.ts'
import { aFolder } from '../builders.ts'
import { anOffice, PASSPHRASES, turnOn } from '../office.ts'
import { anItemToReview } from '../reviewed-item.ts'
import type { ReviewedItem } from '../reviewed-item.ts'

type Column = 'act' | 'actor' | 'reason'

/** Somebody with the file in hand, and with every tool but the keys. */
function byTheSide(folder: string, write: (db: Database.Database) => void): void {
  const db = new Database(databasePath(folder))
  for (const name of [
    'reviewAuditUpdate',
    'reviewAuditDelete',
    'reviewSignatureUpdate',
    'reviewSignatureDelete',
  ])
    db.exec(`DROP TRIGGER ${name}`)
  db.pragma('foreign_keys = OFF')
  write(db)
  db.close()
}

/** Writes the chain anew from a row on, as if each row had always said what it says now. */
function rechain(db: Database.Database): void {
  let prevHash = ''
  for (const { ...row } of db.prepare<[], StoredRow>('SELECT * FROM reviewAudit ORDER BY seq').all()) {
    const hash = hashOf({ ...row, prevHash, hash: '' })
    db.prepare('UPDATE reviewAudit SET prevHash = ?, hash = ? WHERE seq = ?').run(prevHash, hash, row.seq)
    db.prepare('UPDATE review SET auditHash = ? WHERE auditHash = ?').run(hash, row.hash)
    prevHash = hash
  }
}

const change = (act: string, column: Column, value: string) => (db: Database.Database) => {
  db.prepare(`UPDATE reviewAudit SET ${column} = ? WHERE act = ? AND redaction IS NULL`).run(value, act)
  rechain(db)
}

function signAnew(db: Database.Database, act: string, fingerprint: string, key: KeyObject): void {
  const rows = db
    .prepare<[string], { seq: number; hash: string }>('SELECT seq, hash FROM reviewAudit WHERE act = ?')
    .all(act)
  for (const { seq, hash } of rows)
    db.prepare('UPDATE reviewSignature SET fingerprint = ?, signature = ? WHERE seq = ?').run(
      fingerprint,
      sign(null, signedBytes(hash), key).toString('base64'),
      seq,
    )
}

const planned = async ({ client, id }: ReviewedItem) => {
  const { items } = await client.release.plan({ ids: [id] })
  return items[0]?.because
}
const found = async ({ client }: ReviewedItem) => (await client.check.run()).findings.map(({ code }) => code)

describe('an item that is signed', () => {
  it('goes out with the keys of the persons, and verifies', async () => {
    const item = await anOffice()
    await item.bringTo('approved')
    expect(await found(item)).toEqual([])
    const to = aFolder()
    const { jobId } = await item.client.release.write({
      ...{ ids: [item.id], within: item.handle(to, 'write'), name: 'Out', as: 'Chiba' },
    })
    const { result, error } = await item.client.job.wait({ id: jobId })
    expect(error).toBeNull()
    expect(result).toMatchObject({ kind: 'release', items: 1 })
    const manifest = JSON.parse(readFileSync(join(to, 'Out', 'manifest.json'), 'utf8')) as Record<
      string,
      unknown
    >
    const { persons } = await item.client.person.list()
    expect(manifest).toMatchObject({
      persons: 'two persons verified',
      keys: persons.map(({ key }) => key?.fingerprint).sort(),
    })
    for (const { name } of persons) expect(JSON.stringify(manifest)).not.toContain(name)
    expect((await verifyRelease(join(to, 'Out'))).faults).toEqual([])
  })

  it('has a manifest that is signed with the key of the office, once that is there and open', async () => {
    const item = await anItemToReview()
    await item.bringTo('approved')
    const to = aFolder()
    const writing = (name: string) =>
      item.client.release.write({
        ...{ ids: [item.id], within: item.handle(to, 'write'), name, sign: { owner: null } },
      })
    await expect(writing('Out')).rejects.toMatchObject({ code: 'keyMissing' })
    const { release } = await item.client.person.renewKey({
      owner: null,
      passphrase: 'the key of the office',
    })
    await item.client.person.lock()
    await expect(writing('Out')).rejects.toMatchObject({ code: 'keyLocked', data: { who: '' } })
    await item.client.person.unlock({ owner: null, passphrase: 'the key of the office' })
    const { jobId } = await writing('Out')
    const { result } = await item.client.job.wait({ id: jobId })
    const fingerprint = release.key?.fingerprint
    expect(result).toMatchObject({ fingerprint })
    expect((await item.client.release.list({})).releases).toMatchObject([{ signedBy: fingerprint }])
    const out = join(to, 'Out')
    expect(await verifyRelease(out)).toMatchObject({ fingerprint, faults: [], checked: { signature: 1 } })

    // A fingerprint that is only claimed is none.
    const file = join(out, 'manifest.sig.json')
    const signature = readFileSync(file, 'utf8')
    writeFileSync(file, signature.replace(fingerprint ?? '', 'f'.repeat(64)))
    expect(await verifyRelease(out)).toMatchObject({ fingerprint: null, faults: [{ test: 'signature' }] })
    // Whoever signs anew with a key of their own has another fingerprint: that is all that a page inside can show.
    const other = await makeKey('a long passphrase')
    writeFileSync(file, signatureOf(readFileSync(join(out, 'manifest.json'), 'utf8'), other.privateKey))
    expect(await verifyRelease(out)).toMatchObject({ fingerprint: other.fingerprint, faults: [] })
  })

  it('is only asserted where the office has no passphrases', async () => {
    const item = await anItemToReview()
    await item.bringTo('approved')
    const to = aFolder()
    const { jobId } = await item.client.release.write({
      ...{ ids: [item.id], within: item.handle(to, 'write'), name: 'Out' },
    })
    await item.client.job.wait({ id: jobId })
    const manifest = readFileSync(join(to, 'Out', 'manifest.json'), 'utf8')
    expect(manifest).toContain('names asserted, not verified')
    expect(manifest).not.toContain('"keys"')
  })

  it('is decided anew where it was approved before the passphrases', async () => {
    const item = await anItemToReview()
    await item.bringTo('approved')
    await turnOn(item.client)
    expect(await planned(item)).toBe('signatureMissing')
    await expect(
      item.client.release
        .write({ ids: [item.id], name: 'Out' })
        .then(({ jobId }) => item.client.job.wait({ id: jobId })),
    ).resolves.toMatchObject({ error: { code: 'releaseNothing' } })
  })

  it('does not go out once a key is retired with which it was decided', async () => {
    const item = await anOffice()
    await item.bringTo('approved')
    expect(await planned(item)).toBeNull()
    const { persons } = await item.client.person.list()
    const owner = persons.find(({ name }) => name === 'Baba')?.id ?? null
    await item.client.person.renewKey({
      ...{ owner, passphrase: 'a new passphrase', reason: 'forgotten', as: 'Chiba' },
    })
    expect(await planned(item)).toBe('keyRetired')
    // What was signed while the key was in use was well signed.
    expect(await found(item)).toEqual([])
  })
})

describe('what somebody does by the side', () => {
  /** An approved item, changed with the file in hand. */
  async function tampered(write: (db: Database.Database) => void): Promise<ReviewedItem> {
    const item = await anOffice()
    await item.bringTo('approved')
    byTheSide(item.folder, write)
    return item
  }

  it.each([
    ['a row is altered, and every hash made anew', change('approve', 'reason', 'another')],
    ['somebody else is said to have agreed', change('agree', 'actor', 'Chiba')],
    ['the office is said to have another person', change('person', 'actor', 'Dan')],
  ])('%s: the signature does not hold', async (_, write) => {
    const item = await tampered(write)
    expect(await planned(item)).toBe('signatureBroken')
    expect(await found(item)).toContain('signatureBroken')
  })

  it('a signature is taken away', async () => {
    const item = await tampered(
      (db) =>
        void db.exec(
          `DELETE FROM reviewSignature WHERE seq IN (SELECT seq FROM reviewAudit WHERE act = 'approve')`,
        ),
    )
    expect(await planned(item)).toBe('signatureMissing')
    expect(await found(item)).toContain('signatureBroken')
  })

  it('a decision is signed with a key that no approver has let in', async () => {
    const made = await makeKey('a long passphrase')
    const item = await tampered((db) => {
      db.prepare(
        `INSERT INTO personKey (fingerprint, personId, publicKey, seal, madeAt, retiredAt, retiredBecause)
         VALUES (?, (SELECT id FROM person WHERE name = 'Baba'), ?, ?, '', '', 'x')`,
      ).run(made.fingerprint, made.publicKey, made.seal)
      signAnew(db, 'agree', made.fingerprint, made.privateKey)
    })
    expect(await planned(item)).toBe('signatureBroken')
  })

  it('one person agrees under the name of another, with the one key', async () => {
    const item = await anOffice()
    const key = await keyOf(item, 'Aoki')
    await item.bringTo('approved')
    byTheSide(item.folder, (db) => signAnew(db, 'agree', key.fingerprint, key.privateKey))
    expect(await planned(item)).toBe('signatureBroken')
  })

  it('an approver lets one key in under two names: the two are one person', async () => {
    const item = await anOffice()
    const [aoki, chiba] = [await keyOf(item, 'Aoki'), await keyOf(item, 'Chiba')]
    const baba = await keyOf(item, 'Baba')
    await item.bringTo('approved')
    byTheSide(item.folder, (db) => {
      db.prepare(`UPDATE reviewAudit SET after = replace(after, ?, ?) WHERE act = 'passphrasesOn'`).run(
        baba.fingerprint,
        aoki.fingerprint,
      )
      rechain(db)
      for (const act of ['propose', 'agree']) signAnew(db, act, aoki.fingerprint, aoki.privateKey)
      for (const act of ['passphrasesOn', 'approve']) signAnew(db, act, chiba.fingerprint, chiba.privateKey)
    })
    expect(await found(item)).toEqual([])
    expect(await planned(item)).toBe('oneKey')
  })

  it('somebody takes the name of another between the two decisions, and agrees with the key that proposed', async () => {
    const item = await anOffice()
    await item.bringTo('proposed')
    byTheSide(item.folder, (db) => {
      db.exec(`UPDATE person SET name = 'Dan', folded = 'dan' WHERE name = 'Baba';
               UPDATE person SET name = 'Baba', folded = 'baba', roles = '["secondReviewer"]' WHERE name = 'Aoki'`)
    })
    await expect(item.client.review.agree({ descriptionId: item.id, as: 'Baba' })).rejects.toMatchObject({
      ...{ code: 'reviewerSame', data: { who: 'Aoki' } },
    })
  })
})

async function keyOf({ folder }: ReviewedItem, name: keyof typeof PASSPHRASES) {
  const db = new Database(databasePath(folder), { readonly: true })
  const row = db
    .prepare<[string], { fingerprint: string; seal: string }>(
      'SELECT fingerprint, seal FROM personKey JOIN person ON person.id = personId WHERE name = ?',
    )
    .get(name)
  db.close()
  if (!row) throw new Error(`no key: ${name}`)
  const privateKey = await unseal(row, PASSPHRASES[name])
  if (!privateKey) throw new Error('another passphrase')
  return { ...row, privateKey }
}
