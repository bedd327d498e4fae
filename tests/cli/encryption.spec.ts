/** Encrypting from the command line: the passphrase comes from a file, and is in no word that others can see. */
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { aCommandLine } from './run.ts'

async function aCatalogue() {
  const line = aCommandLine()
  const file = (name: string, words: string) => {
    writeFileSync(join(line.folder, name), `${words}\n`)
    return name
  }
  const opens = ['--passphrase-file', file('office', 'a phrase of the office')]
  expect((await line.shoko('new', 'R.shoko', '--sample')).code).toBe(0)
  return { ...line, file, opens, as: ['--as', 'Aoki'] }
}

describe('shoko encrypt, keys and decrypt', () => {
  it('encrypts, opens, changes what opens, and makes plain again', async () => {
    const { shoko, folder, file, opens, as } = await aCatalogue()
    const unnamed = await shoko('encrypt', 'R.shoko', '--json', ...opens)
    expect([unnamed.code, unnamed.json()]).toMatchObject([1, { error: { code: 'reviewerUnnamed' } }])
    const done = await shoko('encrypt', 'R.shoko', '--name', 'office', ...opens, ...as)
    expect(done.code).toBe(0)
    // The scans are encrypted with it.
    expect(done.out).not.toMatch(/not encrypted yet/)
    expect(readdirSync(join(folder, 'R.shoko', 'scans')).every((name) => name.endsWith('.sealed'))).toBe(true)
    // One that a stop has left plain is told of, and the same command goes on.
    const left = join(folder, 'R.shoko', 'scans', 'left.tif')
    writeFileSync(left, 'plain')
    expect((await shoko('keys', 'R.shoko', ...opens)).out).toMatch(
      /1 file among the scans .* not encrypted yet/,
    )
    expect((await shoko('encrypt', 'R.shoko', ...opens)).code).toBe(0)
    expect(existsSync(left)).toBe(false)
    const database = join(folder, 'R.shoko', 'catalogue.sqlite')
    expect(readFileSync(database).subarray(0, 6).toString('latin1')).not.toBe('SQLite')

    const blind = await shoko('search', 'R.shoko', '外務')
    expect(blind.code).toBe(2)
    expect(blind.err).toContain('--passphrase-file')
    const wrong = await shoko(
      'search',
      'R.shoko',
      '外務',
      '--json',
      '--passphrase-file',
      file('no', 'not this'),
    )
    expect([wrong.code, wrong.json()]).toMatchObject([1, { error: { code: 'passphraseWrong' } }])
    const found = await shoko('search', 'R.shoko', '外務', ...opens)
    expect(found.code).toBe(0)
    expect(found.out.length).toBeGreaterThan(0)

    const seen = await shoko(
      'call',
      'R.shoko',
      'encryption.removeSlot',
      '{"passphrase":"x","id":"y"}',
      ...opens,
    )
    expect(seen.code).toBe(2)

    const made = await shoko(
      'keys',
      'R.shoko',
      'recovery',
      '--name',
      'safe',
      '--to',
      '.',
      ...opens,
      ...as,
      '--json',
    )
    const { key, sheet } = made.json<{ key: string; sheet: string }>()
    expect(key).toMatch(/^([0-9A-Z]{5}-){7}[0-9A-Z]{5}$/)
    expect(readFileSync(join(folder, sheet)).subarray(0, 5).toString('latin1')).toBe('%PDF-')
    const more = await shoko(
      ...[
        'keys',
        'R.shoko',
        'add',
        '--name',
        'deputy',
        '--new-passphrase-file',
        file('deputy', 'another long one'),
      ],
      ...['--passphrase-file', file('recovery', key.toLowerCase()), ...as, '--json'],
    )
    expect(more.json<{ slots: { name: string }[] }>().slots.map(({ name }) => name)).toEqual([
      'office',
      'safe',
      'deputy',
    ])
    expect(
      (await shoko('keys', 'R.shoko', 'remove', '--name', 'office', '--passphrase-file', 'deputy', ...as))
        .code,
    ).toBe(0)
    expect((await shoko('keys', 'R.shoko', ...opens)).code).toBe(1)
    expect((await shoko('keys', 'R.shoko', '--passphrase-file', 'deputy')).out).toContain(
      'safe\trecovery key',
    )

    const plain = await shoko(
      ...['decrypt', 'R.shoko', '--reason', 'for the auditors', '--passphrase-file', 'deputy', ...as],
    )
    expect(plain.code).toBe(0)
    expect(readFileSync(database).subarray(0, 6).toString('latin1')).toBe('SQLite')
    // Nothing that was typed is in the log or among the settings.
    const user = join(folder, '.user')
    for (const name of readdirSync(user, { recursive: true, encoding: 'utf8' })) {
      const path = join(user, name)
      if (!existsSync(path) || !statSync(path).isFile()) continue
      expect(readFileSync(path, 'utf8')).not.toMatch(/phrase of the office|another long one/)
      expect(readFileSync(path, 'utf8')).not.toContain(key.slice(0, 11))
    }
  }, 300_000)
})
