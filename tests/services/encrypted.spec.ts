/** What is done with a catalogue that is encrypted: opened, changed, gone back to, lent, salvaged, made plain. */
import Database from 'better-sqlite3'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { databasePath } from '../../src-main/catalogue/open.ts'
import { aCore, words } from '../builders.ts'
import {
  aCatalogueWithCanary,
  anEncryptedCatalogue,
  CANARY,
  leaking,
  PASSPHRASE,
  resultOf,
} from '../encrypted-catalogue.ts'

describe('an encrypted catalogue', () => {
  it('is opened by its passphrase alone, however that was typed, and says so where it is wrong', async () => {
    const made = await anEncryptedCatalogue()
    await made.core.close()
    const there = aCore()
    const refused = await there.core.openCatalogue(made.folder).then(
      () => null,
      (error: unknown) => error as { code: string; data: { id: string } },
    )
    expect(refused).toMatchObject({ code: 'catalogueLocked', data: { file: 'Spec.shoko' } })
    const id = refused?.data.id ?? ''
    // The desk asks by itself for what was to be opened first.
    expect(await there.client.encryption.locked()).toEqual({ file: 'Spec.shoko', id })
    await expect(there.client.encryption.unlock({ id, passphrase: 'not this one' })).rejects.toMatchObject({
      code: 'passphraseWrong',
    })
    await expect(there.core.openCatalogue(made.folder)).rejects.toMatchObject({ code: 'catalogueLocked' })
    // Decomposed, and with wide letters, as another keyboard gives it.
    await there.client.encryption.unlock({
      id,
      passphrase: PASSPHRASE.normalize('NFKD').replace('is', 'ｉｓ'),
    })
    await there.client.catalogue.openRecent({ id })
    expect(await there.client.encryption.locked()).toBe(null)
    expect((await there.client.description.get({ id: made.item })).title[0]?.value).toBe(`${CANARY} F/1`)
    await there.client.catalogue.close()
    // The key is gone with the catalogue.
    await expect(there.core.openCatalogue(made.folder)).rejects.toMatchObject({ code: 'catalogueLocked' })
  })

  it('is opened by other slots, and by a recovery key of which a mistyped group is named', async () => {
    const { client, folder } = await anEncryptedCatalogue()
    const { key, slots } = await client.encryption.addRecovery({ passphrase: PASSPHRASE, name: 'safe' })
    expect(slots.map(({ kind }) => kind)).toEqual(['passphrase', 'recovery'])
    expect(readFileSync(join(folder, 'keyslots.json'), 'utf8')).not.toContain(key.slice(0, 5))
    const wrong = key.replace(/^./, key.startsWith('0') ? '1' : '0')
    const change = (passphrase: string) =>
      client.encryption.addPassphrase({ passphrase, name: 'second person', added: 'another phrase' })
    await expect(change(wrong)).rejects.toMatchObject({ code: 'recoveryKeyMistyped', data: { group: 1 } })
    const added = await change(key.toLowerCase().replaceAll('-', ' '))
    expect(added.slots).toHaveLength(3)
    await expect(
      client.encryption.addPassphrase({ passphrase: key, name: 'safe', added: 'another phrase' }),
    ).rejects.toMatchObject({ code: 'slotNameTaken' })
    await client.encryption.changePassphrase({ passphrase: 'another phrase', changed: 'yet another one' })
    await expect(
      client.encryption.decrypt({ passphrase: 'another phrase', reason: 'x' }),
    ).rejects.toMatchObject({
      code: 'passphraseWrong',
    })
    const [first, recovery, second] = added.slots
    await client.encryption.removeSlot({ passphrase: 'yet another one', id: first?.id ?? '' })
    await expect(client.encryption.decrypt({ passphrase: PASSPHRASE, reason: 'x' })).rejects.toMatchObject({
      code: 'passphraseWrong',
    })
    await client.encryption.removeSlot({ passphrase: key, id: second?.id ?? '' })
    await expect(
      client.encryption.removeSlot({ passphrase: key, id: recovery?.id ?? '' }),
    ).rejects.toMatchObject({ code: 'slotLast' })
    // The copies are opened by what opens the catalogue now.
    expect(readFileSync(join(folder, 'snapshots', 'keyslots.json'))).toEqual(
      readFileSync(join(folder, 'keyslots.json')),
    )
    const { rows } = await client.review.audit({ descriptionId: null, offset: 0, limit: 20 })
    expect(rows.map(({ act }) => act).reverse()).toEqual([
      'encrypt',
      'addSlot',
      'addSlot',
      'changeSlot',
      'removeSlot',
      'removeSlot',
    ])
  })

  it('is gone back to from copies of before, and stays encrypted', async () => {
    const made = await aCatalogueWithCanary()
    const { client, folder } = made
    const second = join(made.home, 'stick')
    mkdirSync(second)
    await client.backup.make()
    await client.backup.chooseSecond({ handle: made.handle(second, 'write') })
    const plain = (await client.backup.list()).find(({ place }) => place === 'second')
    const result = await resultOf(
      client,
      client.encryption.encrypt({ name: 'office', passphrase: PASSPHRASE }),
    )
    expect(result).toMatchObject({
      remains: {
        copies: [
          { name: `snapshots/${plain?.name ?? ''}`, place: 'catalogue' },
          { name: plain?.name, place: 'second' },
        ],
      },
    })
    const within = () => leaking(folder).filter((path) => !path.includes('snapshots'))
    expect(within()).toEqual([])
    await client.backup.restore({ name: plain?.name ?? '', place: 'second' })
    expect(within()).toEqual([])
    expect((await client.encryption.state()).encrypted).toBe(true)
    expect((await client.description.get({ id: made.item })).title[0]?.value).toBe(`${CANARY} F/1`)
    expect(leaking(second)).toHaveLength(1)
    expect((await client.encryption.removeCopies()).copies).toEqual([])
    expect([...leaking(folder), ...leaking(second)]).toEqual([])
    expect((await client.backup.list()).length).toBeGreaterThan(1)
    expect(existsSync(join(second, 'Spec copies', 'keyslots.json'))).toBe(true)
  })

  it('is lent encrypted, and taken back', async () => {
    const made = await anEncryptedCatalogue()
    const { client } = made
    const out = join(made.home, 'out')
    mkdirSync(out)
    await resultOf(
      client,
      client.loan.lend({
        id: made.item,
        lentTo: 'Tanaka',
        note: null,
        to: made.handle(out, 'write'),
        name: 'Lent',
      }),
    )
    expect(leaking(out)).toEqual([])
    const lent = join(out, 'Lent.shoko')
    const there = aCore()
    await there.client.settings.set({ who: 'Tanaka' })
    await there.core.openCatalogue(lent)
    await there.client.description.edit({ id: made.item, patch: { note: [words(`${CANARY} there`)] } })
    await there.core.close()
    expect(leaking(out)).toEqual([])
    const back = await client.loan.return({ handle: made.handle(lent, 'read') })
    expect(back.counts.changed).toBe(1)
    expect(leaking(made.folder)).toEqual([])
  })

  it('is salvaged page by page into one that is encrypted as it was', async () => {
    const made = await anEncryptedCatalogue()
    await made.client.backup.make()
    await made.core.close()
    const database = databasePath(made.folder)
    const bytes = readFileSync(database)
    // The first page and one in the middle.
    bytes.fill(0x55, 0, 4096)
    bytes.fill(0x55, 40 * 4096, 41 * 4096)
    writeFileSync(database, bytes)
    const there = aCore({ home: made.home })
    const start = () =>
      there.client.salvage.start({ source: { kind: 'chosen', handle: there.handle(made.folder, 'read') } })
    const refused = await start().then(
      () => null,
      (error: unknown) => error as { code: string; data: { id: string } },
    )
    expect(refused?.code).toBe('catalogueLocked')
    await there.client.encryption.unlock({ id: refused?.data.id ?? '', passphrase: PASSPHRASE })
    const report = await resultOf(there.client, start())
    if (report.kind !== 'salvage') throw new Error('no report')
    await there.client.catalogue.openRecent({ id: report.recentId })
    const folder = there.core.openFolder() ?? ''
    expect((await there.client.description.get({ id: made.item })).title[0]?.value).toBe(`${CANARY} F/1`)
    expect((await there.client.encryption.state()).encrypted).toBe(true)
    expect(leaking(folder)).toEqual([])
  })

  it('is made plain by a named person with a reason, and encrypted again under the same key', async () => {
    const { client, folder, item } = await anEncryptedCatalogue()
    const copy = await client.backup.make()
    await resultOf(
      client,
      client.encryption.decrypt({ passphrase: PASSPHRASE, reason: 'handed to the ministry' }),
    )
    expect((await client.encryption.state()).encrypted).toBe(false)
    expect(leaking(folder)).toContain(databasePath(folder))
    const { rows } = await client.review.audit({ descriptionId: null, offset: 0, limit: 1 })
    expect(rows[0]).toMatchObject({ act: 'decrypt', actor: 'Aoki', reason: 'handed to the ministry' })
    const slots = readFileSync(join(folder, 'keyslots.json'), 'utf8')
    await resultOf(client, client.encryption.encrypt({ name: 'office', passphrase: PASSPHRASE }))
    expect(readFileSync(join(folder, 'keyslots.json'), 'utf8')).toBe(slots)
    await client.description.edit({ id: item, patch: { note: [words('since')] } })
    expect((await client.backup.compare({ name: copy.name })).changed.total).toBe(1)
  })

  it('is as SQLCipher writes it: pages under AES-256-CBC with an HMAC, read without SQLite', async () => {
    const made = await anEncryptedCatalogue()
    const { folder } = made
    const slots = JSON.parse(readFileSync(join(folder, 'keyslots.json'), 'utf8')) as { salt: string }
    await made.core.close()
    const bytes = readFileSync(databasePath(folder))
    expect(bytes.subarray(0, 16).toString('hex')).toBe(slots.salt)
    expect(() => new Database(databasePath(folder)).pragma('schema_version')).toThrow('not a database')
  })
})
