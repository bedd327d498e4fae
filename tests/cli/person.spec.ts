/** Persons and passphrases on the command line: what is asked for comes from a file or standard input, never from the arguments. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Office } from '../../src-main/shared/contract/person.ts'
import type { AuditRow, Review } from '../../src-main/shared/contract/review.ts'
import { aFolder } from '../builders.ts'
import { anOffice, PASSPHRASES } from '../office.ts'
import { anItemToReview } from '../reviewed-item.ts'
import { aCommandLine } from './run.ts'

/** The command line of whoever has these passphrases in a file. */
function having(...lines: string[]) {
  const file = join(aFolder(), 'passphrases')
  writeFileSync(file, lines.join('\n'))
  return { SHOKO_PASSPHRASE_FILE: file }
}

describe('shoko person', () => {
  it('brings an office from names to passphrases', async () => {
    const user = { SHOKO_USER_FOLDER: aFolder() }
    const plain = aCommandLine(user)
    const catalogue = join(plain.folder, 'A.shoko')
    await plain.shoko('new', catalogue)
    const added = await plain.shoko(
      ...[
        'person',
        'add',
        catalogue,
        'Chiba',
        '--role',
        'approver',
        '--position',
        'Director',
        '--as',
        'Chiba',
      ],
    )
    expect([added.code, added.err]).toEqual([0, ''])
    const early = await plain.shoko('person', 'on', catalogue, '--as', 'Chiba', '--json')
    expect(early.json()).toMatchObject({ error: { code: 'approverMissing' } })
    const withNew = aCommandLine({ ...user, ...having(PASSPHRASES.Chiba) })
    const made = await withNew.shoko('person', 'key', catalogue, 'Chiba', '--as', 'Chiba', '--json')
    const fingerprint = made.json<Office>().persons[0]?.key?.fingerprint
    expect(fingerprint).toMatch(/^[0-9a-f]{64}$/)
    // Each run is a process of its own, in which the key is locked.
    expect((await plain.shoko('person', 'on', catalogue, '--as', 'Chiba')).code).toBe(2)
    const on = await withNew.shoko('person', 'on', catalogue, '--as', 'Chiba', '--json')
    expect(on.json<Office>()).toMatchObject({ passphrases: true })
    const changing = aCommandLine({ ...user, ...having(PASSPHRASES.Chiba, 'another passphrase') })
    const changed = await changing.shoko('person', 'passphrase', catalogue, 'Chiba', '--json')
    expect(changed.json<Office>().persons[0]?.key?.fingerprint).toBe(fingerprint)
    const off = ['person', 'off', catalogue, '--as', 'Chiba', '--reason', 'a trial', '--json']
    expect((await withNew.shoko(...off)).json()).toMatchObject({ error: { code: 'passphraseWrong' } })
    const next = aCommandLine({ ...user, ...having('another passphrase') })
    expect((await next.shoko(...off)).json<Office>()).toMatchObject({ passphrases: false })
    expect((await plain.shoko('person', 'list', catalogue)).out).toContain(fingerprint)
  })

  it('signs what a step of the review decides', async () => {
    const { core, folder, home, bringTo } = await anOffice()
    await bringTo('proposed')
    await core.close()
    const user = { SHOKO_USER_FOLDER: join(home, 'user') }
    const agreeing = ['review', 'agree', folder, 'R-1', '--as', 'Baba', '--json']
    expect((await aCommandLine(user).shoko(...agreeing)).code).toBe(2)
    const agreed = await aCommandLine({ ...user, ...having(PASSPHRASES.Baba) }).shoko(...agreeing)
    expect(agreed.json<Review>()).toMatchObject({ standing: 'agreed' })
    const { rows } = (await aCommandLine(user).shoko('call', folder, 'review.audit', '{}', '--json')).json<{
      rows: AuditRow[]
    }>()
    expect(rows[0]).toMatchObject({ act: 'agree', actor: 'Baba' })
    expect(rows[0]?.signedBy).toMatch(/^[0-9a-f]{64}$/)
  })

  it('signs a release with the key of the office, and whoever has its fingerprint sees whether it is that one', async () => {
    const { core, folder, home, bringTo } = await anItemToReview()
    await bringTo('approved')
    await core.close()
    const user = { SHOKO_USER_FOLDER: join(home, 'user') }
    const office = aCommandLine({ ...user, ...having('the key of the office') })
    const made = await office.shoko('person', 'key', folder, '--office', '--as', 'Chiba', '--json')
    const fingerprint = made.json<Office>().release.key?.fingerprint ?? ''
    const to = join(aFolder(), 'Out')
    const out = await office.shoko(
      'release',
      folder,
      '--to',
      to,
      '--as',
      'Chiba',
      '--sign',
      'office',
      '--json',
    )
    expect(out.json()).toMatchObject({ items: 1, fingerprint })
    const verified = await office.shoko('verify', to, '--key', fingerprint.toUpperCase())
    expect([verified.code, verified.out]).toEqual([0, expect.stringContaining(fingerprint)])
    expect((await office.shoko('verify', to, '--key', 'f'.repeat(64))).code).toBe(1)
    const list = await office.shoko('release', folder, '--list', '--json')
    expect(list.json()).toMatchObject([{ signedBy: fingerprint }])
  })
})
