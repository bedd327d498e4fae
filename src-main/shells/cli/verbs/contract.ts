/** `shoko contract`: all calls. */
import { describeContract } from '../call.ts'
import type { Verb } from './verb.ts'

export const contractVerb: Verb = {
  usage: 'contract',
  options: {},
  words: [0, 0],
  run(io) {
    process.stdout.write(`${JSON.stringify(describeContract(), null, io.json ? 0 : 2)}\n`)
    return Promise.resolve(0)
  },
}
