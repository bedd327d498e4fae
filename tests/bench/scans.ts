/** Made-up scans, and the tools to measure with. */
import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DecoderProcess } from '../../src-main/imaging/decoding.ts'

/** Medians in seconds of both, turn by turn. `prepare` is not timed, nor what the work hands back to be tidied up. */
export async function compared(
  prepare: () => Promise<() => Promise<() => Promise<unknown>>>,
  theirs: () => void,
  runs = 3,
): Promise<{ ours: number; theirs: number }> {
  const times = { ours: [] as number[], theirs: [] as number[] }
  for (let i = 0; i < runs; i++) {
    const work = await prepare()
    let started = performance.now()
    const tidy = await work()
    times.ours.push((performance.now() - started) / 1000)
    await tidy()
    started = performance.now()
    theirs()
    times.theirs.push((performance.now() - started) / 1000)
  }
  const median = (list: number[]) => list.sort((one, other) => one - other)[Math.floor(list.length / 2)] ?? 0
  return { ours: median(times.ours), theirs: median(times.theirs) }
}

export function run(command: string, ...parameters: string[]): void {
  const { status, stderr } = spawnSync(command, parameters, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command}: ${stderr}`)
}

/** Made-up paper: noise over a slow gradient, so that no two tiles are alike and nothing compresses for free. */
export function makeScans(folder: string) {
  const at = (name: string) => join(folder, name)
  const vips = (...parameters: string[]) => execFileSync('vips', parameters, { stdio: 'ignore' })
  const resolution = 'xres=23.622,yres=23.622'
  for (const [n, mean] of ['225', '220', '205'].entries()) {
    vips('gaussnoise', at(`${n}.v`), '4960', '7016', '--sigma', '5', '--mean', mean, '--seed', String(n))
  }
  vips('bandjoin', [0, 1, 2].map((n) => at(`${n}.v`)).join(' '), at('noise.v'))
  vips('cast', at('noise.v'), at(`a4.tif[compression=none,${resolution}]`), 'uchar')
  vips('resize', at('0.v'), at('grey.v'), '0.667')
  vips('cast', at('grey.v'), at('grey.tif[compression=lzw,xres=15.748,yres=15.748]'), 'uchar')
  vips('replicate', at('a4.tif'), at('many.v'), '7', '3')
  vips('crop', at('many.v'), at('crop.v'), '0', '0', '30000', '20000')
  vips('grey', at('ramp.v'), '30000', '20000')
  vips('linear', at('ramp.v'), at('slope.v'), '40', '0')
  vips('add', at('crop.v'), at('slope.v'), at('map.v'))
  rmSync(at('crop.v'))
  rmSync(at('many.v'))
  vips('cast', at('map.v'), at('stripped.tif[compression=none,bigtiff]'), 'uchar')
  rmSync(at('map.v'))
  vips(
    'copy',
    at('stripped.tif'),
    at('tiled.tif[compression=jpeg,Q=85,tile,tile-width=256,tile-height=256,bigtiff]'),
  )
  return { a4: at('a4.tif'), grey: at('grey.tif'), stripped: at('stripped.tif'), tiled: at('tiled.tif') }
}

/** Processes of one work, and the most that one of them has held (Linux). */
export function watching(spawn: () => DecoderProcess) {
  const children: DecoderProcess[] = []
  const statusOf = (pid: number | undefined) => {
    try {
      return readFileSync(`/proc/${String(pid)}/status`, 'utf8')
    } catch {
      return ''
    }
  }
  return {
    spawn() {
      const child = spawn()
      children.push(child)
      return child
    },
    /** Forgets what was held until now. */
    begin() {
      for (const { pid } of children) {
        try {
          writeFileSync(`/proc/${String(pid)}/clear_refs`, '5')
        } catch {
          // It has ended.
        }
      }
    },
    /** Megabytes. */
    peak: () =>
      Math.max(
        0,
        ...children.map(({ pid }) => Number(/^VmHWM:\s+(\d+) kB$/m.exec(statusOf(pid))?.[1] ?? 0) / 1000),
      ),
  }
}

/** The value that 95 of 100 do not exceed. */
export const p95 = (list: number[]): number =>
  list.sort((one, other) => one - other)[Math.floor(list.length * 0.95)] ?? 0
