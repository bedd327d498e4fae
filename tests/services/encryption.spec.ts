/** A catalogue is put under a passphrase: no byte that the program writes for it tells a word of it, and a stop leaves all as it was. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { close, execute, openToWrite } from '../../src-main/catalogue/database.ts'
import { contentOf } from '../../src-main/catalogue/encryption/convert.ts'
import { databasePath } from '../../src-main/catalogue/open.ts'
import { aFolder, words } from '../builders.ts'
import { aCatalogueWithCanary, CANARY, leaking, PASSPHRASE, resultOf } from '../encrypted-catalogue.ts'

describe('encryption.encrypt', () => {
  it('puts the record under the passphrase, in every file of the folder', async () => {
    const made = await aCatalogueWithCanary()
    const { client, folder } = made
    expect(leaking(folder).length).toBeGreaterThan(0)
    const result = await resultOf(
      client,
      client.encryption.encrypt({ name: 'office', passphrase: PASSPHRASE }),
    )
    expect(result).toMatchObject({ kind: 'encryption', encrypted: true, remains: { copies: [] } })
    // Written while it is open: the log of writes, the results of checks, a copy, a comparison.
    await client.description.edit({ id: made.item, patch: { note: [words(`${CANARY} since`)] } })
    expect(leaking(folder)).toEqual([])
    const { jobId } = await client.finding.start()
    expect((await client.job.wait({ id: jobId })).error).toBe(null)
    const copy = await client.backup.make()
    await client.description.edit({ id: made.item, patch: { note: [words(`${CANARY} later`)] } })
    expect((await client.backup.compare({ name: copy.name })).changed.total).toBe(1)
    expect(existsSync(join(folder, 'derivatives', 'findings.sqlite'))).toBe(true)
    expect(leaking(folder)).toEqual([])
    expect(existsSync(join(folder, 'snapshots', 'keyslots.json'))).toBe(true)
    await made.core.close()
    expect(leaking(folder)).toEqual([])
    expect(leaking(join(made.home, 'user'))).toEqual([])
  })
})

describe('encrypting that is stopped or broken off', () => {
  it('leaves everything as it was when somebody cancels it', async () => {
    const { client, folder, item } = await aCatalogueWithCanary()
    const before = readdirSync(folder).sort()
    const { jobId } = await client.encryption.encrypt({ name: 'office', passphrase: PASSPHRASE })
    const job = await client.job.cancel({ id: jobId })
    expect(job.state).toBe('cancelled')
    expect((await client.encryption.state()).encrypted).toBe(false)
    expect(readdirSync(folder).sort()).toEqual(before)
    await client.description.edit({ id: item, patch: { note: [words('goes on')] } })
  })

  it('writes over the plain file that a stop between two steps has left, once the other one is open', async () => {
    const made = await aCatalogueWithCanary()
    await made.client.catalogue.close()
    const plain = readFileSync(databasePath(made.folder))
    await made.core.openCatalogue(made.folder)
    await resultOf(made.client, made.client.encryption.encrypt({ name: 'office', passphrase: PASSPHRASE }))
    await made.client.catalogue.close()
    writeFileSync(`${databasePath(made.folder)}.before`, plain)
    const opened = await made.core.openCatalogue(made.folder).then(
      () => null,
      (error: unknown) => error as { data: { id: string } },
    )
    const id = opened?.data.id ?? ''
    await made.client.encryption.unlock({ id, passphrase: PASSPHRASE })
    await made.client.catalogue.openRecent({ id })
    expect(existsSync(`${databasePath(made.folder)}.before`)).toBe(false)
    expect(leaking(made.folder).filter((path) => !path.includes('snapshots'))).toEqual([])
  })

  it('compares every value: another word, another kind, another row is another content', async () => {
    const folder = aFolder()
    const content = async (name: string, rows: string) => {
      const path = join(folder, name)
      const db = openToWrite(path)
      execute(
        db,
        `CREATE TABLE t (id INTEGER PRIMARY KEY, value ANY) STRICT; INSERT INTO t (value) VALUES ${rows}`,
      )
      const hash = await contentOf(db)
      close(db)
      return hash
    }
    const first = await content('one', "('a'), (1)")
    expect(await content('same', "('a'), (1)")).toBe(first)
    for (const [name, rows] of Object.entries({
      word: "('b'), (1)",
      kind: "('a'), ('1')",
      real: "('a'), (1.0)",
      bytes: "(x'61'), (1)",
      order: "(1), ('a')",
      fewer: "('a')",
      more: "('a'), (1), (NULL)",
    }))
      expect([name, (await content(name, rows)) === first]).toEqual([name, false])
  })
})
