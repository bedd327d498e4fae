/** The verbs of `shoko`: each says how it is used, and does it through the contract. */
import { parseArgs } from 'node:util'
import { backupsVerb } from './backups.ts'
import { batchVerb } from './batch.ts'
import { callVerb } from './call.ts'
import { checkVerb } from './check.ts'
import { contractVerb } from './contract.ts'
import { decryptVerb, encryptVerb, keysVerb } from './encrypt.ts'
import { exemptionsVerb } from './exemptions.ts'
import { exportVerb } from './export.ts'
import { fixityVerb } from './fixity.ts'
import { importVerb } from './import.ts'
import { lendVerb, returnVerb } from './lend.ts'
import { namesVerb } from './names.ts'
import { newVerb } from './new.ts'
import { relinkVerb } from './relink.ts'
import { ocrVerb } from './ocr.ts'
import { personVerb } from './person.ts'
import { releaseVerb } from './release.ts'
import { requestVerb } from './request.ts'
import { restoreVerb } from './restore.ts'
import { reviewVerb } from './review.ts'
import { salvageVerb } from './salvage.ts'
import { consistencyVerb } from './consistency.ts'
import { scanVerb } from './scan.ts'
import { searchVerb } from './search.ts'
import { serveVerb } from './serve.ts'
import { setVerb } from './set.ts'
import { showVerb } from './show.ts'
import { statisticsVerb } from './statistics.ts'
import { termsVerb } from './terms.ts'
import { trustVerb } from './trust.ts'
import { verifyVerb } from './verify.ts'
import { UsageError } from './verb.ts'
import type { Values, Verb } from './verb.ts'

export const VERBS: Record<string, Verb> = {
  new: newVerb,
  import: importVerb,
  export: exportVerb,
  batch: batchVerb,
  search: searchVerb,
  show: showVerb,
  set: setVerb,
  names: namesVerb,
  terms: termsVerb,
  exemptions: exemptionsVerb,
  review: reviewVerb,
  person: personVerb,
  release: releaseVerb,
  request: requestVerb,
  statistics: statisticsVerb,
  ocr: ocrVerb,
  lend: lendVerb,
  return: returnVerb,
  scan: scanVerb,
  consistency: consistencyVerb,
  check: checkVerb,
  fixity: fixityVerb,
  relink: relinkVerb,
  backups: backupsVerb,
  restore: restoreVerb,
  salvage: salvageVerb,
  encrypt: encryptVerb,
  decrypt: decryptVerb,
  keys: keysVerb,
  verify: verifyVerb,
  trust: trustVerb,
  call: callVerb,
  contract: contractVerb,
  serve: serveVerb,
}

/** Words and values of a verb. @throws UsageError */
export function parseVerb(verb: Verb, given: readonly string[]): { words: string[]; values: Values } {
  const options = {
    ...verb.options,
    json: { type: 'boolean' },
    help: { type: 'boolean' },
    'passphrase-file': { type: 'string' },
  } as const
  try {
    const { positionals, values } = parseArgs({
      args: [...given],
      options,
      allowPositionals: true,
      allowNegative: true,
    })
    const [least, most] = verb.words
    if (values.help !== true && (positionals.length < least || positionals.length > most))
      throw new UsageError('')
    return { words: positionals, values: values }
  } catch (error) {
    if (error instanceof UsageError) throw error
    throw new UsageError(error instanceof Error ? (error.message.split('\n')[0] ?? '') : '')
  }
}
