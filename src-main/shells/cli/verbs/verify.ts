/** `shoko verify`: whether the folder of a release is what its manifest says; a line for each fault. */
import { resolve } from 'node:path'
import { withCore } from '../run.ts'
import { resultOf, text } from './verb.ts'
import type { Verb } from './verb.ts'

export const verifyVerb: Verb = {
  usage: 'verify RELEASE [--key FINGERPRINT]',
  options: { key: { type: 'string' } },
  words: [1, 1],
  run: (io, [path = ''], values) =>
    withCore(io, async (core) => {
      const folder = core.handle(resolve(io.base, path), 'read')
      const result = resultOf(await core.follow((await core.client.release.verify({ folder })).jobId))
      if (result.kind !== 'verify') throw new Error('not a report of a verification')
      const { kind: _, ...report } = result
      const m = io.m.release.verify
      const name = (test: string) => (test in m.tests ? m.tests[test as keyof typeof m.tests] : test)
      for (const { test, file, what } of report.faults) io.say([name(test), file, what].join('\t'))
      const key = text(values, 'key')?.toLowerCase()
      const isOther = key !== undefined && key !== report.fingerprint
      const bad = report.faults.length > 0
      io.say(bad ? m.bad.replace('{n}', String(report.faults.length)) : `${m.good} ${report.release ?? ''}`)
      const { proof, prover, manifest, beforeProof } = report
      io.say(proof === null ? m.proof.none : m.proof[proof.result])
      if (proof !== null && proof.notReplaced.length > 0)
        io.say(m.proof.lossy.replace('{files}', proof.notReplaced.join(', ')))
      if (prover !== null) io.say(`${m.provedWith} ${prover}`)
      if (manifest !== null) io.say(`${m.digest} ${manifest}`)
      if (beforeProof !== null && beforeProof !== manifest) io.say(`${m.before} ${beforeProof}`)
      io.say(report.fingerprint === null ? m.unsigned : `${m.signedWith} ${report.fingerprint}`)
      if (isOther) io.say(m.otherKey)
      io.answer(report)
      return bad || isOther ? 1 : 0
    }),
}
