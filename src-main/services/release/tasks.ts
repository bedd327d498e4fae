/** Looking through a release on a thread of its own. */
import { join } from 'node:path'
import { MANIFEST } from '../../exporters/release/manifest.ts'
import { verifyRelease } from '../../exporters/release/verify.ts'
import type { Task } from '../../jobs/worker-thread.ts'
import { sha256OfFile } from '../../platform/checksum.ts'
import type { VerifyResult } from '../../shared/contract/release.ts'

export type ReleaseTasks = { verifyRelease: Task<{ folder: string }, VerifyResult> }

export const releaseTasks: ReleaseTasks = {
  async verifyRelease({ folder }, { signal, progress }) {
    const verified = await verifyRelease(folder, progress, signal)
    const manifest = verified.release === null ? null : await sha256OfFile(join(folder, MANIFEST))
    return { ...verified, manifest }
  },
}
