/** A question goes to an agency as a sealed file: nothing of it is readable without the passphrase, and only its own answer is taken. */
import { createCipheriv, randomBytes, scryptSync } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import Database from 'better-sqlite3'
import { databasePath } from '../../src-main/catalogue/open.ts'
import { COST } from '../../src-main/platform/derived-key.ts'
import { keysOf, seal } from '../../src-main/platform/sealing.ts'
import type { ReferralResult } from '../../src-main/shared/contract/review-records.ts'
import { staffName } from '../../src-main/shared/domain/ways-out.ts'
import { aFolder } from '../builders.ts'
import { findCanaries } from '../leaks/find-canary.ts'
import { anItemToReview, SECRET } from '../reviewed-item.ts'
import type { ReviewedItem } from '../reviewed-item.ts'

const PASSPHRASE = 'correct horse 書庫 battery'
const QUESTION = 'ZZQUESTION-may it be opened?'

interface Sent extends ReferralResult {
  path: string
  referralId: number
}

async function sent(item: ReviewedItem, agency = 'Embassy'): Promise<Sent> {
  const { client, id, handle } = item
  await client.review.refer({ descriptionId: id, agency, question: QUESTION, due: '2026-06-01' })
  const { referrals } = await client.review.state({ descriptionId: id })
  const referralId = referrals.at(-1)?.id ?? 0
  const path = join(aFolder(), 'out.html')
  writeFileSync(path, '')
  const asked = { descriptionId: id, referralId, passphrase: PASSPHRASE, reason: 'Art. 16(2)' }
  const { jobId } = await client.review.pack({ ...asked, to: handle(path, 'write') })
  const job = await client.job.wait({ id: jobId })
  if (job.result?.kind !== 'referral') throw new Error(JSON.stringify(job.error))
  return { ...job.result, path: staffName(path, '.html'), referralId }
}

interface Header {
  id: string
  salt: string
}

/** What stands in the page: the header as it is bound, and the chunks. */
function sealedIn(path: string) {
  const html = readFileSync(path, 'utf8')
  const data = JSON.parse(/id="data" type="application\/json">(.*?)<\/script>/s.exec(html)?.[1] ?? '{}') as {
    header: string
  }
  const chunks = (/id="sealed" type="text\/plain">\n(.*?)\n<\/script>/s.exec(html)?.[1] ?? '')
    .split('\n')
    .map((line) => Buffer.from(line, 'base64'))
  return { html, header: JSON.parse(data.header) as Header, chunks }
}

const hashOf = ({ folder }: ReviewedItem, uid: string) => {
  const db = new Database(databasePath(folder), { readonly: true })
  const hash = db
    .prepare<[string], { hash: string }>('SELECT hash FROM referralPackage WHERE uid = ?')
    .get(uid)
  db.close()
  return hash?.hash ?? ''
}

/** As the page in the agency's browser seals it. */
function answerTo(
  item: ReviewedItem,
  { path, package: uid }: Pick<Sent, 'path' | 'package'>,
  change: { passphrase?: string; uid?: string; hash?: string; words?: object } = {},
): string {
  const { salt } = sealedIn(path).header
  const [id, hash] = [change.uid ?? uid, change.hash ?? hashOf(item, uid)]
  const key = scryptSync(
    (change.passphrase ?? PASSPHRASE).normalize('NFKC'),
    Buffer.from(salt, 'base64'),
    64,
    {
      ...COST,
      maxmem: 2 ** 28,
    },
  ).subarray(32)
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, iv)
  cipher.setAAD(Buffer.from(`shoko-referral-answer\n${id}\n${hash}`))
  const words = {
    said: 'Close  it,\nplease.',
    by: 'H. Envoy, Embassy',
    on: '2026-05-01',
    marks: [],
    ...change.words,
  }
  const sealed = Buffer.concat([cipher.update(JSON.stringify(words)), cipher.final(), cipher.getAuthTag()])
  const file = join(aFolder(), 'answer.json')
  const parts = { salt, iv: iv.toString('base64'), sealed: sealed.toString('base64') }
  writeFileSync(
    file,
    JSON.stringify({ format: 'shoko-referral-answer', version: 1, package: id, hash, ...parts }),
  )
  return file
}

const taking = ({ client, id, handle }: ReviewedItem, path: string, passphrase = PASSPHRASE) =>
  client.review.takeAnswer({ descriptionId: id, handle: handle(path, 'read'), passphrase })

describe('review.pack', () => {
  it('seals pages, texts and question, so that no word of them stands in the file, the log or the catalogue’s audit', async () => {
    const item = await anItemToReview()
    await item.markAll()
    const out = await sent(item)
    expect(out).toMatchObject({ agency: 'Embassy', pages: 1, texts: 2, marks: 1 })
    const { html } = sealedIn(out.path)
    expect(findCanaries(Buffer.from(html), [SECRET.ja, SECRET.en, 'ZZQUESTION-may', PASSPHRASE])).toEqual([])
    const { rows } = await item.client.review.audit({ descriptionId: item.id })
    const row = rows.find(({ act }) => act === 'pack')
    expect(row).toMatchObject({ actor: 'Aoki', reason: 'Art. 16(2)' })
    expect(JSON.parse(row?.after ?? '{}')).toMatchObject({
      ...{ package: out.package, sha256: out.sha256, hash: hashOf(item, out.package) },
      ...{ pages: [item.pages[0]?.id], texts: [item.ja.id, item.en.id] },
    })
    expect(JSON.stringify(rows)).not.toContain('ZZQUESTION')
    expect(readFileSync(databasePath(item.folder)).includes('correct horse')).toBe(false)
  })

  it('asks for a reason, and for a question that waits for its answer', async () => {
    const item = await anItemToReview()
    const { client, id } = item
    const asked = { descriptionId: id, passphrase: PASSPHRASE }
    await expect(client.review.pack({ ...asked, referralId: 1, reason: 'r' })).rejects.toMatchObject({
      code: 'reviewState',
    })
    await expect(client.review.pack({ ...asked, referralId: 1, reason: '' })).rejects.toMatchObject({
      code: 'reviewIncomplete',
    })
    await expect(
      client.review.pack({ ...asked, referralId: 1, reason: 'r', passphrase: 'short' }),
    ).rejects.toThrow()
  })
})

describe('review.takeAnswer', () => {
  it('records the answer in its own words; the other marks stay editable meanwhile', async () => {
    const item = await anItemToReview()
    const marked = await item.markAll()
    const out = await sent(item)
    const { client } = item
    const edited = await client.redaction.edit({ id: marked, patch: { reason: 'later' } })
    expect(edited.reason).toBe('later')
    const words = { marks: [{ number: 1, said: 'stays closed' }] }
    const review = await taking(item, answerTo(item, out, { words }))
    expect(review).toMatchObject({ state: 'inReview' })
    expect(review.referrals).toMatchObject([
      { answer: 'Close  it,\nplease.\n[1] stays closed\n— H. Envoy, Embassy', answeredOn: '2026-05-01' },
    ])
    const { rows } = await client.review.audit({ descriptionId: item.id })
    expect(JSON.parse(rows[0]?.after ?? '{}')).toMatchObject({ after: { package: out.package } })
    expect(JSON.stringify(rows)).not.toContain('Close  it')
  })

  it('takes nothing that answers something else, was changed, or was sealed with another passphrase', async () => {
    const item = await anItemToReview()
    await item.markAll()
    const out = await sent(item)
    const refused = async (path: string, code: string, passphrase = PASSPHRASE) =>
      expect(taking(item, path, passphrase)).rejects.toMatchObject({ code })
    await refused(answerTo(item, out, { hash: '0'.repeat(64) }), 'answerOfAnother')
    await refused(answerTo(item, out, { uid: 'another' }), 'answerOfAnother')
    await refused(answerTo(item, out), 'answerUnreadable', 'another passphrase')
    await refused(answerTo(item, out, { words: { said: ' ' } }), 'answerUnreadable')
    await refused(out.path, 'answerUnreadable')
    const changed = answerTo(item, out)
    const file = JSON.parse(readFileSync(changed, 'utf8')) as { sealed: string }
    const bytes = Buffer.from(file.sealed, 'base64')
    bytes[0] = (bytes[0] ?? 0) ^ 1
    writeFileSync(changed, JSON.stringify({ ...file, sealed: bytes.toString('base64') }))
    await refused(changed, 'answerUnreadable')
    const good = answerTo(item, out)
    await taking(item, good)
    // Once is enough.
    await refused(good, 'answerOfAnother')
    expect((await item.client.review.state({ descriptionId: item.id })).referrals).toHaveLength(1)
  })
})

describe('what is sealed', () => {
  it('is other bytes each time, and bound to its place', async () => {
    const { out } = await keysOf(PASSPHRASE, Buffer.alloc(16))
    expect(out.equals((await keysOf(PASSPHRASE.normalize('NFD'), Buffer.alloc(16))).out)).toBe(true)
    const plain = Buffer.alloc(2 ** 20 + 5, 7)
    const prefix = Buffer.alloc(4)
    const whole = seal(plain, out, { header: Buffer.from('h'), prefix })
    expect(whole.map(({ length }) => length)).toEqual([2 ** 20 + 16, 5 + 16])
    // Cut off after the first, the first would have to be the last, which it is not.
    const [alone] = seal(plain.subarray(0, 2 ** 20), out, { header: Buffer.from('h'), prefix })
    expect(alone?.equals(whole[0] ?? Buffer.alloc(0))).toBe(false)
  })
})
