/** Requests and referrals as a script does them. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Request } from '../../src-main/shared/contract/request.ts'
import type { ReferralResult } from '../../src-main/shared/contract/review-records.ts'
import { aCommandLine } from './run.ts'

const NEW = ['--name', 'Imaginary Archives', '--country', 'JP', '--language', 'eng', '--script', 'Latn']

async function aCatalogue() {
  const cli = aCommandLine()
  await cli.shoko('new', 'R.shoko', ...NEW, '--rights', 'CC0 1.0')
  await cli.shoko(
    ...['call', 'R.shoko', 'description.create'],
    JSON.stringify({ parentId: null, fields: { level: 'item', referenceCode: 'F-1' } }),
  )
  return cli
}

describe('shoko request', () => {
  it('registers, adds items, extends, lists what is overdue, and refuses an annex of what is not decided', async () => {
    const { shoko } = await aCatalogue()
    const made = await shoko(
      'request',
      'new',
      'R.shoko',
      '2002-113',
      '--kind',
      'press',
      '--due',
      '2002-05-01',
    )
    expect([made.code, made.err]).toEqual([0, ''])
    expect(made.out).toContain('2002-113\treceived\t2002-05-01\toverdue')
    await shoko('request', 'items', 'R.shoko', '2002-113', '--add', 'F-1')
    const listed = await shoko('request', 'list', 'R.shoko', '--overdue')
    expect(listed.out).toContain('1 item')
    const letter = await shoko('request', 'letter', 'R.shoko', '2002-113', '--to', 'out')
    expect(letter.code).toBe(1)
    expect(letter.err).toContain('None of what is asked for is approved')
    const extend = [
      '--extend',
      '2999-01-01',
      '--reason',
      'many',
      '--opinion',
      'Embassy=no objection',
      '--on',
      '2002-04-01',
    ]
    const edited = await shoko('request', 'edit', 'R.shoko', '2002-113', ...extend, '--json')
    expect(edited.json<Request>()).toMatchObject({
      ...{ overdue: false, requesterKind: 'press', items: [{ referenceCode: 'F-1' }] },
      opinions: [{ of: 'Embassy', answer: 'no objection', answeredOn: '2002-04-01' }],
    })
    const wrong = await shoko('request', 'edit', 'R.shoko', '2002-113', '--kind', 'nobody')
    expect(wrong.code).toBe(2)
    const handed = await shoko('request', 'deliver', 'R.shoko', '2026-001', '--whom', 'A', '--medium', 'disc')
    expect(handed.err).toContain('Nothing has gone out as “2026-001”')
  })
})

describe('shoko review refer --to', () => {
  it('seals with a passphrase from a file, and asks for one and for a reason', async () => {
    const { shoko, folder } = await aCatalogue()
    const text = { descriptionId: 1, kind: 'transcription', language: 'jpn', script: null, agent: null }
    await shoko('call', 'R.shoko', 'text.create', JSON.stringify(text))
    const asking = [
      'review',
      'refer',
      'R.shoko',
      'F-1',
      '--as',
      'Aoki',
      '--agency',
      'Embassy',
      '--question',
      'May it?',
    ]
    await shoko('review', 'propose', 'R.shoko', 'F-1', '--as', 'Aoki')
    expect((await shoko(...asking, '--to', 'q.html')).code).toBe(2)
    writeFileSync(join(folder, 'secret'), 'correct horse battery\n')
    const sealed = await shoko(
      ...asking,
      ...['--to', 'q.html', '--reason', 'Art. 16', '--package-passphrase-file', 'secret', '--json'],
    )
    expect(sealed.err).toBe('')
    const { sha256, package: uid } = sealed.json<ReferralResult>()
    expect(sha256).toMatch(/^[\da-f]{64}$/)
    const html = readFileSync(join(folder, 'q-STAFF-NOT-FOR-RELEASE.html'), 'utf8')
    expect(html).toContain(uid)
    expect(html).not.toContain('May it?')
    const answer = await shoko(
      'review',
      'answer',
      'R.shoko',
      'F-1',
      '--as',
      'Aoki',
      '--from',
      'q-STAFF-NOT-FOR-RELEASE.html',
      '--package-passphrase-file',
      'secret',
    )
    expect(answer.code).toBe(1)
    expect(answer.err).toContain('cannot be opened')
  })
})
