/** The decoding process under plain Node: a child with a bare environment and a small heap of its own. */
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { DecoderProcess } from './decoding.ts'

/** Where temporary files and what Node has compiled go, and what Windows needs to start anything at all. */
const PASSED_ON = ['TMPDIR', 'TEMP', 'TMP', 'NODE_COMPILE_CACHE', 'SystemRoot', 'windir']

/**
 * A starter of decoding processes from `entry`: `src-main/imaging/decoder.ts`, or `out/main/decoder.js` once built.
 * The child may not start programs or threads of JavaScript; what it prints goes nowhere, for it may quote a file.
 */
export function forkDecoder(entry: string | URL): () => DecoderProcess {
  const script = entry instanceof URL ? fileURLToPath(entry) : entry
  const options = {
    env: bareEnvironment(),
    execArgv: [
      '--max-old-space-size=256',
      '--permission',
      '--allow-addons',
      '--allow-fs-read=*',
      '--allow-fs-write=*',
    ],
    serialization: 'advanced' as const,
    stdio: ['ignore' as const, 'ignore' as const, 'ignore' as const, 'ipc' as const],
    windowsHide: true,
  }
  return () => {
    const child = fork(script, [], options)
    return {
      pid: child.pid,
      postMessage(message) {
        // A child that has just died takes no message; its exit is what counts.
        if (child.connected) child.send(message as object, () => undefined)
      },
      onMessage: (listener) => void child.on('message', listener),
      onExit(listener) {
        child.once('exit', listener)
        child.once('error', listener)
      },
      kill: () => void child.kill('SIGKILL'),
    }
  }
}

/** What a decoding process gets of its parent's environment. */
export function bareEnvironment(): Record<string, string> {
  const kept = PASSED_ON.flatMap((name): [string, string][] => {
    const value = process.env[name]
    return value === undefined ? [] : [[name, value]]
  })
  // Rows that libvips needs in any order stay in memory: what of a file is encrypted never comes to lie on a disk.
  // Pixels are the C library's memory, not V8's; few arenas keep it from growing by fragments.
  return { ...Object.fromEntries(kept), MALLOC_ARENA_MAX: '2', VIPS_DISC_THRESHOLD: '1024g' }
}
