/** A release that is made once more with other content where something is withheld, and what that finds. */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ProveResult, ReleaseResult, VerifyResult } from '../../src-main/shared/contract/release.ts'
import { signedProof } from '../../src-main/exporters/release/manifest.ts'
import type { ProofStatement } from '../../src-main/exporters/release/manifest.ts'
import { makeKey } from '../../src-main/platform/sealed-key.ts'
import { createClock } from '../../src-main/platform/clock.ts'
import { createIds } from '../../src-main/platform/ids.ts'
import { aCore, aFolder, words } from '../builders.ts'
import { anItemToReview, CODE, SECRET } from '../reviewed-item.ts'
import type { ReviewedItem } from '../reviewed-item.ts'

const PIXELS = { ...SECRET, pixels: (index: number) => (index * 31) % 256 }
const fixed = () => ({
  clock: createClock({ SOURCE_DATE_EPOCH: '1767225600' }),
  ids: createIds({ SHOKO_ID_SEED: 'proof' }),
})

async function anApprovedItem(): Promise<ReviewedItem> {
  const item = await anItemToReview(fixed(), PIXELS)
  const { client, id } = item
  await client.description.edit({
    id,
    patch: {
      scopeAndContent: [words('On a talk'), words('On the Andromeda cipher')],
      agents: [
        { name: 'Katori', type: 'person', role: 'creator' },
        { name: 'Andromeda', type: 'person', role: 'mentioned' },
      ],
      accessPoints: [{ type: 'place', value: 'Zzyzx' }],
      dates: [{ expression: '3 December 1979', edtf: '1979-12-03' }],
    },
  })
  const field = { kind: 'field', of: 'description', id } as const
  const { id: marked } = await client.redaction.mark({
    ...{ descriptionId: id, exemptions: [CODE], reason: 'Andromeda', note: 'The cipher is Andromeda' },
    anchors: [
      { place: { ...field, field: 'scopeAndContent', index: 1 } },
      { place: { ...field, field: 'agents', index: 1 } },
      { place: { ...field, field: 'accessPoints' } },
      { place: { ...field, field: 'dates', index: 0 } },
    ],
  })
  await item.onlyInFields(marked)
  await item.withholdSecondPage()
  await item.bringTo('approved')
  return item
}

async function released(
  { client, handle, id }: ReviewedItem,
  options: {
    prove?: boolean
    imageFormat?: 'png' | 'tiff' | 'jpeg'
    textLayer?: boolean
    sign?: { owner: null }
  } = {},
  folder = join(aFolder(), 'release'),
): Promise<{ folder: string; result: ReleaseResult }> {
  const { jobId } = await client.release.write({
    ...{ ids: [id], within: handle(dirname(folder), 'write'), name: basename(folder), as: 'Chiba' },
    ...options,
  })
  const { result, error } = await client.job.wait({ id: jobId })
  if (result?.kind !== 'release') throw Object.assign(new Error('not released'), error)
  return { folder, result }
}

async function proved(
  { client, handle }: ReviewedItem,
  folder: string,
  sign: { owner: null } | null = null,
): Promise<ProveResult> {
  const { jobId } = await client.release.prove({ folder: handle(folder, 'write'), sign, as: 'Chiba' })
  const { result, error } = await client.job.wait({ id: jobId })
  if (result?.kind !== 'prove') throw Object.assign(new Error('not proved'), error)
  return result
}

async function verified({ client, handle }: ReviewedItem, folder: string): Promise<VerifyResult> {
  const { jobId } = await client.release.verify({ folder: handle(folder, 'read') })
  const { result } = await client.job.wait({ id: jobId })
  if (result?.kind !== 'verify') throw new Error('not verified')
  return result
}

const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex')
const digestsIn = (folder: string): Record<string, string> =>
  Object.fromEntries(readdirSync(folder).map((name) => [name, sha256(readFileSync(join(folder, name)))]))
const manifestIn = (folder: string): string => readFileSync(join(folder, 'manifest.json'), 'utf8')
const PROVED = { result: 'proved', differing: [], notReplaced: [] }

describe('a release with a proof', { timeout: 120_000 }, () => {
  it('is the same as one without, but for what its manifest says of the proof', async () => {
    const plain = await anApprovedItem()
    const first = await released(plain, { textLayer: true })
    expect(first.result.proof).toBeNull()
    const item = await anApprovedItem()
    const second = await released(item, { textLayer: true, prove: true })
    expect(second.result.proof).toMatchObject(PROVED)
    const { 'manifest.json': before, ...others } = digestsIn(first.folder)
    const { 'manifest.json': after, ...same } = digestsIn(second.folder)
    expect(same).toEqual(others)
    expect(after).not.toBe(before)
    const { proof, ...rest } = JSON.parse(manifestIn(second.folder)) as Record<string, unknown>
    expect({ ...rest, proof: null }).toEqual(JSON.parse(manifestIn(first.folder)))
    expect(proof).toMatchObject(PROVED)
    expect(await verified(item, second.folder)).toMatchObject({
      ...{ faults: [], proof: PROVED, manifest: after, beforeProof: before },
    })
    expect(readdirSync(join(item.home, 'user', 'proofs'))).toEqual([])
  })

  it('is proved in each kind of image', async () => {
    for (const imageFormat of ['tiff', 'jpeg'] as const) {
      const item = await anApprovedItem()
      expect((await released(item, { imageFormat, prove: true })).result.proof).toMatchObject(PROVED)
    }
  })

  it('leaves nothing behind when it is stopped, nor, after the next start, when it was killed', async () => {
    const item = await anApprovedItem()
    const { client, handle, id, home } = item
    const parent = aFolder()
    const asked = { ids: [id], within: handle(parent, 'write'), name: 'stopped', as: 'Chiba', prove: true }
    const { jobId } = await client.release.write(asked)
    await client.job.cancel({ id: jobId })
    expect((await client.job.wait({ id: jobId })).state).toBe('cancelled')
    const proofs = join(home, 'user', 'proofs')
    expect(existsSync(proofs) ? readdirSync(proofs) : []).toEqual([])
    expect(existsSync(join(parent, 'stopped'))).toBe(false)
    // No process has the largest number that there can be.
    const left = join(proofs, '4194304-abcdef')
    mkdirSync(left, { recursive: true })
    writeFileSync(join(left, 'REL-2026-0001-p0001.png'), 'noise')
    const own = join(proofs, `${String(process.pid)}-ghijkl`)
    mkdirSync(own)
    aCore({ home })
    expect(readdirSync(proofs)).toEqual([basename(own)])
  })
})

describe('a release that was made', { timeout: 120_000 }, () => {
  it('is proved afterwards: the register has the new digest, and the receiver finds the earlier one', async () => {
    const item = await anApprovedItem()
    const { folder, result } = await released(item)
    const found = await proved(item, folder)
    expect(found).toMatchObject({ name: result.name, proof: PROVED })
    expect(found.manifest).toBe(sha256(manifestIn(folder)))
    expect(await verified(item, folder)).toMatchObject({
      ...{ faults: [], proof: PROVED, manifest: found.manifest, beforeProof: result.manifest },
    })
    expect((await item.client.release.list({})).releases[0]?.manifest).toBe(found.manifest)
    const { rows } = await item.client.review.audit({ descriptionId: item.id })
    expect(rows.at(-1) ?? rows[0]).toBeDefined()
    expect(rows.some(({ act }) => act === 'prove')).toBe(true)
    // Once more: the statement is the same, and so is the digest.
    expect((await proved(item, folder)).manifest).toBe(found.manifest)
  })

  it('is not proved where it, or the catalogue, is not any more what was released', async () => {
    const item = await anApprovedItem()
    const { folder } = await released(item)
    const text = readdirSync(folder).find((name) => name.endsWith('.txt')) ?? ''
    const before = readFileSync(join(folder, text))
    writeFileSync(join(folder, text), `${before.toString()} `)
    await expect(proved(item, folder)).rejects.toMatchObject({ code: 'releaseNotAsMade' })
    writeFileSync(join(folder, text), before)
    const manifest = manifestIn(folder)
    writeFileSync(join(folder, 'manifest.json'), manifest.replace('"tests"', '"tested"'))
    await expect(proved(item, folder)).rejects.toMatchObject({ code: 'releaseOfAnother' })
    writeFileSync(join(folder, 'manifest.json'), manifest)
    await item.client.description.edit({ id: item.id, patch: { note: [words('Something new')] } })
    await expect(proved(item, folder)).rejects.toMatchObject({ code: 'releaseNotAsMade' })
    expect(manifestIn(folder)).toBe(manifest)
  })

  it('is proved beside its manifest where that is signed, by a proof that is signed by itself', async () => {
    const item = await anApprovedItem()
    const office = { owner: null }
    const { release: key } = await item.client.person.renewKey({ ...office, passphrase: 'of the office' })
    const { folder, result } = await released(item, { sign: office })
    await expect(proved(item, folder)).rejects.toMatchObject({ code: 'releaseSigned' })
    const before = digestsIn(folder)
    const found = await proved(item, folder, office)
    const prover = key.key?.fingerprint
    expect(found).toMatchObject({ proof: PROVED, manifest: result.manifest, fingerprint: prover })
    // Nothing that was published of it has changed.
    const { 'proof.json': digest, ...same } = digestsIn(folder)
    expect(same).toEqual(before)
    const good = { faults: [], proof: PROVED, prover, fingerprint: prover, manifest: result.manifest }
    expect(await verified(item, folder)).toMatchObject(good)
    expect((await item.client.release.list({})).releases[0]).toMatchObject({
      ...{ manifest: result.manifest, signedBy: prover },
    })
    const { rows } = await item.client.review.audit({ descriptionId: item.id })
    expect(JSON.stringify(rows.find(({ act }) => act === 'prove'))).toContain(digest)
    // Once more, and without a key: neither the manifest nor the proof is lost.
    expect(await proved(item, folder, office)).toEqual(found)
    unlinkSync(join(folder, 'manifest.sig.json'))
    await expect(proved(item, folder)).rejects.toMatchObject({ code: 'releaseSigned' })

    // What somebody makes of it, each told by the receiver from the files in hand.
    const file = join(folder, 'proof.json')
    const own = readFileSync(file, 'utf8')
    const envelope = JSON.parse(own) as { signed: string; signature: string }
    const statement = JSON.parse(envelope.signed) as ProofStatement & { format: string }
    const { format: _, ...said } = statement
    const { privateKey } = await makeKey('a long passphrase')
    const anew = (change: object) => signedProof({ ...said, ...change }, privateKey)
    const twins: [text: string, test: string][] = [
      // another finding under the old signature
      [own.replace('proved', 'differs'), 'signature'],
      [JSON.stringify({ ...envelope, signature: 'AAAA' }), 'signature'],
      // a proof of another manifest, or of another release, well signed
      [anew({ manifest: 'f'.repeat(64) }), 'proof'],
      [anew({ release: '2026-777' }), 'proof'],
      // something that no proof says: it would be a way out for what is withheld
      [anew({ note: 'Andromeda' }), 'proof'],
      [anew({ provedAt: 'Andromeda' }), 'proof'],
      [anew({ proof: { ...said.proof, notReplaced: ['Andromeda'] } }), 'proof'],
      [JSON.stringify({ ...envelope, note: 'Andromeda' }), 'proof'],
      ['{', 'proof'],
    ]
    for (const [text, test] of twins) {
      writeFileSync(file, text)
      const { faults, proof, prover } = await verified(item, folder)
      expect([faults.map((fault) => [fault.test, fault.file]), proof, prover], text).toEqual([
        ...[[[test, 'proof.json']], null, null],
      ])
    }
    // That it was not the same is said, whoever says it.
    writeFileSync(file, anew({ proof: { ...said.proof, result: 'differs', differing: ['register.csv'] } }))
    expect((await verified(item, folder)).faults).toEqual([
      { test: 'proof', file: 'register.csv', what: 'differs' },
    ])
  })
})
