/** Where a proof makes its second release: a folder of the person's own, gone afterwards; what a stop left is swept at the next start. */
import { join } from 'node:path'
import { sweepScratch, withScratchFolder } from '../../platform/scratch.ts'

const proofsIn = (userFolder: string): string => join(userFolder, 'proofs')

export const withScratch = <T>(userFolder: string, use: (folder: string) => Promise<T>): Promise<T> =>
  withScratchFolder(use, proofsIn(userFolder))

export const sweepProofs = (userFolder: string): void => sweepScratch(proofsIn(userFolder))
