/** A catalogue of which every word that could leak is a canary, plain or under a passphrase. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { JobResult } from '../src-main/shared/contract/job.ts'
import { anEmptyCatalogue, words } from './builders.ts'
import type { CatalogueInASpec } from './builders.ts'

export const PASSPHRASE = '書庫の合言葉 is long'
export const CANARY = 'XYZZYCANARY'

/** Files below a folder that hold the canary, in UTF-8 or as the index folds it. */
export function leaking(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => {
      let bytes: Buffer
      try {
        bytes = readFileSync(path)
      } catch {
        // A copy that is being made has got its name meanwhile; it is looked at under that name by the next look.
        return false
      }
      return bytes.includes(CANARY) || bytes.includes(CANARY.toLowerCase())
    })
}

export async function aCatalogueWithCanary() {
  const made = await anEmptyCatalogue()
  await made.client.settings.set({ who: 'Aoki' })
  const unit = async (code: string, parentId: number | null = null) =>
    (
      await made.client.description.create({
        parentId,
        fields: {
          level: parentId === null ? 'fonds' : 'item',
          referenceCode: code,
          title: [words(`${CANARY} ${code}`)],
        },
      })
    ).id
  const fonds = await unit('F')
  const item = await unit('F/1', fonds)
  return { ...made, fonds, item }
}

export async function resultOf(
  client: CatalogueInASpec['client'],
  started: Promise<{ jobId: never }> | Promise<unknown>,
) {
  const { jobId } = (await started) as { jobId: Parameters<typeof client.job.wait>[0]['id'] }
  const job = await client.job.wait({ id: jobId })
  expect(job.error).toBe(null)
  return job.result as JobResult
}

export async function anEncryptedCatalogue() {
  const made = await aCatalogueWithCanary()
  await resultOf(made.client, made.client.encryption.encrypt({ name: 'office', passphrase: PASSPHRASE }))
  return made
}
