/** Writing a release and looking through one, on a thread of its own. */
import type { KeyObject } from 'node:crypto'
import { join } from 'node:path'
import type { ReleaseCopy } from '../../exporters/release/copy.ts'
import type { Burner } from '../../exporters/release/item.ts'
import { MANIFEST } from '../../exporters/release/manifest.ts'
import { verifyRelease } from '../../exporters/release/verify.ts'
import { writeRelease } from '../../exporters/release/write.ts'
import type { WrittenRelease } from '../../exporters/release/write.ts'
import type { BurnPlan } from '../../imaging/burn/plan.ts'
import type { Task } from '../../jobs/worker-thread.ts'
import { sha256OfFile } from '../../platform/checksum.ts'
import type { VerifyResult } from '../../shared/contract/release.ts'
import { annexWritten } from './annex.ts'
import type { AnnexInput, AnnexWritten } from './annex.ts'

export interface WriteReleaseInput {
  copy: ReleaseCopy
  folder: string
  privateKey: KeyObject | null
}

/** What the task asks of the core, where the decoder is. */
export type BurnQuestion =
  | { kind: 'coding'; path: string; frame: number }
  | { kind: 'burn'; path: string; frame: number; plan: BurnPlan; target: string }

export type ReleaseTasks = {
  writeAnnex: Task<AnnexInput, AnnexWritten>
  verifyRelease: Task<{ folder: string }, VerifyResult>
  writeRelease: Task<WriteReleaseInput, WrittenRelease>
}

export const releaseTasks: ReleaseTasks = {
  writeAnnex: annexWritten,

  async verifyRelease({ folder }, { signal, progress }) {
    const verified = await verifyRelease(folder, progress, signal)
    const manifest = verified.release === null ? null : await sha256OfFile(join(folder, MANIFEST))
    return { ...verified, manifest }
  },

  writeRelease({ copy, folder, privateKey }, { signal, progress, ask }) {
    const asking = async <T>(question: BurnQuestion) => (await ask(question)) as T
    const burner: Burner = {
      coding: (path, frame) => asking({ kind: 'coding', path, frame }),
      burn: (path, frame, plan, target) => asking({ kind: 'burn', path, frame, plan, target }),
    }
    const key = privateKey === null ? {} : { privateKey }
    return writeRelease(copy, folder, { burner, signal, onProgress: progress, ...key })
  },
}
