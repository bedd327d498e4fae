import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { hold } from '../../src-main/catalogue/holder.ts'
import { aFolder, afterwards } from '../builders.ts'

const module = resolve(import.meta.dirname, '..', '..', 'src-main', 'catalogue', 'holder.ts')

/** Another process that holds the folder and says so. */
async function anotherHolder(folder: string) {
  const script = `import { hold } from ${JSON.stringify(module)}
    hold(process.argv[1], '田中', '2026-01-02T03:04:05Z'); process.stdout.write('held'); setInterval(() => {}, 1000)`
  const other = spawn(process.execPath, ['--input-type=module', '-e', script, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  afterwards(() => void other.kill('SIGKILL'))
  await once(other.stdout, 'data')
  return other
}

describe('hold', () => {
  it('refuses a second program, saying who has it, and lets go when that one is killed', async () => {
    const folder = aFolder()
    const other = await anotherHolder(folder)
    expect(() => hold(folder, '佐藤', 'now')).toThrow(
      expect.objectContaining({
        code: 'catalogueHeld',
        data: expect.objectContaining({
          who: '田中',
          pid: other.pid,
          since: '2026-01-02T03:04:05Z',
        }) as unknown,
      }),
    )
    other.kill('SIGKILL')
    await once(other, 'exit')
    expect(() => hold(folder, '佐藤', 'now').release()).not.toThrow()
  })
})
