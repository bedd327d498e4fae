/** Writing a release and looking through one, on a thread of its own. */
import type { KeyObject } from 'node:crypto'
import { join } from 'node:path'
import type { ReleaseCopy } from '../../exporters/release/copy.ts'
import type { Burner } from '../../exporters/release/item.ts'
import { MANIFEST } from '../../exporters/release/manifest.ts'
import { madeRelease } from '../../exporters/release/made.ts'
import { proofOf } from '../../exporters/release/proof.ts'
import { verifyRelease } from '../../exporters/release/verify.ts'
import { writeRelease } from '../../exporters/release/write.ts'
import type { WrittenRelease } from '../../exporters/release/write.ts'
import type { BurnPlan } from '../../imaging/burn/plan.ts'
import type { Task, TaskControl } from '../../jobs/worker-thread.ts'
import { sha256OfFile, sha256OfText } from '../../platform/checksum.ts'
import type { Proof, VerifyResult } from '../../shared/contract/release.ts'
import { remadeCopy } from './remade.ts'
import type { Remade } from './remade.ts'
import { annexWritten } from './annex.ts'
import type { AnnexInput, AnnexWritten } from './annex.ts'

export interface WriteReleaseInput {
  copy: ReleaseCopy
  folder: string
  privateKey: KeyObject | null
  /** Null: not proved. */
  proving: Remade | null
}

export interface ProveReleaseInput {
  /** As it would be made now. */
  copy: ReleaseCopy
  folder: string
  proving: Remade
}

/** What the task asks of the core, where the decoder is. */
export type BurnQuestion =
  | { kind: 'coding'; path: string; frame: number }
  | { kind: 'burn'; path: string; frame: number; plan: BurnPlan; target: string }

export type ReleaseTasks = {
  writeAnnex: Task<AnnexInput, AnnexWritten>
  verifyRelease: Task<{ folder: string }, VerifyResult>
  writeRelease: Task<WriteReleaseInput, WrittenRelease>
  proveRelease: Task<ProveReleaseInput, Proof>
}

export const releaseTasks: ReleaseTasks = {
  writeAnnex: annexWritten,

  async verifyRelease({ folder }, { signal, progress }) {
    const { unproved, ...verified } = await verifyRelease(folder, progress, signal)
    const manifest = verified.release === null ? null : await sha256OfFile(join(folder, MANIFEST))
    const beforeProof = unproved === null ? manifest : sha256OfText(unproved)
    return { ...verified, manifest, beforeProof }
  },

  async writeRelease({ copy, folder, privateKey, proving }, { signal, progress, ask }) {
    const burner = burnerOf(ask)
    const key = privateKey === null ? {} : { privateKey }
    const again = proving && {
      proving: { copy: await remadeCopy(copy, proving), burner, scratch: proving.scratch },
    }
    return writeRelease(copy, folder, { burner, signal, onProgress: progress, ...key, ...again })
  },

  async proveRelease({ copy, folder, proving }, { signal, progress, ask }) {
    const made = await madeRelease(copy, folder, signal)
    const pages = copy.items.reduce((sum, { pages }) => sum + pages.length, 0)
    let done = 0
    const onPage = () => progress(++done, pages)
    const remaking = {
      copy: await remadeCopy(copy, proving),
      burner: burnerOf(ask),
      scratch: proving.scratch,
    }
    return proofOf(made, remaking, { signal, onPage })
  },
}

function burnerOf(ask: TaskControl['ask']): Burner {
  const asking = async <T>(question: BurnQuestion) => (await ask(question)) as T
  return {
    coding: (path, frame) => asking({ kind: 'coding', path, frame }),
    burn: (path, frame, plan, target) => asking({ kind: 'burn', path, frame, plan, target }),
  }
}
