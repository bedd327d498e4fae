import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync, utimesSync } from 'node:fs'
import { join, resolve } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it, vi } from 'vitest'
import { createDecoding, type DecoderProcess } from '../../src-main/imaging/decoding.ts'
import type { Call } from '../../src-main/imaging/protocol.ts'
import { commonScratch } from '../../src-main/platform/scratch.ts'
import { smallDisk } from '../small-disk.ts'
import { aDecoding, aFile, aFolder, afterwards, quarters, spawnDecoder } from './builders.ts'

const folder = aFolder()
const small = aFile(folder, 'small.jpg', await quarters(600, 400).jpeg().toBuffer())
/** Takes about a second to make a pyramid of. */
const large = join(folder, 'large.png')
await sharp(await quarters(90, 90).png().toBuffer())
  .resize(9000, 9000, { kernel: 'nearest' })
  .png({ compressionLevel: 1 })
  .toFile(large)

/** Real processes, with every call seen before it is sent. */
function watched(onCall: (child: DecoderProcess, call: Call) => void = () => undefined) {
  const children: DecoderProcess[] = []
  const calls: Call[] = []
  /** What each process does now. */
  const doing = new Map<DecoderProcess, Call['verb']>()
  let mostPyramids = 0
  const spawn = (): DecoderProcess => {
    const child = spawnDecoder()
    children.push(child)
    return {
      ...child,
      postMessage(message) {
        calls.push(message as Call)
        doing.set(child, (message as Call).verb)
        mostPyramids = Math.max(mostPyramids, [...doing.values()].filter((verb) => verb === 'pyramid').length)
        child.postMessage(message)
        onCall(child, message as Call)
      },
      onMessage(listener) {
        child.onMessage((message) => {
          doing.delete(child)
          listener(message)
        })
      },
    }
  }
  return { spawn, children, calls, mostPyramids: () => mostPyramids }
}
/** A process whose parent is gone may stay listed as a zombie until somebody asks for its exit. */
const isRunning = (pid: number | undefined) =>
  existsSync(`/proc/${pid}`) && !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
/** In the middle of its work: when the file it writes has begun. */
function whenBegun(call: Call, act: () => void): void {
  if (!('target' in call)) return
  const timer = setInterval(() => {
    if (!existsSync(call.target)) return
    clearInterval(timer)
    act()
  }, 1)
  afterwards(() => clearInterval(timer))
}
/** A process takes a moment to end, longer on a busy machine. */
const soon = (assertion: () => void) => vi.waitFor(assertion, { timeout: 20_000, interval: 20 })
const leftovers = () => readdirSync(folder).filter((name) => name.startsWith('.partial-'))

describe('a process that dies', () => {
  it('fails its request alone, leaves nothing, and is replaced', async () => {
    const { spawn, children } = watched((child, call) => {
      whenBegun(call, () => process.kill(child.pid ?? 0, 'SIGKILL'))
    })
    const decoding = aDecoding({ spawn })
    const target = join(folder, 'killed.tif')
    const [killed, ...others] = await Promise.allSettled([
      decoding.pyramid(large, 0, target),
      decoding.thumbnail(small, 0, 64),
      decoding.probe(small),
    ])
    expect(killed).toMatchObject({ reason: { code: 'decoderFailed', data: { file: 'large.png' } } })
    expect(others.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled'])
    expect(existsSync(target)).toBe(false)
    expect(leftovers()).toEqual([])
    await expect(decoding.thumbnail(small, 0, 64)).resolves.toBeInstanceOf(Uint8Array)
    expect(children.length).toBeGreaterThan(1)
  })

  it('leaves nothing of a picture that it was at in the folder for temporary files', async () => {
    const picture = await sharp({ create: { width: 2500, height: 2500, channels: 3, background: '#3a5' } })
      .toColourspace('cmyk')
      .jpeg()
      .toBuffer()
    // Inks of which no marker says that they are inverted are turned on the disk first.
    const at = picture.indexOf(Buffer.from([0xff, 0xee]))
    const inks = Buffer.concat([
      picture.subarray(0, at),
      picture.subarray(at + 2 + picture.readUInt16BE(at + 2)),
    ])
    const path = aFile(folder, 'inks.jpg', inks)
    const { spawn, children } = watched()
    const decoding = aDecoding({ spawn })
    const own = () => {
      const pids = children.map(({ pid }) => `${String(pid)}-`)
      const names = existsSync(commonScratch()) ? readdirSync(commonScratch()) : []
      return names.filter((name) => pids.some((pid) => name.startsWith(pid)))
    }
    const asked = expect(decoding.thumbnail(path, 0, 64)).rejects.toMatchObject({ code: 'decoderFailed' })
    let begun = false
    const timer = setInterval(() => {
      const [name = ''] = own()
      const file = join(commonScratch(), name, 'inks.tif')
      if (name === '' || !existsSync(file) || statSync(file).size === 0) return
      begun = true
      clearInterval(timer)
      process.kill(Number(name.split('-')[0]), 'SIGKILL')
    }, 1)
    afterwards(() => clearInterval(timer))
    await asked
    expect([begun, own()]).toEqual([true, []])
    expect(statSync(commonScratch()).mode & 0o077).toBe(0)
  })

  it('twice of the same file, has the file set aside until it changes', async () => {
    const { spawn, children, calls } = watched((child, call) => {
      if (call.name === 'deadly.jpg') process.kill(child.pid ?? 0, 'SIGKILL')
    })
    const decoding = aDecoding({ spawn })
    const deadly = aFile(folder, 'deadly.jpg', readFileSync(small))
    const codes: unknown[] = []
    for (let i = 0; i < 4; i++) {
      await decoding
        .thumbnail(deadly, 0, 64)
        .catch((error: unknown) => codes.push((error as { code: string }).code))
    }
    expect(codes).toEqual(['decoderFailed', 'scanSetAside', 'scanSetAside', 'scanSetAside'])
    expect(calls).toHaveLength(2)
    expect(children).toHaveLength(2)
    utimesSync(deadly, new Date(), new Date(2000, 1, 1))
    await expect(decoding.thumbnail(deadly, 0, 64)).rejects.toMatchObject({ code: 'decoderFailed' })
    expect(calls).toHaveLength(3)
  })

  it('because it cannot be started, fails the request', async () => {
    const decoding = aDecoding({
      spawn: () => ({
        pid: undefined,
        postMessage: () => undefined,
        onMessage: () => undefined,
        onExit: (listener) => void setImmediate(listener),
        kill: () => undefined,
      }),
    })
    await expect(decoding.probe(small)).rejects.toMatchObject({ code: 'decoderFailed' })
  })
})

describe('limits', () => {
  it('of time end a process', async () => {
    const { spawn, children } = watched()
    const decoding = aDecoding({ spawn, timeLimits: { pyramid: 50 } })
    await expect(decoding.pyramid(large, 0, join(folder, 'late.tif'))).rejects.toMatchObject({
      code: 'decoderFailed',
    })
    await soon(() => expect(isRunning(children[0]?.pid)).toBe(false))
    expect(leftovers()).toEqual([])
    await expect(decoding.probe(small)).resolves.toHaveProperty('pages')
  })

  it.runIf(process.platform === 'linux')('of memory end a process, and take the file along', async () => {
    // A progressive image is kept whole, as coefficients: more than 100 MB here.
    const hungry = join(folder, 'hungry.jpg')
    const pattern = await quarters(60, 60).png().toBuffer()
    await sharp(pattern).resize(6000, 6000, { kernel: 'nearest' }).jpeg({ progressive: true }).toFile(hungry)
    const { spawn, children } = watched()
    const decoding = aDecoding({ spawn, memoryLimit: 110 * 2 ** 20 })
    await expect(decoding.probe(hungry)).resolves.toHaveProperty('pages')
    await expect(decoding.pyramid(hungry, 0, join(folder, 'hungry.tif'))).rejects.toMatchObject({
      code: 'decoderFailed',
      data: { file: 'hungry.jpg' },
    })
    await soon(() => expect(children.some(({ pid }) => isRunning(pid))).toBe(false))
    await expect(decoding.thumbnail(small, 0, 64)).resolves.toBeInstanceOf(Uint8Array)
    const roomy = aDecoding({ memoryLimit: 2 ** 30 })
    await expect(roomy.pyramid(hungry, 0, join(folder, 'hungry.tif'))).resolves.toEqual({
      width: 6000,
      height: 6000,
    })
  })

  it('of processes hold, and a pyramid never takes the last one', async () => {
    const { spawn, children, calls, mostPyramids } = watched()
    const decoding = aDecoding({ spawn })
    const pyramids = [1, 2].map((n) => decoding.pyramid(large, 0, join(folder, `busy-${n}.tif`)))
    const thumbnails = Array.from({ length: 6 }, () => decoding.thumbnail(small, 0, 64))
    await Promise.all([...pyramids, ...thumbnails])
    expect(mostPyramids()).toBe(1)
    expect(children).toHaveLength(2)
    expect(calls).toHaveLength(8)
  })
})

describe('no room for a pyramid', () => {
  const [disk, unwritable] = [smallDisk(), smallDisk({ readOnly: true })]

  it.skipIf(disk === null)('is told from a fault of the scan', async () => {
    const decoding = aDecoding()
    const refused = decoding.pyramid(large, 0, join(disk ?? '', 'pyramid.tif'))
    await expect(refused).rejects.toMatchObject({ code: 'diskFull' })
    expect(readdirSync(disk ?? '')).toEqual([])
    const locked = decoding.pyramid(small, 0, join(unwritable ?? '', 'pyramid.tif'))
    await expect(locked).rejects.toMatchObject({ code: 'folderNotWritable' })
  })

  it('or a folder that is not there', async () => {
    const target = join(folder, 'none', 'pyramid.tif')
    await expect(aDecoding().pyramid(small, 0, target)).rejects.toMatchObject({
      code: 'folderNotWritable',
      data: { file: 'none' },
    })
  })
})

describe('order', () => {
  it('what was asked for last comes first; work in the background comes last, in order', async () => {
    const { spawn, calls } = watched()
    const decoding = aDecoding({ spawn, processes: 1 })
    const asked = (box: number, background = false) => decoding.thumbnail(small, 0, box, { background })
    // The first takes the only process, which is still starting; the others wait for it.
    const first = asked(16)
    await soon(() => expect(calls).toHaveLength(1))
    await Promise.all([first, asked(21, true), asked(22, true), asked(31), asked(32)])
    expect(calls.map((call) => 'box' in call && call.box)).toEqual([16, 32, 31, 21, 22])
  })
})

describe('giving up', () => {
  it('takes a waiting request back, and stops a pyramid with its process', async () => {
    const [running, waiting] = [new AbortController(), new AbortController()]
    const outcomes: PromiseSettledResult<unknown>[] = []
    const { spawn, children, calls } = watched((_, call) => {
      whenBegun(call, () => {
        const queued = decoding.thumbnail(small, 0, 64, { signal: waiting.signal })
        void Promise.allSettled([queued]).then((settled) => {
          outcomes.push(...settled)
          running.abort()
        })
        // It takes its place in the queue before the next turn.
        setTimeout(() => waiting.abort())
      })
    })
    const decoding = aDecoding({ spawn, processes: 1 })
    const target = join(folder, 'given-up.tif')
    outcomes.push(
      ...(await Promise.allSettled([decoding.pyramid(large, 0, target, { signal: running.signal })])),
    )
    expect(outcomes).toHaveLength(2)
    for (const outcome of outcomes) expect(outcome).toMatchObject({ reason: { code: 'cancelled' } })
    await soon(() => expect(isRunning(children[0]?.pid)).toBe(false))
    expect(calls).toHaveLength(1)
    expect(existsSync(target)).toBe(false)
    expect(leftovers()).toEqual([])
    // Nobody died of it, so the file is not set aside.
    const stopped = AbortSignal.abort()
    await expect(decoding.probe(large, { signal: stopped })).rejects.toMatchObject({ code: 'cancelled' })
    await expect(decoding.probe(large)).resolves.toHaveProperty('pages')
  })

  it('by closing ends all processes', async () => {
    const { spawn, children } = watched()
    const decoding = createDecoding({ spawn })
    decoding.warm()
    const pending = [1, 2, 3].map((n) => decoding.pyramid(large, 0, join(folder, `closed-${n}.tif`)))
    const outcomes = Promise.allSettled(pending)
    await soon(() => expect(children.length).toBeGreaterThan(0))
    await decoding.close()
    for (const outcome of await outcomes) expect(outcome).toMatchObject({ reason: { code: 'cancelled' } })
    expect(children.filter(({ pid }) => isRunning(pid))).toEqual([])
    await expect(decoding.probe(small)).rejects.toMatchObject({ code: 'cancelled' })
  })
})

describe('what comes back is foreign too', () => {
  const answering = (answer: (call: Call) => unknown) => {
    let killed = 0
    const defects: string[] = []
    const decoding = createDecoding({
      onDefect: (name) => defects.push(name),
      spawn() {
        let listen: (message: unknown) => void = () => undefined
        return {
          pid: undefined,
          onMessage: (listener) => void (listen = listener),
          postMessage: (message) => void setImmediate(() => listen(answer(message as Call))),
          onExit: (listener) => void setImmediate(() => killed && listener()),
          kill: () => void killed++,
        }
      },
    })
    return { decoding, defects }
  }

  it.each<[string, (call: Call) => unknown]>([
    [
      'pages that are none',
      ({ id }) => ({ id, result: { mediaType: 'image/tiff', pages: [{ frame: 0, width: -4, height: 1 }] } }),
    ],
    ['a result of another kind', ({ id }) => ({ id, result: new Uint8Array(4) })],
    ['a refusal without its details', ({ id }) => ({ id, refusal: { code: 'scanTooLarge', data: {} } })],
    ['an unknown refusal', ({ id }) => ({ id, refusal: { code: '__proto__', data: {} } })],
    ['a defect', ({ id }) => ({ id, failure: 'TypeError' })],
  ])('%s fails the request, and is told', async (_, answer) => {
    const { decoding, defects } = answering(answer)
    await expect(decoding.probe(small)).rejects.toMatchObject({ code: 'decoderFailed' })
    expect(defects).toHaveLength(1)
  })
})

describe('the process', () => {
  it.runIf(process.platform === 'linux')('has a bare environment', async () => {
    process.env.SHOKO_SPEC_SECRET = 'canary'
    const { spawn, children } = watched()
    const decoding = aDecoding({ spawn })
    await decoding.probe(small)
    const environment = readFileSync(`/proc/${children[0]?.pid}/environ`, 'utf8').split('\0')
    const names = environment.map((line) => line.split('=')[0]).filter(Boolean)
    expect(
      names.filter(
        (name) =>
          ![
            'MALLOC_ARENA_MAX',
            'NODE_COMPILE_CACHE',
            'TMPDIR',
            'TEMP',
            'TMP',
            'VIPS_DISC_THRESHOLD',
          ].includes(name ?? ''),
      ),
    ).toEqual(['NODE_CHANNEL_FD', 'NODE_CHANNEL_SERIALIZATION_MODE'])
  })

  it('opens only the formats it is meant to', async () => {
    const svg = aFile(folder, 'x.svg', '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    // What sharp opens by itself.
    await expect(sharp(svg).metadata()).resolves.toMatchObject({ format: 'svg' })
    await import('../../src-main/imaging/decoder/picture.ts')
    await expect(sharp(svg).metadata()).rejects.toThrow(/unsupported/)
    // What is decrypted in memory is opened by the same rule.
    await expect(sharp(readFileSync(svg)).metadata()).rejects.toThrow(/unsupported/)
    await expect(sharp(readFileSync(small)).metadata()).resolves.toMatchObject({ format: 'jpeg' })
    await expect(sharp(small).metadata()).resolves.toMatchObject({ format: 'jpeg' })
  })

  it('ends when the program around it does', async () => {
    const parts = ['decoding', 'fork'].map((name) =>
      resolve(import.meta.dirname, `../../src-main/imaging/${name}.ts`),
    )
    const entry = resolve(import.meta.dirname, '../../src-main/imaging/decoder.ts')
    const script = `
      const { forkDecoder } = await import(${JSON.stringify(parts[1])})
      const child = forkDecoder(${JSON.stringify(entry)})()
      child.onMessage(() => { process.stdout.write(String(child.pid)); process.kill(process.pid, 'SIGKILL') })
      child.postMessage({ id: 1, memoryLimit: 1e9, verb: 'probe', path: ${JSON.stringify(small)}, name: 'x' })`
    let pid = ''
    try {
      execFileSync(process.execPath, ['--input-type=module', '-e', script], {
        encoding: 'utf8',
        stdio: 'pipe',
      })
    } catch (error) {
      pid = (error as { stdout: string }).stdout
    }
    expect(Number(pid)).toBeGreaterThan(1)
    afterwards(() => {
      if (isRunning(Number(pid))) process.kill(Number(pid), 'SIGKILL')
    })
    await soon(() => expect(isRunning(Number(pid))).toBe(false))
  })
})
