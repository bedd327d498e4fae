/** Puts the masters of a folder under the key of specs, or makes them plain, in a process that can be ended at any moment. */
import { sealMasters, unsealMasters } from '../../src-main/catalogue/encryption/convert-masters.ts'
import { heldKeys } from '../sealed.ts'

const [, , verb = '', folder = ''] = process.argv
const going = {
  signal: new AbortController().signal,
  progress: (done: number) => void process.stdout.write(`${String(done)}\n`),
}
const keys = heldKeys()
if (verb === 'seal') await sealMasters(folder, keys, going)
else await unsealMasters(folder, keys, new Map(), going)
process.stdout.write('whole\n')
