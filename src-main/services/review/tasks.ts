/** Sealing of what is sent to an agency, on a thread of its own. */
import { stat } from 'node:fs/promises'
import { packed } from '../../exporters/referral/question.ts'
import type { Question } from '../../exporters/referral/question.ts'
import { referralPage } from '../../exporters/referral/page.ts'
import type { Task } from '../../jobs/worker-thread.ts'
import { sha256OfFile } from '../../platform/checksum.ts'
import { writeAtomic } from '../../platform/files.ts'
import { freshPrefix, freshSalt, keysOf, seal, sealHash } from '../../platform/sealing.ts'

export interface SealInput {
  question: Question
  /** Of the pages, in their order; null where there is none. */
  images: readonly (Uint8Array | null)[]
  passphrase: string
  path: string
}

export interface SealedFile {
  /** SHA-256 of what is sealed. */
  hash: string
  /** SHA-256 of the file. */
  sha256: string
  byteSize: number
}

export type ReviewTasks = { sealReferral: Task<SealInput, SealedFile> }

export const reviewTasks: ReviewTasks = {
  async sealReferral({ question, images, passphrase, path }, { signal }) {
    const [salt, prefix] = [freshSalt(), freshPrefix()]
    const header = JSON.stringify({
      format: 'shoko-referral',
      version: 1,
      id: question.package,
      salt: salt.toString('base64'),
      prefix: prefix.toString('base64'),
    })
    const bound = Buffer.from(header)
    const { out } = await keysOf(passphrase, salt)
    const chunks = seal(packed(question, images), out, { header: bound, prefix })
    await writeAtomic(path, await referralPage({ language: question.language, header, chunks }), { signal })
    return {
      hash: sealHash(bound, chunks),
      sha256: await sha256OfFile(path),
      byteSize: (await stat(path)).size,
    }
  },
}
