/** Persons of the office, their sealed keys, and what a signed decision takes. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { databasePath } from '../../src-main/catalogue/open.ts'
import { createKeyring } from '../../src-main/platform/keyring.ts'
import { makeKey } from '../../src-main/platform/sealed-key.ts'
import type { Client } from '../../src-main/shared/contract/index.ts'
import { findCanaries } from '../leaks/find-canary.ts'
import { anEmptyCatalogue } from '../builders.ts'
import { AUTHORITY, anItemToReview } from '../reviewed-item.ts'
import { anOffice, anOfficeAlone, PASSPHRASES } from '../office.ts'

const refused = (code: string) => ({ code })
const personOf = async (client: Client, name: string) => {
  const found = (await client.person.list()).persons.find((person) => person.name === name)
  if (!found) throw new Error(`not in the list: ${name}`)
  return found
}

describe('the persons of the office', () => {
  it('are in the list once, however a name is written', async () => {
    const { client } = await anEmptyCatalogue()
    await client.settings.set({ who: 'Aoki' })
    const fields = { position: '', roles: ['reviewer' as const], active: true }
    await client.person.add({ name: 'Aoki Taro', ...fields })
    await expect(client.person.add({ name: 'ＡＯＫＩ　ｔａｒｏ', ...fields })).rejects.toMatchObject(
      refused('personTaken'),
    )
    const { id } = await personOf(client, 'Aoki Taro')
    await client.person.edit({ id, patch: { position: 'Archivist', active: false }, reason: 'moved' })
    expect(await personOf(client, 'Aoki Taro')).toMatchObject({ position: 'Archivist', active: false })
    const { rows } = await client.review.audit({})
    expect(rows.map(({ act, reason }) => [act, reason])).toEqual([
      ['person', 'moved'],
      ['person', ''],
    ])
  })

  it('are not undone, and who has no passphrase decides as before', async () => {
    const { client, id, bringTo } = await anItemToReview()
    await client.person.add({ name: 'Dan', position: '', roles: [], active: true })
    expect((await client.history.state()).undo?.action).not.toBe('person.add')
    await bringTo('approved')
    expect((await client.review.state({ descriptionId: id })).standing).toBe('approved')
  })
})

describe('a key', () => {
  it('opens with its passphrase alone, and is locked again', async () => {
    const { client } = await anOfficeAlone()
    const { id: owner } = await personOf(client, 'Aoki')
    await client.person.lock()
    expect((await personOf(client, 'Aoki')).open).toBe(false)
    await expect(client.person.unlock({ owner, passphrase: 'not the passphrase' })).rejects.toMatchObject(
      refused('passphraseWrong'),
    )
    await client.person.unlock({ owner, passphrase: PASSPHRASES.Aoki })
    expect((await personOf(client, 'Aoki')).open).toBe(true)
  })

  it('stays the same under another passphrase, and no seal that was is left in the file', async () => {
    const { client, folder, core } = await anOfficeAlone()
    const before = await personOf(client, 'Aoki')
    const seals = () => {
      const db = new Database(databasePath(folder), { readonly: true })
      const rows = db.prepare<[], { seal: string }>('SELECT seal FROM personKey').all()
      db.close()
      return rows.map(({ seal }) => (JSON.parse(seal) as { sealed: string }).sealed)
    }
    const old = seals()
    await client.person.changePassphrase({
      owner: before.id,
      passphrase: PASSPHRASES.Aoki,
      next: 'another passphrase',
    })
    await client.person.lock()
    await expect(
      client.person.unlock({ owner: before.id, passphrase: PASSPHRASES.Aoki }),
    ).rejects.toMatchObject(refused('passphraseWrong'))
    await client.person.unlock({ owner: before.id, passphrase: 'another passphrase' })
    expect((await personOf(client, 'Aoki')).key).toEqual(before.key)
    const gone = old.filter((one) => !seals().includes(one))
    expect(gone).toHaveLength(1)
    await core.close()
    expect(findCanaries(readFileSync(databasePath(folder)), gone)).toEqual([])
  })

  it('is open for its minutes, by the clock, even where no timer has run', async () => {
    let minute = 0
    const keyring = createKeyring({ now: () => new Date(minute * 60_000).toISOString() })
    const { fingerprint, privateKey } = await makeKey('a long passphrase')
    keyring.open(fingerprint, privateKey, 15)
    minute = 14
    expect(keyring.find(fingerprint)).not.toBeNull()
    minute = 15
    expect(keyring.find(fingerprint)).toBeNull()
  })

  it('leaves its passphrase nowhere: no file of the catalogue, the settings or the log', async () => {
    const { client, folder, home, core } = await anOfficeAlone()
    const { id: owner } = await personOf(client, 'Aoki')
    await expect(client.person.unlock({ owner, passphrase: `${PASSPHRASES.Aoki}!` })).rejects.toMatchObject(
      refused('passphraseWrong'),
    )
    await core.close()
    let looked = 0
    for (const root of [folder, home])
      for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
        if (!entry.isFile()) continue
        looked++
        const bytes = readFileSync(join(entry.parentPath, entry.name))
        expect(findCanaries(bytes, Object.values(PASSPHRASES)), entry.name).toEqual([])
      }
    expect(looked).toBeGreaterThan(2)
  })

  it('that is renewed retires the one before, with a reason and the signature of another approver', async () => {
    const { client } = await anOfficeAlone()
    const aoki = await personOf(client, 'Aoki')
    const renewing = { owner: aoki.id, passphrase: 'a new passphrase' }
    await expect(client.person.renewKey({ ...renewing, as: 'Chiba' })).rejects.toMatchObject(
      refused('reasonMissing'),
    )
    await expect(
      client.person.renewKey({ ...renewing, reason: 'forgotten', as: 'Aoki' }),
    ).rejects.toMatchObject({ ...refused('otherApprover'), data: { who: ['Chiba'] } })
    await expect(
      client.person.renewKey({ ...renewing, reason: 'forgotten', as: 'Baba' }),
    ).rejects.toMatchObject(refused('roleMissing'))
    await client.person.renewKey({ ...renewing, reason: 'forgotten', as: 'Chiba' })
    const after = await personOf(client, 'Aoki')
    expect(after.key?.fingerprint).not.toBe(aoki.key?.fingerprint)
    expect(after.retired).toMatchObject([{ fingerprint: aoki.key?.fingerprint, retiredBecause: 'forgotten' }])
    const [row] = (await client.review.audit({})).rows
    expect(row).toMatchObject({ act: 'key', actor: 'Chiba', reason: 'forgotten' })
    expect(row?.signedBy).toBe((await personOf(client, 'Chiba')).key?.fingerprint)
  })

  it('of the only approver is renewed by that person alone', async () => {
    const { client } = await anOfficeAlone()
    const { id: owner } = await personOf(client, 'Chiba')
    await client.person.lock()
    await client.person.renewKey({ owner, passphrase: 'a new passphrase', reason: 'forgotten', as: 'Chiba' })
    expect((await client.check.run()).findings).toEqual([])
    await client.person.usePassphrases({ on: false, reason: 'the office is closed', as: 'Chiba' })
  })
})

describe('passphrases', () => {
  it('are turned on by an approver with a key, and off with a reason', async () => {
    const { client } = await anEmptyCatalogue()
    await client.settings.set({ who: 'Chiba' })
    await client.person.add({ name: 'Chiba', position: '', roles: ['approver'], active: true })
    await expect(client.person.usePassphrases({ on: true })).rejects.toMatchObject(refused('approverMissing'))
    const { id: owner } = await personOf(client, 'Chiba')
    await client.person.renewKey({ owner, passphrase: PASSPHRASES.Chiba })
    expect((await client.person.usePassphrases({ on: true })).passphrases).toBe(true)
    await expect(client.person.usePassphrases({ on: false })).rejects.toMatchObject(refused('reasonMissing'))
    await client.person.lock()
    await expect(client.person.usePassphrases({ on: false, reason: 'a trial' })).rejects.toMatchObject(
      refused('keyLocked'),
    )
    await client.person.unlock({ owner, passphrase: PASSPHRASES.Chiba })
    expect((await client.person.usePassphrases({ on: false, reason: 'a trial' })).passphrases).toBe(false)
    const { rows } = await client.review.audit({})
    expect(rows[0]).toMatchObject({ act: 'passphrasesOff', reason: 'a trial' })
    expect((await client.check.run()).findings).toEqual([])
  })

  it('leave an approver, whoever is edited', async () => {
    const { client } = await anOfficeAlone()
    const { id } = await personOf(client, 'Chiba')
    await expect(client.person.edit({ id, patch: { active: false }, as: 'Chiba' })).rejects.toMatchObject(
      refused('approverMissing'),
    )
    await expect(client.person.edit({ id, patch: { name: 'Dan' }, as: 'Chiba' })).rejects.toMatchObject(
      refused('personHasKey'),
    )
    await expect(
      client.person.add({ name: 'Dan', position: '', roles: ['approver'], active: true, as: 'Aoki' }),
    ).rejects.toMatchObject(refused('roleMissing'))
  })
})

describe('a signed decision', () => {
  it('is taken by whom the office knows, in the role, with an open key', async () => {
    const { client, id, markAll, lookAtAll, check } = await anOffice()
    await markAll()
    await lookAtAll()
    await check()
    await client.review.decide({ descriptionId: id, decision: 'releaseInPart' })
    const proposing = (as: string) => client.review.propose({ descriptionId: id, as })
    await expect(proposing('Dan')).rejects.toMatchObject(refused('personUnknown'))
    await expect(proposing('Baba')).rejects.toMatchObject(refused('roleMissing'))
    await client.person.lock()
    await expect(proposing('Aoki')).rejects.toMatchObject({ ...refused('keyLocked'), data: { who: 'Aoki' } })
    const { id: owner } = await personOf(client, 'Aoki')
    await client.person.unlock({ owner, passphrase: PASSPHRASES.Aoki })
    await proposing('Aoki')
    const { rows } = await client.review.audit({ descriptionId: id })
    const { key } = await personOf(client, 'Aoki')
    for (const { act, signedBy } of rows) expect(signedBy).toBe(act === 'propose' ? key?.fingerprint : null)
    await expect(
      client.review.approve({ descriptionId: id, as: 'Aoki', authority: AUTHORITY }),
    ).rejects.toMatchObject({ code: expect.stringMatching(/reviewState|roleMissing/) as unknown })
  })

  it('to loosen a mark is signed, too', async () => {
    const { client, id, bringTo } = await anOffice()
    await bringTo('agreed')
    const [one] = await client.redaction.list({ descriptionId: id })
    const removing = { id: one?.id ?? (0 as never), why: 'public since 1990' }
    await expect(client.redaction.remove({ ...removing, as: 'Dan' })).rejects.toMatchObject(
      refused('personUnknown'),
    )
    await client.redaction.remove({ ...removing, as: 'Aoki' })
    const [row] = (await client.review.audit({ descriptionId: id })).rows
    expect(row).toMatchObject({ act: 'loosen' })
    expect(row?.signedBy).toBe((await personOf(client, 'Aoki')).key?.fingerprint)
  })
})
